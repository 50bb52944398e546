"""Resend's webhooks: signed as Svix signs, each about one step of one mail."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from jarvis_domain.ports.mail import MailReport, MailReports, MailStatus

_TOLERANCE = timedelta(minutes=5)
_PREFIX = "whsec_"
_SIGNATURES = 10
_STATUSES = {
    "email.sent": MailStatus.SENT,
    "email.delivery_delayed": MailStatus.DELAYED,
    "email.delivered": MailStatus.DELIVERED,
    "email.failed": MailStatus.FAILED,
    "email.suppressed": MailStatus.SUPPRESSED,
    "email.bounced": MailStatus.BOUNCED,
    "email.complained": MailStatus.COMPLAINED,
}


class _Reason(msgspec.Struct, frozen=True):
    message: str = ""
    reason: str = ""


class _Data(msgspec.Struct, frozen=True):
    email_id: str
    bounce: _Reason | None = None
    failed: _Reason | None = None
    suppressed: _Reason | None = None


class _Event(msgspec.Struct, frozen=True):
    type: str
    created_at: datetime
    data: _Data


class ResendReports(MailReports):
    """Knows the secret `whsec_…`; with an empty one everything is refused."""

    def __init__(self, secret: str) -> None:
        self._secret = _key_of(secret)

    def authentic(self, headers: Mapping[str, str], raw: bytes, now: datetime) -> bool:
        id_, at = headers.get("svix-id", ""), headers.get("svix-timestamp", "")
        if not (self._secret and id_ and _is_recent(at, now)):
            return False
        signed = hmac.new(self._secret, f"{id_}.{at}.".encode() + raw, hashlib.sha256).digest()
        expected = b"v1," + base64.b64encode(signed)
        given = headers.get("svix-signature", "").split(" ", _SIGNATURES)[:_SIGNATURES]
        return any(hmac.compare_digest(expected, one.encode()) for one in given)

    def read(self, headers: Mapping[str, str], raw: bytes) -> MailReport | None:
        try:
            event = msgspec.json.decode(raw, type=_Event)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        status = _STATUSES.get(event.type)
        if status is None or event.created_at.tzinfo is None:
            return None
        why = event.data.bounce or event.data.failed or event.data.suppressed or _Reason()
        return MailReport(
            id=headers.get("svix-id", ""),
            mail_id=event.data.email_id,
            status=status,
            at=event.created_at,
            reason=why.message or why.reason,
        )


def _key_of(secret: str) -> bytes:
    """The bytes behind `whsec_`; a secret that is not of this form is taken as it is."""
    try:
        return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return secret.encode()


def _is_recent(timestamp: str, now: datetime) -> bool:
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 13):
        return False
    return abs(now.timestamp() - int(timestamp)) <= _TOLERANCE.total_seconds()
