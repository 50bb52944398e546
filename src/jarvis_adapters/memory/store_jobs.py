"""The waiting jobs of the store in memory, as a worker sees them."""

from datetime import datetime, timedelta

import msgspec

from jarvis_adapters.memory.store_state import Job, JobKind, JobStatus, State
from jarvis_domain.ports.runtime import Clock

RETRY_WAITS = (timedelta(seconds=1), timedelta(seconds=5))
"""Before the second and the third attempt; after that a job stays as failed."""


class JobList:
    """Jobs in their order, one of a kind and contractor at a time; the same rules as on PostgreSQL."""

    def __init__(self, state: State, clock: Clock) -> None:
        self._state = state
        self._clock = clock

    def take_due(self) -> list[Job]:
        """Every job that may start now, marked as running."""
        now, seen, due = self._clock.now(), set[tuple[JobKind, object]](), []
        for job in self._in_order():
            lock = (job.kind, job.contractor)
            if lock not in seen and job.status is JobStatus.WAITING and job.at <= now:
                due.append(self._change(job, status=JobStatus.RUNNING, started=True))
            seen.add(lock)
        return due

    def next_at(self) -> datetime | None:
        """When the next job is due, if nothing changes until then."""
        heads: dict[tuple[JobKind, object], Job] = {}
        for job in self._in_order():
            heads.setdefault((job.kind, job.contractor), job)
        return min((job.at for job in heads.values() if job.status is JobStatus.WAITING), default=None)

    def finish(self, job: Job) -> None:
        self._state.jobs.pop(job.order, None)

    def fail(self, job: Job) -> None:
        """Lets the job try again later, or stay as failed when it was its last attempt."""
        attempts = job.attempts + 1
        if job.attempts < len(RETRY_WAITS):
            at = self._clock.now() + RETRY_WAITS[job.attempts]
            self._change(job, status=JobStatus.WAITING, at=at, attempts=attempts)
        else:
            self._change(job, status=JobStatus.FAILED, at=self._clock.now(), attempts=attempts)

    def give_back(self, job: Job) -> None:
        """The worker was stopped: the job runs again as soon as another one looks."""
        self._change(job, status=JobStatus.WAITING, at=self._clock.now())

    def rescue(self) -> None:
        """Gives back what a worker that is no more was running."""
        for job in self._in_order():
            if job.status is JobStatus.RUNNING:
                self.give_back(job)

    def _in_order(self) -> list[Job]:
        """Running jobs first, they hold their lock; then by age."""
        jobs = [job for job in self._state.jobs.values() if job.status is not JobStatus.FAILED]
        return sorted(jobs, key=lambda job: (job.status is not JobStatus.RUNNING, job.order))

    def _change(self, job: Job, **changes: object) -> Job:
        changed = msgspec.structs.replace(job, **changes)
        self._state.jobs[job.order] = changed
        return changed
