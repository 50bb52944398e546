"""Sends mail through Resend; every try of one mail carries the same idempotency key."""

import asyncio
import base64
from collections.abc import Mapping
from datetime import timedelta

import httpx
import msgspec
import structlog

from jarvis_domain.ports.mail import Attachment, Mail, MailAccepted, Mailer, MailFailed, MailOutcome
from jarvis_domain.ports.runtime import Clock

log = structlog.get_logger(__name__)

_TIMEOUT = httpx.Timeout(10, connect=3, pool=3)
_WAITS = (0.5, 2.0)
_LONGEST_WAIT = 5.0
"""Seconds; a service that asks for more is asked again by whoever asked for the mail."""
_OUR_FAULT = {400, 404, 405, 413, 422}
_QUOTAS = {"daily_quota_exceeded", "monthly_quota_exceeded"}
_AGENT = "jarvis/1"


class _Said(msgspec.Struct, frozen=True):
    """What an answer says, if it is JSON."""

    id: str = ""
    name: str = ""
    message: str = ""


class _TryAgain(msgspec.Struct, frozen=True):
    """Nobody knows whether it was accepted, or it was not yet."""

    detail: str
    wait: float = 0.0


class ResendMailer(Mailer):
    """Resend's API at `url`; `sender` is the From line. The client is the caller's to close.

    Three tries within about 35 s at most, then MailFailed for the caller to come back with.
    """

    def __init__(self, http: httpx.AsyncClient, url: str, api_key: str, sender: str, clock: Clock) -> None:
        self._http = http
        self._url = url.rstrip("/") + "/emails"
        self._headers = {"Authorization": f"Bearer {api_key}", "User-Agent": _AGENT}
        self._sender = sender
        self._clock = clock

    async def send(self, mail: Mail) -> MailOutcome:
        said = await self._try(mail)
        for wait in _WAITS:
            if not isinstance(said, _TryAgain) or said.wait > _LONGEST_WAIT:
                break
            await self._clock.sleep(max(wait, said.wait))
            said = await self._try(mail)
        if isinstance(said, MailAccepted):
            return said
        log.warning("mail_not_accepted", key=mail.idempotency_key, detail=said.detail)
        return MailFailed(detail=said.detail) if isinstance(said, _TryAgain) else said

    async def _try(self, mail: Mail) -> MailOutcome | _TryAgain:
        body = _body(self._sender, mail)
        headers = {**self._headers, "Idempotency-Key": mail.idempotency_key}
        try:
            async with asyncio.timeout(timedelta(seconds=10).total_seconds()):
                answer = await self._http.post(self._url, json=body, headers=headers, timeout=_TIMEOUT)
        except (httpx.RequestError, TimeoutError) as fault:
            return _TryAgain(f"no answer ({type(fault).__name__})")
        return _outcome(answer.status_code, answer.headers, _said(answer.content))


def _body(sender: str, mail: Mail) -> dict[str, object]:
    """The same bytes for the same mail: a key that comes with another body is refused."""
    kind = mail.idempotency_key.partition("/")[0].replace("-", "_")
    body: dict[str, object] = {
        "from": sender,
        "to": [mail.to, *mail.copies],
        "subject": mail.subject,
        "html": mail.html,
        "text": mail.text,
        "tags": [{"name": "kind", "value": kind}],
    }
    if mail.attachments:
        body["attachments"] = [_attachment(one) for one in mail.attachments]
    return body


def _attachment(attachment: Attachment) -> dict[str, str]:
    content = base64.b64encode(attachment.content).decode()
    return {"filename": attachment.name, "content": content, "content_type": attachment.media_type}


def _outcome(status: int, headers: Mapping[str, str], said: _Said) -> MailOutcome | _TryAgain:
    detail = f"{status} {said.name or 'without a reason'}"
    if 200 <= status < 300:
        return MailAccepted(mail_id=said.id) if said.id else _TryAgain(f"{status} without an id")
    if status in _OUR_FAULT or said.name == "invalid_idempotent_request":
        return MailFailed(detail=detail, permanent=True)
    if status in {401, 403} or said.name in _QUOTAS:
        log.error("mail_service_refuses", status=status, name=said.name, mend="check JARVIS_RESEND_API_KEY")
        return MailFailed(detail=detail)
    return _TryAgain(detail, wait=_seconds(headers.get("retry-after", "")))


def _said(content: bytes) -> _Said:
    try:
        return msgspec.json.decode(content, type=_Said)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _Said()


def _seconds(text: str) -> float:
    return float(text) if text.isascii() and text.isdigit() else 0.0
