"""Complaints and tickets as lists show them, and what the portal showed of a contract."""

from datetime import datetime
from typing import Any, assert_never
from uuid import UUID

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
from jarvis_adapters.postgres.tables import contract_statuses, contractors
from jarvis_adapters.postgres.tables_cases import complaints, tickets
from jarvis_adapters.postgres.tables_desk import staff
from jarvis_adapters.postgres.views_messages import person_ref, who_it_is
from jarvis_adapters.postgres.words import found_by
from jarvis_adapters.storable import storable
from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.casework.complaints import ComplaintStatus
from jarvis_domain.casework.escalation import ESCALATION_LIMIT
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import TicketStatus
from jarvis_domain.ports.views import (
    ComplaintFilter,
    ComplaintRow,
    ComplaintSort,
    ContractorRef,
    Page,
    Position,
    Slice,
    TicketFilter,
    TicketRow,
    TicketSort,
)
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.reading import ComplaintType

_PROPOSED = sa.and_(
    complaints.c.priority == sa.literal_column("'medium'"),
    complaints.c.status.in_([sa.literal_column("'open'"), sa.literal_column("'assigned'")]),
)
_BY_TIME = (complaints.c.created_at, complaints.c.id)
_KEYS: dict[ComplaintSort, tuple[sa.ColumnElement[Any], ...]] = {
    ComplaintSort.NEWEST: _BY_TIME,
    ComplaintSort.OLDEST: _BY_TIME,
    ComplaintSort.UPDATED: (complaints.c.updated_at, complaints.c.id),
    ComplaintSort.URGENT: (complaints.c.urgency, *_BY_TIME),
}
_FALLING = {ComplaintSort.NEWEST, ComplaintSort.UPDATED}


# complaints


async def complaint_page(
    link: Link, wanted: ComplaintFilter, order: ComplaintSort, part: Slice
) -> Page[ComplaintRow]:
    keys, falling = _KEYS[order], order in _FALLING
    wanted = await who_it_is(link, storable(wanted))
    chosen = sa.select(complaints).where(*_complaint_conditions(wanted))
    if wanted.region:
        chosen = chosen.where(
            contractors.c.id == complaints.c.contractor_id, one_of_them(contractors.c.region, wanted.region)
        )
    shown = in_order(chosen, keys, part, falling=falling).subquery("complaint")
    ordered = [shown.c[str(key.key)] for key in keys]
    rows = await link.run(_with_people(shown).order_by(*(key.desc() if falling else key for key in ordered)))

    return page_of(rows, part, _complaint_row, lambda row: _complaint_place(row, order))


async def complaint_row(link: Link, id_: UUID) -> ComplaintRow | None:
    one = sa.select(complaints).where(complaints.c.id == id_).subquery("complaint")
    rows = await link.run(_with_people(one))
    return _complaint_row(rows[0]) if rows else None


def _complaint_place(row: sa.Row[Any], order: ComplaintSort) -> Position:
    match order:
        case ComplaintSort.NEWEST | ComplaintSort.OLDEST:
            return position_of(row.id, row.created_at)
        case ComplaintSort.UPDATED:
            return position_of(row.id, row.updated_at)
        case ComplaintSort.URGENT:
            return position_of(row.id, row.urgency, row.created_at)
        case _:
            assert_never(order)


def _with_people(shown: sa.Subquery) -> sa.Select[Any]:
    newest = (
        sa.select(tickets.c.reference)
        .where(tickets.c.complaint_id == shown.c.id)
        .order_by(tickets.c.decided_at.desc(), tickets.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        sa.select(
            *(column for column in shown.c if column.key not in {"words", "state"}),
            contractors.c.name.label("contractor_name"),
            contractors.c.phone.label("contractor_phone"),
            contractors.c.region,
            staff.c.name.label("person_name"),
            staff.c.email.label("person_email"),
            newest.label("ticket"),
        )
        .select_from(shown)
        .join(contractors, contractors.c.id == shown.c.contractor_id)
        .outerjoin(staff, staff.c.id == shown.c.assigned_to)
    )


def _complaint_row(row: sa.Row[Any]) -> ComplaintRow:
    return ComplaintRow(
        id=row.id,
        kind=ComplaintType(row.type),
        contract=ContractNumber(row.contract_number),
        contractor=ContractorRef(id=row.contractor_id, name=row.contractor_name, phone=row.contractor_phone),
        region=row.region,
        priority=Priority(row.priority),
        status=ComplaintStatus(row.status),
        assignee=person_ref(row.assigned_to, row.person_name, row.person_email),
        ticket=row.ticket,
        details=row.details,
        opened_at=row.created_at,
        updated_at=row.updated_at,
        resolved_at=row.resolved_at,
        version=row.version,
    )


def _complaint_conditions(wanted: ComplaintFilter) -> list[Condition]:
    row = complaints.c
    listed = ((row.status, wanted.status), (row.priority, wanted.priority), (row.type, wanted.kind))
    conditions = [one_of_them(column, values) for column, values in listed if values]
    switched = ((row.assigned_to.is_(None), wanted.unassigned), (_PROPOSED, wanted.proposed))
    conditions += [one if on else one.is_not(True) for one, on in switched if on is not None]
    if wanted.assignee is not None:
        conditions.append(row.assigned_to == wanted.assignee)
    if wanted.contractor is not None:
        conditions.append(row.contractor_id == wanted.contractor)
    if wanted.contract is not None:
        conditions.append(row.contract_number == str(wanted.contract))
    if wanted.ids:
        conditions.append(row.id.in_(wanted.ids))
    if (searched := found_by(row.words, wanted.search)) is not None:
        conditions.append(searched)
    return conditions + within(row.created_at, wanted.period)


# tickets


async def ticket_page(
    link: Link, wanted: TicketFilter, order: TicketSort, part: Slice, now: datetime
) -> Page[TicketRow]:
    wanted, falling = storable(wanted), order is TicketSort.NEWEST
    chosen = sa.select(tickets).where(*_ticket_conditions(wanted, now))
    if (searched := found_by(complaints.c.words, wanted.search)) is not None:
        chosen = chosen.where(complaints.c.id == tickets.c.complaint_id, searched)
    keys = (tickets.c.decided_at, tickets.c.id)
    shown = in_order(chosen, keys, part, falling=falling).subquery("ticket")
    ordered = (shown.c.decided_at, shown.c.id)
    rows = await link.run(
        _with_complaint(shown).order_by(*(key.desc() if falling else key for key in ordered))
    )
    return page_of(rows, part, _ticket_row, lambda row: position_of(row.id, row.decided_at))


async def ticket_row(link: Link, id_: UUID) -> TicketRow | None:
    rows = await link.run(_with_complaint(sa.select(tickets).where(tickets.c.id == id_).subquery("ticket")))
    return _ticket_row(rows[0]) if rows else None


def _with_complaint(shown: sa.Subquery) -> sa.Select[Any]:
    return (
        sa.select(
            *(column for column in shown.c if column.key != "state"),
            complaints.c.type,
            complaints.c.priority,
            complaints.c.contractor_id,
            contractors.c.name.label("contractor_name"),
            contractors.c.phone.label("contractor_phone"),
        )
        .select_from(shown)
        .join(complaints, complaints.c.id == shown.c.complaint_id)
        .join(contractors, contractors.c.id == complaints.c.contractor_id)
    )


def _ticket_row(row: sa.Row[Any]) -> TicketRow:
    return TicketRow(
        id=row.id,
        number=row.reference,
        orange_id=row.orange_reference,
        complaint=row.complaint_id,
        kind=ComplaintType(row.type),
        contract=ContractNumber(row.contract_number),
        contractor=ContractorRef(id=row.contractor_id, name=row.contractor_name, phone=row.contractor_phone),
        priority=Priority(row.priority),
        status=TicketStatus(row.status),
        opened_at=row.decided_at,
        sent_at=row.notified_at,
        closed_at=row.closed_at,
        version=row.version,
    )


def _ticket_conditions(wanted: TicketFilter, now: datetime) -> list[Condition]:
    row = tickets.c
    conditions = [one_of_them(row.status, wanted.status)] if wanted.status else []
    late = sa.func.coalesce(row.notified_at, now) - row.decided_at > ESCALATION_LIMIT
    switched = ((row.notified_at.is_not(None), wanted.sent), (late, wanted.late))
    conditions += [one if on else one.is_not(True) for one, on in switched if on is not None]
    if wanted.contract is not None:
        conditions.append(row.contract_number == str(wanted.contract))
    return conditions + within(row.decided_at, wanted.period)


# contracts


async def statuses_of(link: Link, number: ContractNumber, *, limit: int) -> tuple[ContractSnapshot, ...]:
    """Newest first."""
    rows = await link.run(
        sa.select(contract_statuses)
        .where(contract_statuses.c.number == str(number))
        .order_by(contract_statuses.c.read_at.desc())
        .limit(limit)
    )
    return tuple(ContractSnapshot(**(row._asdict() | {"number": number})) for row in rows)
