"""WhatsApp in the domain's words: what arrives, what is sent, and every way a send can end."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

import msgspec

from jarvis_domain.answering.messages import Delivery, DueReply, InboundMessage, Text
from jarvis_domain.understanding.phones import Address


class MessageArrived(msgspec.Struct, frozen=True, kw_only=True):
    """A contractor wrote to us."""

    message: InboundMessage


class MessageEdited(msgspec.Struct, frozen=True, kw_only=True):
    instance: str
    whatsapp_id: str
    content: Text


class MessageDeleted(msgspec.Struct, frozen=True, kw_only=True):
    instance: str
    whatsapp_id: str


class HumanReplied(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody typed on the bot's own phone: a human has the conversation now."""

    instance: str
    whatsapp_id: str
    to: Address
    text: str
    sent_at: datetime


class DeliveryReported(msgspec.Struct, frozen=True, kw_only=True):
    """A receipt for a message of ours, joined by its WhatsApp id; receipts repeat and come out of order."""

    instance: str
    whatsapp_id: str
    delivery: Delivery


class Connection(StrEnum):
    OPEN = "open"
    CONNECTING = "connecting"
    CLOSED = "closed"


class ConnectionChanged(msgspec.Struct, frozen=True, kw_only=True):
    instance: str
    connection: Connection
    reason: str = ""


class NotForUs(msgspec.Struct, frozen=True, kw_only=True):
    """Known and of no concern (group, status, newsletter, own echo) or unknown: kept raw, no reply."""

    instance: str
    event: str
    why: str


WebhookEvent = (
    MessageArrived
    | MessageEdited
    | MessageDeleted
    | HumanReplied
    | DeliveryReported
    | ConnectionChanged
    | NotForUs
)


class Accepted(msgspec.Struct, frozen=True, kw_only=True):
    """Handed to WhatsApp under this id: sent, not yet delivered."""

    whatsapp_id: str


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """Will never go through as it is (our own mistake); do not send again."""

    detail: str


class NotThere(msgspec.Struct, frozen=True, kw_only=True):
    """Not sent: WhatsApp says it has no such number. It has said so of numbers that it has: ask once more."""

    detail: str


class NotSent(msgspec.Struct, frozen=True, kw_only=True):
    """Certainly not sent, may work later; `retry_after` is what the other side asked for, if it did."""

    detail: str
    retry_after: timedelta | None = None


class PerhapsSent(msgspec.Struct, frozen=True, kw_only=True):
    """Sent or not, nobody knows: look it up before any resend."""

    detail: str


class Misconfigured(msgspec.Struct, frozen=True, kw_only=True):
    """Wrong key or unknown instance: nothing can be sent until a person mends it."""

    detail: str


SendOutcome = Accepted | Refused | NotThere | NotSent | PerhapsSent | Misconfigured


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The reply is in WhatsApp's own record, under this id."""

    whatsapp_id: str


class Absent(msgspec.Struct, frozen=True, kw_only=True):
    """The record was read and the reply is not in it."""


class LookUpFailed(msgspec.Struct, frozen=True, kw_only=True):
    """The record could not be read; nothing is known."""

    detail: str


SentLookUp = Found | Absent | LookUpFailed


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """What contractors wrote to one of our numbers, oldest first, each message once."""

    messages: tuple[InboundMessage, ...]


ReceivedLookUp = Received | LookUpFailed


class Messaging(Protocol):
    """Sends as one of our numbers; never raises for a gateway that misbehaves."""

    async def send(self, due: DueReply) -> SendOutcome:
        """Sends the reply's text once, quoting the message it answers."""
        ...

    async def find_sent(self, due: DueReply) -> SentLookUp:
        """Looks for this very reply (same quoted message, same text) among what we sent before."""
        ...

    async def find_received(self, instance: str, since: datetime, until: datetime) -> ReceivedLookUp:
        """All that was written to us from `since` to `until`, by WhatsApp's time in whole seconds.

        What was said is as it stands now: an edited message has its new text and its new time.
        """
        ...

    async def show_typing(self, instance: str, to: Address) -> None:
        """Shows "typing…" for a moment; a courtesy, so every failure is swallowed and logged."""
        ...

    async def connection(self, instance: str) -> Connection:
        """How the number stands now; CLOSED when the gateway itself cannot be reached."""
        ...


class WebhookReader(Protocol):
    """Turns what the gateway posts to us into events; every method is pure and total."""

    def authentic(self, headers: Mapping[str, str], raw: bytes, now: datetime) -> bool:
        """Whether the request proves knowledge of one of our secrets; header names in lower case."""
        ...

    def decode(self, raw: bytes, now: datetime) -> WebhookEvent:
        """The event; NotForUs for whatever is not understood, malformed bytes included."""
        ...

    def redact(self, raw: bytes) -> bytes:
        """The bytes as they may be kept: secrets removed, at most 64 KiB."""
        ...
