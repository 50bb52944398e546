"""The worker for the store in memory: the same jobs and chores, in this process."""

import asyncio
from collections.abc import Callable
from typing import assert_never

import structlog

from jarvis_adapters.memory.store import MemoryStore
from jarvis_adapters.memory.store_jobs import JobList
from jarvis_adapters.memory.store_state import Job, JobKind
from jarvis_domain.ports.runtime import Chore, Clock, Tasks, Worker

log = structlog.get_logger(__name__)

_IDLE_NAP = 3600.0


class MemoryWorker(Worker):
    """Runs the jobs of one MemoryStore; there may be one worker at a time."""

    def __init__(self, store: MemoryStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def run(self, tasks: Tasks) -> None:
        async with self._store.jobs() as jobs:
            jobs.rescue()
        async with asyncio.TaskGroup() as group:
            for chore in tasks.chores:
                group.create_task(self._repeat(chore))
            while True:
                self._store.changed.clear()
                for job in await self._take_due():
                    group.create_task(self._run(job, tasks))
                await self._wait_for_work()

    async def run_due(self, tasks: Tasks) -> int:
        """Runs everything due by the clock, and what that wakes, until nothing is due; says how many jobs."""
        ran = 0
        while due := await self._take_due():
            await asyncio.gather(*(self._run(job, tasks) for job in due))
            ran += len(due)
        return ran

    async def _take_due(self) -> list[Job]:
        async with self._store.jobs() as jobs:
            return jobs.take_due()

    async def _run(self, job: Job, tasks: Tasks) -> None:
        try:
            await _perform(job, tasks)
        except asyncio.CancelledError:
            await self._end(job, JobList.give_back)
            raise
        except Exception as fault:
            log.warning("job_failed", kind=job.kind, contractor=job.contractor, exc_info=fault)
            await self._end(job, JobList.fail)
        else:
            await self._end(job, JobList.finish)

    async def _end(self, job: Job, how: Callable[[JobList, Job], None]) -> None:
        async with self._store.jobs() as jobs:
            how(jobs, job)
        self._store.changed.set()

    async def _repeat(self, chore: Chore) -> None:
        while True:
            await self._clock.sleep(chore.every.total_seconds())
            try:
                await chore.run()
            except Exception as fault:
                log.warning("chore_failed", chore=chore.name, exc_info=fault)

    async def _wait_for_work(self) -> None:
        """Until something was committed or the next job's time has come."""
        async with self._store.jobs() as jobs:
            at = jobs.next_at()
        nap = _IDLE_NAP if at is None else max(0.0, (at - self._clock.now()).total_seconds())
        waits = [asyncio.create_task(self._store.changed.wait()), asyncio.create_task(self._clock.sleep(nap))]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()


async def _perform(job: Job, tasks: Tasks) -> None:
    match job.kind:
        case JobKind.ANSWER:
            await tasks.answer(job.contractor)
        case JobKind.DELIVER:
            await tasks.deliver(job.contractor)
        case _:
            assert_never(job.kind)
