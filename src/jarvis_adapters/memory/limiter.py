"""Limits in the memory of one process."""

from datetime import timedelta

from jarvis_domain.ports.runtime import Clock, Limiter


class MemoryLimiter(Limiter):
    """A sliding log per key: allowed members count, refused ones are only remembered.

    Of more than `most` keys the one asked for longest ago is forgotten.
    """

    def __init__(self, clock: Clock, *, most: int = 50_000) -> None:
        self._clock = clock
        self._most = most
        self._logs: dict[str, dict[str, tuple[float, bool]]] = {}
        self._next_slot: dict[str, float] = {}

    async def allow(self, key: str, member: str, *, limit: int, window: timedelta) -> bool:
        now = self._clock.monotonic()
        log = self._in_window(key, now - window.total_seconds())
        if member not in log:
            log[member] = (now, sum(allowed for _, allowed in log.values()) < limit)
        return log[member][1]

    async def reserve(self, key: str, *, every: timedelta) -> timedelta:
        now = self._clock.monotonic()
        slot = max(now, self._next_slot.get(key, now))
        self._next_slot[key] = slot + every.total_seconds()
        return timedelta(seconds=slot - now)

    def _in_window(self, key: str, start: float) -> dict[str, tuple[float, bool]]:
        """The key's log without what is older; a member exactly one window old is out."""
        log = {name: seen for name, seen in self._logs.pop(key, {}).items() if seen[0] > start}
        self._logs[key] = log
        if len(self._logs) > self._most:
            del self._logs[next(iter(self._logs))]
        return log
