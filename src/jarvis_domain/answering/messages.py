"""Messages of the two directions: what a contractor wrote, and the reply that is due."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

import msgspec

from jarvis_domain.understanding.phones import Address, Lid, PhoneNumber


class MediaKind(StrEnum):
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    DOCUMENT = "document"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"
    OTHER = "other"


class Text(msgspec.Struct, frozen=True, tag="text"):
    text: str


class Media(msgspec.Struct, frozen=True, tag="media"):
    """A file, a place or a voice note; `caption` is what was typed with it, or ""."""

    kind: MediaKind
    caption: str = ""


class Reaction(msgspec.Struct, frozen=True, tag="reaction"):
    """An emoji on message `target` (WhatsApp id); "" removes it."""

    emoji: str
    target: str


Content = Text | Media | Reaction


class InboundMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A message as it arrived at one of our WhatsApp numbers (`instance`).

    `whatsapp_id` is unique per instance. `sender` is where to answer; `alias` is the same person's other
    address (LID beside phone) when it is known. `sent_at` is WhatsApp's own time, whole seconds, UTC.
    """

    instance: str
    whatsapp_id: str
    sender: Address
    alias: Address | None = None
    name: str = ""
    content: Content
    sent_at: datetime


class StoredMessage(msgspec.Struct, frozen=True, kw_only=True):
    """An inbound message in the store; `attempts` counts how often answering it was begun."""

    id: UUID
    contractor: UUID
    inbound: InboundMessage
    received_at: datetime
    attempts: int = 0

    @property
    def text(self) -> str:
        """What was typed: the text or the caption, else ""."""
        match self.inbound.content:
            case Text(text):
                return text
            case Media(_, caption):
                return caption
            case _:
                return ""


class Outcome(StrEnum):
    """Where an inbound message ended; all but `parked` are final."""

    ANSWERED = "answered"
    IGNORED = "ignored"
    LIMITED = "limited"
    WITH_HUMAN = "with_human"
    PARKED = "parked"
    FAILED = "failed"


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """A bilingual reply, French over Arabic; `text` is exactly what is sent."""

    fr: str
    ar: str
    text: str


class DueReply(msgspec.Struct, frozen=True, kw_only=True):
    """A reply in the outbox: to whom, by which of our numbers, quoting which message.

    `by` is the id of the person who wrote it, or "jarvis". A `trial` is a template that somebody looks at on
    a phone: it leaves like a reply, and is part of no conversation and no figure.
    """

    id: UUID
    contractor: UUID
    instance: str
    to: Address
    quoted_id: str
    quoted_text: str
    reply: Reply
    by: str = "jarvis"
    trial: bool = False


def reply_to(message: StoredMessage, reply: Reply, reply_id: UUID, *, by: str = "jarvis") -> DueReply:
    """The reply addressed to who wrote the message, by the number it came in on, quoting it."""
    inbound = message.inbound
    return DueReply(
        id=reply_id,
        contractor=message.contractor,
        instance=inbound.instance,
        to=inbound.sender,
        quoted_id=inbound.whatsapp_id,
        quoted_text=message.text,
        reply=reply,
        by=by,
    )


class ClaimedReply(msgspec.Struct, frozen=True, kw_only=True):
    """A due reply that one worker may send until its lease ends; `attempt` starts at 1."""

    due: DueReply
    attempt: int


class Delivery(StrEnum):
    """What WhatsApp reported of a reply, in rising order of knowledge; a lower one never follows a higher.

    `failed` comes only before `delivered`. Delivered counts from `delivered` on, never from `accepted`.
    """

    QUEUED = "queued"
    ACCEPTED = "accepted"
    SERVER_ACK = "server_ack"
    FAILED = "failed"
    DELIVERED = "delivered"
    READ = "read"


ConfirmedWithin = NewType("ConfirmedWithin", timedelta)
"""How long after its acceptance a reply may be without a receipt from the phone."""

UNCONFIRMED = (Delivery.ACCEPTED, Delivery.SERVER_ACK)
"""Sent, and not known to have arrived."""


def overdue_at(delivery: Delivery, accepted_at: datetime | None, within: ConfirmedWithin) -> datetime | None:
    """When a reply became, or becomes, unconfirmed; None for one that is not sent, or arrived, or failed."""
    return accepted_at + within if accepted_at is not None and delivery in UNCONFIRMED else None


def known_addresses(message: InboundMessage) -> tuple[Address, ...]:
    """Both addresses of the writer, the phone first: it is the canonical one once known."""
    both = {message.sender, message.alias} - {None}
    phones = sorted(a for a in both if isinstance(a, PhoneNumber))
    lids = sorted(a for a in both if isinstance(a, Lid))
    return (*phones, *lids)
