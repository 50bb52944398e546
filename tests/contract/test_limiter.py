"""What every Limiter keeps to, in memory and on a real Valkey."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.memory.limiter import MemoryLimiter
from jarvis_adapters.redis.limiter import RedisLimiter
from support.valkey import valkey

MINUTE = timedelta(seconds=60)
ZERO = timedelta(0)
ASKS = st.lists(
    st.tuples(st.sampled_from([0.0, 0.5, 1.0, 19.0, 59.5, 60.0]), st.sampled_from("abcdefgh")), max_size=40
)


class InMemory:
    @asynccontextmanager
    async def open(self, clock):
        yield MemoryLimiter(clock)


class OnValkey:
    def __init__(self, server):
        self._server = server

    @asynccontextmanager
    async def open(self, clock):
        async with self._server.client() as redis:
            await redis.flushall()
            yield RedisLimiter(redis, timeout=5, clock=clock)


@pytest.fixture(scope="module")
def server():
    with valkey() as running:
        yield running


@pytest.fixture(scope="module", params=["memory", "valkey"])
def world(request, server):
    return InMemory() if request.param == "memory" else OnValkey(server)


async def ask_all(limiter, members, *, key="phone", limit=10):
    asked = (limiter.allow(key, member, limit=limit, window=MINUTE) for member in members)
    return await asyncio.gather(*asked)


@given(asks=ASKS, limit=st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_it_allows_the_first_of_every_window_and_repeats_its_answers(world, asks, limit):
    """Against the plainest model there is: a list of everything ever decided."""

    async def run():
        clock, decided = ManualClock(), []
        async with world.open(clock) as limiter:
            for wait, member in asks:
                clock.advance(wait)
                recent = [d for d in decided if clock.monotonic() - d[0] < 60]
                before = [allowed for _, name, allowed in recent if name == member]
                expected = before[0] if before else sum(a for *_, a in recent) < limit
                if not before:
                    decided.append((clock.monotonic(), member, expected))
                assert await limiter.allow("phone", member, limit=limit, window=MINUTE) == expected

    asyncio.run(run())


def test_ten_at_the_end_of_a_minute_and_ten_at_the_start_of_the_next_are_ten(world):
    async def run():
        clock = ManualClock()
        async with world.open(clock) as limiter:
            clock.advance(59)
            first = await ask_all(limiter, (f"a{n}" for n in range(10)))
            clock.advance(1)
            second = await ask_all(limiter, (f"b{n}" for n in range(10)))
            clock.advance(59)
            third = await ask_all(limiter, (f"c{n}" for n in range(10)))
            return sum(first), sum(second), sum(third)

    assert asyncio.run(run()) == (10, 0, 10)


def test_of_fifty_at_once_with_one_place_left_exactly_one_passes(world):
    async def run():
        async with world.open(ManualClock()) as limiter:
            await ask_all(limiter, (f"before{n}" for n in range(9)))
            return await ask_all(limiter, (f"now{n}" for n in range(50)))

    assert sum(asyncio.run(run())) == 1


def test_one_phones_messages_are_not_counted_for_another(world):
    async def run():
        async with world.open(ManualClock()) as limiter:
            await ask_all(limiter, "abc", key="one", limit=3)
            return await ask_all(limiter, "abcd", key="other", limit=3)

    assert asyncio.run(run()) == [True, True, True, False]


@given(waits=st.lists(st.sampled_from([0.0, 0.25, 1.0, 5.0]), min_size=1, max_size=20))
@settings(max_examples=30, deadline=None)
def test_slots_are_never_closer_than_asked_and_never_later_than_needed(world, waits):
    async def run():
        clock, free = ManualClock(), 0.0
        async with world.open(clock) as limiter:
            for wait in waits:
                clock.advance(wait)
                slot = max(free, clock.monotonic())
                expected = timedelta(seconds=slot - clock.monotonic())
                free = slot + 0.5
                assert await limiter.reserve("number", every=timedelta(seconds=0.5)) == expected

    asyncio.run(run())


def test_parallel_reservations_get_one_slot_each(world):
    async def run():
        async with world.open(ManualClock()) as limiter:
            every = timedelta(milliseconds=500)
            return await asyncio.gather(*(limiter.reserve("number", every=every) for _ in range(20)))

    assert sorted(asyncio.run(run())) == [n * timedelta(milliseconds=500) for n in range(20)]


def test_without_a_clock_of_its_own_the_servers_time_moves_the_window(server):
    async def run():
        async with server.client() as redis:
            await redis.flushall()
            limiter = RedisLimiter(redis, timeout=5)
            short = timedelta(milliseconds=100)
            first = await limiter.allow("phone", "a", limit=1, window=short)
            full = await limiter.allow("phone", "b", limit=1, window=MINUTE)
            await asyncio.sleep(0.12)
            later = await limiter.allow("phone", "c", limit=1, window=short)
            waits = [await limiter.reserve("number", every=MINUTE) for _ in range(2)]
            return first, full, later, waits

    first, full, later, waits = asyncio.run(run())

    assert (first, full, later) == (True, False, True)
    assert waits[0] == ZERO
    assert ZERO < waits[1] <= MINUTE


def test_a_killed_server_lets_all_pass_and_still_spaces_what_this_process_sends():
    async def run(server):
        async with server.client() as redis:
            limiter = RedisLimiter(redis, timeout=5)
            await ask_all(limiter, "a", limit=1)
            server.kill()
            passed = await ask_all(limiter, "bcd", limit=1)
            waits = [await limiter.reserve("number", every=MINUTE) for _ in range(2)]
            failures = limiter.reach.failures
            server.start()
            back = await ask_all(limiter, "e", limit=1), await ask_all(limiter, "f", limit=1)
            return passed, waits, failures, back

    with valkey() as server:
        passed, waits, failures, back = asyncio.run(run(server))

    assert passed == [True, True, True]
    assert waits[0] == ZERO
    assert ZERO < waits[1] <= MINUTE
    assert failures == 5
    assert back == ([True], [False])


def test_a_memory_limiter_forgets_the_key_asked_for_longest_ago():
    async def run():
        limiter = MemoryLimiter(ManualClock(), most=2)
        for key in ("old", "kept", "new"):
            await ask_all(limiter, "a", key=key, limit=1)
        return [(await ask_all(limiter, "b", key=key, limit=1))[0] for key in ("kept", "old")]

    assert asyncio.run(run()) == [False, True]
