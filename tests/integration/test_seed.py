"""`jarvis seed` and the chore that keeps the tallies, on a real database."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import asyncpg
import pytest

from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.postgres.seed import SeedRefused, seed
from jarvis_adapters.postgres.seed_rows import Plan
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_adapters.postgres.tallies import KeepTallies
from jarvis_adapters.postgres.views import PostgresViews
from jarvis_domain.desk.audit import verify
from jarvis_domain.desk.figures import AN_HOUR, Counted, figures_of, hour_of
from jarvis_domain.desk.promises import Standing, measure
from jarvis_domain.ports.views import (
    ComplaintFilter,
    ComplaintSort,
    ContractorFilter,
    ContractorSort,
    MessageFilter,
    MessageSort,
    Period,
    Slice,
)

NOW = ManualClock().now()
PLAN = Plan(messages=600, complaints=60, days=5, seed=7, until=NOW)
PAST = Period(since=NOW - timedelta(days=6), until=NOW + AN_HOUR)


@asynccontextmanager
async def parts(dsn):
    clock = ManualClock(NOW)
    views, keep = PostgresViews.open(dsn, clock), KeepTallies.open(dsn, clock)
    link = await asyncpg.connect(dsn)
    try:
        yield views, keep, link, clock
    finally:
        await link.close()
        await keep.close()
        await views.close()


def test_a_seeded_past_is_found_in_every_list_and_nothing_of_it_is_due(database):
    async def story():
        seeded = await seed(database, PLAN)
        async with parts(database) as (views, _, link, clock):
            assert (seeded.rows["messages"], seeded.rows["complaints"]) == (600, 60)
            page = await views.messages(MessageFilter(), MessageSort.NEWEST, Slice())
            assert len(page.rows) == 50
            complaints = await views.complaints(ComplaintFilter(), ComplaintSort.NEWEST, Slice())
            for row in (*page.rows, *complaints.rows):
                assert row.contractor.name
            store = await PostgresStore.open(database, quiet=AN_HOUR, at_most=AN_HOUR, clock=clock)
            async with store.begin() as work:
                assert (await work.backlog()).waiting == 0
                assert await work.parked() == ()
                assert await work.stranded() == ()
                assert list(await work.cases.waiting_notices()) == []
                assert list(verify(await work.desk.audit_after(0, limit=1000))) == []
            await store.close()
            assert await link.fetchval("select count(*) from procrastinate_jobs") == 0

    asyncio.run(story())


def test_seeded_contractors_wrote_last_when_their_last_message_came(database):
    async def story():
        await seed(database, PLAN)
        async with parts(database) as (views, _, _, _):
            page = await views.messages(MessageFilter(), MessageSort.NEWEST, Slice())
            newest = page.rows[0]
            (row, *_) = (await views.contractors(ContractorFilter(), ContractorSort.LATEST, Slice())).rows
            assert (row.id, row.last_message_at) == (newest.contractor.id, newest.received_at)

    asyncio.run(story())


def test_what_was_seeded_is_found_by_parts_of_its_contract_and_its_writers_phone(database):
    async def story():
        await seed(database, PLAN)
        async with parts(database) as (views, _, _, _):
            everything = await views.complaints(ComplaintFilter(), ComplaintSort.NEWEST, Slice())
            row = everything.rows[0]
            for search in (
                str(row.contract)[2:7],
                row.contractor.phone[-6:],
                row.contractor.name.split()[-1],
            ):
                found = await views.complaints(
                    ComplaintFilter(search=search), ComplaintSort.NEWEST, Slice(limit=200)
                )
                assert row.id in {one.id for one in found.rows}
                texts = await views.messages(
                    MessageFilter(search=search, contract=row.contract), MessageSort.NEWEST, Slice()
                )
                assert texts.rows

    asyncio.run(story())


def test_the_same_plan_gives_the_same_past_and_another_seed_another(databases):
    async def ids(dsn, plan):
        await seed(dsn, plan)
        link = await asyncpg.connect(dsn)
        try:
            return await link.fetch("select id, content, outcome, reading from messages order by seq")
        finally:
            await link.close()

    with databases.fresh() as one, databases.fresh() as same, databases.fresh() as third:
        first = asyncio.run(ids(one, PLAN))
        assert asyncio.run(ids(same, PLAN)) == first
        assert asyncio.run(ids(third, Plan(messages=600, complaints=60, days=5, seed=8, until=NOW))) != first


def test_a_database_with_messages_is_refused_unless_forced_and_then_keeps_its_own(database):
    async def story():
        await seed(database, PLAN)
        with pytest.raises(SeedRefused):
            await seed(database, PLAN)
        with pytest.raises(SeedRefused, match="another --seed"):
            await seed(database, PLAN, force=True)
        await seed(database, Plan(messages=10, complaints=1, days=1, seed=8, until=NOW), force=True)
        async with parts(database) as (_, _, link, _):
            assert await link.fetchval("select count(*) from messages") == 610
            indexes = "select count(*) from pg_indexes where indexname like 'messages_%received_at%'"
            assert await link.fetchval(indexes) > 0

    asyncio.run(story())


def test_the_figures_are_the_same_before_and_after_they_are_kept_however_often(database):
    async def story():
        await seed(database, PLAN)
        async with parts(database) as (views, keep, link, _):
            counted_now = figures_of(await views.tallies(PAST, by_day=True))
            assert counted_now.of(Counted.MESSAGES) == 600
            for _ in range(2):
                await keep()
                assert figures_of(await views.tallies(PAST, by_day=True)) == counted_now
                assert figures_of(await views.tallies(PAST)) == counted_now
            assert await link.fetchval("select count(*) from tallies where span = 'day'") == 5
            assert {one.standing for one in measure(counted_now)} <= set(Standing)

    asyncio.run(story())


def test_a_receipt_that_comes_late_moves_the_figure_of_its_hour(database):
    async def delivered(views):
        return figures_of(await views.tallies(PAST)).of(Counted.REPLIES, "read")

    async def story():
        await seed(database, PLAN)
        async with parts(database) as (views, keep, link, clock):
            await keep()
            before = await delivered(views)
            # By the database's clock these rows are old: their hours would be counted at once.
            await link.execute("alter table replies disable trigger replies_late")
            late = await link.fetchrow(
                "update replies set delivery = 'read' where id = (select id from replies"
                " where delivery = 'delivered' and queued_at < $1 order by queued_at desc limit 1)"
                " returning queued_at",
                hour_of(NOW) - 5 * AN_HOUR,
            )
            assert late is not None
            await keep()
            assert await delivered(views) == before
            clock.advance(3600)
            await keep()
            assert await delivered(views) == before + 1

    asyncio.run(story())


def test_a_message_that_was_forgotten_for_days_is_no_longer_overdue_once_it_ended(database):
    async def standing(views):
        figures = figures_of(await views.tallies(PAST))
        return figures.of(Counted.MESSAGES, "overdue"), figures.of(Counted.MESSAGES)

    async def story():
        await seed(database, PLAN)
        async with parts(database) as (views, keep, link, clock):
            forgotten = await link.fetchval(
                "update messages set outcome = null where seq = 1 returning id, received_at < $1",
                NOW - timedelta(days=4),
            )
            await keep()
            assert await standing(views) == (1, 600)
            await link.execute("update messages set outcome = 'failed' where id = $1", forgotten)
            clock.advance(3600)
            await keep()
            assert await standing(views) == (0, 600)

    asyncio.run(story())


def test_a_long_backlog_is_counted_bit_by_bit_the_newest_first(database):
    async def story():
        await seed(database, PLAN)
        async with parts(database) as (views, keep, link, _):
            before = figures_of(await views.tallies(PAST))
            await keep.all_due(seconds=-1)
            hours = await link.fetch("select at from tallies where span = 'hour' order by at")
            assert 0 < len(hours) < 5 * 24
            assert hours[-1]["at"] == hour_of(NOW)
            assert figures_of(await views.tallies(PAST)) == before

    asyncio.run(story())
