"""Complaints and tickets, looked up in the state in memory."""

from datetime import datetime
from typing import assert_never
from uuid import UUID

from jarvis_adapters.memory.paging import Keys, agrees, is_one_of, page_of, within
from jarvis_adapters.memory.store_state import ComplaintRow as FiledRow
from jarvis_adapters.memory.store_state import State
from jarvis_adapters.memory.store_state import TicketRow as OpenedRow
from jarvis_adapters.memory.views_messages import contractor_ref, contractor_terms, person_ref
from jarvis_domain.casework.complaints import Assigned, Complaint, Open, Resolved
from jarvis_domain.casework.escalation import ESCALATION_LIMIT, EscalationSent, time_taken
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import Ticket, TicketClosed
from jarvis_domain.ports.views import (
    ComplaintFilter,
    ComplaintRow,
    ComplaintSort,
    Page,
    Slice,
    TicketFilter,
    TicketRow,
    TicketSort,
)
from jarvis_domain.understanding.search import matches, search_terms, search_words

_FALLING = {ComplaintSort.NEWEST, ComplaintSort.UPDATED}


# complaints


def complaint_page(
    state: State, wanted: ComplaintFilter, order: ComplaintSort, part: Slice
) -> Page[ComplaintRow]:
    rows = [complaint_row(state, row) for row in state.complaints.values() if _is_wanted(state, row, wanted)]
    return page_of(rows, part, lambda row: _keys(row, order), falling=order in _FALLING)


def complaint_row(state: State, row: FiledRow) -> ComplaintRow:
    complaint = row.complaint
    tickets = sorted(_tickets_of(state, complaint.id), key=lambda ticket: (ticket.opened_at, ticket.id))
    return ComplaintRow(
        id=complaint.id,
        kind=complaint.kind,
        contract=complaint.contract,
        contractor=contractor_ref(state, complaint.contractor),
        region=state.contractors[complaint.contractor].region,
        priority=complaint.priority,
        status=complaint.status,
        assignee=person_ref(state, complaint.assignee),
        ticket=str(tickets[-1].number) if tickets else None,
        details=complaint.details,
        opened_at=complaint.opened_at,
        updated_at=complaint.history[-1].at,
        resolved_at=complaint.state.at if isinstance(complaint.state, Resolved) else None,
        version=complaint.version,
    )


def _keys(row: ComplaintRow, order: ComplaintSort) -> Keys:
    match order:
        case ComplaintSort.NEWEST | ComplaintSort.OLDEST:
            return row.opened_at, row.id
        case ComplaintSort.UPDATED:
            return row.updated_at, row.id
        case ComplaintSort.URGENT:
            return _urgency(row), row.opened_at, row.id
        case _:
            assert_never(order)


def _urgency(row: ComplaintRow) -> int:
    return 3 if row.resolved_at is not None else Priority.HIGH.rank - row.priority.rank


def _tickets_of(state: State, complaint: UUID) -> list[Ticket]:
    return [row.ticket for row in state.tickets.values() if row.ticket.complaint == complaint]


def _is_wanted(state: State, row: FiledRow, wanted: ComplaintFilter) -> bool:
    complaint = row.complaint
    return (
        within(complaint.opened_at, wanted.period)
        and is_one_of(complaint.status, wanted.status)
        and is_one_of(complaint.priority, wanted.priority)
        and is_one_of(complaint.kind, wanted.kind)
        and is_one_of(complaint.id, wanted.ids)
        and is_one_of(state.contractors[complaint.contractor].region, wanted.region)
        and agrees(complaint.assignee is None, wanted.unassigned)
        and agrees(_is_proposed(complaint), wanted.proposed)
        and (wanted.assignee is None or complaint.assignee == str(wanted.assignee))
        and (wanted.contractor is None or complaint.contractor == state.contractor(wanted.contractor))
        and wanted.contract in {None, complaint.contract}
        and matches(search_words(wanted.search), _terms(state, complaint))
    )


def _is_proposed(complaint: Complaint) -> bool:
    return complaint.priority is Priority.MEDIUM and isinstance(complaint.state, Open | Assigned)


def _terms(state: State, complaint: Complaint) -> frozenset[str]:
    """Its details, contract and tickets, its contractor's name and numbers."""
    tickets = _tickets_of(state, complaint.id)
    numbers = [str(number) for ticket in tickets for number in (ticket.number, ticket.orange_id) if number]
    texts = (complaint.details, str(complaint.contract), *numbers)
    return contractor_terms(state, complaint.contractor).union(*map(search_terms, texts))


# tickets


def ticket_page(
    state: State, wanted: TicketFilter, order: TicketSort, part: Slice, now: datetime
) -> Page[TicketRow]:
    rows = [
        ticket_row(state, row) for row in state.tickets.values() if _is_wanted_ticket(state, row, wanted, now)
    ]
    return page_of(rows, part, lambda row: (row.opened_at, row.id), falling=order is TicketSort.NEWEST)


def ticket_row(state: State, row: OpenedRow) -> TicketRow:
    ticket, complaint = row.ticket, state.complaints[row.ticket.complaint].complaint
    return TicketRow(
        id=ticket.id,
        number=str(ticket.number),
        orange_id=None if ticket.orange_id is None else str(ticket.orange_id),
        complaint=complaint.id,
        kind=complaint.kind,
        contract=ticket.contract,
        contractor=contractor_ref(state, complaint.contractor),
        priority=complaint.priority,
        status=ticket.status,
        opened_at=ticket.opened_at,
        sent_at=row.clock.sent_at if isinstance(row.clock, EscalationSent) else None,
        closed_at=ticket.state.at if isinstance(ticket.state, TicketClosed) else None,
        version=ticket.version,
    )


def _is_wanted_ticket(state: State, row: OpenedRow, wanted: TicketFilter, now: datetime) -> bool:
    complaint = state.complaints[row.ticket.complaint].complaint
    return (
        within(row.ticket.opened_at, wanted.period)
        and is_one_of(row.ticket.status, wanted.status)
        and agrees(isinstance(row.clock, EscalationSent), wanted.sent)
        and agrees(time_taken(row.clock, now) > ESCALATION_LIMIT, wanted.late)
        and wanted.contract in {None, row.ticket.contract}
        and matches(search_words(wanted.search), _terms(state, complaint))
    )
