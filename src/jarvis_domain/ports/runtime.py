"""What the flows need of the machine: time, a cache, limits, jobs, events, a journal."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID

import msgspec


class Clock(Protocol):
    """Aware UTC time, a monotonic count of seconds, and waiting."""

    def now(self) -> datetime: ...

    def monotonic(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...


class Ids(Protocol):
    """New ids, rising with time."""

    def new(self) -> UUID: ...


class Cache(Protocol):
    """Bytes by key, gone after their time; losing it may cost speed, never truth. Never raises."""

    async def get(self, key: str) -> bytes | None: ...

    async def set(self, key: str, value: bytes, *, ttl: timedelta) -> None: ...

    async def delete(self, key: str) -> None: ...


class Limiter(Protocol):
    """Limits that hold across processes. Never raises: with its server gone it lets everything pass."""

    async def allow(self, key: str, member: str, *, limit: int, window: timedelta) -> bool:
        """Whether `member` is among the first `limit` of the last `window` (a sliding log).

        A repeat of a member that is still in the window gets the same answer and costs nothing.
        """
        ...

    async def reserve(self, key: str, *, every: timedelta) -> timedelta:
        """Books the next free slot, slots being `every` apart; says how long to wait for it."""
        ...


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something changed: its kind and the id to fetch; never content."""

    kind: str
    id: str


class Events(Protocol):
    """Tells everybody who listens now; nobody is told later what was missed. Publishing never raises."""

    async def publish(self, event: Event) -> None: ...

    def subscribe(self) -> AbstractAsyncContextManager[AsyncIterator[Event]]:
        """From the moment the context is entered, every event, in order.

        The iteration may end for a listener who falls far behind: begin anew, and look at everything again.
        """
        ...


class Tasks(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker runs: jobs by contractor, and chores by interval."""

    answer: Callable[[UUID], Awaitable[None]]
    deliver: Callable[[UUID], Awaitable[None]]
    chores: tuple["Chore", ...] = ()


class Chore(msgspec.Struct, frozen=True, kw_only=True):
    """A task run every so often by one worker of all; a missed run is not made up for."""

    name: str
    every: timedelta
    run: Callable[[], Awaitable[None]]


class Worker(Protocol):
    """Runs what units of work have woken (persistence.py), at least once each.

    Jobs of one contractor and one kind never overlap; `answer` and `deliver` of one contractor may. A job
    that raises is run again, three times in all with growing waits, and then stays visible as failed.
    A job whose process died is run again by another worker within 30 s.
    """

    async def run(self, tasks: Tasks) -> None:
        """Works until cancelled; survives a database that goes away and comes back."""
        ...


class Step(StrEnum):
    """The steps of a message, for the log line, the metric and the timeline."""

    RECEIVED = "received"
    READ = "read"
    LOOKED_UP = "looked_up"
    REPLIED = "replied"
    SENT = "sent"
    POSTPONED = "postponed"
    DELIVERED = "delivered"
    PARKED = "parked"
    FAILED = "failed"
    IGNORED = "ignored"


class Journal(Protocol):
    """Notes what happened, for logs and metrics: one line a step. Never raises."""

    def note(self, step: Step, **facts: object) -> None:
        """Facts are small values (`message`, `contractor`, `took_ms`, `source`, `reason` …), never a text."""
        ...

    def about(self, **facts: object) -> AbstractContextManager[None]:
        """Facts that every note within the context carries too, also in tasks it starts."""
        ...
