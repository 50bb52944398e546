"""Limits on a Redis server, each decided there in one atomic script by the server's own clock."""

import time
from datetime import timedelta

from redis.asyncio import Redis

from jarvis_adapters.redis.reach import Reach
from jarvis_domain.ports.runtime import Clock, Limiter

_NOW = """
local now = tonumber(ARGV[1])
if now < 0 then
  local t = redis.call('TIME')
  now = t[1] * 1000000 + t[2]
end
local function whole(n) return string.format('%.0f', n) end
"""

# KEYS: the members allowed, the members refused. Scores are microseconds.
_ALLOW = (
    _NOW
    + """
local member, limit, window = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
for _, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', whole(now - window))
end
if redis.call('ZSCORE', KEYS[1], member) then return 1 end
if redis.call('ZSCORE', KEYS[2], member) then return 0 end
local allowed = redis.call('ZCARD', KEYS[1]) < limit
local log = allowed and KEYS[1] or KEYS[2]
redis.call('ZADD', log, whole(now), member)
redis.call('PEXPIRE', log, whole(math.ceil(window / 1000) + 1))
return allowed and 1 or 0
"""
)

# KEYS: the next free slot.
_RESERVE = (
    _NOW
    + """
local every = tonumber(ARGV[2])
local slot = math.max(now, tonumber(redis.call('GET', KEYS[1]) or 0))
redis.call('SET', KEYS[1], whole(slot + every), 'PX', whole(math.ceil((slot + every - now) / 1000) + 1))
return whole(slot - now)
"""
)

_MICROSECOND = timedelta(microseconds=1)


class RedisLimiter(Limiter):
    """With the server gone everything is allowed, and slots are spaced within this process only.

    `clock` replaces the server's time, for tests: machines that share limits must share a clock.
    """

    def __init__(
        self, redis: Redis, *, prefix: str = "jarvis:", timeout: float = 0.3, clock: Clock | None = None
    ) -> None:
        self._prefix = f"{prefix}limit:"
        self._clock = clock
        self._allow = redis.register_script(_ALLOW)
        self._reserve = redis.register_script(_RESERVE)
        self._local_slots: dict[str, float] = {}
        self.reach = Reach("limiter", timeout=timeout)

    async def allow(self, key: str, member: str, *, limit: int, window: timedelta) -> bool:
        name = self._prefix + key
        answer = self._allow(
            keys=[f"{{{name}}}:allowed", f"{{{name}}}:refused"],
            args=[self._now(), member, limit, window // _MICROSECOND],
        )
        return bool(await self.reach.ask(answer, otherwise=1))

    async def reserve(self, key: str, *, every: timedelta) -> timedelta:
        answer = self._reserve(keys=[f"{self._prefix}{key}:slot"], args=[self._now(), every // _MICROSECOND])
        waited = await self.reach.ask(answer, otherwise=None)
        if waited is None:
            return self._reserve_here(key, every)
        return timedelta(microseconds=int(waited))

    def _reserve_here(self, key: str, every: timedelta) -> timedelta:
        now = time.monotonic()
        slot = max(now, self._local_slots.get(key, now))
        self._local_slots[key] = slot + every.total_seconds()
        return timedelta(seconds=slot - now)

    def _now(self) -> int:
        """Microseconds, or -1 for the server's own time."""
        return -1 if self._clock is None else round(self._clock.now().timestamp() * 1_000_000)
