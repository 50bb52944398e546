"""`jarvis audit verify` on a log that somebody with every right has changed."""

import asyncio
import os
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy.exc import IntegrityError

from jarvis_app.audit_heads import AuditHeads
from jarvis_app.commands_desk import verify_audit
from jarvis_app.processes import parts
from jarvis_app.settings import load_settings
from jarvis_domain.desk.audit import AuditEntry
from jarvis_domain.desk.staff import EmailAddress, Role, Staff
from support.persistence_stores import OnPostgres
from support.persistence_values import DAY
from support.processes import SECRET


@pytest.fixture
def written(database):
    """Twelve entries in three units of work."""
    hands = OnPostgres(database)

    async def write():
        for day in range(3):
            async with hands.store.begin() as work:
                for number in range(4):
                    await work.record(
                        AuditEntry(at=DAY, actor="ali", action=f"{day}.{number}", resource="it")
                    )

    hands.run(write())
    hands.close()
    return database


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("JARVIS_DATA_DIR", str(tmp_path))
    return tmp_path


def settings_for(dsn):
    given = {"JARVIS_DATABASE_URL": dsn, "JARVIS_SECRET_KEY": SECRET}
    return load_settings(given | {"JARVIS_DATA_DIR": os.environ["JARVIS_DATA_DIR"]})


def keep_head(dsn):
    """What a worker does once a day."""

    async def keep():
        async with parts(settings_for(dsn), dsn) as container:
            heads = await container.get(AuditHeads)
            await heads.keep()

    asyncio.run(keep())


def verified(dsn, capsys):
    settings = settings_for(dsn)
    return verify_audit(settings), capsys.readouterr().out.splitlines()


def by_force(dsn, *changes):
    async def change():
        link = await asyncpg.connect(dsn)
        await link.execute("alter table audit_log disable trigger all")
        for one in changes:
            await link.execute(one)
        await link.close()

    asyncio.run(change())


def test_a_whole_log_is_whole_and_its_last_hash_is_told(written, capsys):
    code, said = verified(written, capsys)

    assert code == 0
    assert said[0].startswith("12 entries, 0 broken links, 0 lost ends; keep elsewhere: ")


def test_a_row_edited_and_a_row_deleted_are_two_broken_links(written, capsys):
    by_force(
        written,
        "update audit_log set actor = 'nobody' where seq = 5",
        "delete from audit_log where seq = 9",
    )
    code, said = verified(written, capsys)

    assert code == 1
    assert said[:2] == ["BROKEN at entry 5: changed", "BROKEN at entry 10: cut"]


def test_an_end_that_was_cut_off_shows_by_the_head_kept_outside_and_by_nothing_else(written, capsys, folder):
    keep_head(written)
    assert verified(written, capsys)[0] == 0
    by_force(written, "delete from audit_log where seq > 10")
    code, said = verified(written, capsys)

    assert code == 1
    assert said[0].startswith("LOST: entry 12, which ended the log on ")
    (folder / "audit-heads.jsonl").unlink()
    assert verified(written, capsys)[0] == 0


def test_a_log_written_anew_with_hashes_that_fit_is_not_the_one_that_was(written, capsys):
    keep_head(written)
    by_force(written, "update audit_log set hash = null, prev_hash = null")

    assert verified(written, capsys)[0] == 1


def test_a_change_whose_audit_row_cannot_be_written_does_not_happen(database):
    by_force(
        database,
        "alter table audit_log enable trigger all",
        "alter table audit_log add constraint no_ali check (actor <> 'ali') not valid",
    )
    hands = OnPostgres(database)
    person = Staff(id=uuid4(), email=EmailAddress("salma@tktm.ma"), role=Role.BO, created_at=DAY)

    async def change():
        async with hands.store.begin() as work:
            await work.desk.add_person(person)
            await work.record(AuditEntry(at=DAY, actor="ali", action="user_changed", resource="it"))

    async def look():
        async with hands.store.begin() as work:
            return await work.desk.person(person.id)

    with pytest.raises(IntegrityError, match="no_ali"):
        hands.run(change())
    assert hands.run(look()) is None
    hands.close()
