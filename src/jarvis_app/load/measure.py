"""Measures an instance while it is loaded: its processes, its counters, its pools, its Redis."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import httpx
import msgspec
from redis.exceptions import RedisError

from jarvis_adapters.redis.connect import connect
from jarvis_app.load.census import Census, Look, Usage
from jarvis_app.load.exposition import Exposition, read_exposition, together
from jarvis_app.load.town import Instance

_EVERY = 1.0
_SCRAPE_EVERY = 5
"""Looks between two readings of /metrics: each costs the database a count."""


class Measured(msgspec.Struct, kw_only=True):
    """What was seen: `counted` since the beginning, over all processes; `looks` at them, by Unix time.

    `pools` are the most connections at any look, by process, pool and state; `unread`: how often /metrics
    did not answer.
    """

    counted: Exposition = Exposition()
    looks: list[tuple[float, Look]] = []
    pools: dict[str, float] = {}
    redis_mb: float | None = None
    unread: int = 0


class Meter:
    """Reads everything an instance tells about itself."""

    def __init__(self, instance: Instance, http: httpx.AsyncClient) -> None:
        self._instance = instance
        self._http = http
        self._census = Census(instance.pids) if instance.pids else None
        self._redis = connect(instance.redis_url) if instance.redis_url else None
        self._before: dict[str, Exposition] = {}
        self._after: dict[str, Exposition] = {}
        self.measured = Measured()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Measured]:
        """Measures while the context is open; complete when it has been left."""
        self._before = await self._scrape()
        watching = asyncio.create_task(self._watch())
        try:
            yield self.measured
        finally:
            watching.cancel()
            await asyncio.wait({watching})
            await self._look(scrape=True)
            self.measured.counted = together(
                after.since(self._before.get(name, Exposition())) for name, after in self._after.items()
            )
            if self._redis is not None:
                await self._redis.aclose()

    async def _watch(self) -> None:
        turn = 0
        while True:
            await self._look(scrape=turn % _SCRAPE_EVERY == 0)
            turn += 1
            await asyncio.sleep(_EVERY)

    async def _look(self, *, scrape: bool) -> None:
        told: Mapping[str, Exposition] = await self._scrape() if scrape else {}
        self._after |= told
        look = self._census.look() if self._census else _look_of(told)
        if look:
            self.measured.looks.append((time.time(), look))
        if scrape:
            self._note_gauges(told)
            await self._note_redis()

    async def _scrape(self) -> dict[str, Exposition]:
        texts = await asyncio.gather(*(self._read(url) for url in self._instance.metrics.values()))
        return {
            name: read_exposition(text)
            for name, text in zip(self._instance.metrics, texts, strict=True)
            if text is not None
        }

    async def _read(self, url: str) -> str | None:
        try:
            answer = await self._http.get(url, timeout=5)
        except httpx.HTTPError:
            self.measured.unread += 1
            return None
        return answer.text if answer.status_code == httpx.codes.OK else None

    def _note_gauges(self, told: Mapping[str, Exposition]) -> None:
        peaks = defaultdict(float, self.measured.pools)
        for name, exposition in told.items():
            for (sample, labels), count in exposition.samples.items():
                if sample == "jarvis_database_connections":
                    key = " ".join((name, *(value for _, value in labels)))
                    peaks[key] = max(peaks[key], count)
        self.measured.pools = dict(peaks)

    async def _note_redis(self) -> None:
        if self._redis is None:
            return
        try:
            told = await self._redis.info("memory")
        except (RedisError, OSError):
            return
        used = float(told["used_memory"]) / 1_000_000
        self.measured.redis_mb = round(max(self.measured.redis_mb or 0.0, used), 2)


def _look_of(told: Mapping[str, Exposition]) -> Look:
    """What processes say of themselves."""
    return {
        name: Usage(
            round(exposition.total("process_cpu_seconds_total"), 2),
            round(exposition.total("process_resident_memory_bytes") / 1_000_000, 1),
        )
        for name, exposition in told.items()
    }
