"""The schema: up, down, up again, equal to the tables in code, and an audit log that nobody changes."""

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool
from sqlalchemy.ext.asyncio import create_async_engine

from jarvis_adapters.postgres import migrate, tables_cases
from jarvis_adapters.postgres.connections import alchemy_url
from jarvis_adapters.postgres.migrate import HEAD, current, downgrade, upgrade

REST = """
    select 'table ' || relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
    union all select 'function ' || proname from pg_proc where pronamespace = 'public'::regnamespace
    union all select 'type ' || typname from pg_type where typnamespace = 'public'::regnamespace
"""


@pytest.fixture
def empty(databases):
    with databases.empty() as dsn:
        yield dsn


@asynccontextmanager
async def connected(dsn):
    link = await asyncpg.connect(dsn)
    try:
        yield link
    finally:
        await link.close()


async def differences(dsn):
    engine = create_async_engine(alchemy_url(dsn), poolclass=NullPool)
    async with engine.connect() as link:
        return await link.run_sync(compared)


def compared(link):
    options = {
        "compare_server_default": True,
        "include_name": lambda name, kind, _: kind != "table" or not name.startswith("procrastinate_"),
    }
    return compare_metadata(MigrationContext.configure(link, opts=options), tables_cases.METADATA)


def test_the_migrations_build_exactly_the_tables_of_the_code_also_the_second_time(empty):
    async def story():
        await upgrade(empty)
        assert await differences(empty) == []
        await downgrade(empty)
        await upgrade(empty)
        assert await differences(empty) == []

    asyncio.run(story())


def test_going_all_the_way_down_leaves_nothing_but_the_version_table(empty):
    async def story():
        await upgrade(empty)
        await downgrade(empty)
        async with connected(empty) as link:
            rest = {name for (name,) in await link.fetch(REST)}
        assert rest == {"table alembic_version", "type alembic_version", "type _alembic_version"}
        assert await current(empty) is None

    asyncio.run(story())


def test_each_revision_goes_down_by_itself(empty):
    async def story():
        await upgrade(empty)
        for step in ("003_auth", "002_complaints", "001_init"):
            await downgrade(empty, step)
            assert await current(empty) == step

    asyncio.run(story())


def test_processes_that_start_together_all_find_the_schema_ready(empty):
    async def story():
        await asyncio.gather(*(upgrade(empty) for _ in range(4)))
        assert await current(empty) == HEAD

    asyncio.run(story())


@pytest.mark.parametrize(
    "change",
    [
        "update audit_log set actor = 'nobody'",
        "delete from audit_log",
        "truncate audit_log",
        "truncate audit_log cascade",
    ],
)
def test_what_was_audited_stays_as_it_was_written(database, change):
    async def story():
        async with connected(database) as link:
            await link.execute(
                "insert into audit_log (at, actor, action, resource) values (now(), 'me', 'did', 'it')"
            )
            with pytest.raises(asyncpg.InsufficientPrivilegeError, match="only ever added to"):
                await link.execute(change)
            assert await link.fetchval("select actor from audit_log") == "me"

    asyncio.run(story())


def test_the_job_table_is_looked_at_by_autovacuum_in_time_for_a_burst(database):
    async def story():
        async with connected(database) as link:
            options = await link.fetchval(
                "select reloptions from pg_class where relname = 'procrastinate_jobs'"
            )
        assert "autovacuum_analyze_threshold=500" in options

    asyncio.run(story())


def test_the_newest_revision_is_the_one_processes_ask_for():
    scripts = ScriptDirectory(str(Path(migrate.__file__).with_name("migrations")))

    assert scripts.get_heads() == [HEAD]


def test_a_schema_that_is_up_to_date_is_left_alone(empty):
    async def story():
        await upgrade(empty)
        await upgrade(empty)
        return await current(empty)

    assert asyncio.run(story()) == HEAD
