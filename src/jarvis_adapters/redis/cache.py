"""A cache on a Redis server."""

from datetime import timedelta

from redis.asyncio import Redis

from jarvis_adapters.redis.reach import Reach
from jarvis_domain.ports.runtime import Cache


class RedisCache(Cache):
    """With the server gone every `get` is a miss; `reach.failures` tells how often that was."""

    def __init__(self, redis: Redis, *, prefix: str = "jarvis:", timeout: float = 0.3) -> None:
        self._redis = redis
        self._prefix = prefix
        self.reach = Reach("cache", timeout=timeout)

    async def get(self, key: str) -> bytes | None:
        value = await self.reach.ask(self._redis.get(self._prefix + key), otherwise=None)
        return value if isinstance(value, bytes) else None

    async def set(self, key: str, value: bytes, *, ttl: timedelta) -> None:
        if ttl <= timedelta(0):
            await self.delete(key)
            return
        milliseconds = max(1, ttl // timedelta(milliseconds=1))
        await self.reach.ask(self._redis.set(self._prefix + key, value, px=milliseconds), otherwise=None)

    async def delete(self, key: str) -> None:
        await self.reach.ask(self._redis.delete(self._prefix + key), otherwise=0)
