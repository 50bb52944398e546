"""Handle: what the back office does to a complaint, from taking it to its end."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from jarvis_domain.answering.says import ComplaintSolved
from jarvis_domain.casework.changes import NotAllowed, Refusal
from jarvis_domain.casework.complaint_events import ComplaintResolved
from jarvis_domain.casework.complaints import (
    Complaint,
    ComplaintChange,
    ComplaintChanged,
    Filing,
    same_problem,
)
from jarvis_domain.casework.escalation import escalates_now
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.satisfaction import SatisfactionAsked, satisfaction_question
from jarvis_domain.desk.actors import JARVIS, Actor
from jarvis_domain.desk.staff import Permission
from jarvis_domain.flow.case_record import save_complaints
from jarvis_domain.flow.escalate import Escalate
from jarvis_domain.flow.outcomes import Missing, Outdated
from jarvis_domain.flow.tell import tell, tell_in_words
from jarvis_domain.flow.transactions import in_turn
from jarvis_domain.flow.weigh import weigh
from jarvis_domain.ports.persistence import Store, UnitOfWork
from jarvis_domain.ports.runtime import Clock, Event, Events, Ids
from jarvis_domain.understanding.reading import ComplaintType

Handled = Complaint | NotAllowed | Missing | Outdated


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be otherwise; None and "" leave it. `reason` is the new priority's, `note` for TKTM only."""

    kind: ComplaintType | None = None
    priority: Priority | None = None
    reason: str = ""
    note: str = ""


class _Done(msgspec.Struct, frozen=True, kw_only=True):
    complaint: Complaint
    events: tuple[Event, ...]


_Changes = tuple[ComplaintChanged, ...]
_Decide = Callable[[UnitOfWork, Complaint, datetime], Awaitable[_Changes | NotAllowed]]


@dataclass(frozen=True, slots=True)
class HandleComplaint:
    """Every change in one transaction with its audit rows, the contractor's news and what follows from it.

    `version` is the one that was looked at: Outdated when somebody else was first. What becomes high goes to
    Orange at once.
    """

    store: Store
    escalate: Escalate
    events: Events
    clock: Clock
    ids: Ids

    async def edit(self, id_: UUID, edit: Edit, *, version: int, who: Actor) -> Handled:
        """All of it, or nothing when one part is not allowed."""

        async def decide(work: UnitOfWork, complaint: Complaint, now: datetime) -> _Changes | NotAllowed:
            if edit.kind and await _has_twin(work, complaint, edit.kind):
                return NotAllowed(reason=Refusal.SAME_PROBLEM)
            kind, text = edit.kind or complaint.kind, complaint.details
            facts = await weigh(work, kind, complaint.contract, text=text, now=now)
            return _edited(complaint, edit, facts, by=who.id, at=now)

        return await self._change(id_, decide, who, version)

    async def assign(self, id_: UUID, to: UUID | None, *, version: int, who: Actor) -> Handled:
        """To somebody who may work on it, or NotAllowed (NOT_STAFF); None: nobody has it in hand any more."""

        async def decide(work: UnitOfWork, complaint: Complaint, now: datetime) -> _Changes | NotAllowed:
            person = None if to is None else await work.desk.person(to)
            if to is not None and (person is None or not person.may(Permission.WORK)):
                return NotAllowed(reason=Refusal.NOT_STAFF)
            return _alone(complaint.assign(to=None if to is None else str(to), by=who.id, at=now))

        return await self._change(id_, decide, who, version)

    async def note(self, id_: UUID, text: str, *, who: Actor) -> Handled:
        """Whatever was changed meanwhile, so it is never Outdated."""

        async def decide(_work: UnitOfWork, complaint: Complaint, now: datetime) -> _Changes | NotAllowed:
            return _alone(complaint.add_note(text, by=who.id, at=now))

        return await self._change(id_, decide, who)

    async def resolve(self, id_: UUID, resolution: str, *, version: int, who: Actor) -> Handled:
        """The contractor is told, and asked how satisfied they are if that is set; its ticket stays."""

        async def decide(_work: UnitOfWork, complaint: Complaint, now: datetime) -> _Changes | NotAllowed:
            return _alone(complaint.resolve(resolution, by=who.id, at=now))

        return await self._change(id_, decide, who, version)

    async def reopen(self, id_: UUID, reason: str, *, version: int, who: Actor) -> Handled:
        async def decide(work: UnitOfWork, complaint: Complaint, now: datetime) -> _Changes | NotAllowed:
            if not complaint.unresolved and await _has_twin(work, complaint, complaint.kind):
                return NotAllowed(reason=Refusal.SAME_PROBLEM)
            return _alone(complaint.reopen(reason, by=who.id, at=now))

        return await self._change(id_, decide, who, version)

    async def _change(self, id_: UUID, decide: _Decide, who: Actor, version: int | None = None) -> Handled:
        async def attempt(work: UnitOfWork) -> _Done | NotAllowed | Missing | Outdated:
            complaint = await work.cases.complaint(id_)
            if complaint is None:
                return Missing()
            if version not in (None, complaint.version):
                return Outdated(current=complaint)
            changes = await decide(work, complaint, self.clock.now())
            if isinstance(changes, NotAllowed):
                return changes
            return await self._perform(work, complaint, changes, who)

        outcome = await in_turn(self.store, attempt)
        if not isinstance(outcome, _Done):
            return outcome
        for event in outcome.events:
            await self.events.publish(event)
        return outcome.complaint

    async def _perform(self, work: UnitOfWork, complaint: Complaint, changes: _Changes, who: Actor) -> _Done:
        complaint = await save_complaints(work, complaint, changes, who)
        event = Event(kind="complaint", id=str(complaint.id))
        if escalates_now(complaint):
            escalation = await self.escalate.inside(work, complaint, who=JARVIS)
            now = self.clock.now()
            await tell(work, complaint.contractor, escalation.says, now=now, ids=self.ids)
            return _Done(complaint=escalation.complaint, events=escalation.events)
        if any(isinstance(event.what, ComplaintResolved) for c in changes for event in c.events):
            await self._tell_solved(work, complaint)
        return _Done(complaint=complaint, events=(event,))

    async def _tell_solved(self, work: UnitOfWork, complaint: Complaint) -> None:
        now, contractor = self.clock.now(), complaint.contractor
        solved = ComplaintSolved(about=complaint.kind, contract=complaint.contract)
        told = await tell(work, contractor, (solved,), now=now, ids=self.ids)
        if told is None or not (await work.desk.preferences()).ask_satisfaction:
            return
        question = satisfaction_question(complaint.contract)
        asked = await tell_in_words(work, contractor, question, self.ids)
        if asked is not None:
            due = SatisfactionAsked(complaint=complaint.id, asked_at=now)
            await work.cases.ask_satisfaction(due, contractor=contractor, reply=asked)


def _edited(
    complaint: Complaint, edit: Edit, facts: Priority, *, by: str, at: datetime
) -> _Changes | NotAllowed:
    """The changes one after the other; what is already so is no change."""
    done: list[ComplaintChanged] = []
    steps: list[Callable[[Complaint], ComplaintChange]] = []
    if edit.kind is not None and edit.kind is not complaint.kind:
        kind = edit.kind
        steps.append(lambda c: c.correct_kind(kind, priority=facts, by=by, at=at))
    if edit.priority is not None and edit.priority is not complaint.priority:
        priority = edit.priority
        steps.append(lambda c: c.set_priority(priority, reason=edit.reason, by=by, at=at))
    if edit.note:
        steps.append(lambda c: c.add_note(edit.note, by=by, at=at))
    for step in steps:
        change = step(done[-1].complaint if done else complaint)
        if isinstance(change, NotAllowed):
            return change
        done.append(change)
    return tuple(done) or NotAllowed(reason=Refusal.NOTHING_CHANGES)


def _alone(change: ComplaintChange) -> _Changes | NotAllowed:
    return change if isinstance(change, NotAllowed) else (change,)


async def _has_twin(work: UnitOfWork, complaint: Complaint, kind: ComplaintType) -> bool:
    """Whether as this kind it would be the same problem as another unresolved one."""
    filing = Filing(kind=kind, contract=complaint.contract, contractor=complaint.contractor)
    among: Sequence[Complaint] = await work.cases.complaints_of(
        complaint.contractor, contract=complaint.contract
    )
    return same_problem(filing, (other for other in among if other.id != complaint.id)) is not None
