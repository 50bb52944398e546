"""Reconcile: what WhatsApp has and we have not is fetched and received, once, like any other message."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from jarvis_domain.flow.receive import Receive
from jarvis_domain.ports.messaging import LookUpFailed, MessageArrived, Messaging, Received
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock, Event, Events, Journal

OVERLAP = timedelta(minutes=30)
"""Looked at again each time: WhatsApp stamps a message when it is written, not when it gets through."""

A_DAY = timedelta(days=1)
"""No further back: who wrote the day before has asked again, or a colleague has seen to it."""

_ON_ITS_WAY = timedelta(seconds=60)
"""A message so young still has its webhook coming, the first retries included."""

_SPAN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Reconcile:
    """Each method is one chore: safe to run at any time, by any worker, again and again.

    Nothing is answered that was written more than half an hour before our number's first message on record:
    a number may have had a life before us.
    """

    store: Store
    messaging: Messaging
    receive: Receive
    events: Events
    clock: Clock
    journal: Journal
    instances: tuple[str, ...]
    read_until: dict[str, datetime] = field(default_factory=dict)
    """How far this process has read each number's record; one that has not looked yet reads a whole day."""

    async def recent(self) -> None:
        """What came since the last good look, and half an hour before it."""
        for instance in self.instances:
            last = self.read_until.get(instance)
            await self._catch_up(instance, since=last - OVERLAP if last else None)

    async def whole_day(self) -> None:
        """What got through to the gateway hours after it was written."""
        for instance in self.instances:
            await self._catch_up(instance, since=None)

    async def _catch_up(self, instance: str, *, since: datetime | None) -> None:
        until = self.clock.now() - _ON_ITS_WAY
        begin = await self._begin(instance, since, until)
        missed = 0
        for first, last in _spans(begin, until):
            found = await self.messaging.find_received(instance, first, last)
            if isinstance(found, LookUpFailed):
                return
            missed += await self._receive_missing(instance, found)
            self.read_until[instance] = last
        if missed:
            await self.events.publish(Event(kind="alert", id=f"missed:{instance}"))

    async def _begin(self, instance: str, since: datetime | None, until: datetime) -> datetime:
        """At most a day back, and not into the number's life before us."""
        async with self.store.begin() as work:
            heard = await work.heard(instance)
        ours_since = (heard.first if heard else until) - OVERLAP
        return max(since or ours_since, ours_since, until - A_DAY)

    async def _receive_missing(self, instance: str, found: Received) -> int:
        async with self.store.begin() as work:
            missing = await work.never_received(instance, [one.whatsapp_id for one in found.messages])
        with self.journal.about(fetched=True):
            for message in found.messages:
                if message.whatsapp_id in missing:
                    await self.receive(MessageArrived(message=message), b"")
        return len(missing)


def _spans(since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """An hour at a time, oldest first: each is received before the next is read."""
    while since < until:
        yield since, min(since + _SPAN, until)
        since += _SPAN
