"""Keep-alive: a model nobody asked for a while is asked, before the server unloads it as idle."""

import asyncio
from collections.abc import Awaitable, Callable

from jarvis_domain.ports.runtime import Clock

IDLE_SECONDS = 1200.0
"""LM Studio unloads a model that it loaded on demand after 60 idle minutes; how a model was loaded it does
not tell, so one short request in 20 idle minutes is made in any case."""


class KeepAlive:
    """Calls `ping` after every `IDLE_SECONDS` without `used`, from `begin` to `aclose`."""

    def __init__(self, clock: Clock, ping: Callable[[], Awaitable[object]]) -> None:
        self._clock = clock
        self._ping = ping
        self._used_at = 0.0
        self._running: asyncio.Task[None] | None = None

    def used(self) -> None:
        self._used_at = self._clock.monotonic()

    def begin(self) -> None:
        """Does nothing when it has begun."""
        if self._running is None:
            self.used()
            self._running = asyncio.create_task(self._run())

    async def aclose(self) -> None:
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            await self._clock.sleep(self._used_at + IDLE_SECONDS - self._clock.monotonic())
            if self._clock.monotonic() - self._used_at >= IDLE_SECONDS:
                self.used()
                await self._ping()
