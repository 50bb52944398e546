"""Complaints: their states as types, and every change they allow."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never
from uuid import UUID

import msgspec

from jarvis_domain.casework.changes import Happened, NotAllowed, Refusal
from jarvis_domain.casework.complaint_events import (
    ComplaintAssigned,
    ComplaintEscalated,
    ComplaintEvent,
    ComplaintOpened,
    ComplaintReopened,
    ComplaintResolved,
    ContactAdded,
    KindCorrected,
    NoteAdded,
    PriorityChanged,
)
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import TicketNumber
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.reading import ComplaintType

REOPEN_WITHIN = timedelta(days=7)


class Open(msgspec.Struct, frozen=True, tag="open"):
    """Nobody has taken it yet."""


class Assigned(msgspec.Struct, frozen=True, kw_only=True, tag="assigned"):
    """A BO member works on it."""

    to: str


class Escalated(msgspec.Struct, frozen=True, kw_only=True, tag="escalated"):
    """Orange works on it under this ticket; `to` is the BO member who follows it, if anybody does."""

    ticket: TicketNumber
    to: str | None = None


class Resolved(msgspec.Struct, frozen=True, kw_only=True, tag="resolved"):
    """Done, with what was done; it may be reopened for 7 days from `at`. `to` had it, if anybody did."""

    by: str
    at: datetime
    resolution: str
    to: str | None = None


ComplaintState = Open | Assigned | Escalated | Resolved


class ComplaintStatus(StrEnum):
    """The names of the states, for lists and filters."""

    OPEN = "open"
    ASSIGNED = "assigned"
    ESCALATED = "escalated"
    RESOLVED = "resolved"


class Filing(msgspec.Struct, frozen=True, kw_only=True):
    """What a contractor complains of: the kind, the contract, and his own words (or "")."""

    kind: ComplaintType
    contract: ContractNumber
    contractor: UUID
    details: str = ""


class Complaint(msgspec.Struct, frozen=True, kw_only=True):
    """A problem of one contractor with one contract, from the first word to its resolution.

    `version` starts at 1 and rises by one with each change; `history` is every event, oldest first. The
    facts may raise the priority until the BO sets it (`priority_set_by_bo`), after that only the BO changes
    it. Changes answer ComplaintChanged, or NotAllowed with the reason; `by` is a person's id or "jarvis",
    `at` aware UTC.
    """

    id: UUID
    kind: ComplaintType
    contract: ContractNumber
    contractor: UUID
    details: str
    priority: Priority
    priority_set_by_bo: bool = False
    state: ComplaintState = Open()
    opened_at: datetime
    version: int = 1
    history: tuple[Happened[ComplaintEvent], ...]

    @property
    def status(self) -> ComplaintStatus:
        match self.state:
            case Open():
                return ComplaintStatus.OPEN
            case Assigned():
                return ComplaintStatus.ASSIGNED
            case Escalated():
                return ComplaintStatus.ESCALATED
            case Resolved():
                return ComplaintStatus.RESOLVED
            case _:
                assert_never(self.state)

    @property
    def unresolved(self) -> bool:
        return not isinstance(self.state, Resolved)

    @property
    def assignee(self) -> str | None:
        """Who of TKTM has it in hand, or had it when it was resolved."""
        return None if isinstance(self.state, Open) else self.state.to

    @property
    def notes(self) -> tuple[Happened[ComplaintEvent], ...]:
        """The internal notes, oldest first."""
        return tuple(event for event in self.history if isinstance(event.what, NoteAdded))

    def assign(self, *, to: str | None, by: str, at: datetime) -> "ComplaintChange":
        """Gives it to a BO member, to another, or to nobody; an escalated one stays escalated."""
        if self.unresolved and to == self.assignee:
            return NotAllowed(reason=Refusal.NOTHING_CHANGES)
        event = ComplaintAssigned(to=to, before=self.assignee)
        match self.state:
            case Resolved():
                return NotAllowed(reason=Refusal.ALREADY_RESOLVED)
            case Open() | Assigned():
                return self._changed(event, by=by, at=at, state=Assigned(to=to) if to else Open())
            case Escalated(ticket=ticket):
                return self._changed(event, by=by, at=at, state=Escalated(ticket=ticket, to=to))
            case _:
                assert_never(self.state)

    def escalate(self, ticket: TicketNumber, *, by: str, at: datetime) -> "ComplaintChange":
        """Hands it to Orange under our ticket number."""
        match self.state:
            case Resolved():
                return NotAllowed(reason=Refusal.ALREADY_RESOLVED)
            case Escalated():
                return NotAllowed(reason=Refusal.ALREADY_ESCALATED)
            case Open() | Assigned():
                state = Escalated(ticket=ticket, to=self.assignee)
                return self._changed(ComplaintEscalated(ticket=ticket), by=by, at=at, state=state)
            case _:
                assert_never(self.state)

    def resolve(self, resolution: str, *, by: str, at: datetime) -> "ComplaintChange":
        """Ends it from any state; what was done has to be said."""
        if not self.unresolved:
            return NotAllowed(reason=Refusal.ALREADY_RESOLVED)
        if not resolution.strip():
            return NotAllowed(reason=Refusal.TEXT_MISSING)
        state = Resolved(by=by, at=at, resolution=resolution, to=self.assignee)
        return self._changed(ComplaintResolved(resolution=resolution), by=by, at=at, state=state)

    def reopen(self, reason: str, *, by: str, at: datetime) -> "ComplaintChange":
        """Begins again, unassigned, within 7 days of the resolution; after that a new one is filed.

        Why has to be said.
        """
        if not isinstance(self.state, Resolved):
            return NotAllowed(reason=Refusal.NOT_RESOLVED)
        if at - self.state.at > REOPEN_WITHIN:
            return NotAllowed(reason=Refusal.TOO_LATE)
        if not reason.strip():
            return NotAllowed(reason=Refusal.TEXT_MISSING)
        event = ComplaintReopened(reason=reason, resolution=self.state.resolution)
        return self._changed(event, by=by, at=at, state=Open())

    def add_contact(self, text: str, *, priority: Priority, by: str, at: datetime) -> "ComplaintChange":
        """The same problem again; `priority` is what the facts say now, and can only raise it."""
        if not self.unresolved:
            return NotAllowed(reason=Refusal.ALREADY_RESOLVED)
        if self.priority_set_by_bo or priority.rank <= self.priority.rank:
            return self._changed(ContactAdded(text=text), by=by, at=at)
        raised = PriorityChanged(before=self.priority, after=priority)
        return self._changed(ContactAdded(text=text), raised, by=by, at=at, priority=priority)

    def add_note(self, text: str, *, by: str, at: datetime) -> "ComplaintChange":
        """Writes something down for TKTM, in any state."""
        if not text.strip():
            return NotAllowed(reason=Refusal.TEXT_MISSING)
        return self._changed(NoteAdded(text=text), by=by, at=at)

    def set_priority(self, to: Priority, *, reason: str, by: str, at: datetime) -> "ComplaintChange":
        """The BO's decision, with its reason; it holds against the facts."""
        if not self.unresolved:
            return NotAllowed(reason=Refusal.ALREADY_RESOLVED)
        if to is self.priority:
            return NotAllowed(reason=Refusal.NOTHING_CHANGES)
        if not reason.strip():
            return NotAllowed(reason=Refusal.TEXT_MISSING)
        event = PriorityChanged(before=self.priority, after=to, reason=reason)
        return self._changed(event, by=by, at=at, priority=to, priority_set_by_bo=True)

    def correct_kind(
        self, to: ComplaintType, *, priority: Priority, by: str, at: datetime
    ) -> "ComplaintChange":
        """Another kind than was read; `priority` is what the facts say of it, unless the BO set one."""
        if not self.unresolved:
            return NotAllowed(reason=Refusal.ALREADY_RESOLVED)
        if to is self.kind:
            return NotAllowed(reason=Refusal.NOTHING_CHANGES)
        corrected = KindCorrected(before=self.kind, after=to)
        if self.priority_set_by_bo or priority is self.priority:
            return self._changed(corrected, by=by, at=at, kind=to)
        weighed = PriorityChanged(before=self.priority, after=priority)
        return self._changed(corrected, weighed, by=by, at=at, kind=to, priority=priority)

    def _changed(
        self, *events: ComplaintEvent, by: str, at: datetime, **fields: object
    ) -> "ComplaintChanged":
        happened = tuple(Happened(at=at, by=by, what=event) for event in events)
        history = (*self.history, *happened)
        changed = msgspec.structs.replace(self, version=self.version + 1, history=history, **fields)
        return ComplaintChanged(complaint=changed, events=happened)


class ComplaintChanged(msgspec.Struct, frozen=True, kw_only=True):
    """The complaint after a change, and what happened: at least one event, the last ones of its history."""

    complaint: Complaint
    events: tuple[Happened[ComplaintEvent], ...]


ComplaintChange = ComplaintChanged | NotAllowed


def open_complaint(
    filing: Filing, *, complaint_id: UUID, priority: Priority, by: str, at: datetime
) -> ComplaintChanged:
    """A new complaint, version 1; whether it is one is for same_problem to say first."""
    opened = ComplaintOpened(
        kind=filing.kind, contract=filing.contract, priority=priority, details=filing.details
    )
    history = (Happened[ComplaintEvent](at=at, by=by, what=opened),)
    complaint = Complaint(
        id=complaint_id,
        kind=filing.kind,
        contract=filing.contract,
        contractor=filing.contractor,
        details=filing.details,
        priority=priority,
        opened_at=at,
        history=history,
    )
    return ComplaintChanged(complaint=complaint, events=history)


def same_problem(filing: Filing, among: Iterable[Complaint]) -> Complaint | None:
    """The unresolved complaint this filing adds to: same contractor, contract and kind; else None."""
    key = (filing.contractor, filing.contract, filing.kind)
    same = (c for c in among if c.unresolved and (c.contractor, c.contract, c.kind) == key)
    return min(same, key=lambda complaint: complaint.opened_at, default=None)


def solved_lately(filing: Filing, among: Iterable[Complaint], at: datetime) -> Complaint | None:
    """The complaint this filing brings back: the same problem, resolved 7 days ago at most; else None."""
    key = (filing.contractor, filing.contract, filing.kind)
    lately = [
        (complaint.state.at, complaint)
        for complaint in among
        if isinstance(complaint.state, Resolved)
        and at - complaint.state.at <= REOPEN_WITHIN
        and (complaint.contractor, complaint.contract, complaint.kind) == key
    ]
    return max(lately, key=lambda found: found[0])[1] if lately else None
