"""Follow a ticket: what Orange says of it is written down, and the contractor told when it is solved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from uuid import UUID

import msgspec

from jarvis_domain.answering.says import TicketSolved
from jarvis_domain.casework.changes import NotAllowed, Refusal
from jarvis_domain.casework.tickets import (
    OrangeId,
    Ticket,
    TicketChange,
    TicketChanged,
    TicketStatus,
    TicketWasResolved,
    parse_orange_id,
)
from jarvis_domain.desk.actors import Actor
from jarvis_domain.flow.case_record import save_tickets
from jarvis_domain.flow.outcomes import Missing, Outdated
from jarvis_domain.flow.tell import tell
from jarvis_domain.flow.transactions import in_turn
from jarvis_domain.ports.persistence import Store, UnitOfWork
from jarvis_domain.ports.runtime import Clock, Event, Events, Ids


class TicketEdit(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be otherwise; None leaves it. `notes` say how it was solved: they go with `resolved`."""

    status: TicketStatus | None = None
    notes: str = ""
    orange_id: str | None = None


@dataclass(frozen=True, slots=True)
class FollowTicket:
    """A ticket that is solved leaves its complaint to the back office: they see whether it holds."""

    store: Store
    events: Events
    clock: Clock
    ids: Ids

    async def __call__(
        self, id_: UUID, edit: TicketEdit, *, version: int, who: Actor
    ) -> Ticket | NotAllowed | Missing | Outdated:
        """All of it, or nothing; raises InvalidTicketNumber for an `orange_id` that cannot be one."""
        orange_id = None if edit.orange_id is None else parse_orange_id(edit.orange_id)

        async def attempt(work: UnitOfWork) -> TicketChanged | NotAllowed | Missing | Outdated:
            ticket = await work.cases.ticket(id_)
            if ticket is None:
                return Missing()
            if ticket.version != version:
                return Outdated(current=ticket)
            changes = _changes(ticket, edit, orange_id, by=who.id, at=self.clock.now())
            if isinstance(changes, NotAllowed):
                return changes
            await save_tickets(work, ticket, changes, who)
            if any(isinstance(event.what, TicketWasResolved) for c in changes for event in c.events):
                await self._tell_solved(work, ticket, edit.notes)
            return changes[-1]

        outcome = await in_turn(self.store, attempt)
        if not isinstance(outcome, TicketChanged):
            return outcome
        await self.events.publish(Event(kind="ticket", id=str(id_)))
        return outcome.ticket

    async def _tell_solved(self, work: UnitOfWork, ticket: Ticket, notes: str) -> None:
        complaint = await work.cases.complaint(ticket.complaint)
        if complaint is not None:
            solved = TicketSolved(contract=ticket.contract, ticket=ticket.number.value, notes=notes)
            now = self.clock.now()
            await tell(work, complaint.contractor, (solved,), now=now, ids=self.ids)


def _changes(
    ticket: Ticket, edit: TicketEdit, orange_id: OrangeId | None, *, by: str, at: datetime
) -> tuple[TicketChanged, ...] | NotAllowed:
    """The changes one after the other; what is already so is no change."""
    done: list[TicketChanged] = []
    steps: list[Callable[[Ticket], TicketChange]] = []
    if orange_id is not None and orange_id != ticket.orange_id:
        number = orange_id
        steps.append(lambda t: t.assign_orange_id(number, by=by, at=at))
    if edit.status is not None and edit.status is not ticket.status:
        status = edit.status
        steps.append(lambda t: _moved(t, status, edit.notes, by=by, at=at))
    for step in steps:
        change = step(done[-1].ticket if done else ticket)
        if isinstance(change, NotAllowed):
            return change
        done.append(change)
    return tuple(done) or NotAllowed(reason=Refusal.NOTHING_CHANGES)


def _moved(ticket: Ticket, to: TicketStatus, notes: str, *, by: str, at: datetime) -> TicketChange:
    match to:
        case TicketStatus.OPEN | TicketStatus.IN_PROGRESS:  # nothing goes back to open: start says why
            return ticket.start(by=by, at=at)
        case TicketStatus.RESOLVED:
            return ticket.resolve(notes, by=by, at=at)
        case TicketStatus.CLOSED:
            return ticket.close(by=by, at=at)
        case _:
            assert_never(to)
