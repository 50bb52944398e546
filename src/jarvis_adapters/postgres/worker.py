"""The worker on PostgreSQL: procrastinate runs what units of work have woken, and chores by interval.

One process serves three queues, each with places of its own, so that deliveries waiting for their pace never
keep answers waiting, nor either of them the chores. What a worker needs to know of the engine's traps stands
beside the line that answers to it.
"""

import asyncio
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, LiteralString
from uuid import UUID

import procrastinate
import psycopg
import structlog
from procrastinate import exceptions, jobs
from procrastinate.connector import Notify
from psycopg_pool import AsyncConnectionPool

from jarvis_adapters.postgres.connections import PoolUse
from jarvis_domain.ports.runtime import Chore, Tasks, Worker

log = structlog.get_logger(__name__)

TRIES = 3
_CROWD = 500  # waiting jobs beyond which the planner needs to hear of them
_CHORES = "chores"
_TEND = "tend-jobs"


class PostgresWorker(Worker):
    """Any number of these, in any number of processes, share one database.

    `poll` bounds how late a job starts whose time has come; `stalled_after` how long a worker may be silent
    before its jobs are given to others (within 5 s more); `grace` how long running jobs get when cancelled.
    A process whose event loop stands still for `stalled_after` gets its jobs run twice. A job waiting for its
    next try (`waits`, 6 s in all) holds up later ones of its contractor and kind, and nobody else's.
    """

    def __init__(
        self,
        dsn: str,
        *,
        concurrency: int = 20,
        poll: timedelta = timedelta(milliseconds=250),
        stalled_after: timedelta = timedelta(seconds=20),
        grace: timedelta = timedelta(seconds=20),
        waits: Sequence[timedelta] = (timedelta(seconds=1), timedelta(seconds=5)),
    ) -> None:
        self._dsn = dsn
        self._concurrency = concurrency
        self._poll = poll.total_seconds()
        self._stalled_after = stalled_after.total_seconds()
        self._grace = grace.total_seconds()
        self._waits = Waits(waits)
        self._connector: WatchedConnector | None = None

    async def run(self, tasks: Tasks) -> None:
        """Works until cancelled, then lets jobs finish for `grace` and puts the rest back; then raises."""
        stopping = asyncio.Event()
        working = asyncio.create_task(self._work(tasks, stopping))
        try:
            await asyncio.shield(working)
        except asyncio.CancelledError:
            stopping.set()
            working.cancel()
            while not working.done():  # a second SIGTERM does not cut the first one's drain short
                with suppress(asyncio.CancelledError):
                    await asyncio.wait({working})
            raise

    def pools(self) -> dict[str, PoolUse]:
        """The connections of the job engine."""
        return {"jobs": self._connector.use()} if self._connector else {}

    async def _work(self, tasks: Tasks, stopping: asyncio.Event) -> None:
        """The engine does not survive losing its database, so it is built anew each time."""
        while not stopping.is_set():
            try:
                await self._work_until_lost(tasks)
            except* (psycopg.Error, exceptions.ConnectorException, EngineStopped) as lost:
                log.warning("worker_lost_database", faults=[repr(fault) for fault in _leaves(lost)])
            await asyncio.sleep(1)

    async def _work_until_lost(self, tasks: Tasks) -> None:
        async with await psycopg.AsyncConnection.connect(self._dsn, connect_timeout=5):
            log.info("worker_started", concurrency=self._concurrency)  # a pool would wait much longer
        connector = self._connector = WatchedConnector(self._dsn)
        app = procrastinate.App(connector=connector)
        chores = (*tasks.chores, self._tending(app))
        _register(app, tasks, chores, self._waits)
        async with app.open_async(), asyncio.TaskGroup() as group:
            group.create_task(connector.fails())
            group.create_task(self._serve(app, "answer", places=self._concurrency))
            group.create_task(self._serve(app, "deliver", places=self._concurrency))
            group.create_task(self._serve(app, _CHORES, places=len(chores), keep_failed=False))
            for chore in chores:
                group.create_task(_tick(app, chore))

    async def _serve(
        self, app: procrastinate.App, queue: str, *, places: int, keep_failed: bool = True
    ) -> None:
        await app.run_worker_async(
            name=queue,
            queues=[queue],
            concurrency=places,
            install_signal_handlers=False,
            delete_jobs="successful" if keep_failed else "always",
            fetch_job_polling_interval=self._poll,  # jobs with a time of their own are not notified
            shutdown_graceful_timeout=self._grace,
            update_heartbeat_interval=self._stalled_after / 4,
            stalled_worker_timeout=self._stalled_after,
        )
        raise EngineStopped(queue)

    def _tending(self, app: procrastinate.App) -> Chore:
        async def tend() -> None:
            await _rescue(app, self._stalled_after)
            await _tell_the_planner(app)

        return Chore(name=_TEND, every=timedelta(seconds=min(5.0, self._stalled_after / 4)), run=tend)


class EngineStopped(Exception):
    """The engine's worker of a queue returned by itself."""


class Waits(procrastinate.BaseRetryStrategy):
    """What a job waits for its next try after it raised; cut short by a shutdown, it goes back at once."""

    def __init__(self, waits: Sequence[timedelta]) -> None:
        self._waits = waits

    def get_retry_decision(
        self, *, exception: BaseException, job: jobs.Job
    ) -> procrastinate.RetryDecision | None:
        """None after the last try: the job stays in the table as failed."""
        if isinstance(exception, asyncio.CancelledError | exceptions.JobAborted):
            return procrastinate.RetryDecision(retry_in={"seconds": 0})
        if job.attempts < len(self._waits):
            return procrastinate.RetryDecision(
                retry_in={"microseconds": self._waits[job.attempts] // timedelta(microseconds=1)}
            )
        return None


class WatchedConnector(procrastinate.PsycopgConnector):
    """Notices a statement without an answer that failed: the end of a job, a heartbeat, or the listening.

    The engine goes on after those, with a job it holds for ever, without a heartbeat, or deaf; a new start
    mends all three, because a worker that leaves lets go of its jobs.
    """

    def __init__(self, dsn: str) -> None:
        super().__init__(
            conninfo=dsn, min_size=2, max_size=4, timeout=5, pool_factory=_pool, configure=_each_alone
        )
        self._failed = asyncio.Event()

    def use(self) -> PoolUse:
        """None are open before the engine starts."""
        try:
            stats = self.pool.get_stats()
        except exceptions.AppNotOpen:
            return PoolUse(0, 0)
        open_ = stats.get("pool_size", 0)
        return PoolUse(in_use=open_ - stats.get("pool_available", 0), open=open_)

    async def fails(self) -> None:
        """Returns never; raises ConnectorException once a statement has failed."""
        await self._failed.wait()
        raise exceptions.ConnectorException("a statement of the job engine failed")

    async def execute_query_async(self, query: LiteralString, **arguments: object) -> None:
        try:
            await super().execute_query_async(query, **arguments)
        except exceptions.UniqueViolation:  # an answer too: such a job waits already
            raise
        except exceptions.ConnectorException:
            self._failed.set()
            raise

    async def listen_notify(self, on_notification: Notify, channels: Iterable[str]) -> None:
        try:
            await super().listen_notify(on_notification, channels)
        except exceptions.ConnectorException:
            self._failed.set()
            raise


def _pool(**settings: Any) -> AsyncConnectionPool:
    """Does not ask a connection before each use whether it lives: the statement tells that too."""
    return AsyncConnectionPool(**settings | {"check": None})


async def _each_alone(link: psycopg.AsyncConnection) -> None:
    """Each statement of the engine is a transaction: one round trip for four.

    A job only says "look again", so none of them waits for the disk: what a crash of the server takes back
    is a job that runs once more.
    """
    await link.set_autocommit(True)
    await link.execute("set synchronous_commit = off")


def _register(app: procrastinate.App, tasks: Tasks, chores: Iterable[Chore], waits: Waits) -> None:
    runs = {chore.name: chore.run for chore in chores}

    @app.task(name="jarvis:answer", retry=waits)
    async def answer(contractor: str, **_burst: object) -> None:
        await tasks.answer(UUID(contractor))

    @app.task(name="jarvis:deliver", retry=waits)
    async def deliver(contractor: str) -> None:
        await tasks.deliver(UUID(contractor))

    @app.task(name="jarvis:chore")
    async def chore(name: str, **_slot: object) -> None:
        await runs[name]()


async def _tick(app: procrastinate.App, chore: Chore) -> None:
    """Every worker ticks at the same slots of time; the database lets the first one have the slot."""
    every, ticking = chore.every.total_seconds(), asyncio.current_task()
    while not (ticking and ticking.cancelling()):  # a statement under way may swallow its cancellation
        slot = (time.time() // every + 1) * every
        await asyncio.sleep(slot - time.time())
        with suppress(exceptions.AlreadyEnqueued):  # the run before has not begun: this one is left out
            await _defer(app, chore.name, slot=round(slot * 1000))


async def _defer(app: procrastinate.App, name: str, slot: int) -> None:
    key = f"chore:{name}"
    job = jobs.Job(
        id=None,
        queue=_CHORES,
        task_name="jarvis:chore",
        lock=None if name == _TEND else key,  # or a tending that died would have to rescue itself
        queueing_lock=key,
        task_kwargs={"name": name, "timestamp": slot},
    )
    await app.job_manager.defer_periodic_job(job, periodic_id=name, defer_timestamp=slot)


async def _rescue(app: procrastinate.App, stalled_after: float) -> None:
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=stalled_after):
        log.warning("job_rescued", job=job.id, task=job.task_name, tries=job.attempts + 1)
        await _give_back(app, job)


async def _give_back(app: procrastinate.App, job: jobs.Job) -> None:
    if job.attempts + 1 >= TRIES:  # it may be what kills its workers
        await app.job_manager.finish_job(job, jobs.Status.FAILED, delete_job=False)
        return
    try:
        await app.job_manager.retry_job(job)
    except exceptions.UniqueViolation:  # begun before revision 010, and a successor waits to do the same
        await app.job_manager.finish_job(job, jobs.Status.FAILED, delete_job=True)


async def _tell_the_planner(app: procrastinate.App) -> None:
    """A table analysed while empty and then filled is read by a bad plan, six times slower."""
    waiting = await app.connector.execute_query_one_async(
        "select count(*) as jobs from procrastinate_jobs where status = 'todo'"
    )
    if waiting["jobs"] > _CROWD:
        await app.connector.execute_query_async("analyze procrastinate_jobs")


def _leaves(group: BaseExceptionGroup[BaseException]) -> list[BaseException]:
    return [
        leaf
        for fault in group.exceptions
        for leaf in (_leaves(fault) if isinstance(fault, BaseExceptionGroup) else [fault])
    ]
