"""How workers look after their jobs table and share their chores."""

import asyncio
import math
import time
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta
from uuid import uuid4

import pytest

from jarvis_adapters.postgres.worker import PostgresWorker
from jarvis_domain.ports.runtime import Chore, Tasks
from support.working import Ledger

PATIENCE = 30
EVERY = timedelta(milliseconds=250)


@pytest.fixture
def ledger(database):
    return Ledger(database)


async def nothing(_contractor):
    """A job."""


@asynccontextmanager
async def working(dsn, *chores, answer=nothing):
    worker = PostgresWorker(dsn, poll=timedelta(milliseconds=20), stalled_after=timedelta(seconds=6))
    running = asyncio.create_task(worker.run(Tasks(answer=answer, deliver=nothing, chores=chores)))
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def until(condition):
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 the event is in the database
            await asyncio.sleep(0.02)


async def while_they_work(ledger, statement):
    """A change of a table waits for the workers of this very loop, so it must not stop the loop."""
    await asyncio.to_thread(ledger.run, statement)


def slot():
    return math.floor(time.time() / EVERY.total_seconds())


def test_a_chore_runs_in_one_of_all_workers_once_in_each_slot_of_time(ledger):
    async def run():
        ran, first = [], slot()

        async def tidy():
            ran.append(slot())

        chore = Chore(name="tidy", every=EVERY, run=tidy)
        async with AsyncExitStack() as workers:
            for _ in range(3):
                await workers.enter_async_context(working(ledger.dsn, chore))
            await until(lambda: len(ran) == 6)
        assert len(ran) <= slot() - first

    asyncio.run(run())


def test_a_chore_that_takes_longer_than_its_interval_never_overlaps_itself(ledger):
    async def run():
        running, most, ran = 0, 0, 0

        async def slow():
            nonlocal running, most, ran
            running += 1
            most = max(most, running)
            await asyncio.sleep(2.5 * EVERY.total_seconds())
            running -= 1
            ran += 1

        chore = Chore(name="slow", every=EVERY, run=slow)
        async with working(ledger.dsn, chore), working(ledger.dsn, chore):
            await until(lambda: ran == 3)
        assert most == 1

    asyncio.run(run())


def test_a_worker_told_to_stop_again_and_again_still_lets_its_jobs_finish(ledger):
    async def run():
        began, may_end, ended = asyncio.Event(), asyncio.Event(), []

        async def answer(who):
            began.set()
            await may_end.wait()
            ended.append(who)

        ledger.wake(contractor)
        stopping = asyncio.create_task(PostgresWorker(ledger.dsn).run(Tasks(answer=answer, deliver=nothing)))
        await began.wait()
        for _ in range(5):
            stopping.cancel()
            await asyncio.wait({stopping}, timeout=0.05)
        may_end.set()
        with suppress(asyncio.CancelledError):
            await stopping
        assert ended == [contractor]

    contractor = uuid4()
    asyncio.run(run())

    assert ledger.states() == {}


SABOTAGE = """
    create function refuse() returns trigger language plpgsql as 'begin raise ''not now''; end';
    create trigger {0} before {1} on {2} for each row execute function refuse()
"""


def test_a_job_whose_end_could_not_be_written_down_does_not_block_its_contractor_for_ever(ledger):
    ran, contractor = [], uuid4()

    async def answer(who):
        ran.append(who)

    async def run():
        ledger.run(SABOTAGE.format("no_end", "delete", "procrastinate_jobs"))
        ledger.wake(contractor)
        async with working(ledger.dsn, answer=answer):
            await until(lambda: ran)
            await until(lambda: ledger.states() == {"doing": 1})
            ledger.wake(contractor)
            await while_they_work(ledger, "drop trigger no_end on procrastinate_jobs")
            await until(lambda: ledger.states() == {})

    asyncio.run(run())

    assert len(ran) in (2, 3)


def test_a_worker_whose_heartbeat_failed_starts_anew_instead_of_going_on_without_one(ledger):
    newest = "select coalesce(max(id), 0) from procrastinate_workers"

    async def run():
        async with working(ledger.dsn):
            await until(lambda: ledger.run("select count(*) from procrastinate_workers") == [(3,)])
            before = ledger.run(newest)
            await while_they_work(ledger, SABOTAGE.format("no_beat", "update", "procrastinate_workers"))
            await until(lambda: ledger.run(newest) > before)
            await while_they_work(ledger, "drop trigger no_beat on procrastinate_workers")

    asyncio.run(run())


def test_a_job_left_by_a_worker_that_is_gone_and_its_successor_both_run(ledger):
    ran, contractor = [], uuid4()

    async def answer(who):
        ran.append(who)

    async def run():
        ledger.wake(contractor)
        ledger.run("update procrastinate_jobs set status = 'doing'")  # taken by nobody that lives
        ledger.wake(contractor)
        async with working(ledger.dsn, answer=answer):
            await until(lambda: len(ran) == 2 and ledger.states() == {})

    asyncio.run(run())

    assert ran == [contractor, contractor]


def test_the_planner_is_told_of_a_backlog(ledger):
    async def run():
        ledger.run("delete from procrastinate_jobs")
        ledger.run("analyze procrastinate_jobs")
        ledger.run("alter table procrastinate_jobs set (autovacuum_enabled = off)")
        later = "select jarvis_wake_answer(gen_random_uuid(), '1 h', '1 h') from generate_series(1, 600)"
        ledger.run(later)
        async with working(ledger.dsn):
            await until(lambda: known_rows(ledger) >= 500)

    asyncio.run(run())


def known_rows(ledger):
    return ledger.run("select reltuples from pg_class where relname = 'procrastinate_jobs'")[0][0]
