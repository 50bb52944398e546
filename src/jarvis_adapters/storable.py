"""What a store takes in: text without NUL and lone surrogates, and not without end."""

import re
from datetime import datetime
from hashlib import sha256
from typing import TypeVar
from uuid import UUID

import msgspec

from jarvis_domain.answering.messages import InboundMessage

TEXT_LIMIT = 65_536
RAW_LIMIT = 65_536
_KEY_LIMIT = 200
NAME_LIMIT = 200
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

Value = TypeVar("Value")


def storable_text(text: str, limit: int = TEXT_LIMIT) -> str:
    """The text as PostgreSQL can keep it, at most `limit` characters."""
    return _UNSTORABLE.sub("", text)[:limit]


def storable_key(text: str) -> str:
    """An id from outside: never longer than an index takes, and still different from every other one."""
    clean = storable_text(text, _KEY_LIMIT)
    if clean == text:
        return text
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{clean[: _KEY_LIMIT - 65]}#{digest}"


def storable_message(message: InboundMessage) -> InboundMessage:
    """The message with every text of it storable; two messages stay two."""
    return msgspec.structs.replace(
        message,
        instance=storable_key(message.instance),
        whatsapp_id=storable_key(message.whatsapp_id),
        name=storable_text(message.name, NAME_LIMIT),
        content=storable(message.content),
    )


def storable(value: Value) -> Value:
    """The same struct with every text in it storable."""
    plain = msgspec.to_builtins(value, builtin_types=(datetime, UUID))
    return msgspec.convert(_scrubbed(plain), type(value), builtin_types=(datetime, UUID))


def _scrubbed(plain: object) -> object:
    match plain:
        case str():
            return storable_text(plain)
        case dict():
            return {storable_text(str(key)): _scrubbed(inner) for key, inner in plain.items()}
        case list() | tuple():
            return [_scrubbed(inner) for inner in plain]
        case _:
            return plain
