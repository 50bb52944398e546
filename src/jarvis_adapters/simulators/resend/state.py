"""What the simulated Resend holds: the mails it took, the keys it remembers, and how it misbehaves."""

from datetime import UTC, datetime
from enum import StrEnum
from uuid import uuid4

import msgspec


class MailFault(StrEnum):
    """How one send ends; `…_sent` was taken all the same, `…_unsent` was not."""

    NONE = "none"
    RATE_LIMITED = "rate_limited"
    QUOTA = "quota"
    SERVER_ERROR = "server_error"
    GATEWAY = "gateway"
    CONCURRENT = "concurrent"
    UNVERIFIED = "unverified"
    CUT_SENT = "cut_sent"
    CUT_UNSENT = "cut_unsent"


class Faults(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The switches: a missing key is its default, so `{}` puts everything right again.

    `script`: what the next sends meet, one each. `mute`: no webhook leaves. `copies`: each webhook so often.
    `retry_after`: seconds, for `rate_limited`.
    """

    script: list[MailFault] = []
    mute: bool = False
    copies: int = 1
    retry_after: int = 1


class Subscription(msgspec.Struct, frozen=True, kw_only=True):
    """Where webhooks go, and the secret (`whsec_…`) that signs them."""

    url: str
    secret: str


class Enclosed(msgspec.Struct, frozen=True, kw_only=True):
    """A file that came with a mail."""

    filename: str
    content: bytes
    content_type: str = "application/octet-stream"


class TakenMail(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that was taken; `key` is "" for one that came without."""

    id: str
    key: str
    sender: str
    to: list[str]
    subject: str
    html: str
    text: str
    tags: dict[str, str]
    at: datetime
    attachments: list[Enclosed] = []


class Sent(msgspec.Struct, kw_only=True):
    """One webhook: `statuses` has one entry for each attempt, 0 for no answer."""

    id: str
    type: str
    mail_id: str
    statuses: list[int] = []


class Ledger(msgspec.Struct, kw_only=True):
    """All of it since the start or the last DELETE, in order; `asked` counts every send, refused ones too."""

    asked: int = 0
    mails: list[TakenMail] = msgspec.field(default_factory=list)
    webhooks: list[Sent] = msgspec.field(default_factory=list)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """The body of a send, as far as we use it."""

    sender: str = msgspec.field(name="from")
    to: list[str] | str
    subject: str
    html: str = ""
    text: str = ""
    tags: list[dict[str, str]] = []
    attachments: list[Enclosed] = []


class ResendState:
    """One account with one key; keys are remembered for as long as the state lives."""

    def __init__(self, api_key: str) -> None:
        self.api_key = api_key
        self.ledger = Ledger()
        self.subscription: Subscription | None = None
        self._known: dict[str, tuple[bytes, str]] = {}
        self.switch(Faults())

    def switch(self, faults: Faults) -> None:
        self.faults = faults
        self._script = list(faults.script)

    def next_send(self) -> MailFault:
        self.ledger.asked += 1
        return self._script.pop(0) if self._script else MailFault.NONE

    def known(self, key: str, raw: bytes) -> tuple[str, bool] | None:
        """The id a key was answered with before, and whether the payload is the same."""
        if key not in self._known:
            return None
        payload, id_ = self._known[key]
        return id_, payload == raw

    def take(self, key: str, raw: bytes, wanted: Wanted) -> TakenMail:
        mail = TakenMail(
            id=str(uuid4()),
            key=key,
            sender=wanted.sender,
            to=[wanted.to] if isinstance(wanted.to, str) else wanted.to,
            subject=wanted.subject,
            html=wanted.html,
            text=wanted.text,
            tags={tag.get("name", ""): tag.get("value", "") for tag in wanted.tags},
            at=datetime.now(UTC),
            attachments=wanted.attachments,
        )
        self.ledger.mails.append(mail)
        if key:
            self._known[key] = (raw, mail.id)
        return mail

    def mail(self, id_: str) -> TakenMail | None:
        return next((mail for mail in self.ledger.mails if mail.id == id_), None)
