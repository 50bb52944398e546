"""Every change of a complaint or a ticket is kept together with its row in the audit log."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from jarvis_domain.casework.changes import Happened
from jarvis_domain.casework.complaint_events import (
    ComplaintAssigned,
    ComplaintEvent,
    ComplaintOpened,
    ComplaintReopened,
    ComplaintResolved,
    ContactAdded,
    NoteAdded,
    PriorityChanged,
)
from jarvis_domain.casework.complaints import Complaint, ComplaintChanged, Escalated
from jarvis_domain.casework.tickets import Ticket, TicketChanged, TicketResolved
from jarvis_domain.desk.actors import Actor
from jarvis_domain.ports.persistence import UnitOfWork

_LONGEST_TEXT = 500
_ACTIONS: dict[type[ComplaintEvent], str] = {
    ComplaintAssigned: "complaint_assigned",
    ComplaintResolved: "complaint_resolved",
    ComplaintReopened: "complaint_reopened",
}


async def add_complaint(
    work: UnitOfWork, opened: ComplaintChanged, who: Actor, message: UUID | None
) -> Complaint:
    """Keeps a new complaint; raises Conflict as the port does."""
    await work.cases.add_complaint(opened, message=message)
    complaint, at = opened.complaint, opened.events[0].at
    facts = _facts_of_complaint(complaint) | _words(opened.events)
    facts |= {"message": str(message)} if message else {}
    await work.record(who.entry("complaint_created", f"complaint:{complaint.id}", at=at, changes=facts))
    return complaint


async def save_complaints(
    work: UnitOfWork, complaint: Complaint, changes: Iterable[ComplaintChanged], who: Actor
) -> Complaint:
    """Keeps changes that follow one another; gives the complaint as they leave it.

    Nobody is asked any more how the solution of a reopened one was.
    """
    for changed in changes:
        await work.cases.save_complaint(changed)
        before, after = _replaced(_facts_of_complaint(complaint), _facts_of_complaint(changed.complaint))
        first = changed.events[0]
        entry = who.entry(
            _ACTIONS.get(type(first.what), "complaint_updated"),
            f"complaint:{complaint.id}",
            at=first.at,
            changes=after | _words(changed.events),
            before=before,
        )
        await work.record(entry)
        if isinstance(first.what, ComplaintReopened):
            await work.cases.close_question(complaint.id, first.at)
        complaint = changed.complaint
    return complaint


async def add_ticket(work: UnitOfWork, opened: TicketChanged, complaint: Complaint, who: Actor) -> Ticket:
    """Keeps a new ticket of this complaint; raises Conflict as the port does."""
    await work.cases.add_ticket(opened)
    ticket = opened.ticket
    about = {"complaint": str(complaint.id), "priority": complaint.priority.value}
    facts = _facts_of_ticket(ticket) | about
    entry = who.entry("ticket_escalated", f"ticket:{ticket.id}", at=ticket.opened_at, changes=facts)
    await work.record(entry)
    return ticket


async def save_tickets(
    work: UnitOfWork, ticket: Ticket, changes: Iterable[TicketChanged], who: Actor
) -> Ticket:
    """As save_complaints."""
    for changed in changes:
        await work.cases.save_ticket(changed)
        before, after = _replaced(_facts_of_ticket(ticket), _facts_of_ticket(changed.ticket))
        at = changed.events[0].at
        entry = who.entry("ticket_updated", f"ticket:{ticket.id}", at=at, changes=after, before=before)
        await work.record(entry)
        ticket = changed.ticket
    return ticket


def cut(text: str) -> str:
    """A text as the audit keeps it."""
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def _facts_of_complaint(complaint: Complaint) -> dict[str, str]:
    state = complaint.state
    facts = {
        "kind": complaint.kind.value,
        "contract": complaint.contract.value,
        "priority": complaint.priority.value,
        "status": complaint.status.value,
        "assignee": complaint.assignee or "",
        "ticket": state.ticket.value if isinstance(state, Escalated) else "",
    }
    return {name: value for name, value in facts.items() if value}


def _facts_of_ticket(ticket: Ticket) -> dict[str, str]:
    facts = {
        "number": ticket.number.value,
        "contract": ticket.contract.value,
        "status": ticket.status.value,
        "orange_id": str(ticket.orange_id or ""),
        "notes": cut(ticket.state.notes) if isinstance(ticket.state, TicketResolved) else "",
    }
    return {name: value for name, value in facts.items() if value}


def _replaced(old: dict[str, str], new: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What is no longer so, and what is so instead ("" for nothing)."""
    names = [name for name in old | new if old.get(name) != new.get(name)]
    before = {name: old[name] for name in names if name in old}
    return before, {name: new.get(name, "") for name in names}


def _words(events: Iterable[Happened[ComplaintEvent]]) -> dict[str, str]:
    return {name: cut(text) for name, text in _texts(events) if text}


def _texts(events: Iterable[Happened[ComplaintEvent]]) -> Iterator[tuple[str, str]]:
    for event in events:
        match event.what:
            case ComplaintOpened(details=text):
                yield "details", text
            case ContactAdded(text=text):
                yield "contact", text
            case NoteAdded(text=text):
                yield "note", text
            case PriorityChanged(reason=text) | ComplaintReopened(reason=text):
                yield "reason", text
            case ComplaintResolved(resolution=text):
                yield "resolution", text
            case _:
                pass
