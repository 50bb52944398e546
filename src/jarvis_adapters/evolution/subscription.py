"""Keeps an instance's webhook as JARVIS needs it: our address, our secret, exactly our events."""

from collections.abc import Mapping

import msgspec

from jarvis_adapters.evolution.leniency import record

# Not MESSAGES_EDITED: Evolution waits for it in its serial loop, and one failing endpoint then stops every
# later message. Edits and deletions come through MESSAGES_UPDATE and MESSAGES_DELETE too. Nor SEND_MESSAGE,
# the echo of each reply, nor QRCODE_UPDATED: nobody reads them, and a QR code links a phone to the number.
EVENTS = (
    "MESSAGES_UPSERT",
    "MESSAGES_UPDATE",
    "MESSAGES_DELETE",
    "CONNECTION_UPDATE",
    "STATUS_INSTANCE",
    "LOGOUT_INSTANCE",
)


class AlreadySubscribed(msgspec.Struct, frozen=True):
    """The webhook was as it should be; nothing was changed."""


class Subscribed(msgspec.Struct, frozen=True, kw_only=True):
    """The webhook was set; `differed` names what was not right before, ("webhook",) when there was none."""

    differed: tuple[str, ...]


class NotSubscribed(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing could be compared or set; messages may not arrive."""

    detail: str


Subscription = AlreadySubscribed | Subscribed | NotSubscribed


def wanted_webhook(url: str, secret: str) -> dict[str, object]:
    """The webhook as `webhook/set` takes it."""
    return {
        "enabled": True,
        "url": url,
        "headers": {"jwt_key": secret},
        "byEvents": False,
        "base64": False,
        "events": list(EVENTS),
    }


def differences(found: object, wanted: Mapping[str, object]) -> tuple[str, ...]:
    """What is not as wanted; the row calls two of the fields `webhookByEvents` and `webhookBase64`."""
    row = record(found)
    if not row:
        return ("webhook",)
    events = row.get("events")
    known = {str(event) for event in events} if isinstance(events, list) else set()
    has = {
        "enabled": row.get("enabled") is True,
        "url": row.get("url") == wanted["url"],
        "headers": row.get("headers") == wanted["headers"],
        "byEvents": not row.get("webhookByEvents", row.get("byEvents")),
        "base64": not row.get("webhookBase64", row.get("base64")),
        "events": known == set(EVENTS),
    }
    return tuple(name for name, right in has.items() if not right)
