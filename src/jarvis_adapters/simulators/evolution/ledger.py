"""What the simulated WhatsApp really received, and what became of the webhooks: the truth of every test."""

from datetime import UTC, datetime

import msgspec


class SentText(msgspec.Struct, frozen=True, kw_only=True):
    """A message that reached WhatsApp; `to` is the phone's digits, or a LID nobody knows the phone of."""

    id: str
    instance: str
    to: str
    text: str
    quoted_id: str | None
    at: datetime


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A sendText that reached nobody."""

    instance: str
    to: str
    why: str
    at: datetime


class Webhook(msgspec.Struct, kw_only=True):
    """One event on its way: `statuses` has one entry for each attempt, 0 for no answer."""

    event: str
    instance: str
    message_id: str
    at: datetime
    statuses: list[int] = []
    ended: bool = False
    ended_at: datetime | None = None


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """WhatsApp says how far a message of ours came: `DELIVERY_ACK` is on the phone."""

    id: str
    status: str
    at: datetime


class Presence(msgspec.Struct, frozen=True, kw_only=True):
    instance: str
    to: str
    presence: str
    at: datetime


class Ledger(msgspec.Struct, kw_only=True):
    """All of it since the start or the last DELETE, in order; nothing is ever dropped for space."""

    sent: list[SentText] = msgspec.field(default_factory=list)
    refused: list[Refusal] = msgspec.field(default_factory=list)
    webhooks: list[Webhook] = msgspec.field(default_factory=list)
    presences: list[Presence] = msgspec.field(default_factory=list)
    receipts: list[Receipt] = msgspec.field(default_factory=list)

    def clear(self) -> None:
        for entries in (self.sent, self.refused, self.webhooks, self.presences, self.receipts):
            entries.clear()


def now() -> datetime:
    return datetime.now(UTC)
