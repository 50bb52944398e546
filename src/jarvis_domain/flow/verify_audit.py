"""Following the audit's chain from its beginning, however long the log is."""

from collections.abc import Collection
from dataclasses import dataclass

import msgspec

from jarvis_domain.desk.audit import Broken, Sealed, verify
from jarvis_domain.ports.persistence import Store

_PAGE = 5_000
_NAMED = 100


class Verified(msgspec.Struct):
    """The log as it was followed: `broken` names the first broken links, `broken_links` counts them all.

    `marked` are the entries that were asked for, as far as they are there.
    """

    entries: int = 0
    broken_links: int = 0
    broken: list[Broken] = []
    head: bytes = b""
    marked: list[Sealed] = []


@dataclass(frozen=True, slots=True)
class VerifyAudit:
    """A page at a time: no transaction spans the log, and no more than a page is in memory."""

    store: Store

    async def __call__(self, marks: Collection[int] = ()) -> Verified:
        found, seq = Verified(), 0
        while True:
            async with self.store.begin() as work:
                page = await work.desk.audit_after(seq, limit=_PAGE)
            if not page:
                return found
            broken = list(verify(page, head=found.head))
            found.broken += broken[: _NAMED - len(found.broken)]
            found.marked += [sealed for sealed in page if sealed.seq in marks]
            found.broken_links += len(broken)
            found.entries, seq = found.entries + len(page), page[-1].seq
            found.head = next((sealed.hash for sealed in reversed(page) if sealed.hash), found.head)
