"""A backup is one file, whole or not there; a restore gives all of it back, or leaves everything as it is."""

import asyncio
import stat

import asyncpg
import pytest

from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.postgres import backup
from jarvis_adapters.postgres.backup import BackupFailed, back_up, restore
from jarvis_adapters.postgres.seed import seed
from jarvis_adapters.postgres.seed_rows import Plan
from jarvis_adapters.postgres.tables import METADATA
from jarvis_app import cli

PLAN = Plan(messages=120, complaints=20, days=3, seed=3, until=ManualClock().now())


def contents(dsn):
    async def read():
        link = await asyncpg.connect(dsn)
        try:
            return {
                table.name: await link.fetchval(
                    f"select md5(string_agg(md5(t::text), '' order by md5(t::text))) from {table.name} t"  # noqa: S608 our own names
                )
                for table in METADATA.sorted_tables
            }
        finally:
            await link.close()

    return asyncio.run(read())


@pytest.fixture
def filled(database):
    asyncio.run(seed(database, PLAN))
    return database


def test_what_was_backed_up_comes_back_into_an_empty_database_row_by_row(filled, databases, tmp_path):
    file = tmp_path / "jarvis.dump"
    back_up(filled, file)
    with databases.empty() as elsewhere:
        restore(elsewhere, file, force=False)
        assert contents(elsewhere) == contents(filled)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_messages_are_replaced_only_when_that_is_wanted(filled, tmp_path):
    file, before = tmp_path / "jarvis.dump", contents(filled)
    back_up(filled, file)
    asyncio.run(run(filled, "update messages set name = 'changed'"))
    with pytest.raises(BackupFailed, match="--force"):
        restore(filled, file, force=False)
    assert contents(filled) != before
    restore(filled, file, force=True)
    assert contents(filled) == before


async def run(dsn, statement):
    link = await asyncpg.connect(dsn)
    await link.execute(statement)
    await link.close()


@pytest.mark.parametrize("kept", [0, 10, 2_000, -2_000])
def test_a_damaged_backup_changes_nothing(filled, tmp_path, kept):
    file, before = tmp_path / "jarvis.dump", contents(filled)
    back_up(filled, file)
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(BackupFailed):
        restore(filled, file, force=True)
    assert contents(filled) == before


def test_without_postgresqls_programs_the_message_names_the_package(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(backup, "wheel_folder", lambda: None)
    monkeypatch.setattr(backup, "LIBRARY_ROOTS", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupFailed, match="postgresql-client-"):
        back_up(filled, tmp_path / "jarvis.dump")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told_and_nothing_is_left(filled, tmp_path):
    with pytest.raises(BackupFailed, match="cannot be written"):
        back_up(filled, tmp_path / "nowhere" / "jarvis.dump")


def test_the_embedded_database_is_backed_up_and_restored_at_the_console(
    reachable_folder, tmp_path, monkeypatch, capsys
):
    def jarvis(data, *words):
        monkeypatch.setenv("JARVIS_DATA_DIR", str(reachable_folder / data))
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        return ended.value.code, capsys.readouterr().out

    assert jarvis("backed-up", "users", "add", "amal@tktm.example", "--role", "admin")[0] == 0
    assert jarvis("backed-up", "backup", str(tmp_path))[0] == 0
    (file,) = tmp_path.iterdir()
    assert jarvis("another", "restore", str(file))[0] == 0
    assert "amal@tktm.example" in jarvis("another", "users", "list")[1]
    assert jarvis("another", "audit", "verify")[0] == 0
    assert jarvis("another", "restore", str(tmp_path / "nothing"))[0] == 1
