"""Mail, workers, disk and backups: what is well, what is missed, and what nobody set up."""

import asyncio
import os
import shutil
from datetime import timedelta
from types import SimpleNamespace

import asyncpg
import pytest

from jarvis_adapters.memory.clock import SystemClock
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_app.health_host import HostLooks
from jarvis_app.settings import Secret, Settings
from jarvis_domain.ports.health import PartState


def look(dsn, part, *statements, **settings):
    async def looked():
        store = await PostgresStore.open(dsn, quiet=timedelta(), at_most=timedelta(), clock=SystemClock())
        link = await asyncpg.connect(dsn)
        for statement in statements:
            await link.execute(statement)
        await link.close()
        try:
            return await getattr(HostLooks(Settings(**settings), store, SystemClock()), part)()
        finally:
            await store.close()

    return asyncio.run(looked())


ALIVE = "insert into procrastinate_workers default values"
DEAD = "insert into procrastinate_workers (last_heartbeat) values (now() - interval '5 minutes')"


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ([], PartState.OFF),
        ([ALIVE], PartState.OK),
        ([DEAD], PartState.DEGRADED),
        ([ALIVE, DEAD], PartState.OK),
    ],
)
def test_a_worker_that_died_is_missed_and_one_that_was_stopped_is_not(database, rows, state):
    assert look(database, "workers", *rows).state is state


@pytest.mark.parametrize(
    ("engines", "redis", "state"),
    [(3, None, PartState.OK), (6, None, PartState.DEGRADED), (6, "redis://redis", PartState.OK)],
)
def test_several_workers_without_redis_are_told(database, engines, redis, state):
    assert look(database, "workers", *[ALIVE] * engines, redis_url=redis).state is state


def mails(delivered, bounced):
    return f"""
        insert into mails (key, mail_id, kind, status, sent_at)
        select 'k' || n, 'm' || n, 'link', case when n <= {bounced} then 'bounced' else 'delivered' end, now()
        from generate_series(1, {delivered + bounced}) n
    """  # noqa: S608 two numbers of this test


@pytest.mark.parametrize(
    ("delivered", "bounced", "state"),
    [(9, 1, PartState.OK), (30, 3, PartState.OK), (3, 3, PartState.DEGRADED), (0, 0, PartState.OK)],
)
def test_mail_that_does_not_arrive_is_told(database, delivered, bounced, state):
    keys = {"resend_api_key": Secret("re_test"), "resend_webhook_secret": Secret("whsec_test")}
    assert look(database, "mail", mails(delivered, bounced), **keys).state is state


def test_mail_that_is_not_set_up_is_off(database):
    assert look(database, "mail").state is PartState.OFF


@pytest.mark.parametrize(("free", "state"), [(5 << 30, PartState.OK), (1 << 20, PartState.DEGRADED)])
def test_a_disk_that_fills_up_is_told(database, tmp_path, monkeypatch, free, state):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    assert look(database, "disk", data_dir=tmp_path / "not" / "yet" / "there").state is state


@pytest.mark.parametrize(("hours", "state"), [(3, PartState.OK), (40, PartState.DEGRADED)])
def test_a_backup_that_is_late_is_told(database, tmp_path, hours, state):
    written = SystemClock().now().timestamp() - hours * 3600
    for name, at in (("new.dump", written), ("old.dump", 0)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (at, at))
    part = look(database, "backups", backup_dir=tmp_path)
    assert (part.state, f"{hours} h" in part.says) == (state, True)


def test_no_backup_is_told_and_so_is_that_nobody_looks(database, tmp_path):
    assert look(database, "backups", backup_dir=tmp_path / "empty").state is PartState.DEGRADED
    assert look(database, "backups").state is PartState.OFF
