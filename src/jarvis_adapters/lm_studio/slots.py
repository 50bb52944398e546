"""The places at the server: as many calls at once as it serves, and a pause for a place it may still hold."""

import asyncio

from jarvis_domain.ports.runtime import Clock


class Slots:
    """`count` places, given in the order of asking."""

    def __init__(self, count: int, clock: Clock) -> None:
        self._free = asyncio.Semaphore(count)
        self._clock = clock
        self._pauses: set[asyncio.Task[None]] = set()

    async def take(self, *, within: float) -> bool:
        """Whether a place was free within so many seconds; it is then to be given back."""
        try:
            async with asyncio.timeout(within):
                return await self._free.acquire()
        except TimeoutError:
            return False

    def give_back(self) -> None:
        self._free.release()

    def give_back_after(self, seconds: float) -> None:
        """For a call given up in the middle: the server finishes the prompt before it notices."""
        pause = asyncio.create_task(self._pause(seconds))
        self._pauses.add(pause)
        pause.add_done_callback(self._pauses.discard)

    async def aclose(self) -> None:
        for pause in self._pauses:
            pause.cancel()
        await asyncio.gather(*self._pauses, return_exceptions=True)

    async def _pause(self, seconds: float) -> None:
        await self._clock.sleep(seconds)
        self._free.release()
