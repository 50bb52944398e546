"""Where the embedded cluster lies, who may use it, and how its socket is called."""

import fcntl
import hashlib
import os
from pathlib import Path
from typing import Self

import msgspec

from jarvis_adapters.postgres.embedded_account import Account, CannotStart, make_passable

_LONGEST_SOCKET = 100  # of the 107 bytes that the kernel takes
_SHORT = Path("/tmp")  # noqa: S108 the folder below it is private, and refused when it is somebody else's


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """The folder of one embedded server: the cluster, two locks, the socket."""

    home: Path
    account: Account

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own folder, 0700 and the server's; never deleted by us."""
        return self.home / "cluster"

    @property
    def socket(self) -> Path:
        """A private folder, the same at every start, so that an old DSN works again after a restart."""
        near = self.home / "socket"
        if len(os.fsencode(near / ".s.PGSQL.5432.lock")) <= _LONGEST_SOCKET:
            return near
        return _SHORT / f"jarvis-{self.account.uid}-{digest(self.home)}"


def choose_place(data_dir: Path, account: Account, state_dir: Path) -> Place:
    """`data_dir` itself, unless the server's user cannot get there (root's own home is 0700, say).

    Then a folder below `state_dir` named after it. Where a cluster exists already, that one is kept, whatever
    the permissions say today: a change of mode must not look like lost data. Raises CannotStart.
    """
    data_dir, state_dir = data_dir.resolve(), state_dir.resolve()
    near = Place(home=data_dir, account=account)
    far = Place(home=state_dir / digest(data_dir), account=account)
    _make(data_dir)
    place = next((each for each in (near, far) if each.cluster.exists()), None)
    if place is None:
        place = near if account.can_enter(data_dir) else far
    make_passable(place.home)
    if not account.can_enter(place.home):
        raise CannotStart(
            f"The user {account.uid} cannot enter {place.home}: give it the right to (chmod o+x)"
        )
    return place


def digest(path: Path) -> str:
    """A short name for a long path."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise CannotStart(f"The data folder {folder} cannot be created: {fault.strerror}") from fault


class Lock:
    """An advisory lock on a file that the kernel drops when its process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def try_exclusive(self) -> bool:
        """Whether we are now the only holder."""
        return self._try(fcntl.LOCK_EX)

    def try_shared(self) -> bool:
        """Whether we are now one of the holders."""
        return self._try(fcntl.LOCK_SH)

    def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def _try(self, kind: int) -> bool:
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            self.release()
            return False
        return True
