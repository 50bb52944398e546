"""Contractors, colleagues and the audit log as lists show them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from jarvis_adapters.postgres.connections import Link
from jarvis_adapters.postgres.paging import (
    Condition,
    in_order,
    one_of_them,
    page_of,
    position_of,
    within,
)
from jarvis_adapters.postgres.tables import audit_log, contractors, conversations
from jarvis_adapters.postgres.tables_cases import complaints
from jarvis_adapters.postgres.tables_desk import staff
from jarvis_adapters.postgres.words import found_by
from jarvis_adapters.postgres.work_record import sealed_of
from jarvis_adapters.storable import storable
from jarvis_domain.answering.conversation import WithHuman
from jarvis_domain.desk.audit import Sealed
from jarvis_domain.ports.views import (
    AuditFilter,
    ContractorFilter,
    ContractorRow,
    ContractorSort,
    Page,
    PersonRef,
    Slice,
)
from jarvis_domain.understanding.text import fold_words

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


# contractors


async def contractor_page(
    link: Link, wanted: ContractorFilter, order: ContractorSort, part: Slice, now: datetime
) -> Page[ContractorRow]:
    row, falling = contractors.c, order is ContractorSort.LATEST
    sort = row.last_message_at if falling else row.sort_name
    chosen = sa.select(contractors).where(
        row.merged_into.is_(None), *_contractor_conditions(storable(wanted))
    )
    shown = in_order(chosen, (sort, row.id), part, falling=falling).subquery("contractor")
    ordered = (shown.c[str(sort.key)], shown.c.id)
    rows = await link.run(_with_figures(shown).order_by(*(key.desc() if falling else key for key in ordered)))
    return page_of(
        rows,
        part,
        lambda found: _contractor_row(found, now),
        lambda found: position_of(found.id, found.last_message_at if falling else found.sort_name),
    )


async def regions_of(link: Link) -> list[str]:
    row = contractors.c
    rows = await link.run(sa.select(row.region).where(row.merged_into.is_(None), row.region != "").distinct())
    return sorted((found.region for found in rows), key=lambda region: (fold_words(region), region))


async def contractor_row(link: Link, id_: UUID, now: datetime) -> ContractorRow | None:
    one = sa.select(contractors).where(contractors.c.id == sa.func.jarvis_contractor(id_))
    rows = await link.run(_with_figures(one.subquery("contractor")))
    return _contractor_row(rows[0], now) if rows else None


def _with_figures(shown: sa.Subquery) -> sa.Select[Any]:
    unresolved = (
        sa.select(sa.func.count())
        .select_from(complaints)
        .where(
            complaints.c.contractor_id == shown.c.id,
            complaints.c.status != sa.literal_column("'resolved'"),
        )
        .scalar_subquery()
    )
    return (
        sa.select(
            *(column for column in shown.c if column.key != "words"),
            unresolved.label("unresolved"),
            conversations.c.state["state"].label("state"),
        )
        .select_from(shown)
        .outerjoin(conversations, conversations.c.contractor_id == shown.c.id)
    )


def _contractor_row(row: sa.Row[Any], now: datetime) -> ContractorRow:
    return ContractorRow(
        id=row.id,
        name=row.name,
        phone=row.phone,
        region=row.region,
        registered=row.registered,
        created_at=row.created_at,
        last_message_at=None if row.last_message_at == _NEVER else row.last_message_at,
        unresolved_complaints=row.unresolved,
        with_human_until=_human_until(row.state, now),
    )


def _human_until(state: object, now: datetime) -> datetime | None:
    """Until when a colleague has the conversation; None for any other state, also of another version."""
    try:
        held = msgspec.convert(state, WithHuman)
    except msgspec.ValidationError:
        return None
    return held.until if now < held.until else None


def _contractor_conditions(wanted: ContractorFilter) -> list[Condition]:
    conditions = [one_of_them(contractors.c.region, wanted.region)] if wanted.region else []
    if wanted.registered is not None:
        conditions.append(contractors.c.registered.is_(wanted.registered))
    if (searched := found_by(contractors.c.words, wanted.search)) is not None:
        conditions.append(searched)
    return conditions


# colleagues


async def people_of(link: Link, ids: Sequence[str]) -> dict[str, PersonRef]:
    wanted = [id_ for text in ids if (id_ := _id_of(text)) is not None]
    rows = await link.run(sa.select(staff.c.id, staff.c.name, staff.c.email).where(staff.c.id.in_(wanted)))
    return {str(row.id): PersonRef(id=row.id, name=row.name, email=row.email) for row in rows}


def _id_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


# audit


async def audit_page(link: Link, wanted: AuditFilter, part: Slice) -> Page[Sealed]:
    chosen = sa.select(audit_log).where(*_audit_conditions(storable(wanted)))
    rows = await link.run(in_order(chosen, (audit_log.c.at, audit_log.c.seq), part, falling=True))
    return page_of(rows, part, sealed_of, lambda row: position_of(row.seq, row.at))


def _audit_conditions(wanted: AuditFilter) -> list[Condition]:
    row = audit_log.c
    conditions = [one_of_them(row.action, wanted.action)] if wanted.action else []
    if wanted.actor:
        conditions.append(row.actor == wanted.actor)
    if wanted.resource.endswith("*"):
        conditions.append(row.resource.startswith(wanted.resource[:-1], autoescape=True))
    elif wanted.resource:
        conditions.append(row.resource == wanted.resource)
    return conditions + within(row.at, wanted.period)
