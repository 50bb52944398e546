"""An imagined past, copied into a database in one transaction: for demonstrations and measurements."""

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg  # type: ignore[import-untyped]  # ships no types
import msgspec

from jarvis_adapters.postgres import seed_rows as rows
from jarvis_adapters.postgres.connections import translated
from jarvis_adapters.postgres.seed_cases import Cases, CaseWork, values
from jarvis_adapters.postgres.seed_rows import Batch, Imagined, Plan, Row
from jarvis_domain.desk.audit import AuditEntry, chain
from jarvis_domain.desk.staff import Role
from jarvis_domain.errors import JarvisError

_BATCH = 20_000
_TABLES = (
    "contractors", "contractor_addresses", "replies", "messages", "message_words", "message_contracts",
    "contract_statuses", "complaints", "complaint_messages", "complaint_events", "tickets", "ticket_events",
    "satisfaction", "audit_log",
)  # fmt: skip
_PEOPLE = ("Leïla Bennis", "Omar Tahiri", "Salma Kadiri")
_LATEST = """
    update contractors set last_message_at = latest.at
    from (select contractor_id, max(received_at) as at from messages group by 1) as latest
    where latest.contractor_id = contractors.id
"""
_INDEXES = """
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = any ($1::text[]::regclass[])
        and not exists (select from pg_constraint where conindid = indexrelid)
"""
_AUDIT_COLUMNS = ("at", "actor", "action", "resource", "changes", "before", "prev_hash", "hash")


class SeedRefused(JarvisError):
    """The database holds messages, or these very rows."""


class Seeded(msgspec.Struct, frozen=True):
    """How many rows each table got."""

    rows: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


async def seed(dsn: str, plan: Plan, *, force: bool = False) -> Seeded:
    """Adds the plan's rows to a migrated database; nothing in them is due, so that no worker answers them.

    Meanwhile the tables it fills are locked, and their indexes are built anew. Raises SeedRefused for a
    database that holds messages, unless forced, and for one that holds the same rows already.
    """
    async with _connected(dsn) as link:
        if not force and await link.fetchval("select exists (select from messages)"):
            raise SeedRefused("the database holds messages already; --force adds the imagined ones to them")
        filling = _Filling(link, plan)
        try:
            async with link.transaction():
                await link.execute("set local maintenance_work_mem = '256MB'")
                async with _without_indexes(link):
                    await filling.everything()
        except asyncpg.UniqueViolationError as clash:
            raise SeedRefused(
                "the database holds some of these rows already; choose another --seed"
            ) from clash
        for table in _TABLES:
            await link.execute(f"vacuum (analyze) {table}")
    return Seeded(filling.counted)


@asynccontextmanager
async def _connected(dsn: str) -> AsyncIterator[Any]:
    with translated():
        link = await asyncpg.connect(dsn)
    try:
        await link.set_type_codec(
            "tsvector", schema="pg_catalog", encoder=bytes, decoder=bytes, format="binary"
        )
        yield link
    finally:
        await link.close()


@asynccontextmanager
async def _without_indexes(link: Any) -> AsyncIterator[None]:
    """To build an index at once costs a tenth of feeding it row by row; those of constraints stay."""
    indexes = await link.fetch(_INDEXES, _TABLES)
    for index in indexes:
        await link.execute(f"drop index {index['name']}")
    yield
    for index in indexes:
        await link.execute(index["definition"])


class _Filling:
    def __init__(self, link: Any, plan: Plan) -> None:
        self._link = link
        self._plan = plan
        self.counted: dict[str, int] = {}

    async def everything(self) -> None:
        people = await self._people()
        imagined = Imagined(self._plan)
        work = CaseWork(imagined, people, self._plan.seed, self._plan.until)
        await self._copy("contractors", rows.CONTRACTOR_COLUMNS, imagined.contractor_rows())
        await self._copy("contractor_addresses", rows.ADDRESS_COLUMNS, imagined.address_rows())
        for batch in imagined.batches(_BATCH):
            await self._batch(batch)
            await self._cases(work.of(batch.told))
        await self._link.execute(_LATEST)

    async def _batch(self, batch: Batch) -> None:
        await self._copy("replies", rows.REPLY_COLUMNS, batch.replies)
        await self._copy("messages", rows.MESSAGE_COLUMNS, batch.messages)
        await self._copy("message_words", rows.WORD_COLUMNS, batch.words)
        await self._copy("message_contracts", rows.CONTRACT_COLUMNS, batch.contracts)
        await self._copy("contract_statuses", rows.STATUS_COLUMNS, batch.statuses)

    async def _cases(self, cases: Cases) -> None:
        for table, listed in msgspec.structs.asdict(cases).items():
            if listed and table != "audit":
                await self._copy(table, tuple(listed[0]), values(listed))
        told = [(row["id"], row["message_id"]) for row in cases.complaints]
        await self._copy("complaint_messages", ("complaint_id", "message_id"), told)
        await self._copy("audit_log", _AUDIT_COLUMNS, _sealed(await self._audit_head(), cases.audit))

    async def _audit_head(self) -> bytes:
        """Held until the transaction ends: nobody else writes into the log meanwhile."""
        head: bytes = await self._link.fetchval("select jarvis_audit_head()")
        return head

    async def _copy(self, table: str, columns: Sequence[str], records: Iterable[Row]) -> None:
        copied = await self._link.copy_records_to_table(table, columns=columns, records=records)
        self.counted[table] = self.counted.get(table, 0) + int(copied.split()[-1])

    async def _people(self) -> list[UUID]:
        """The staff; when there are none, three who cannot sign in."""
        known = await self._link.fetch("select id from staff order by email")
        if known:
            return [row["id"] for row in known]
        return [
            await self._link.fetchval(
                "insert into staff (id, email, name, role, active)"
                " values (gen_random_uuid(), $1, $2, $3, false) returning id",
                f"seed-{place}@jarvis.invalid",
                name,
                Role.BO,
            )
            for place, name in enumerate(_PEOPLE)
        ]


def _sealed(head: bytes, entries: Iterable[AuditEntry]) -> Iterator[Row]:
    """Entries as they continue the chain."""
    for entry in entries:
        before, head = head, chain(head, entry)
        changes, replaced = (msgspec.json.encode(part).decode() for part in (entry.changes, entry.before))
        yield entry.at, entry.actor, entry.action, entry.resource, changes, replaced, before, head
