"""Who runs the embedded server: ourselves, or somebody harmless when we are root."""

import os
import pwd
import subprocess
from pathlib import Path
from typing import TypedDict

import msgspec

from jarvis_domain.errors import JarvisError


class CannotStart(JarvisError):
    """The embedded server cannot run here; the text says what to do about it."""


class Credentials(TypedDict, total=False):
    """What subprocess needs to run a child as somebody else; empty for ourselves."""

    user: int
    group: int
    extra_groups: list[int]


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """The user who owns the cluster and runs the server."""

    uid: int
    gid: int

    @property
    def credentials(self) -> Credentials:
        """Empty when we are that user: only root may set groups."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Runs a command to its end as this user; raises PermissionError when it cannot reach the program."""
        return subprocess.run(  # noqa: S603 the commands are our own binaries
            command,
            cwd="/",
            env=environment(),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            **self.credentials,
        )

    def can_enter(self, folder: Path) -> bool:
        """Whether this user may reach what lies in the folder; the kernel is asked, ACLs included."""
        return not self.credentials or self.run("/bin/sh", "-c", 'cd -- "$0"', folder).returncode == 0

    def own(self, folder: Path) -> None:
        """Creates the folder if need be and keeps it to this user; refuses one that is somebody else's."""
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            if folder.lstat().st_uid != self.uid or not folder.is_dir() or folder.is_symlink():
                raise CannotStart(f"{folder} belongs to somebody else: remove it and start again") from None
        else:
            os.chown(folder, self.uid, self.gid)


def server_account() -> Account:
    """Ourselves; when we are root the server refuses to run, so `postgres` or else `nobody`."""
    if os.geteuid() != 0:
        return Account(uid=os.geteuid(), gid=os.getegid())
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(uid=entry.pw_uid, gid=entry.pw_gid)
    raise CannotStart(
        "PostgreSQL does not run as root: create a user named postgres, or start as another user"
    )


def make_passable(folder: Path) -> None:
    """Creates a folder, and those above it, that everybody may pass through, whatever our umask says."""
    if not folder.exists():
        make_passable(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o711)


def environment() -> dict[str, str]:
    """The same for every server: none of our PG* or LC_* variables leak into it."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
