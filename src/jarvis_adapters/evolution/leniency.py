"""Reads single values out of JSON that nobody promised anything about; nothing here raises."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

TEXT_LIMIT = 65_536
NAME_LIMIT = 100
ID_LIMIT = 128

# PostgreSQL stores neither; a name cut in the middle of an emoji brings a lone surrogate.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_JOINERS = "\u200c\u200d"
_DIGITS = re.compile(r"[0-9]{1,15}")
_WHATSAPP_BEGINS = datetime(2009, 1, 1, tzinfo=UTC)


def record(value: object) -> Mapping[str, object]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def dig(value: object, *path: str) -> object:
    """What stands at the end of the path, or None."""
    for key in path:
        value = record(value).get(key)
    return value


def clean(value: object, limit: int) -> str:
    """A text that can be stored, cut at `limit` characters; "" for anything that is not a text."""
    return _UNSTORABLE.sub("", value)[:limit] if isinstance(value, str) else ""


def clean_name(value: object) -> str:
    """A display name on one line, without control or direction marks; joiners stay for emoji and Arabic."""
    line = "".join(c if c.isprintable() or c in _JOINERS else " " for c in clean(value, 10 * NAME_LIMIT))
    return " ".join(line.split())[:NAME_LIMIT].rstrip()


def whole(value: object) -> int | None:
    """A whole number written as number, string or {low, high}; None for anything else."""
    match value:
        case bool():
            return None
        case int():
            return value
        case float() if value.is_integer():
            return int(value)
        case str() if _DIGITS.fullmatch(value):
            return int(value)
        case {"low": int(low), "high": int(high)}:
            return (high << 32) + (low & 0xFFFF_FFFF)
        case _:
            return None


def moment(value: object, received_at: datetime) -> datetime:
    """Unix seconds as UTC; the time of receipt when they are absurd (before WhatsApp, or a day ahead)."""
    latest = received_at + timedelta(days=1)
    seconds = whole(value)
    if seconds is None or not _WHATSAPP_BEGINS.timestamp() <= seconds <= latest.timestamp():
        return received_at.replace(microsecond=0)
    return datetime.fromtimestamp(seconds, UTC)
