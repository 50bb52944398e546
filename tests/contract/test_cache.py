"""What every Cache keeps to, in memory and on a real Valkey."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarvis_adapters.memory.cache import MemoryCache
from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.redis.cache import RedisCache
from support.valkey import valkey

LONG = timedelta(hours=1)
KEYS = st.sampled_from(["crm_F1234567D", "crm_F7654321D", "كلمة", ""])
CHANGES = st.lists(st.tuples(KEYS, st.one_of(st.none(), st.binary(max_size=40))), max_size=30)


class InMemory:
    @asynccontextmanager
    async def open(self):
        clock = ManualClock()

        async def pass_time(seconds):
            clock.advance(seconds)

        yield MemoryCache(clock), pass_time


class OnValkey:
    def __init__(self, server):
        self._server = server

    @asynccontextmanager
    async def open(self):
        async with self._server.client() as redis:
            await redis.flushall()
            yield RedisCache(redis, timeout=5), asyncio.sleep


@pytest.fixture(scope="module")
def server():
    with valkey() as running:
        yield running


@pytest.fixture(scope="module", params=["memory", "valkey"])
def world(request, server):
    return InMemory() if request.param == "memory" else OnValkey(server)


@given(changes=CHANGES)
@settings(max_examples=40, deadline=None)
def test_it_holds_what_was_set_last_and_nothing_that_was_deleted(world, changes):
    async def run():
        model = {}
        async with world.open() as (cache, _):
            for key, value in changes:
                if value is None:
                    await cache.delete(key)
                    model.pop(key, None)
                else:
                    await cache.set(key, value, ttl=LONG)
                    model[key] = value
                assert {name: await cache.get(name) for name in model} == model
                assert await cache.get("never set") is None

    asyncio.run(run())


def test_an_entry_is_gone_after_its_time_and_setting_it_again_gives_it_new_time(world):
    async def run():
        async with world.open() as (cache, pass_time):
            await cache.set("short", b"1", ttl=timedelta(milliseconds=20))
            await cache.set("renewed", b"1", ttl=timedelta(milliseconds=20))
            await cache.set("renewed", b"2", ttl=LONG)
            await pass_time(0.03)
            return await cache.get("short"), await cache.get("renewed")

    assert asyncio.run(run()) == (None, b"2")


@pytest.mark.parametrize("ttl", [timedelta(0), timedelta(seconds=-5)])
def test_an_entry_without_time_is_not_held_and_replaces_the_one_before(world, ttl):
    async def run():
        async with world.open() as (cache, _):
            await cache.set("key", b"old", ttl=LONG)
            await cache.set("key", b"new", ttl=ttl)
            return await cache.get("key")

    assert asyncio.run(run()) is None


def test_a_full_memory_cache_forgets_the_oldest_first():
    async def run():
        cache = MemoryCache(ManualClock(), most=3)
        for name in ("a", "b", "c", "a", "d"):
            await cache.set(name, name.encode(), ttl=LONG)
        return [await cache.get(name) for name in "abcd"]

    assert asyncio.run(run()) == [b"a", None, b"c", b"d"]


def test_a_killed_server_means_misses_that_are_counted_until_it_is_back():
    async def run(server):
        async with server.client() as redis:
            cache = RedisCache(redis, timeout=5)
            await cache.set("key", b"value", ttl=LONG)
            server.kill()
            missed = await cache.get("key")
            await cache.set("key", b"value", ttl=LONG)
            await cache.delete("key")
            outage = (cache.reach.failures, cache.reach.down)
            server.start()
            await cache.set("key", b"again", ttl=LONG)
            return missed, outage, await cache.get("key"), cache.reach.down

    with valkey() as server:
        missed, outage, after, down = asyncio.run(run(server))

    assert missed is None
    assert outage == (3, True)
    assert (after, down) == (b"again", False)


def test_a_late_answer_is_never_taken_for_the_answer_to_another_key():
    """The server hangs until the wait is given up, then answers what was asked meanwhile."""

    async def run(server):
        async with server.client() as redis:
            hasty, patient = RedisCache(redis, timeout=0.1), RedisCache(redis, timeout=5)
            names = ["a", "b", "c"]
            for name in names:
                await patient.set(name, name.encode(), ttl=LONG)
            with server.paused():
                missed = await asyncio.gather(*(hasty.get(name) for name in names))
            return missed, hasty.reach.failures, [await patient.get(name) for name in reversed(names)]

    with valkey() as server:
        missed, failures, after = asyncio.run(run(server))

    assert missed == [None, None, None]
    assert failures == 3
    assert after == [b"c", b"b", b"a"]
