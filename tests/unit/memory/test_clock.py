"""The clocks: one tells the machine's time, the other stands still until it is moved."""

import asyncio
from datetime import UTC, timedelta

from jarvis_adapters.memory.clock import NOON, ManualClock, SystemClock


def test_the_systems_clock_tells_aware_utc_and_never_runs_backwards():
    clock = SystemClock()
    first, second = clock.monotonic(), clock.monotonic()

    assert clock.now().tzinfo is UTC
    assert first <= second


def test_a_manual_clock_stands_still_until_it_is_moved():
    clock = ManualClock()
    before = clock.now()
    clock.advance(90)

    assert before == NOON
    assert clock.now() == NOON + timedelta(seconds=90)
    assert clock.monotonic() == 90


def test_sleepers_wake_in_the_order_of_their_times_and_only_once_it_is_past():
    async def run():
        clock, woken = ManualClock(), []

        async def nap(seconds):
            await clock.sleep(seconds)
            woken.append(seconds)

        async with asyncio.TaskGroup() as tasks:
            for seconds in (3, 1, 2, 60):
                tasks.create_task(nap(seconds))
            await asyncio.sleep(0)
            clock.advance(5)
            await asyncio.sleep(0)
            early = list(woken)
            clock.advance(55)
        return early, woken

    early, woken = asyncio.run(run())

    assert early == [1, 2, 3]
    assert woken == [1, 2, 3, 60]


def test_a_cancelled_sleeper_is_forgotten():
    async def run():
        clock = ManualClock()
        nap = asyncio.create_task(clock.sleep(1))
        await asyncio.sleep(0)
        nap.cancel()
        await asyncio.gather(nap, return_exceptions=True)
        asleep = clock.sleeping
        clock.advance(2)
        return asleep

    assert asyncio.run(run()) == 0
