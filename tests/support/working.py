"""Worker processes, and a ledger in the database of what their jobs did."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from functools import partial
from uuid import UUID

import psycopg
from psycopg_pool import AsyncConnectionPool

from jarvis_adapters.postgres.worker import PostgresWorker
from jarvis_domain.ports.runtime import Tasks

PATIENCE = 60  # seconds after which a condition that does not come true fails the test
TABLES = """
    create table ledger (at timestamptz default clock_timestamp(), pid int, contractor uuid, step text);
    create table held (contractor uuid primary key);
    create table poison (contractor uuid primary key)
"""


class Ledger:
    """What jobs did; those of held contractors do not end, those of poisonous ones kill their worker."""

    def __init__(self, dsn: str) -> None:
        self.dsn = dsn
        self.run(TABLES)

    def wake(self, *contractors: UUID) -> None:
        """An answer job for each, due now."""
        self.run("select jarvis_wake_answer(each, '0', '0') from unnest(%s) each", list(contractors))

    def hold(self, *contractors: UUID) -> None:
        self.run("insert into held select unnest(%s)", list(contractors))

    def let_go(self) -> None:
        self.run("delete from held")

    def poison(self, contractor: UUID) -> None:
        self.run("insert into poison values (%s)", contractor)

    def steps(self, contractor: UUID) -> list[str]:
        rows = self.run("select step from ledger where contractor = %s order by at", contractor)
        return [step for (step,) in rows]

    def count(self, step: str) -> int:
        return self.run("select count(*) from ledger where step = %s", step)[0][0]

    def last_pid(self) -> int:
        return self.run("select pid from ledger order by at desc limit 1")[0][0]

    def states(self) -> dict[str, int]:
        """How many jobs of contractors there are in each state; those that succeeded are gone."""
        counted = (
            "select status::text, count(*) from procrastinate_jobs where queue_name <> 'chores' group by 1"
        )
        return dict(self.run(counted))

    def until(self, condition) -> None:
        deadline, pause = time.monotonic() + PATIENCE, threading.Event()
        while not condition():
            assert time.monotonic() < deadline, f"in vain after {PATIENCE} s; jobs: {self.states()}"
            pause.wait(0.02)

    def run(self, statement: str, *values):
        with psycopg.connect(self.dsn, autocommit=True) as link:
            done = link.execute(statement, values or None)
            return done.fetchall() if done.description else []


class WorkerProcess:
    """A worker of a database; killed at the end of the context at the latest."""

    def __init__(self, dsn: str, *, grace: float = 10, stalled_after: float = 30) -> None:
        self._process = subprocess.Popen([sys.executable, __file__, dsn, str(grace), str(stalled_after)])  # noqa: S603 our own file
        self.pid = self._process.pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()

    def send(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def exit_code(self) -> int:
        """Waits for the process to end."""
        return self._process.wait(timeout=PATIENCE)


async def _work(dsn: str, grace: float, stalled_after: float) -> None:
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, asyncio.current_task().cancel)
    check = AsyncConnectionPool.check_connection
    async with AsyncConnectionPool(dsn, kwargs={"autocommit": True}, timeout=5, check=check) as pool:
        worker = PostgresWorker(
            dsn,
            poll=timedelta(milliseconds=50),
            stalled_after=timedelta(seconds=stalled_after),
            grace=timedelta(seconds=grace),
        )
        job = partial(_job, pool)
        await worker.run(Tasks(answer=job, deliver=job))


async def _job(pool: AsyncConnectionPool, contractor: UUID) -> None:
    await _note(pool, contractor, "began")
    if await _listed(pool, "poison", contractor):
        os.kill(os.getpid(), signal.SIGKILL)
    while await _listed(pool, "held", contractor):  # noqa: ASYNC110 the event is in the database
        await asyncio.sleep(0.05)
    await _note(pool, contractor, "ended")


async def _note(pool: AsyncConnectionPool, contractor: UUID, step: str) -> None:
    async with pool.connection() as link:
        note = "insert into ledger (pid, contractor, step) values (%s, %s, %s)"
        await link.execute(note, [os.getpid(), contractor, step])


async def _listed(pool: AsyncConnectionPool, table: str, contractor: UUID) -> bool:
    async with pool.connection() as link:
        asked = await link.execute(f"select from {table} where contractor = %s", [contractor])
        return asked.rowcount > 0


if __name__ == "__main__":
    try:
        asyncio.run(_work(sys.argv[1], *map(float, sys.argv[2:])))
    except asyncio.CancelledError:
        sys.exit(0)
