"""Complain: a problem is filed, added to the one it repeats, or found to have come back."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import msgspec

from jarvis_domain.answering.conversation import Flag
from jarvis_domain.answering.says import ComplaintNoted, Say
from jarvis_domain.casework.changes import NotAllowed
from jarvis_domain.casework.complaints import (
    Complaint,
    ComplaintChange,
    ComplaintChanged,
    Escalated,
    Filing,
    open_complaint,
    same_problem,
    solved_lately,
)
from jarvis_domain.casework.escalation import escalates_now
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import TicketNumber
from jarvis_domain.desk.actors import JARVIS, Actor
from jarvis_domain.flow.case_record import add_complaint, save_complaints
from jarvis_domain.flow.escalate import Escalate, Escalation
from jarvis_domain.flow.outcomes import Missing
from jarvis_domain.flow.tell import tell
from jarvis_domain.flow.transactions import in_turn
from jarvis_domain.flow.weigh import weigh
from jarvis_domain.ports.persistence import Store, UnitOfWork
from jarvis_domain.ports.runtime import Clock, Event, Events, Ids


class How(StrEnum):
    """What a filing did: a new complaint, one contact more of an unresolved one, or a solved one again."""

    OPENED = "opened"
    ADDED = "added"
    REOPENED = "reopened"


class Filed(msgspec.Struct, frozen=True, kw_only=True):
    """A filing and what came of it.

    `ticket` is ours at Orange, if it is there now; `escalation` is set when it went there just now. `says`
    are for the contractor: that it is noted first, then that it is at Orange, if it went just now.
    """

    complaint: Complaint
    how: How
    ticket: TicketNumber | None = None
    says: tuple[Say, ...] = ()
    escalation: Escalation | None = None


@dataclass(frozen=True, slots=True)
class Complain:
    """At most one unresolved complaint of a contractor, a contract and a kind; high goes to Orange."""

    store: Store
    escalate: Escalate
    events: Events
    clock: Clock
    ids: Ids

    async def inside(
        self,
        work: UnitOfWork,
        filing: Filing,
        *,
        who: Actor,
        message: UUID | None = None,
        told: Sequence[UUID] = (),
    ) -> Filed:
        """In the caller's transaction, which has noted the reading of `message` before.

        The complaint is found from `message`, which it begins with, and from all that `told` of it.

        Raises LookupError for a contractor who was never here, and Conflict when somebody files the same at
        this moment: begin anew then. What is given goes to `announce` after the commit.
        """
        contractor = await work.contractors.contractor(filing.contractor)
        if contractor is None:
            raise LookupError(f"no contractor {filing.contractor}")
        filing = msgspec.structs.replace(filing, contractor=contractor.id)
        complaint, how = await self._file(work, filing, who, message)
        await work.cases.link_messages(complaint.id, ((message,) if message else ()) + tuple(told))
        escalation = None
        if escalates_now(complaint):
            escalation = await self.escalate.inside(work, complaint, who=JARVIS)
            complaint = escalation.complaint
        return _filed(complaint, how, escalation)

    async def announce(self, filed: Filed) -> None:
        """To those who look at the dashboard; after the commit."""
        complaint = Event(kind="complaint", id=str(filed.complaint.id))
        for event in filed.escalation.events if filed.escalation else (complaint,):
            await self.events.publish(event)

    async def __call__(self, filing: Filing, *, who: Actor, message: UUID | None = None) -> Filed | Missing:
        """A person files it, and tells the contractor on WhatsApp; what `message` was flagged for is done.

        Missing: there is no such contractor.
        """

        async def attempt(work: UnitOfWork) -> Filed | Missing:
            if await work.contractors.contractor(filing.contractor) is None:
                return Missing()
            filed = await self.inside(work, filing, who=who, message=message)
            if message is not None:
                await work.unflag(message, Flag.COMPLAINT)
            now = self.clock.now()
            await tell(work, filed.complaint.contractor, filed.says, now=now, ids=self.ids)
            return filed

        filed = await in_turn(self.store, attempt)
        if isinstance(filed, Filed):
            await self.announce(filed)
        return filed

    async def _file(
        self, work: UnitOfWork, filing: Filing, who: Actor, message: UUID | None
    ) -> tuple[Complaint, How]:
        now = self.clock.now()
        unwritten = 0 if message else 1
        priority = await weigh(
            work, filing.kind, filing.contract, text=filing.details, now=now, unwritten=unwritten
        )
        among = await work.cases.complaints_of(filing.contractor, contract=filing.contract)
        if known := same_problem(filing, among):
            change = known.add_contact(filing.details, priority=priority, by=who.id, at=now)
            return await save_complaints(work, known, (_allowed(change),), who), How.ADDED
        if solved := solved_lately(filing, among, now):
            changed = _allowed(solved.reopen(_why_again(filing), by=who.id, at=now))
            raised = _raised(changed.complaint, priority, changed)
            return await save_complaints(work, solved, (changed, *raised), who), How.REOPENED
        opened = open_complaint(filing, complaint_id=self.ids.new(), priority=priority, by=who.id, at=now)
        return await add_complaint(work, opened, who, message), How.OPENED


def _why_again(filing: Filing) -> str:
    """That it is filed again is a reason in itself."""
    return filing.details if filing.details.strip() else "Le problème est revenu."


def _raised(
    complaint: Complaint, priority: Priority, reopened: ComplaintChanged
) -> Sequence[ComplaintChanged]:
    """A problem that came back may weigh more than before: that is a contact about it."""
    if complaint.priority_set_by_bo or priority.rank <= complaint.priority.rank:
        return ()
    by, at = reopened.events[0].by, reopened.events[0].at
    return (_allowed(complaint.add_contact("", priority=priority, by=by, at=at)),)


def _allowed(change: ComplaintChange) -> ComplaintChanged:
    if isinstance(change, NotAllowed):
        raise TypeError(f"a filing was refused: {change.reason}")
    return change


def _filed(complaint: Complaint, how: How, escalation: Escalation | None) -> Filed:
    noted = ComplaintNoted(about=complaint.kind, contracts=(complaint.contract,))
    return Filed(
        complaint=complaint,
        how=how,
        ticket=complaint.state.ticket if isinstance(complaint.state, Escalated) else None,
        says=(noted, *(escalation.says if escalation else ())),
        escalation=escalation,
    )
