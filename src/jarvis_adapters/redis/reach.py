"""Asking a Redis server that may be gone: short, never raising, one log line for an outage."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import structlog
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

_Answer = TypeVar("_Answer")

UNREACHABLE = (RedisError, OSError, TimeoutError)


class Reach:
    """Waits at most `timeout` seconds for each answer; `failures` counts the calls that got none."""

    def __init__(self, name: str, *, timeout: float = 0.3) -> None:
        self._name = name
        self._timeout = timeout
        self.failures = 0
        self.down = False

    async def ask(self, call: Awaitable[_Answer], *, otherwise: _Answer) -> _Answer:
        """The server's answer, or `otherwise` when there is none in time."""
        try:
            async with asyncio.timeout(self._timeout):
                answer = await call
        except UNREACHABLE as error:
            self.failed(error)
            return otherwise
        self.worked()
        return answer

    def failed(self, error: Exception) -> None:
        self.failures += 1
        if not self.down:
            log.warning("redis_unreachable", used_for=self._name, error=type(error).__name__)
        self.down = True

    def worked(self) -> None:
        if self.down:
            log.info("redis_back", used_for=self._name, failures=self.failures)
        self.down = False
