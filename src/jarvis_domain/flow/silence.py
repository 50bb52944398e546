"""Silence: a number that is connected and hears nothing in working time, which nobody would notice."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from jarvis_domain.answering.wording import CASABLANCA
from jarvis_domain.ports.messaging import Connection, Messaging
from jarvis_domain.ports.persistence import Heard, Store
from jarvis_domain.ports.runtime import Clock, Event, Events

_OPENS, _CLOSES = time(8), time(20)
_SUNDAY = 6


def is_silent(heard: Heard | None, now: datetime, longest: timedelta) -> bool:
    """Whether nothing came for `longest` of today's working time, now being in it; `longest` 0 is never.

    A number nobody ever wrote to is new, not silent.
    """
    here = now.astimezone(CASABLANCA)
    if heard is None or not longest or here.weekday() == _SUNDAY or not _OPENS <= here.time() < _CLOSES:
        return False
    opened = datetime.combine(here, _OPENS, CASABLANCA)
    return now - max(heard.latest, opened) >= longest


@dataclass(frozen=True, slots=True)
class ListenForSilence:
    """A chore: tells of a number that has fallen silent, once each time."""

    store: Store
    messaging: Messaging
    events: Events
    clock: Clock
    instances: tuple[str, ...]
    longest: timedelta
    told: dict[str, datetime] = field(default_factory=dict)
    """The last message of each number before a silence that was told."""

    async def __call__(self) -> None:
        for instance in self.instances:
            async with self.store.begin() as work:
                heard = await work.heard(instance)
            if heard is None or not is_silent(heard, self.clock.now(), self.longest):
                continue
            if self.told.get(instance) == heard.latest:
                continue
            if await self.messaging.connection(instance) is Connection.OPEN:
                self.told[instance] = heard.latest
                await self.events.publish(Event(kind="alert", id=f"silent:{instance}"))
