"""E-mail: one message, sent once per idempotency key, and what became of it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

import msgspec


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    media_type: str
    content: bytes


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """`copies` are further addresses that everybody sees; `idempotency_key` begins with the mail's kind."""

    to: str
    subject: str
    html: str
    text: str
    idempotency_key: str
    copies: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


class MailAccepted(msgspec.Struct, frozen=True, kw_only=True):
    mail_id: str


class MailFailed(msgspec.Struct, frozen=True, kw_only=True):
    """Not accepted; `permanent` means that trying again cannot help."""

    detail: str
    permanent: bool = False


MailOutcome = MailAccepted | MailFailed


class Mailer(Protocol):
    """Sends a mail; the same idempotency key within 24 h sends nothing twice and answers the same id."""

    async def send(self, mail: Mail) -> MailOutcome: ...


class MailStatus(StrEnum):
    """How far a mail got, in rising order; the last four are ends."""

    SENT = "sent"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    FAILED = "failed"
    SUPPRESSED = "suppressed"
    BOUNCED = "bounced"
    COMPLAINED = "complained"


class MailReport(msgspec.Struct, frozen=True, kw_only=True):
    """The mail service says what became of a mail; it may say so twice (same id), late, or in any order."""

    id: str
    mail_id: str
    status: MailStatus
    at: datetime
    reason: str = ""


class MailReports(Protocol):
    """Reads the mail service's webhooks. Never raises."""

    def authentic(self, headers: Mapping[str, str], raw: bytes, now: datetime) -> bool:
        """Header names in lower case."""
        ...

    def read(self, headers: Mapping[str, str], raw: bytes) -> MailReport | None:
        """None for an event that says nothing about a mail's way."""
        ...
