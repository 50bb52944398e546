"""Looks at what can be wrong although everything answers: the database server, clocks, the configuration."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from jarvis_adapters.postgres.migrate import HEAD, current
from jarvis_adapters.postgres.server import ServerFacts, server_facts
from jarvis_app.audit_heads import AuditHeads
from jarvis_app.exposed import goes_in_clear, is_exposed
from jarvis_app.settings import Settings
from jarvis_domain.desk.audit import Sealed
from jarvis_domain.errors import StoreUnavailable
from jarvis_domain.ports.health import Check, Part, PartState
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock

_OLDEST_MAJOR = 15
"""Older servers are not tested."""
_MOST_TAKEN = 0.8
_SKEW = timedelta(seconds=5)
_HEAD_AGE = timedelta(hours=50)
"""A day's head, and the next one when no worker ran for a day."""
_ZONE = "Africa/Casablanca"

Fault = tuple[str, str]
"""What is wrong, and what to do."""


class ServerLooks:
    """One method for each part; none raises."""

    def __init__(self, settings: Settings, dsn: str, store: Store, heads: AuditHeads, clock: Clock) -> None:
        self._settings = settings
        self._dsn = dsn
        self._store = store
        self._heads = heads
        self._clock = clock

    def all(self) -> tuple[Check, ...]:
        """Every look, in the order people read them."""
        return (self.server, self.clocks, self.audit, self.configuration)

    async def server(self) -> Part:
        """Version, schema, role, durability (A16) and room for connections."""
        try:
            facts, schema = await server_facts(self._dsn), await current(self._dsn)
        except StoreUnavailable:
            return _unknown("server")
        says = f"PostgreSQL {facts.major}, role {facts.role}, {facts.taken} of {facts.room} connections"
        return _part("server", says, (*_schema_faults(schema), *self._server_faults(facts)))

    def _server_faults(self, facts: ServerFacts) -> Iterator[Fault]:
        """The embedded server is ours alone: its role may do everything."""
        if self._settings.database_url is not None and facts.superuser:
            yield f"{facts.role} is a superuser", "take a role that is none: docs/deploy.md"
        if facts.unsafe:
            names = ", ".join(facts.unsafe)
            yield f"off: {names}: a crash loses stored messages", "switch it on in postgresql.conf"
        if facts.major < _OLDEST_MAJOR:
            yield "older than any tested server", f"PostgreSQL {_OLDEST_MAJOR} or newer"
        if facts.taken > _MOST_TAKEN * facts.room:
            yield "connections run out", "raise max_connections, or run fewer processes"

    async def clocks(self) -> Part:
        """Leases go by the database's clock, what people read by ours; office hours by Morocco's."""
        try:
            ahead = self._clock.now() - (await server_facts(self._dsn)).now
        except StoreUnavailable:
            return _unknown("clock")
        faults: list[Fault] = []
        if abs(ahead) > _SKEW:
            seconds = ahead.total_seconds()
            faults.append((f"{seconds:+.0f} s beside the database's", "let NTP set both machines' clocks"))
        try:
            local = f"{self._clock.now().astimezone(ZoneInfo(_ZONE)):%H:%M}"
        except ZoneInfoNotFoundError:
            local = "unknown"
            faults.append((f"no time zone {_ZONE}", "install the package tzdata"))
        return _part("clock", f"{local} in Casablanca", faults)

    async def audit(self) -> Part:
        """Whether the log still goes on from the last head kept outside of the database."""
        try:
            kept = self._heads.kept()
            async with self._store.begin() as work:
                if not kept:
                    return _part("audit log", _unanchored(await work.desk.audit_end()), ())
                found = await work.desk.audit_after(kept[-1].seq - 1, limit=1)
        except StoreUnavailable:
            return _unknown("audit log")
        except (OSError, msgspec.MsgspecError):
            return _part("audit log", "kept heads", [("they cannot be read", "look at audit-heads.jsonl")])
        last, faults = kept[-1], []
        if [(one.seq, one.hash.hex()) for one in found] != [(last.seq, last.hash)]:
            faults.append((f"entry {last.seq} is gone or another one", "run `jarvis audit verify`"))
        if self._clock.now() - last.at > _HEAD_AGE:
            faults.append(("no end was kept for two days", "a worker keeps it daily: is one running?"))
        return _part("audit log", f"its end was kept at entry {last.seq}, {last.at:%Y-%m-%d}", faults)

    async def configuration(self) -> Part:
        """What is allowed, and yet not as it should be where others reach us."""
        url = self._settings.base_url
        if not is_exposed(url):
            return _part("configuration", f"for this machine alone ({url})", ())
        faults: list[Fault] = []
        if goes_in_clear(url):
            faults.append(("sign-in links and cookies go unencrypted", "a proxy with TLS, and https://"))
        if _others_enter(self._settings.data_dir):
            folder = self._settings.data_dir
            faults.append((f"others can look into {folder}", f"chmod 700 {folder}"))
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            faults.append(("runs as root: Chromium without its sandbox", "run it as an ordinary user"))
        return _part("configuration", f"people come by {url}", faults)


def _schema_faults(schema: str | None) -> Iterator[Fault]:
    if schema != HEAD:
        yield f"schema {schema or 'none'}, this version needs {HEAD}", "run `jarvis db upgrade` as the owner"


def _unanchored(end: Sealed | None) -> str:
    return "empty" if end is None else f"{end.seq} entries, no end kept yet (a worker does so daily)"


def _others_enter(folder: Path) -> bool:
    return folder.exists() and bool(folder.stat().st_mode & 0o077)


def _unknown(name: str) -> Part:
    return Part(name=name, state=PartState.DEGRADED, says="not known while the database is away")


def _part(name: str, says: str, faults: Iterator[Fault] | tuple[Fault, ...] | list[Fault]) -> Part:
    found = tuple(faults)
    if not found:
        return Part(name=name, state=PartState.OK, says=says)
    wrong, mends = "; ".join(one for one, _ in found), "; ".join(mend for _, mend in found)
    return Part(name=name, state=PartState.DEGRADED, says=f"{says}; {wrong}", mend=mends)
