"""Units of work, the record: what is known of contracts, templates, the audit log, and the counts."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa
import structlog
from sqlalchemy.dialects.postgresql import insert

from jarvis_adapters.postgres.connections import Link
from jarvis_adapters.postgres.tables import audit_log, contract_statuses, templates
from jarvis_adapters.storable import storable, storable_text
from jarvis_domain.answering.catalogue import DEFAULT_CATALOGUE
from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.answering.messages import Delivery, Outcome
from jarvis_domain.answering.templates import Catalogue, Template, TemplateKey
from jarvis_domain.desk.audit import AuditEntry, Sealed, canonical
from jarvis_domain.ports.persistence import Receipts, TemplateVersion
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.understanding.contracts import ContractNumber

log = structlog.get_logger(__name__)

_PUBLISH = sa.text("""
    insert into templates (key, version, body, published_by, published_at)
    select :key, coalesce(max(version), 0) + 1, :body, :by, :at from templates where key = :key
    returning version
""").bindparams(sa.bindparam("key", type_=sa.Text), sa.bindparam("body", type_=templates.c.body.type))
_REMEMBER = insert(contract_statuses).on_conflict_do_nothing()
_PUBLISHED = (
    sa.select(templates.c.key, templates.c.body)
    .distinct(templates.c.key)
    .order_by(templates.c.key, templates.c.version.desc())
)
_AUDIT = sa.text("select jarvis_audit(cast(:entries as jsonb), cast(:sealed as bytea[]))")
_COUNTS = sa.text("""
    select coalesce(outcome, 'received'), count(*) from messages group by 1
    union all
    select 'reply:' || delivery, count(*) from replies where not trial group by 1
""")


_RECEIPTS = sa.text("""
    select count(*), count(*) filter (where delivery in ('accepted', 'server_ack'))
    from replies where queued_at >= :since and accepted_at <= :until and not trial
""")


class Recording:
    """The part of a unit of work that keeps and remembers, and what the other parts stand on."""

    def __init__(self, link: Link, clock: Clock, at_most: timedelta) -> None:
        self._link = link
        self._clock = clock
        self._at_most = at_most
        self._entries: list[AuditEntry] = []

    async def remember_status(self, snapshot: ContractSnapshot) -> None:
        known = msgspec.structs.asdict(storable(snapshot)) | {"number": str(snapshot.number)}
        await self._link.run(_REMEMBER, known)

    async def last_status(self, number: ContractNumber) -> ContractSnapshot | None:
        rows = await self._link.run(
            sa.select(contract_statuses)
            .where(contract_statuses.c.number == str(number))
            .order_by(contract_statuses.c.read_at.desc())
            .limit(1)
        )
        return ContractSnapshot(**(rows[0]._asdict() | {"number": number})) if rows else None

    async def catalogue(self) -> Catalogue:
        rows = await self._link.run(_PUBLISHED)
        found = (_template(row.key, row.body) for row in rows)
        return DEFAULT_CATALOGUE.with_templates(template for template in found if template is not None)

    async def publish_template(self, template: Template, *, by: str) -> int:
        facts = {"key": template.key, "body": template, "by": storable_text(by), "at": self._clock.now()}
        return int(await self._link.one(_PUBLISH, facts))

    async def template_versions(self, key: TemplateKey) -> tuple[TemplateVersion, ...]:
        published = sa.select(templates).where(templates.c.key == key).order_by(templates.c.version.desc())
        return tuple(_versions(await self._link.run(published)))

    async def newest_templates(self) -> tuple[TemplateVersion, ...]:
        key = templates.c.key
        newest = sa.select(templates).distinct(key).order_by(key, templates.c.version.desc())
        return tuple(_versions(await self._link.run(newest)))

    async def record(self, entry: AuditEntry) -> None:
        await self._record_all([entry])

    async def audit_of(self, resource: str) -> tuple[AuditEntry, ...]:
        await self.write_audit()
        log_ = audit_log.c
        rows = await self._link.run(sa.select(audit_log).where(log_.resource == resource).order_by(log_.seq))
        return tuple(sealed_of(row).entry for row in rows)

    async def counts(self) -> dict[str, int]:
        every = ["received", *(o.value for o in Outcome), *(f"reply:{level.value}" for level in Delivery)]
        return dict.fromkeys(every, 0) | {row[0]: row[1] for row in await self._link.run(_COUNTS)}

    async def receipts(self, since: datetime, until: datetime) -> Receipts:
        ((accepted, unconfirmed),) = await self._link.run(_RECEIPTS, {"since": since, "until": until})
        return Receipts(accepted=accepted, unconfirmed=unconfirmed)

    async def _record_all(self, entries: Iterable[AuditEntry]) -> None:
        self._entries += [storable(entry) for entry in entries]

    async def write_audit(self) -> None:
        """Chains what was recorded to the log's end; from here to the commit nobody else can.

        The store calls it last of all, so that the lock is held for one statement and no other lock is waited
        for while it is.
        """
        if not self._entries:
            return
        entries = msgspec.json.encode(self._entries).decode()
        sealed = [canonical(entry) for entry in self._entries]
        self._entries.clear()
        await self._link.run(_AUDIT, {"entries": entries, "sealed": sealed})


def sealed_of(row: sa.Row[Any]) -> Sealed:
    entry = AuditEntry(
        at=row.at,
        actor=row.actor,
        action=row.action,
        resource=row.resource,
        changes=row.changes,
        before=row.before,
        ip=row.ip or "",
        user_agent=row.user_agent or "",
    )
    return Sealed(seq=row.seq, entry=entry, previous=row.prev_hash or b"", hash=row.hash or b"")


def _versions(rows: Iterable[sa.Row[Any]]) -> Iterator[TemplateVersion]:
    for row in rows:
        template = _template(row.key, row.body)
        if template is not None:
            yield TemplateVersion(
                template=template, version=row.version, by=row.published_by, at=row.published_at
            )


def _template(key: str, body: object) -> Template | None:
    """None for one that this version would refuse to publish: the default one is sent then."""
    try:
        return msgspec.convert(body, Template)
    except msgspec.ValidationError as fault:
        log.warning("template_unusable", key=key, reason=str(fault))
        return None
