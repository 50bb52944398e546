"""The machine's clock, and one that is moved by hand."""

import asyncio
import heapq
import itertools
import time
from datetime import UTC, datetime, timedelta

from jarvis_domain.ports.runtime import Clock

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class SystemClock(Clock):
    """The time of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class ManualClock(Clock):
    """Stands still until `advance`; who sleeps wakes once the clock was moved to or past their time."""

    def __init__(self, start: datetime = NOON) -> None:
        self._start = start
        self._passed = 0.0
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        return self._passed

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        awake: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._passed + seconds, next(self._order), awake))
        await awake

    def advance(self, seconds: float) -> None:
        """Moves the clock on; sleepers run when the caller next awaits, in the order of their times."""
        self._passed += seconds
        while self._sleepers and self._sleepers[0][0] <= self._passed:
            awake = heapq.heappop(self._sleepers)[2]
            if not awake.done():
                awake.set_result(None)

    @property
    def sleeping(self) -> int:
        """How many wait for this clock now."""
        return sum(not awake.done() for _, _, awake in self._sleepers)
