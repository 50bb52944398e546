"""Receive: what the gateway posted is made durable, and only then answered for."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from jarvis_domain.answering.messages import Delivery
from jarvis_domain.ports.messaging import (
    ConnectionChanged,
    DeliveryReported,
    HumanReplied,
    MessageArrived,
    MessageDeleted,
    MessageEdited,
    NotForUs,
    WebhookEvent,
)
from jarvis_domain.ports.persistence import Inbox, Repeated, Stored
from jarvis_domain.ports.runtime import Clock, Event, Events, Journal, Step

_Changes = MessageEdited | MessageDeleted | HumanReplied | DeliveryReported


class Kept(StrEnum):
    """What became of a webhook."""

    STORED = "stored"
    REPEATED = "repeated"
    APPLIED = "applied"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Receive:
    """Stores an event; returns when it is durable, raises StoreUnavailable when it is not.

    A human who types on the bot's phone has the conversation for `human_for`.
    """

    inbox: Inbox
    events: Events
    clock: Clock
    journal: Journal
    human_for: timedelta

    async def __call__(self, event: WebhookEvent, raw: bytes) -> Kept:
        match event:
            case MessageArrived(message=message):
                return await self._arrived(event, await self.inbox.receive(message))
            case MessageEdited():
                return await self._applied("message", event, await self.inbox.edit(event))
            case MessageDeleted():
                return await self._applied("message", event, await self.inbox.delete(event))
            case HumanReplied():
                until = self._human_until(event.sent_at)
                return await self._applied("reply", event, await self.inbox.human_replied(event, until=until))
            case DeliveryReported():
                return await self._reported(event)
            case ConnectionChanged():
                return await self._connection(event, raw)
            case NotForUs():
                await self.inbox.keep(event, raw)
                return Kept.KEPT
            case _:
                assert_never(event)

    async def _arrived(self, event: MessageArrived, receipt: Stored | Repeated) -> Kept:
        match receipt:
            case Repeated():
                self.journal.note(Step.RECEIVED, repeated=True, whatsapp_id=event.message.whatsapp_id)
                return Kept.REPEATED
            case Stored(message=message, contractor=contractor):
                self.journal.note(Step.RECEIVED, message=message, contractor=contractor)
                await self.events.publish(Event(kind="message", id=str(message)))
                return Kept.STORED
            case _:
                assert_never(receipt)

    async def _reported(self, event: DeliveryReported) -> Kept:
        changed = await self.inbox.report(event)
        if changed and event.delivery in {Delivery.DELIVERED, Delivery.FAILED}:
            self.journal.note(Step.DELIVERED, delivery=event.delivery, whatsapp_id=event.whatsapp_id)
        return await self._applied("reply", event, changed)

    async def _applied(self, kind: str, event: _Changes, changed: bool) -> Kept:  # noqa: FBT001 a yes or no of the store
        """Whoever looks at the conversation sees it; only WhatsApp's own id is known here."""
        if changed:
            await self.events.publish(Event(kind=kind, id=event.whatsapp_id))
        return Kept.APPLIED if changed else Kept.REPEATED

    async def _connection(self, event: ConnectionChanged, raw: bytes) -> Kept:
        """Kept like any other event, so that the record shows when a number was lost."""
        note = NotForUs(instance=event.instance, event="connection.update", why=event.connection)
        await self.inbox.keep(note, raw)
        await self.events.publish(Event(kind="connection", id=f"{event.instance}:{event.connection}"))
        return Kept.APPLIED

    def _human_until(self, wrote_at: datetime) -> datetime:
        """Counted from the writing, but never from a future: a wrong clock must not silence the bot."""
        return min(wrote_at, self.clock.now()) + self.human_for
