"""The audit log's last hash, kept outside the database once a day: nothing else shows a cut-off end."""

import asyncio
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec
import structlog

from jarvis_domain.desk.audit import Sealed
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock

log = structlog.get_logger(__name__)


class AuditHead(msgspec.Struct, frozen=True, kw_only=True):
    """At this time the log ended with this entry, whose hash was this (in hex)."""

    at: datetime
    seq: int
    hash: str


class AuditHeads:
    """A line of JSON for each day, in a file that is only added to; the process's log tells it too."""

    def __init__(self, store: Store, clock: Clock, file: Path) -> None:
        self._store = store
        self._clock = clock
        self._file = file

    async def keep(self) -> None:
        """Notes where the log ends now."""
        async with self._store.begin() as work:
            end = await work.desk.audit_end()
        if end is None:
            return
        head = AuditHead(at=self._clock.now(), seq=end.seq, hash=end.hash.hex())
        log.info("audit_head", seq=head.seq, hash=head.hash)
        await asyncio.to_thread(self._append, head)

    def kept(self) -> tuple[AuditHead, ...]:
        """Oldest first; raises msgspec.DecodeError when somebody wrote something else into the file."""
        if not self._file.exists():
            return ()
        lines = self._file.read_bytes().splitlines()
        return tuple(msgspec.json.decode(line, type=AuditHead) for line in lines if line.strip())

    def _append(self, head: AuditHead) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("ab") as out:
            out.write(msgspec.json.encode(head) + b"\n")


def lost(heads: Iterable[AuditHead], entries: Iterable[Sealed]) -> Iterator[AuditHead]:
    """The heads whose entry is no longer in the log, or is another one."""
    found = {sealed.seq: sealed.hash.hex() for sealed in entries}
    return (head for head in heads if found.get(head.seq) != head.hash)
