"""The database role JARVIS runs under: it does all the work, and to the audit log it can only add."""

import asyncio
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg
import pytest

from jarvis_adapters.postgres.grants import Granted, grant
from jarvis_adapters.postgres.migrate import upgrade
from jarvis_app.commands import grant_database
from jarvis_app.settings import load_settings
from jarvis_domain.answering.messages import Outcome
from jarvis_domain.desk.audit import AuditEntry, verify
from jarvis_domain.ports.cases import NoticeKind
from jarvis_domain.ports.contractors import Registration
from support.cases import HOUR, filed, office_notice, queued, ticketed, wrote
from support.persistence_stores import OnPostgres
from support.persistence_values import DAY, PHONES, due_reply
from support.processes import SECRET

NOT_OWNER, DENIED = "must be", "permission denied"
FORGET = """
    create or replace function jarvis_refuse_change() returns trigger language plpgsql
    as $$ begin return null; end $$
"""
ATTEMPTS = {
    "update audit_log set actor = 'nobody'": DENIED,
    "delete from audit_log": DENIED,
    "truncate audit_log": DENIED,
    "truncate audit_log cascade": DENIED,
    "alter table audit_log disable trigger all": NOT_OWNER,
    "alter table audit_log add column note text": NOT_OWNER,
    "drop table audit_log": NOT_OWNER,
    "drop trigger audit_log_keeps_rows on audit_log": NOT_OWNER,
    "set session_replication_role = replica": DENIED,
    "drop function jarvis_refuse_change() cascade": NOT_OWNER,
    FORGET: DENIED,
    "update alembic_version set version_num = '001_init'": DENIED,
}


def run(dsn, *statements):
    async def story():
        link = await asyncpg.connect(dsn)
        try:
            for statement in statements:
                await link.execute(statement)
        finally:
            await link.close()

    asyncio.run(story())


@contextmanager
def role_on(dsn, name, *, options=""):
    run(dsn, f'create role "{name}" login {options}')
    try:
        yield name
    finally:
        run(dsn, f'drop owned by "{name}"', f'drop role "{name}"')


def as_role(dsn, name):
    parts = urlsplit(dsn)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{name}@{host}"))


@pytest.fixture
def role(database):
    with role_on(database, f"app_{uuid4().hex[:8]}") as name:
        assert asyncio.run(grant(database, name)) is Granted.DONE
        yield as_role(database, name)


def entry(action="did"):
    return AuditEntry(at=DAY, actor="ali", action=action, resource="it")


@pytest.fixture
def hands(role):
    made = OnPostgres(role)
    yield made
    made.close()


def test_the_role_does_the_work_of_a_day(hands):
    async def story():
        stored = await wrote(hands)
        ticket = await ticketed(hands, await filed(hands, stored.contractor))
        await queued(hands, office_notice(ticket))
        due = due_reply(stored.contractor)
        async with hands.store.begin() as work:
            assert len(await work.unanswered(stored.contractor)) == 1
            await work.queue_reply(due)
            await work.settle([stored.message], Outcome.ANSWERED, reply=due.id)
            assert await work.claim_reply(stored.contractor, lease=HOUR)
            assert await work.cases.claim_notices(NoticeKind.BACK_OFFICE, DAY, lease=HOUR, limit=1)
            assert await work.contractors.register(PHONES[0], name="Karim") is Registration.ADDED
            await work.record(entry())
        async with hands.store.begin() as work:
            log = await work.desk.audit_after(0, limit=10)
        assert [sealed.entry.action for sealed in log] == ["message_answered", "did"]
        assert list(verify(log)) == []
        await hands.pass_time(3600)
        assert {kind for kind, *_ in await hands.due_jobs()} == {"answer", "deliver"}

    hands.run(story())


async def refusals(dsn):
    """What the database said to each attempt, or nothing."""
    link, said = await asyncpg.connect(dsn), {}
    await link.execute(
        "insert into audit_log (at, actor, action, resource) values (now(), 'me', 'did', 'it')"
    )
    for attempt in ATTEMPTS:
        try:
            said[attempt] = await link.execute(attempt)
        except asyncpg.InsufficientPrivilegeError as refused:
            said[attempt] = " ".join(str(refused).split()[:2])
    assert await link.fetchval("select actor from audit_log") == "me"
    await link.close()
    return said


@pytest.mark.parametrize("triggers", ["enable", "disable"])
def test_the_role_can_only_add_to_the_audit_log_whether_its_triggers_are_there_or_not(
    database, role, triggers
):
    run(database, f"alter table audit_log {triggers} trigger user")

    assert asyncio.run(refusals(role)) == ATTEMPTS


def test_a_process_of_the_role_finds_the_schema_up_to_date(role):
    asyncio.run(upgrade(role))


def test_granting_twice_does_no_harm(database):
    with role_on(database, f"app {uuid4().hex[:8]}") as name:
        assert [asyncio.run(grant(database, name)) for _ in range(2)] == [Granted.DONE] * 2


def test_nobody_is_granted_anything_who_is_not_there_or_could_take_more(database):
    owner = urlsplit(database).username
    assert asyncio.run(grant(database, "nobody at all")) is Granted.NO_SUCH_ROLE
    assert asyncio.run(grant(database, owner)) is Granted.TOO_MIGHTY
    with role_on(database, f"heir_{uuid4().hex[:8]}", options=f'in role "{owner}"') as name:
        assert asyncio.run(grant(database, name)) is Granted.TOO_MIGHTY


def test_the_command_says_what_it_did_and_what_to_do(database, capsys, tmp_path):
    given = {"JARVIS_DATABASE_URL": database, "JARVIS_SECRET_KEY": SECRET, "JARVIS_DATA_DIR": str(tmp_path)}
    settings = load_settings(given)
    with role_on(database, f"app_{uuid4().hex[:8]}") as name:
        assert grant_database(settings, name) == 0
        assert f"{name} may run JARVIS" in capsys.readouterr().out
    assert grant_database(settings, name) == 1
    assert "create the role first" in capsys.readouterr().err
    assert grant_database(settings, urlsplit(database).username) == 1
    assert "could act as the owner" in capsys.readouterr().err
