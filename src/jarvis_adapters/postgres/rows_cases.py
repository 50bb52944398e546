"""Rows of the tables of case work as values of the domain, and back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from jarvis_adapters.postgres.tables_desk import staff
from jarvis_domain.casework.changes import Happened
from jarvis_domain.casework.complaint_events import ComplaintEvent
from jarvis_domain.casework.complaints import Complaint, ComplaintState, Resolved
from jarvis_domain.casework.escalation import (
    EscalationClock,
    EscalationPending,
    EscalationSent,
    MailBackOffice,
    MailOrange,
)
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import (
    OrangeId,
    Ticket,
    TicketClosed,
    TicketEvent,
    TicketNumber,
    TicketState,
)
from jarvis_domain.desk.staff import EmailAddress
from jarvis_domain.ports.cases import Notice
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.reading import ComplaintType

Rows = Sequence[sa.Row[Any]]


def complaint_of(row: sa.Row[Any], events: Rows) -> Complaint:
    return Complaint(
        id=row.id,
        kind=ComplaintType(row.type),
        contract=ContractNumber(row.contract_number),
        contractor=row.contractor_id,
        details=row.details,
        priority=Priority(row.priority),
        priority_set_by_bo=row.priority_set_by_bo,
        state=msgspec.convert(row.state, ComplaintState),
        opened_at=row.created_at,
        version=row.version,
        history=tuple(
            Happened(at=one.at, by=one.actor, what=msgspec.convert(one.event, ComplaintEvent))
            for one in events
        ),
    )


def complaint_columns(complaint: Complaint) -> dict[str, object]:
    """All but whose it is and what opened it, which never change."""
    return {
        "contract_number": str(complaint.contract),
        "type": complaint.kind,
        "priority": complaint.priority,
        "priority_set_by_bo": complaint.priority_set_by_bo,
        "status": complaint.status,
        "state": complaint.state,
        "details": complaint.details,
        "assigned_to": _person(complaint.assignee),
        "created_at": complaint.opened_at,
        "updated_at": complaint.history[-1].at,
        "resolved_at": complaint.state.at if isinstance(complaint.state, Resolved) else None,
        "version": complaint.version,
    }


def ticket_of(row: sa.Row[Any], events: Rows) -> Ticket:
    return Ticket(
        id=row.id,
        number=TicketNumber(row.reference),
        complaint=row.complaint_id,
        contract=ContractNumber(row.contract_number),
        orange_id=None if row.orange_reference is None else OrangeId(row.orange_reference),
        state=msgspec.convert(row.state, TicketState),
        opened_at=row.decided_at,
        version=row.version,
        history=tuple(
            Happened(at=one.at, by=one.actor, what=msgspec.convert(one.event, TicketEvent)) for one in events
        ),
    )


def ticket_columns(ticket: Ticket) -> dict[str, object]:
    return {
        "complaint_id": ticket.complaint,
        "reference": str(ticket.number),
        "orange_reference": None if ticket.orange_id is None else str(ticket.orange_id),
        "contract_number": str(ticket.contract),
        "status": ticket.status,
        "state": ticket.state,
        "decided_at": ticket.opened_at,
        "closed_at": ticket.state.at if isinstance(ticket.state, TicketClosed) else None,
        "version": ticket.version,
    }


def clock_of(row: sa.Row[Any]) -> EscalationClock:
    if row.notified_at is None:
        return EscalationPending(decided_at=row.decided_at)
    return EscalationSent(decided_at=row.decided_at, sent_at=row.notified_at)


def event_columns(
    happened: Happened[ComplaintEvent] | Happened[TicketEvent], **whose: UUID
) -> dict[str, object]:
    event = msgspec.to_builtins(happened.what)
    return {**whose, "at": happened.at, "actor": happened.by, "kind": event["type"], "event": event}


def notice_of(row: sa.Row[Any]) -> Notice:
    return Notice(
        id=row.id,
        ticket=row.ticket_id,
        mail=msgspec.convert(row.mail, MailOrange | MailBackOffice),
        queued_at=row.queued_at,
        attempts=row.attempts,
        to=tuple(map(EmailAddress, row.recipients)),
    )


def notice_columns(notice: Notice) -> dict[str, object]:
    return {
        "id": notice.id,
        "ticket_id": notice.ticket,
        "kind": notice.kind,
        "mail": notice.mail,
        "queued_at": notice.queued_at,
        "claimable_at": notice.queued_at,
        "attempts": notice.attempts,
        "recipients": [str(address) for address in notice.to],
    }


def _person(name: str | None) -> object:
    """The id of a person who is known; who else has it in hand stands in the state alone."""
    try:
        id_ = UUID(name or "")
    except ValueError:
        return None
    return sa.select(staff.c.id).where(staff.c.id == id_).scalar_subquery()
