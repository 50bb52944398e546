"""The store on PostgreSQL when the database fails it, and the traps of its job table."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import asyncpg
import pytest
import sqlalchemy as sa

from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_domain.answering.catalogue import DEFAULT_CATALOGUE
from jarvis_domain.answering.conversation import Conversation
from jarvis_domain.answering.messages import Delivery, Outcome
from jarvis_domain.errors import StoreUnavailable
from jarvis_domain.ports.messaging import DeliveryReported, NotForUs
from jarvis_domain.ports.persistence import Repeated, Stored
from jarvis_domain.understanding.phones import PhoneNumber
from support.persistence_values import due_reply, inbound

NOW = timedelta()
FETCH = "select id from procrastinate_fetch_job_v2(null, null)"


@asynccontextmanager
async def opened(dsn):
    store = await PostgresStore.open(dsn, quiet=NOW, at_most=NOW, clock=ManualClock())
    link = await asyncpg.connect(dsn)
    try:
        yield store, link
    finally:
        await store.close()
        await link.close()


def test_a_worker_cannot_take_the_job_that_an_uncommitted_message_joins(database):
    """Taken, it would run without seeing the message, and nobody would be left to answer it."""

    async def story():
        async with opened(database) as (store, worker):
            stored = await store.receive(inbound("m1"))
            async with store._engine.connect() as writer:
                await writer.execute(
                    sa.text("select jarvis_wake_answer(:c, interval '0', interval '0')"),
                    {"c": stored.contractor},
                )
                assert await worker.fetchval(FETCH) is None
                await writer.commit()
            assert await worker.fetchval(FETCH) is not None

    asyncio.run(story())


def test_a_message_for_a_job_that_has_started_gets_a_job_of_its_own(database):
    async def story():
        async with opened(database) as (store, worker):
            await store.receive(inbound("m1"))
            first = await worker.fetchval(FETCH)
            await worker.execute("update procrastinate_jobs set queueing_lock = null where id = $1", first)
            await store.receive(inbound("m2"))
            assert await worker.fetchval(FETCH) is None  # one at a time
            await worker.execute("select procrastinate_finish_job_v1($1, 'succeeded', true)", first)
            assert await worker.fetchval(FETCH) not in {None, first}

    asyncio.run(story())


def test_what_fails_to_commit_was_never_said_to_be_stored(database):
    async def story():
        async with opened(database) as (store, link):
            await link.execute("""
                create function refuse() returns trigger language plpgsql as
                    $$ begin raise exception 'no' using errcode = 'disk_full'; end $$;
                create constraint trigger at_commit after insert on messages deferrable initially deferred
                    for each row execute function refuse();
            """)
            with pytest.raises(StoreUnavailable):
                await store.receive(inbound())
            assert await link.fetchval("select count(*) from messages") == 0
            assert await link.fetchval("select count(*) from procrastinate_jobs") == 0
            await link.execute("drop trigger at_commit on messages")
            assert isinstance(await store.receive(inbound()), Stored)

    asyncio.run(story())


async def answer(store, message):
    async with store.begin() as work:
        await work.queue_reply(due_reply(message.contractor))
        await work.settle([message.message], Outcome.ANSWERED)


def test_without_its_audit_row_nothing_is_settled(database):
    async def story():
        async with opened(database) as (store, link):
            message = await store.receive(inbound())
            await link.execute("alter table audit_log add constraint full_ check (false) not valid")
            with pytest.raises(sa.exc.IntegrityError):
                await answer(store, message)
            assert await link.fetchval("select outcome from messages") is None
            assert await link.fetchval("select count(*) from replies") == 0

    asyncio.run(story())


def test_without_a_database_every_call_says_so(reachable_folder):
    dsn = f"postgresql://postgres@/jarvis?host={reachable_folder}/nowhere"

    async def story():
        store = await PostgresStore.open(dsn, quiet=NOW, at_most=NOW, clock=ManualClock())
        for call in (
            store.receive(inbound()),
            store.keep(NotForUs(instance="one", event="presence", why="no concern"), b"{}"),
            read_counts(store),
        ):
            with pytest.raises(StoreUnavailable):
                await call
        await store.close()

    asyncio.run(story())


async def read_counts(store):
    async with store.begin() as work:
        return await work.counts()


def test_connections_cut_under_it_cost_one_failed_call_at_most(database):
    async def story():
        async with opened(database) as (store, link):
            await store.receive(inbound("m1"))
            await read_counts(store)
            await link.execute(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
                " and backend_type = 'client backend'"
            )
            for call in (lambda: store.receive(inbound("m2")), lambda: read_counts(store)):
                try:
                    await call()
                except StoreUnavailable:
                    await call()
            assert await store.receive(inbound("m2")) == Repeated()

    asyncio.run(story())


def test_a_unit_of_work_cut_in_the_middle_leaves_nothing(database):
    async def story():
        async with opened(database) as (store, link):
            message = await store.receive(inbound())

            async def cut_short():
                async with store.begin() as work:
                    await work.queue_reply(due_reply(message.contractor))
                    await link.execute(
                        "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                        " where datname = current_database() and pid <> pg_backend_pid()"
                        " and backend_type = 'client backend'"
                    )
                    await work.settle([message.message], Outcome.ANSWERED)

            with pytest.raises(StoreUnavailable):
                await cut_short()
            assert await link.fetchval("select count(*) from replies") == 0
            async with store.begin() as work:
                assert len(await work.unanswered(message.contractor)) == 1

    asyncio.run(story())


def test_a_database_that_hangs_is_unavailable_and_keeps_nothing(database):
    async def story():
        async with opened(database) as (store, link):
            async with link.transaction():
                await link.execute("lock table messages in exclusive mode")
                with pytest.raises(StoreUnavailable):
                    await store.receive(inbound())
            assert isinstance(await store.receive(inbound()), Stored)

    asyncio.run(story())


def test_what_another_version_wrote_does_not_stop_the_answers(database):
    async def story():
        async with opened(database) as (store, link):
            contractor = (await store.receive(inbound())).contractor
            await link.execute(
                'insert into conversations values ($1, \'{"state": {"type": "of 2030"}}\')', contractor
            )
            await link.execute("insert into templates values ('of_2030', 1, '{}', 'me')")
            async with store.begin() as work:
                assert await work.conversation(contractor) == Conversation()
                assert await work.catalogue() == DEFAULT_CATALOGUE

    asyncio.run(story())


def test_only_64_kib_of_a_webhook_are_kept(database):
    async def story():
        async with opened(database) as (store, link):
            event = NotForUs(instance="one\x00", event="groups.upsert", why="group")
            await store.keep(event, b"\x00" * 70_000)
            assert await link.fetchval("select octet_length(raw) from webhook_events") == 65_536

    asyncio.run(story())


READ = """
    select relname, sum(idx_tup_read)::int as read from pg_stat_user_indexes
    where relname in ('messages', 'contractors', 'replies', 'receipts', 'early_changes', 'procrastinate_jobs')
    group by relname
"""
MESSAGES = 200


def test_on_a_new_database_a_message_is_found_by_its_key_not_among_all_the_others(database):
    """Nothing is known of the tables before the first ANALYZE; each index then seems as good as any other."""

    async def story():
        async with opened(database) as (store, link):
            for i in range(MESSAGES):
                await one_way_through(store, i)
            await store.close()  # a connection that ends has told the server what it read
            return {row["relname"]: row["read"] for row in await link.fetch(READ)}

    for table, read in asyncio.run(story()).items():
        assert read < 40 * MESSAGES, table


async def one_way_through(store, i):
    """Two messages of a new writer are stored, answered, sent and reported."""
    known_by = (PhoneNumber(f"+2126{i:08d}"), None)
    stored = await store.receive(inbound(f"m{i}", known_by))
    more = await store.receive(inbound(f"more{i}", known_by))
    async with store.begin() as work:
        await work.waiting(stored.contractor)
        await work.begin_answering([stored.message, more.message])
        await work.queue_reply(due := due_reply(stored.contractor))
        await work.settle([stored.message, more.message], Outcome.ANSWERED, reply=due.id)
    async with store.begin() as work:
        await work.claim_reply(stored.contractor, lease=timedelta(seconds=30))
        await work.accept_reply(due.id, f"w{i}")
    await store.report(DeliveryReported(instance="one", whatsapp_id=f"w{i}", delivery=Delivery.READ))
