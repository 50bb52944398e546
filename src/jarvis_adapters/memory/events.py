"""Events within one process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from jarvis_domain.ports.runtime import Event, Events

_MOST_WAITING = 1_000


class MemoryEvents(Events):
    """Every subscriber has its own queue; who falls a thousand events behind is let go after these."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[Event | None]] = set()

    async def publish(self, event: Event) -> None:
        for queue in tuple(self._queues):
            behind = queue.qsize() >= _MOST_WAITING
            queue.put_nowait(None if behind else event)
            if behind:
                self._queues.discard(queue)

    @asynccontextmanager
    async def subscribe(self) -> AsyncIterator[AsyncIterator[Event]]:
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield _drain(queue)
        finally:
            self._queues.discard(queue)


async def _drain(queue: asyncio.Queue[Event | None]) -> AsyncIterator[Event]:
    while (event := await queue.get()) is not None:
        yield event
