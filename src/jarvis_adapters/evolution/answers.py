"""What Evolution's answer to a send means; its body decides, since its status says little."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from jarvis_adapters.evolution.leniency import ID_LIMIT, clean, dig, whole
from jarvis_domain.ports.messaging import (
    Accepted,
    Misconfigured,
    NotSent,
    NotThere,
    PerhapsSent,
    Refused,
    SendOutcome,
)

_LONGEST_WAIT = timedelta(hours=1)
# Thrown before anything left: the socket to WhatsApp was not there.
_NOT_CONNECTED = {
    "Connection Closed",
    "Error: Connection Closed",
    "TypeError: Cannot read properties of undefined (reading 'id')",
}
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def outcome_of(answer: httpx.Response, now: datetime) -> SendOutcome:
    """Reads the whole answer to sendText; what is not known for certain is PerhapsSent."""
    body = body_of(answer)
    if answer.is_success:
        whatsapp_id = clean(dig(body, "key", "id"), ID_LIMIT)
        return (
            Accepted(whatsapp_id=whatsapp_id) if whatsapp_id else PerhapsSent(detail="accepted without an id")
        )
    detail = f"{answer.status_code} {_excerpt(body)}".strip()
    if answer.status_code in (413, 429):
        return NotSent(detail=detail, retry_after=_retry_after(answer.headers, now))
    if answer.is_redirect or answer.status_code in (401, 403, 404):
        return Misconfigured(detail=detail)
    return _by_message(dig(body, "response", "message"), detail)


def body_of(answer: httpx.Response) -> object:
    """The answer's JSON; None when it is not JSON."""
    try:
        return answer.json()
    except (ValueError, RecursionError):
        return None


def failure_of(error: httpx.RequestError) -> SendOutcome:
    """No answer at all: certain only when no connection came about."""
    detail = type(error).__name__
    if isinstance(error, httpx.UnsupportedProtocol):
        return Misconfigured(detail=detail)
    return NotSent(detail=detail) if isinstance(error, _NEVER_LEFT) else PerhapsSent(detail=detail)


def _by_message(message: object, detail: str) -> SendOutcome:
    match message:
        case str(text) | [str(text)] if text in _NOT_CONNECTED:
            return NotSent(detail=detail)
        case ["Text is required"]:
            return Refused(detail=detail)
        case [[*_], *_]:
            return Refused(detail=detail)
        case [{"exists": False}, *_]:
            return NotThere(detail="not on WhatsApp")
        case _:
            return PerhapsSent(detail=detail)


def _excerpt(body: object) -> str:
    """Evolution's own words without what we sent: an object in it may hold a phone."""
    message = dig(body, "response", "message")
    words = message if isinstance(message, list) else [message]
    flat = [part for word in words for part in (word if isinstance(word, list) else [word])]
    return "; ".join(clean(part, 200) for part in flat if isinstance(part, str))[:400]


def _retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Seconds or an HTTP date, at most an hour; None when there is none or it makes no sense."""
    told = headers.get("Retry-After", "")
    seconds = whole(told)
    if seconds is None:
        try:
            seconds = int((parsedate_to_datetime(told) - now).total_seconds())
        except (ValueError, TypeError):
            return None
    return timedelta(seconds=min(max(seconds, 0), int(_LONGEST_WAIT.total_seconds())))
