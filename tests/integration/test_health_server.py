"""What can be wrong although everything answers: role, durability, schema, clocks, the audit log's end."""

import asyncio
import os
from contextlib import asynccontextmanager
from datetime import timedelta

import asyncpg
import pytest

from jarvis_adapters.memory.clock import ManualClock, SystemClock
from jarvis_adapters.postgres.migrate import downgrade
from jarvis_adapters.postgres.server import server_facts
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_app.audit_heads import AuditHeads
from jarvis_app.health_server import ServerLooks
from jarvis_app.settings import Settings
from jarvis_domain.desk.audit import AuditEntry
from jarvis_domain.ports.health import PartState


@asynccontextmanager
async def looking(dsn, folder, clock, **settings):
    store = await PostgresStore.open(dsn, quiet=timedelta(), at_most=timedelta(), clock=clock)
    heads = AuditHeads(store, clock, folder / "audit-heads.jsonl")
    try:
        yield ServerLooks(Settings(**settings), dsn, store, heads, clock), heads, store
    finally:
        await store.close()


def look(dsn, folder, part, *, clock=None, **settings):
    async def looked():
        async with looking(dsn, folder, clock or SystemClock(), **settings) as (looks, _, _store):
            return await getattr(looks, part)()

    return asyncio.run(looked())


_COMMITS_CARELESSLY = """
    do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$
"""


def run(dsn, *statements):
    async def ran():
        link = await asyncpg.connect(dsn)
        for statement in statements:
            await link.execute(statement)
        await link.close()

    asyncio.run(ran())


def test_the_embedded_servers_role_may_do_everything(database, tmp_path):
    assert look(database, tmp_path, "server").state is PartState.OK


def test_a_superuser_on_a_configured_server_is_told(database, tmp_path):
    part = look(database, tmp_path, "server", database_url=database)
    assert (part.state, "superuser" in part.says) == (PartState.DEGRADED, True)


def test_our_sessions_commit_to_the_disk_whatever_the_database_is_set_to(database, tmp_path):
    run(database, _COMMITS_CARELESSLY)
    assert asyncio.run(server_facts(database)).unsafe == ()
    assert look(database, tmp_path, "server").state is PartState.OK


def test_a_schema_of_another_version_is_told(database, tmp_path):
    asyncio.run(downgrade(database, "007_figures"))
    part = look(database, tmp_path, "server")
    assert (part.state, "jarvis db upgrade" in part.mend) == (PartState.DEGRADED, True)


@pytest.mark.parametrize(("seconds", "state"), [(1, PartState.OK), (60, PartState.DEGRADED)])
def test_a_clock_beside_the_databases_is_told(database, tmp_path, seconds, state):
    clock = ManualClock(SystemClock().now() + timedelta(seconds=seconds))
    assert look(database, tmp_path, "clocks", clock=clock).state is state


def entry(clock):
    return AuditEntry(at=clock.now(), actor="system", action="test", resource="nothing")


async def kept(dsn, folder, clock):
    async with looking(dsn, folder, clock) as (_, heads, store):
        async with store.begin() as work:
            await work.record(entry(clock))
        await heads.keep()


def test_the_logs_end_is_compared_with_the_one_kept_outside(database, tmp_path):
    clock = ManualClock(SystemClock().now())
    assert look(database, tmp_path, "audit", clock=clock).says == "empty"
    asyncio.run(kept(database, tmp_path, clock))
    assert look(database, tmp_path, "audit", clock=clock).state is PartState.OK
    clock.advance(3 * 86_400)
    assert "two days" in look(database, tmp_path, "audit", clock=clock).says
    run(database, "alter table audit_log disable trigger all", "delete from audit_log")
    assert "gone" in look(database, tmp_path, "audit").says


@pytest.mark.parametrize(("mode", "told"), [(0o700, False), (0o755, True)])
def test_a_data_folder_open_to_others_is_told(database, tmp_path, mode, told):
    tmp_path.chmod(mode)
    part = look(database, tmp_path, "configuration", base_url="https://jarvis.example.ma", data_dir=tmp_path)
    assert ("chmod 700" in part.mend) is told


def test_clear_http_and_root_are_told_where_others_reach_us(database, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    part = look(database, tmp_path, "configuration", base_url="http://bo.lan:8000", data_dir=tmp_path / "no")
    assert part.state is PartState.DEGRADED
    assert "unencrypted" in part.says
    assert "root" in part.says
    assert look(database, tmp_path, "configuration").state is PartState.OK


def test_a_database_that_is_away_is_not_known_rather_than_well(tmp_path):
    nowhere = "postgresql://nobody@127.0.0.1:9/none"
    for part in ("server", "clocks", "audit"):
        assert look(nowhere, tmp_path, part).state is PartState.DEGRADED
