"""Escalate: a complaint is handed to Orange under a ticket, and everybody concerned is told."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from uuid import UUID

import msgspec

from jarvis_domain.answering.says import Say, TicketSent
from jarvis_domain.casework.changes import NotAllowed
from jarvis_domain.casework.complaints import Complaint, Escalated
from jarvis_domain.casework.escalation import (
    MailBackOffice,
    MailOrange,
    RaiseAlert,
    TellContractor,
    escalation_notices,
)
from jarvis_domain.casework.orange_pack import OrangePack, compose_pack
from jarvis_domain.casework.tickets import Ticket, TicketNumber, open_ticket
from jarvis_domain.desk.actors import Actor
from jarvis_domain.flow.case_record import add_ticket, save_complaints
from jarvis_domain.flow.outcomes import Missing, Outdated
from jarvis_domain.flow.tell import tell
from jarvis_domain.flow.transactions import in_turn
from jarvis_domain.ports.cases import Notice
from jarvis_domain.ports.persistence import Store, UnitOfWork
from jarvis_domain.ports.runtime import Clock, Event, Events, Ids

_SAMPLE = TicketNumber.from_random(0)
"""Stands in a preview for the number that is drawn when it is sent."""


class Escalation(msgspec.Struct, frozen=True, kw_only=True):
    """What an escalation made; `says` are for the contractor, by whoever asked for it."""

    complaint: Complaint
    ticket: Ticket
    says: tuple[Say, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """To be published once it is committed; the alert is for those who look at the dashboard now."""
        complaint = str(self.complaint.id)
        ticket = Event(kind="ticket", id=str(self.ticket.id))
        return (Event(kind="complaint", id=complaint), ticket, Event(kind="alert", id=complaint))


@dataclass(frozen=True, slots=True)
class Escalate:
    """Draws a ticket, queues the mails to Orange and the back office, and starts the clock, together."""

    store: Store
    events: Events
    clock: Clock
    ids: Ids

    async def inside(self, work: UnitOfWork, complaint: Complaint, *, who: Actor) -> Escalation:
        """In the caller's transaction; raises ValueError for one that is resolved or at Orange already."""
        escalation = await self._escalate(work, complaint, who)
        match escalation:
            case NotAllowed(reason=reason):
                raise ValueError(f"complaint {complaint.id} cannot be escalated: {reason}")
            case Escalation():
                return escalation
            case _:
                assert_never(escalation)

    async def __call__(
        self, id_: UUID, *, version: int, who: Actor
    ) -> Ticket | NotAllowed | Missing | Outdated:
        """Somebody of the back office decides it; the contractor is told on WhatsApp."""

        async def attempt(work: UnitOfWork) -> Escalation | NotAllowed | Missing | Outdated:
            complaint = await work.cases.complaint(id_)
            if complaint is None:
                return Missing()
            if complaint.version != version:
                return Outdated(current=complaint)
            escalation = await self._escalate(work, complaint, who)
            if isinstance(escalation, Escalation):
                now = self.clock.now()
                await tell(work, complaint.contractor, escalation.says, now=now, ids=self.ids)
            return escalation

        outcome = await in_turn(self.store, attempt)
        if not isinstance(outcome, Escalation):
            return outcome
        for event in outcome.events:
            await self.events.publish(event)
        return outcome.ticket

    async def preview(self, id_: UUID) -> OrangePack | Missing:
        """What Orange would get now, or for an escalated one gets under its ticket."""
        async with self.store.begin() as work:
            complaint = await work.cases.complaint(id_)
            if complaint is None:
                return Missing()
            state = complaint.state
            number = state.ticket if isinstance(state, Escalated) else _SAMPLE
            return await _pack(work, complaint, number, self.clock.now())

    async def _escalate(self, work: UnitOfWork, complaint: Complaint, who: Actor) -> Escalation | NotAllowed:
        now, number = self.clock.now(), await self._free_number(work)
        change = complaint.escalate(number, by=who.id, at=now)
        if isinstance(change, NotAllowed):
            return change
        opened = open_ticket(
            number,
            ticket_id=self.ids.new(),
            complaint=complaint.id,
            contract=complaint.contract,
            by=who.id,
            at=now,
        )
        complaint = await save_complaints(work, complaint, (change,), who)
        ticket = await add_ticket(work, opened, complaint, who)
        says = await self._notify(work, complaint, ticket, now)
        return Escalation(complaint=complaint, ticket=ticket, says=says)

    async def _free_number(self, work: UnitOfWork) -> TicketNumber:
        """A number nobody has; who takes the same one at this moment is told by the store."""
        while True:
            number = TicketNumber.from_random(self.ids.new().int)
            if await work.cases.ticket_with(number) is None:
                return number

    async def _notify(
        self, work: UnitOfWork, complaint: Complaint, ticket: Ticket, now: datetime
    ) -> tuple[Say, ...]:
        """Queues the mails; gives what is left for the caller to say."""
        pack = await _pack(work, complaint, ticket.number, now)
        says: list[Say] = []
        for notice in escalation_notices(complaint, pack):
            match notice:
                case MailOrange() | MailBackOffice():
                    due = Notice(id=self.ids.new(), ticket=ticket.id, mail=notice, queued_at=now)
                    await work.cases.queue_notice(due)
                case TellContractor(contract=contract, ticket=number):
                    says.append(TicketSent(contract=contract, ticket=number.value))
                case RaiseAlert():
                    pass  # an event, after the commit
                case _:
                    assert_never(notice)
        return tuple(says)


async def _pack(work: UnitOfWork, complaint: Complaint, number: TicketNumber, now: datetime) -> OrangePack:
    contractor = await work.contractors.contractor(complaint.contractor)
    return compose_pack(
        complaint,
        number,
        contractor_name=contractor.name if contractor else "",
        status=await work.last_status(complaint.contract),
        now=now,
    )
