"""What every Events keeps to, in memory and on a real Valkey."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarvis_adapters.memory.events import MemoryEvents
from jarvis_adapters.redis.events import RedisEvents
from jarvis_domain.ports.runtime import Event
from support.valkey import valkey

EVENTS = st.lists(st.builds(Event, kind=st.text(max_size=8), id=st.text(max_size=8)), max_size=12)


class InMemory:
    @asynccontextmanager
    async def open(self):
        yield MemoryEvents()


class OnValkey:
    def __init__(self, server):
        self._server = server

    @asynccontextmanager
    async def open(self):
        async with self._server.client() as redis:
            yield RedisEvents(redis, timeout=5, retry_every=0.01)


@pytest.fixture(scope="module")
def server():
    with valkey() as running:
        yield running


@pytest.fixture(scope="module", params=["memory", "valkey"])
def world(request, server):
    return InMemory() if request.param == "memory" else OnValkey(server)


async def take(heard, count):
    async with asyncio.timeout(20):
        return [await anext(heard) for _ in range(count)]


@given(published=EVENTS)
@settings(max_examples=25, deadline=None)
def test_everybody_who_listens_hears_every_event_in_order(world, published):
    async def run():
        async with world.open() as events, events.subscribe() as one, events.subscribe() as other:
            for event in published:
                await events.publish(event)
            return await take(one, len(published)), await take(other, len(published))

    assert asyncio.run(run()) == (published, published)


def test_nobody_is_told_what_was_published_before_he_listened(world):
    async def run():
        async with world.open() as events:
            await events.publish(Event(kind="before", id="1"))
            async with events.subscribe() as heard:
                await events.publish(Event(kind="after", id="2"))
                return await take(heard, 1)

    assert asyncio.run(run()) == [Event(kind="after", id="2")]


def test_publishing_to_nobody_and_to_one_who_left_is_nothing_special(world):
    async def run():
        async with world.open() as events:
            async with events.subscribe():
                pass
            await events.publish(Event(kind="alone", id="1"))
            async with events.subscribe() as heard:
                await events.publish(Event(kind="heard", id="2"))
                return await take(heard, 1)

    assert asyncio.run(run()) == [Event(kind="heard", id="2")]


def test_a_listener_outlives_a_killed_server_and_garbage_on_its_channel():
    async def run(server):
        async with server.client() as redis:
            events = RedisEvents(redis, timeout=5, retry_every=0.01)
            async with events.subscribe() as heard:
                waiting = asyncio.create_task(anext(heard))
                await asyncio.sleep(0)
                server.kill()
                await events.publish(Event(kind="lost", id="1"))
                lost = events.reach.failures
                server.start()
                async with asyncio.timeout(20):
                    while not await redis.publish("jarvis:events", b"\xffgarbage"):  # noqa: ASYNC110 the server tells in no other way
                        await asyncio.sleep(0.01)
                    await events.publish(Event(kind="heard", id="2"))
                    return lost, await waiting

    with valkey() as server:
        lost, heard = asyncio.run(run(server))

    assert lost >= 1
    assert heard == Event(kind="heard", id="2")


def test_who_begins_to_listen_while_the_server_is_gone_hears_once_it_is_there():
    async def run(server):
        server.kill()
        async with server.client() as redis:
            events = RedisEvents(redis, timeout=5, retry_every=0.01)
            async with events.subscribe() as heard:
                waiting = asyncio.create_task(anext(heard))
                server.start()
                async with asyncio.timeout(20):
                    while not waiting.done():
                        await events.publish(Event(kind="again", id="1"))
                        await asyncio.sleep(0.01)
                    return await waiting

    with valkey() as server:
        assert asyncio.run(run(server)) == Event(kind="again", id="1")
