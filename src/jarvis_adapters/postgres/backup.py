"""Backups by PostgreSQL's own programs: one file, whole or not there, and restored whole or not at all."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec
import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from jarvis_adapters.postgres.embedded_binaries import LIBRARY_ROOTS, wheel_folder
from jarvis_domain.errors import JarvisError, StoreUnavailable

_PROGRAMS = ("pg_dump", "pg_restore", "psql")
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
_ANEW = b"begin; drop schema public cascade; create schema public;\n"
_CHUNK = 1 << 20
_CONNECT_SECONDS = 5

Process = subprocess.Popen[bytes]


class BackupFailed(JarvisError):
    """No backup was made, or nothing was restored; the text says why, and what to do."""


class Programs(msgspec.Struct, frozen=True, kw_only=True):
    """A folder with pg_dump, pg_restore and psql of one version."""

    folder: Path
    major: int


def back_up(dsn: str, file: Path) -> None:
    """Writes the whole database to `file`, which appears once it is complete, for its owner's eyes only.

    Processes go on working meanwhile. Raises BackupFailed, or StoreUnavailable.
    """
    programs = _programs_for(dsn)
    part = file.with_name(f".{file.name}.part")
    try:
        part.touch(mode=0o600)
        _run(programs, "pg_dump", dsn, "--format=custom", "--no-owner", "--no-privileges", f"--file={part}")
        _run(programs, "pg_restore", None, "--list", str(part))
        part.rename(file)
    except OSError as fault:
        raise BackupFailed(f"{file} cannot be written: {fault.strerror}") from fault
    finally:
        part.unlink(missing_ok=True)


def restore(dsn: str, file: Path, *, force: bool) -> None:
    """Replaces the database by what `file` holds, in one transaction; the schema is that of its time.

    Stop every process before. Raises BackupFailed, also for a database that holds messages unless forced.
    """
    if not file.is_file():
        raise BackupFailed(f"there is no file {file}")
    if not force and _holds_messages(dsn):
        raise BackupFailed("the database holds messages; --force replaces them by the backup's")
    programs = _programs_for(dsn)
    script = ("--no-owner", "--no-privileges", "--file=-", str(file))
    quiet = ("--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--file=-")
    with (
        _started(programs, "pg_restore", None, *script) as reading,
        _started(programs, "psql", dsn, *quiet, fed=True) as writing,
    ):
        _feed(reading, writing)


def _feed(reading: Process, writing: Process) -> None:
    """The end of the transaction is written once all of the script came, so that half of one is nothing."""
    pipe_in, pipe_out = _of(reading.stdout), _of(writing.stdin)
    try:
        with suppress(BrokenPipeError):  # psql stopped at an error, and says which
            pipe_out.write(_ANEW)
            shutil.copyfileobj(pipe_in, pipe_out, _CHUNK)
            _finished("pg_restore", reading)
            pipe_out.write(b"\ncommit;\n")
            pipe_out.close()
        _finished("psql", writing)
    except BackupFailed:
        writing.kill()
        with suppress(BrokenPipeError):  # what is still buffered goes nowhere
            pipe_out.close()
        raise


def _programs_for(dsn: str) -> Programs:
    """Of the server's own version, else the next newer one: older ones cannot read it."""
    major = _server_major(dsn)
    fit = sorted((one for one in _every_program() if one.major >= major), key=lambda one: one.major)
    if not fit:
        raise BackupFailed(
            f"pg_dump, pg_restore and psql of PostgreSQL {major} or newer are not on this machine: install"
            f" the package postgresql-client-{major}"
        )
    return fit[0]


def _every_program() -> Iterator[Programs]:
    on_path = shutil.which("pg_dump")
    folders = [wheel_folder(), Path(on_path).parent if on_path else None]
    folders += [folder for root in LIBRARY_ROOTS for folder in Path(root).glob("*/bin")]
    for folder in folders:
        if folder is not None and all(os.access(folder / name, os.X_OK) for name in _PROGRAMS):
            told = _output(folder / "pg_dump", "--version")
            if match := _VERSION.search(told):
                yield Programs(folder=folder, major=int(match[1]))


def _output(program: Path, question: str) -> str:
    return subprocess.run([program, question], capture_output=True, text=True, check=False).stdout  # noqa: S603 found by ourselves


def _server_major(dsn: str) -> int:
    return int(_ask(dsn, "select current_setting('server_version_num')::int / 10000"))


def _holds_messages(dsn: str) -> bool:
    if not _ask(dsn, "select (to_regclass('messages') is not null)::int"):
        return False
    return bool(_ask(dsn, "select exists (select from messages)::int"))


def _ask(dsn: str, question: str) -> int:
    try:
        with psycopg.connect(dsn, connect_timeout=_CONNECT_SECONDS) as link:
            found = link.execute(question.encode()).fetchone()
    except psycopg.OperationalError as fault:
        raise StoreUnavailable("the database does not answer") from fault
    return int(found[0]) if found else 0


def _run(programs: Programs, name: str, dsn: str | None, *arguments: str) -> None:
    with _started(programs, name, dsn, *arguments) as process:
        _of(process.stdout).read()
        _finished(name, process)


def _started(programs: Programs, name: str, dsn: str | None, *arguments: str, fed: bool = False) -> Process:
    """The password goes by the environment, where other users of the machine do not see it."""
    target, secret = _target(dsn) if dsn is not None else ((), {})
    return subprocess.Popen(  # noqa: S603 found by ourselves
        [programs.folder / name, *target, *arguments],
        env={**os.environ, **secret, "PGCONNECT_TIMEOUT": str(_CONNECT_SECONDS)},
        stdin=subprocess.PIPE if fed else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _finished(name: str, process: Process) -> None:
    told = _of(process.stderr).read().decode(errors="replace").strip()
    if process.wait() != 0:
        raise BackupFailed(f"{name}: {told[:2000]}")


def _of(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("the process was started without this pipe")
    return pipe


def _target(dsn: str) -> tuple[Sequence[str], Mapping[str, str]]:
    facts = conninfo_to_dict(dsn)
    password = str(facts.pop("password", None) or "")
    known = make_conninfo("", **facts)
    return (f"--dbname={known}",), {"PGPASSWORD": password} if password else {}
