"""Events between processes, by Redis publish and subscribe."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
from redis.asyncio import Redis
from redis.asyncio.client import PubSub

from jarvis_adapters.redis.reach import UNREACHABLE, Reach
from jarvis_domain.ports.runtime import Event, Events

_EVENT = msgspec.json.Decoder(Event)


class RedisEvents(Events):
    """With the server gone events are dropped; subscribers go on, and hear again once it is back."""

    def __init__(
        self, redis: Redis, *, prefix: str = "jarvis:", timeout: float = 0.3, retry_every: float = 1.0
    ) -> None:
        self._redis = redis
        self._channel = f"{prefix}events"
        self._timeout = timeout
        self._retry_every = retry_every
        self.reach = Reach("events", timeout=timeout)

    async def publish(self, event: Event) -> None:
        await self.reach.ask(self._redis.publish(self._channel, msgspec.json.encode(event)), otherwise=0)

    @asynccontextmanager
    async def subscribe(self) -> AsyncIterator[AsyncIterator[Event]]:
        pubsub = self._redis.pubsub()
        try:
            await self.reach.ask(self._confirmed(pubsub), otherwise=None)
            yield self._listen(pubsub)
        finally:
            await pubsub.aclose()  # type: ignore[no-untyped-call] # redis ships it without types

    async def _confirmed(self, pubsub: PubSub) -> None:
        """Subscribed, and known to be: what is published from now on arrives."""
        async with asyncio.timeout(self._timeout):
            await pubsub.subscribe(self._channel)
            await pubsub.get_message(timeout=None)

    async def _listen(self, pubsub: PubSub) -> AsyncIterator[Event]:
        while True:
            try:
                if not pubsub.subscribed:
                    await self._confirmed(pubsub)
                message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=60)
            except UNREACHABLE as error:
                self.reach.failed(error)
                await asyncio.sleep(self._retry_every)
                continue
            self.reach.worked()
            event = _parse(message)
            if event is not None:
                yield event


def _parse(message: dict[str, object] | None) -> Event | None:
    """The event of a message; None for silence and for what others put on our channel."""
    if message is None or not isinstance(data := message["data"], bytes):
        return None
    try:
        return _EVENT.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
