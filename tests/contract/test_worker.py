"""What every Worker keeps to, in memory and on PostgreSQL, driven through the store whose jobs it runs."""

import asyncio
import time
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jarvis_adapters.memory.clock import ManualClock, SystemClock
from jarvis_adapters.memory.store import MemoryStore
from jarvis_adapters.memory.worker import MemoryWorker
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_adapters.postgres.worker import PostgresWorker
from jarvis_domain.answering.messages import InboundMessage, Outcome, Text
from jarvis_domain.ports.persistence import Stored
from jarvis_domain.ports.runtime import Chore, Tasks
from jarvis_domain.understanding.phones import PhoneNumber

PATIENCE = 30  # seconds until a condition that does not come true fails the test
BURST = {"quiet": timedelta(milliseconds=20), "at_most": timedelta(milliseconds=60)}
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Bench:
    """A store and its worker; `pause` lets a little time pass."""

    def __init__(self, store, new_worker, pause) -> None:
        self.store = store
        self._new_worker = new_worker
        self._pause = pause
        self._ids = count(1)

    @asynccontextmanager
    async def working(self, answer=None, deliver=None, *chores):
        """A worker that is cancelled at the end; a job nobody named does nothing."""
        tasks = Tasks(answer=answer or nothing, deliver=deliver or nothing, chores=chores)
        running = asyncio.create_task(self._new_worker().run(tasks))
        try:
            yield
        finally:
            assert not running.done(), "a worker ended by itself"
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running

    async def until(self, condition):
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, f"in vain after {PATIENCE} s"
            await self._pause()

    async def until_settled(self, total):
        settled = 0
        async with asyncio.timeout(PATIENCE):
            while settled < total:
                await self._pause()
                async with self.store.begin() as unit:
                    settled = (await unit.counts())["ignored"]

    async def receive(self, writer):
        """A new message of writer number so and so; their id."""
        message = InboundMessage(
            instance="main",
            whatsapp_id=f"ID{next(self._ids)}",
            sender=PhoneNumber(f"+21260000{writer:04}"),
            content=Text("salam"),
            sent_at=NOON,
        )
        stored = await self.store.receive(message)
        assert isinstance(stored, Stored)
        return stored.contractor

    async def wake(self, contractor):
        async with self.store.begin() as unit:
            await unit.wake(contractor)

    async def settle_all(self, contractor):
        """What an answer does with the record: everything unanswered of the contractor, in one unit."""
        async with self.store.begin() as unit:
            messages = await unit.unanswered(contractor)
            await unit.settle([each.id for each in messages], Outcome.IGNORED)


async def nothing(_contractor):
    """A job."""


class InMemory:
    @asynccontextmanager
    async def open(self):
        clock = ManualClock()
        store = MemoryStore(clock, **BURST)

        async def pause():
            clock.advance(0.1)
            await asyncio.sleep(0.001)

        yield Bench(store, lambda: MemoryWorker(store, clock), pause)


class OnPostgres:
    def __init__(self, databases) -> None:
        self._databases = databases

    @asynccontextmanager
    async def open(self):
        async def pause():
            await asyncio.sleep(0.02)

        def worker():
            return PostgresWorker(
                dsn,
                poll=timedelta(milliseconds=20),
                grace=timedelta(milliseconds=100),
                waits=(timedelta(milliseconds=50), timedelta(milliseconds=100)),
            )

        with self._databases.fresh() as dsn:
            store = await PostgresStore.open(dsn, **BURST, clock=SystemClock())
            try:
                yield Bench(store, worker, pause)
            finally:
                await store.close()


@pytest.fixture(params=["memory", "postgres"])
def world(request):
    if request.param == "memory":
        return InMemory()
    return OnPostgres(request.getfixturevalue("databases"))


def play(world, story):
    async def run():
        async with world.open() as bench:
            await story(bench)

    asyncio.run(run())


def test_jobs_of_one_contractor_run_one_after_the_other(world):
    async def story(bench):
        running, most, ran, may_end = 0, 0, [], asyncio.Event()

        async def answer(contractor):
            nonlocal running, most
            ran.append(contractor)
            if contractor == one:
                running += 1
                most = max(most, running)
                await may_end.wait()
                running -= 1

        one = await bench.receive(1)
        async with bench.working(answer):
            await bench.until(lambda: one in ran)
            await bench.wake(one)
            other = await bench.receive(2)
            await bench.until(lambda: other in ran)  # so its turn would have come as well
            may_end.set()
            await bench.until(lambda: ran.count(one) == 2)

        assert most == 1

    play(world, story)


def test_jobs_of_different_contractors_run_side_by_side(world):
    async def story(bench):
        meeting, met = asyncio.Barrier(3), []

        async def answer(contractor):
            await meeting.wait()
            met.append(contractor)

        contractors = {await bench.receive(writer) for writer in (1, 2, 3)}
        async with bench.working(answer):
            await bench.until(lambda: set(met) == contractors)

    play(world, story)


def test_answer_and_delivery_of_one_contractor_run_side_by_side(world):
    async def story(bench):
        meeting, met = asyncio.Barrier(2), []

        async def meet(contractor):
            await meeting.wait()
            met.append(contractor)

        contractor = await bench.receive(1)
        async with bench.store.begin() as unit:
            await unit.wake_delivery(contractor)
        async with bench.working(meet, meet):
            await bench.until(lambda: met == [contractor] * 2)

    play(world, story)


def test_a_job_woken_by_a_unit_that_was_rolled_back_never_runs(world):
    async def story(bench):
        ran = []

        async def answer(contractor):
            ran.append(contractor)

        known, other = await bench.receive(1), await bench.receive(2)
        async with bench.working(answer):
            await bench.until(lambda: len(ran) == 2)
            with suppress(ZeroDivisionError):
                async with bench.store.begin() as unit:
                    await unit.wake(known)
                    raise ZeroDivisionError
            await bench.wake(other)
            await bench.until(lambda: ran.count(other) == 2)

        assert ran.count(known) == 1

    play(world, story)


def test_a_job_that_raises_is_tried_three_times_and_holds_up_nobody_for_good(world):
    async def story(bench):
        ran, broken = [], True

        async def answer(contractor):
            ran.append(contractor)
            if contractor == unlucky and broken:
                raise ZeroDivisionError

        unlucky = await bench.receive(1)
        async with bench.working(answer):
            await bench.until(lambda: ran.count(unlucky) == 1)
            lucky = await bench.receive(2)
            await bench.until(lambda: lucky in ran)
            await bench.until(lambda: ran.count(unlucky) == 3)
            await bench.wake(lucky)
            await bench.until(lambda: ran.count(lucky) == 2)
            assert ran.count(unlucky) == 3
            broken = False
            await bench.wake(unlucky)
            await bench.until(lambda: ran.count(unlucky) == 4)

    play(world, story)


def test_a_wake_up_between_two_tries_is_served_as_well(world):
    async def story(bench):
        ran = []

        async def answer(contractor):
            ran.append(contractor)
            if len(ran) == 1:
                await bench.wake(contractor)
                raise ZeroDivisionError

        contractor = await bench.receive(1)
        async with bench.working(answer):
            await bench.until(lambda: ran == [contractor] * 3)

    play(world, story)


def test_a_message_stored_while_its_writers_job_runs_is_answered_too(world):
    async def story(bench):
        has_read, may_end = asyncio.Event(), asyncio.Event()

        async def answer(contractor):
            await bench.settle_all(contractor)
            has_read.set()
            await may_end.wait()

        await bench.receive(1)
        async with bench.working(answer):
            await bench.until(has_read.is_set)
            await bench.receive(1)
            may_end.set()
            await bench.until_settled(2)

    play(world, story)


@given(
    writers=st.lists(st.integers(1, 3), min_size=1, max_size=12),
    failing=st.sets(st.integers(1, 8), max_size=2),
    too_late=st.booleans(),
)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_message_is_forgotten_however_messages_and_failing_jobs_interleave(
    world, writers, failing, too_late
):
    async def story(bench):
        runs = count(1)

        async def answer(contractor):
            fails = next(runs) in failing
            if fails and not too_late:
                raise ZeroDivisionError
            await bench.settle_all(contractor)
            if fails:
                raise ZeroDivisionError

        async with bench.working(answer):
            for writer in writers:
                await bench.receive(writer)
            await bench.until_settled(len(writers))

    play(world, story)


def test_chores_run_again_and_again_even_after_one_that_failed(world):
    async def story(bench):
        ran = []

        async def tidy():
            ran.append("tidy")
            if len(ran) == 1:
                raise ZeroDivisionError

        async with bench.working(None, None, Chore(name="tidy", every=timedelta(milliseconds=200), run=tidy)):
            await bench.until(lambda: len(ran) == 3)

    play(world, story)


def test_a_job_that_a_cancelled_worker_could_not_end_runs_again_in_the_next(world):
    async def story(bench):
        began, ended, may_end = [], [], asyncio.Event()

        async def answer(contractor):
            began.append(contractor)
            await may_end.wait()
            ended.append(contractor)

        contractors = [await bench.receive(writer) for writer in range(5)]
        async with bench.working(answer):
            await bench.until(lambda: len(began) == 5)
        assert ended == []

        may_end.set()
        async with bench.working(answer):
            await bench.until(lambda: sorted(ended) == sorted(contractors))

    play(world, story)
