"""E-mail: one message, sent once per idempotency key."""

from typing import Protocol, Union

import msgspec


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    to: str
    subject: str
    html: str
    text: str
    idempotency_key: str


class MailAccepted(msgspec.Struct, frozen=True, kw_only=True):
    mail_id: str


class MailFailed(msgspec.Struct, frozen=True, kw_only=True):
    """Not accepted; `permanent` means that trying again cannot help."""

    detail: str
    permanent: bool = False


MailOutcome = Union[MailAccepted, MailFailed]  # noqa: UP007 as in phones.py


class Mailer(Protocol):
    """Sends a mail; the same idempotency key within 24 h sends nothing twice and answers the same id."""

    async def send(self, mail: Mail) -> MailOutcome: ...
