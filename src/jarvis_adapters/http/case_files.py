"""One complaint or ticket with everything that belongs to it, gathered in a handful of reads."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from jarvis_adapters.http.histories import people_in, show_history, since
from jarvis_adapters.http.shown import (
    ComplaintOut,
    EventOut,
    MessageOut,
    TicketOut,
    show_complaint,
    show_message,
    show_ticket,
)
from jarvis_domain.casework.complaints import REOPEN_WITHIN, Complaint, Resolved
from jarvis_domain.casework.escalation import (
    EscalationPending,
    EscalationSent,
    is_late,
    time_left,
    time_taken,
)
from jarvis_domain.casework.tickets import Ticket
from jarvis_domain.ports.cases import Notice, NoticeKind
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.ports.views import MAX_ROWS, Slice, TicketFilter, TicketRow, TicketSort, Views
from jarvis_domain.understanding.contracts import ContractNumber


class ClockOut(msgspec.Struct, frozen=True, kw_only=True):
    """The five minutes from the decision to Orange's mail; `sent_at` is null while they run."""

    decided_at: datetime
    sent_at: datetime | None
    seconds_taken: float
    seconds_left: float
    late: bool


class NoticeOut(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that still has to leave; `why` says what holds it back, if anything does."""

    id: UUID
    kind: NoticeKind
    queued_at: datetime
    attempts: int
    why: str


class ComplaintFile(ComplaintOut, frozen=True, kw_only=True):
    """`history` oldest first, `tickets` newest first; `clock` is the newest ticket's.

    `messages` are those that told of it or confirmed it, oldest first, 100 at most.
    `reopen_until` is set on a resolved complaint, `priority_set_by_bo` where the facts no longer count.
    """

    priority_set_by_bo: bool
    reopen_until: datetime | None
    history: tuple[EventOut, ...]
    notes: tuple[EventOut, ...]
    messages: tuple[MessageOut, ...]
    tickets: tuple[TicketOut, ...]
    clock: ClockOut | None
    notices: tuple[NoticeOut, ...]


class TicketFile(TicketOut, frozen=True, kw_only=True):
    """`history` oldest first; `about` is the complaint that was escalated."""

    history: tuple[EventOut, ...]
    clock: ClockOut
    notices: tuple[NoticeOut, ...]
    about: ComplaintOut | None


class CaseFiles:
    """Reads whole cases, as they are now."""

    def __init__(self, views: Views, store: Store, clock: Clock) -> None:
        self._views = views
        self._store = store
        self._clock = clock

    async def complaint(self, id_: UUID) -> ComplaintFile | None:
        async with self._store.begin() as work:
            complaint = await work.cases.complaint(id_)
            waiting = await work.cases.waiting_notices() if complaint else ()
        row = await self._views.complaint_row(id_)
        if complaint is None or row is None:
            return None
        tickets = await self._tickets_of(id_, complaint.contract)
        people = await self._views.people(people_in(complaint.history))
        return ComplaintFile(
            **msgspec.structs.asdict(show_complaint(row)),
            priority_set_by_bo=complaint.priority_set_by_bo,
            reopen_until=_reopen_until(complaint),
            history=show_history(complaint.history, people),
            notes=show_history(complaint.notes, people),
            messages=tuple(map(show_message, await self._views.complaint_messages(id_))),
            tickets=tuple(map(show_ticket, tickets)),
            clock=self._clock_of(tickets[0]) if tickets else None,
            notices=_notices(waiting, {ticket.id for ticket in tickets}),
        )

    async def ticket(self, id_: UUID) -> TicketFile | None:
        async with self._store.begin() as work:
            ticket = await work.cases.ticket(id_)
            waiting = await work.cases.waiting_notices() if ticket else ()
        row = await self._views.ticket_row(id_)
        if ticket is None or row is None:
            return None
        complaint = await self._views.complaint_row(ticket.complaint)
        people = await self._views.people(people_in(ticket.history))
        return TicketFile(
            **msgspec.structs.asdict(show_ticket(row)),
            history=show_history(ticket.history, people),
            clock=self._clock_of(row),
            notices=_notices(waiting, {id_}),
            about=show_complaint(complaint) if complaint else None,
        )

    async def changes(self, current: Complaint | Ticket, version: int) -> tuple[EventOut, ...]:
        """What was done to it after that version, and by whom."""
        later = since(current.history, version)
        return show_history(later, await self._views.people(people_in(later)))

    async def _tickets_of(self, complaint: UUID, contract: ContractNumber) -> Sequence[TicketRow]:
        wanted = TicketFilter(contract=contract)
        page = await self._views.tickets(wanted, TicketSort.NEWEST, Slice(limit=MAX_ROWS))
        return [row for row in page.rows if row.complaint == complaint]

    def _clock_of(self, ticket: TicketRow) -> ClockOut:
        """A ticket's clock runs from its opening."""
        now, began = self._clock.now(), ticket.opened_at
        clock = (
            EscalationSent(decided_at=began, sent_at=ticket.sent_at)
            if ticket.sent_at
            else EscalationPending(decided_at=began)
        )
        return ClockOut(
            decided_at=began,
            sent_at=ticket.sent_at,
            seconds_taken=_seconds(time_taken(clock, now)),
            seconds_left=_seconds(time_left(clock, now)),
            late=is_late(clock, now),
        )


def _seconds(span: timedelta) -> float:
    return round(span.total_seconds(), 3)


def _reopen_until(complaint: Complaint) -> datetime | None:
    state = complaint.state
    return state.at + REOPEN_WITHIN if isinstance(state, Resolved) else None


def _notices(waiting: Sequence[tuple[Notice, str]], tickets: set[UUID]) -> tuple[NoticeOut, ...]:
    return tuple(
        NoticeOut(
            id=notice.id, kind=notice.kind, queued_at=notice.queued_at, attempts=notice.attempts, why=why
        )
        for notice, why in waiting
        if notice.ticket in tickets
    )
