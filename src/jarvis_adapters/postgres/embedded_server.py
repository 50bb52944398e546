"""One PostgreSQL process on one cluster: created, started, watched over and stopped."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import structlog

from jarvis_adapters.postgres.embedded_account import CannotStart, environment
from jarvis_adapters.postgres.embedded_binaries import Binaries
from jarvis_adapters.postgres.embedded_place import Place

log = structlog.get_logger(__name__)

SUPERUSER = "jarvis"
_PATIENCE = 10.0  # seconds that dying backends may hold the memory of a killed server
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": "5432",
    "max_connections": "100",
    "synchronous_commit": "on",
    "autovacuum_naptime": "5s",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "server-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
}


def create_cluster(place: Place, binaries: Binaries) -> None:
    """Creates the cluster unless it is there, whole or not at all; refuses one of another major version."""
    if not place.cluster.exists():
        _initdb(place, binaries)
    major = (place.cluster / "PG_VERSION").read_text().strip()
    if major != str(binaries.major):
        raise CannotStart(
            f"The data in {place.cluster} are of PostgreSQL {major}, the programs found "
            f"are {binaries.version}: use PostgreSQL {major}, or move the data with pg_upgrade or pg_dump"
        )


def _initdb(place: Place, binaries: Binaries) -> None:
    for left_over in place.home.glob(".creating-*"):  # of a start that was killed
        shutil.rmtree(left_over)
    part = Path(tempfile.mkdtemp(dir=place.home, prefix=".creating-"))
    os.chown(part, place.account.uid, place.account.gid)
    try:
        done = place.account.run(
            binaries.folder / "initdb",
            "-D",
            part,
            "-U",
            SUPERUSER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            *binaries.locale,
        )  # trust is safe behind the private socket folder, the only way in
        if done.returncode != 0:
            raise CannotStart(f"initdb failed in {place.home}: {_last_lines(done.stdout)}")
        part.rename(place.cluster)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def start_server(place: Place, binaries: Binaries, ready: Callable[[], bool]) -> subprocess.Popen[bytes]:
    """Starts the server and waits until it is ready; tries again while a killed one is still dying.

    Raises CannotStart with the server's own last words.
    """
    place.account.own(place.socket)
    deadline = time.monotonic() + _PATIENCE
    while True:
        _clear_stale_pid(place.cluster, deadline)
        process = _spawn(place, binaries)
        if _became_ready(process, ready):
            return process
        if time.monotonic() > deadline:
            raise CannotStart(f"PostgreSQL does not start on {place.cluster}: {_said(place)}")
        log.warning("database_start_retried", cluster=str(place.cluster), said=_said(place))
        time.sleep(0.5)


def stop_server(process: subprocess.Popen[bytes]) -> None:
    """A fast shutdown: clients are cut off, everything committed is on disk."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=60)
    except subprocess.TimeoutExpired:
        log.warning("database_stop_slow", pid=process.pid)
        process.send_signal(signal.SIGQUIT)  # recovery at the next start makes up for it
        process.wait()


def _spawn(place: Place, binaries: Binaries) -> subprocess.Popen[bytes]:
    settings = _SETTINGS | {"unix_socket_directories": str(place.socket)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with _words(place).open("wb") as words:
        return subprocess.Popen(  # noqa: S603 our own binaries
            [binaries.folder / "postgres", "-D", place.cluster, *options],
            cwd="/",
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            start_new_session=True,  # Ctrl-C is for us: we drain first and stop the server last
            preexec_fn=die_with_parent(),  # noqa: PLW1509 one system call, bound before the fork
            **place.account.credentials,
        )


def die_with_parent() -> Callable[[], None] | None:
    """Linux: SIGINT to a process when the thread that started it ends, kill -9 included."""
    if sys.platform != "linux":
        return None
    prctl, set_death_signal, parent = ctypes.CDLL(None).prctl, 1, os.getpid()

    def arm() -> None:
        prctl(set_death_signal, int(signal.SIGINT))
        if os.getppid() != parent:  # died before the call
            os._exit(1)

    return arm


def _became_ready(process: subprocess.Popen[bytes], ready: Callable[[], bool]) -> bool:
    """Recovery after a crash may take long, so a server that lives is waited for."""
    while process.poll() is None:
        if ready():
            return True
        time.sleep(0.03)
    return False


def _clear_stale_pid(cluster: Path, deadline: float) -> None:
    """Removes a pid file that only looks alive because another program got its number.

    A server that really runs on the cluster (left by a killed owner, it is shutting down) is waited for.
    """
    while pids := _processes_on(cluster):
        if time.monotonic() > deadline:
            raise CannotStart(
                f"A PostgreSQL nobody owns runs on {cluster}: stop it with kill -INT {min(pids)}"
            )
        time.sleep(0.1)
    if Path("/proc/self/cwd").exists():  # elsewhere nobody can tell, and the file stays
        (cluster / "postmaster.pid").unlink(missing_ok=True)


def _processes_on(cluster: Path) -> list[int]:
    """PostgreSQL's processes work inside their cluster, which tells them from others of that number."""
    return [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if _works_in(entry, cluster)]


def _works_in(entry: Path, cluster: Path) -> bool:
    try:
        return (entry / "cwd").readlink() == cluster and b"postgres" in (entry / "cmdline").read_bytes()
    except OSError:  # gone meanwhile, or another user's
        return False


def _words(place: Place) -> Path:
    return place.home / "last-start.log"


def _said(place: Place) -> str:
    return _last_lines(_words(place).read_text(errors="replace"))


def _last_lines(text: str) -> str:
    return " / ".join(text.strip().splitlines()[-3:]) or "no word from it"
