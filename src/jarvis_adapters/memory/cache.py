"""A cache in the memory of one process."""

from datetime import timedelta

from jarvis_domain.ports.runtime import Cache, Clock


class MemoryCache(Cache):
    """Holds at most `most` entries; when full, what is over goes first, then the oldest."""

    def __init__(self, clock: Clock, *, most: int = 50_000) -> None:
        self._clock = clock
        self._most = most
        self._entries: dict[str, tuple[bytes, float]] = {}

    async def get(self, key: str) -> bytes | None:
        value, until = self._entries.get(key, (b"", 0.0))
        return value if self._clock.monotonic() < until else None

    async def set(self, key: str, value: bytes, *, ttl: timedelta) -> None:
        self._entries.pop(key, None)  # so that the newest stands last
        if len(self._entries) >= self._most:
            self._make_room()
        self._entries[key] = (value, self._clock.monotonic() + ttl.total_seconds())

    async def delete(self, key: str) -> None:
        self._entries.pop(key, None)

    def _make_room(self) -> None:
        now = self._clock.monotonic()
        self._entries = {key: entry for key, entry in self._entries.items() if now < entry[1]}
        while len(self._entries) >= self._most:
            del self._entries[next(iter(self._entries))]
