"""The stores under test, each with hands on its time and on its jobs."""

import asyncio
from datetime import timedelta

import asyncpg
import msgspec

from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.memory.store import MemoryStore
from jarvis_adapters.memory.store_jobs import RETRY_WAITS
from jarvis_adapters.memory.store_state import JobStatus, State
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_domain.answering.contract_status import StatusAnswer
from support.persistence_model import AT_MOST, QUIET, WAIT

BURST = {"quiet": timedelta(seconds=QUIET), "at_most": timedelta(seconds=AT_MOST)}


class InMemory:
    def __init__(self, **burst):
        self.runner = asyncio.Runner()
        self.clock = ManualClock()
        self.store = MemoryStore(self.clock, **(BURST | burst))

    def run(self, story):
        return self.runner.run(story)

    def close(self):
        self.runner.close()

    async def clear(self):
        self.store._state = State()

    async def pass_time(self, seconds):
        self.clock.advance(seconds)

    async def flags_of(self, message):
        return [str(flag) for flag in self.store._state.messages[message].flags]

    async def handled_by(self, message):
        return self.store._state.messages[message].handled_by

    async def answers_of(self, message):
        return list(self.store._state.messages[message].answers)

    async def due_jobs(self):
        """Takes every job that may run now, as a worker does."""
        async with self.store.jobs() as jobs:
            return [(job.kind.value, job.contractor, job) for job in jobs.take_due()]

    async def finish(self, job):
        async with self.store.jobs() as jobs:
            jobs.finish(job)

    async def give_up(self, job):
        async with self.store.jobs() as jobs:
            jobs.fail(msgspec.structs.replace(job, attempts=len(RETRY_WAITS)))

    async def retry_later(self, job):
        async with self.store.jobs() as jobs:
            jobs._change(job, status=JobStatus.WAITING, at=self.clock.now() + timedelta(seconds=WAIT))


class OnPostgres:
    """Time passes for the database by moving everything it waits for into the past."""

    def __init__(self, dsn, **burst):
        self.runner = asyncio.Runner()
        self.clock = ManualClock()
        self.dsn = dsn
        self.runner.run(self._open(dsn, BURST | burst))

    async def _open(self, dsn, burst):
        self.link = await asyncpg.connect(dsn)
        self.store = await PostgresStore.open(dsn, clock=self.clock, **burst)
        await self.link.execute("insert into procrastinate_workers default values")

    def run(self, story):
        return self.runner.run(story)

    def close(self):
        self.runner.run(self.store.close())
        self.runner.run(self.link.close())
        self.runner.close()

    async def clear(self):
        await self.link.execute("""
            set session_replication_role = replica;
            truncate audit_log, templates, contract_statuses, webhook_events, receipts, messages, replies,
                conversations, contractor_addresses, contractors, procrastinate_jobs cascade;
            set session_replication_role = default;
        """)

    async def pass_time(self, seconds):
        self.clock.advance(seconds)
        past = timedelta(seconds=seconds)
        await self.link.execute("update replies set claimable_at = claimable_at - $1::interval", past)
        await self.link.execute("update messages set received_at = received_at - $1::interval", past)
        await self.link.execute("update message_contracts set at = at - $1::interval", past)
        await self.link.execute(
            """update procrastinate_jobs set scheduled_at = scheduled_at - $1::interval, args = case
                   when args ? 'latest'
                   then args || jsonb_build_object('latest', (args ->> 'latest')::timestamptz - $1::interval)
                   else args end""",
            past,
        )

    async def flags_of(self, message):
        return await self.link.fetchval("select flags from messages where id = $1", message)

    async def handled_by(self, message):
        row = await self.link.fetchrow("select handled_by, handled_at from messages where id = $1", message)
        assert (row["handled_by"] is None) is (row["handled_at"] is None)
        return row["handled_by"]

    async def answers_of(self, message):
        answers = await self.link.fetchval("select answers from messages where id = $1", message)
        return msgspec.json.decode(answers, type=list[StatusAnswer])

    async def due_jobs(self):
        taken = []
        fetch = "select * from procrastinate_fetch_job_v2(null, (select min(id) from procrastinate_workers))"
        while (job := await self.link.fetchrow(fetch))["id"] is not None:
            # what our worker does first of all
            await self.link.execute(
                "update procrastinate_jobs set queueing_lock = null where id = $1", job["id"]
            )
            assert job["task_name"] == f"jarvis:{job['queue_name']}"
            kind, contractor = job["lock"].split(":")
            assert f'"contractor": "{contractor}"' in job["args"]
            taken.append((kind, asyncpg.pgproto.pgproto.UUID(contractor), job["id"]))
        return taken

    async def finish(self, job):
        await self.link.execute("select procrastinate_finish_job_v1($1, 'succeeded', true)", job)

    async def give_up(self, job):
        await self.link.execute("select procrastinate_finish_job_v1($1, 'failed', false)", job)

    async def retry_later(self, job):
        later = "select procrastinate_retry_job_v2($1, now() + $2::interval, null, null, null)"
        await self.link.execute(later, job, timedelta(seconds=WAIT))
