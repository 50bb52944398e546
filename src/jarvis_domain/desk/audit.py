"""The audit log: who did what to which thing, each entry bound to the one before it."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum

import msgspec

BEGINNING = bytes(32)
"""What the first entry of the chain is bound to."""


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what to which thing; `actor` is a person's id or "jarvis".

    `before` holds what `changes` replaced; `ip` and `user_agent` are empty for what JARVIS did by itself.
    """

    at: datetime
    actor: str
    action: str
    resource: str
    changes: dict[str, str] = {}
    before: dict[str, str] = {}
    ip: str = ""
    user_agent: str = ""


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as it stands in the log; both hashes are empty in one written before there was a chain."""

    seq: int
    entry: AuditEntry
    previous: bytes = b""
    hash: bytes = b""


class Fault(StrEnum):
    """`changed`: it is not what was written. `cut`: what stood before it is gone, or was never sealed."""

    CHANGED = "changed"
    CUT = "cut"


class Broken(msgspec.Struct, frozen=True):
    """A link of the chain that does not hold."""

    seq: int
    fault: Fault


def chain(previous: bytes, entry: AuditEntry) -> bytes:
    """The entry's hash (SHA-256, 32 bytes), which depends on every entry before it."""
    return hashlib.sha256(previous + canonical(entry)).digest()


def verify(entries: Iterable[Sealed], *, head: bytes = b"") -> Iterator[Broken]:
    """The broken links of entries in their order.

    `head` is the hash before the first of them, empty at the log's beginning. An entry changed in place is
    one broken link; a run of entries that was taken out is one too, named by the entry after it. What is
    missing at the end can only be told with a hash that was kept elsewhere.
    """
    for sealed in entries:
        if not sealed.hash and not head:
            continue
        if not _same(sealed.previous, head or BEGINNING):
            yield Broken(sealed.seq, Fault.CUT)
        elif not _same(sealed.hash, chain(sealed.previous, sealed.entry)):
            yield Broken(sealed.seq, Fault.CHANGED)
        head = sealed.hash or head


def _same(one: bytes, other: bytes) -> bool:
    return hmac.compare_digest(one, other)


def canonical(entry: AuditEntry) -> bytes:
    """What an entry is sealed by: the same bytes, whatever the store did to key order and time zone."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    facts = (at, entry.actor, entry.action, entry.resource, entry.changes, entry.before)
    return msgspec.json.encode((*facts, entry.ip, entry.user_agent), order="sorted")
