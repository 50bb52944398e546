"""Cases on the store in memory: complaints, tickets, their notices and satisfaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from jarvis_adapters.memory.store_state import (
    ComplaintRow,
    NoticeRow,
    SatisfactionRow,
    State,
    TicketRow,
)
from jarvis_adapters.storable import storable, storable_text
from jarvis_domain.casework.complaints import Complaint, ComplaintChanged
from jarvis_domain.casework.escalation import EscalationClock, EscalationPending, mark_sent
from jarvis_domain.casework.satisfaction import SatisfactionAnswered, SatisfactionAsked
from jarvis_domain.casework.tickets import Ticket, TicketChanged, TicketNumber
from jarvis_domain.desk.staff import EmailAddress
from jarvis_domain.errors import Conflict
from jarvis_domain.ports.cases import Cases, Notice, NoticeKind, OpenQuestion
from jarvis_domain.understanding.contracts import ContractNumber

_SHOWN = 100


class MemoryCases(Cases):
    """Changes the state in place, as its unit of work does."""

    def __init__(self, state: State) -> None:
        self._state = state

    # complaints

    async def add_complaint(self, opened: ComplaintChanged, *, message: UUID | None = None) -> None:
        complaint = storable(opened.complaint)
        contractor = self._state.known_contractor(complaint.contractor)
        if complaint.id in self._state.complaints:
            raise Conflict("this complaint was filed before")
        if message is not None and message not in self._state.messages:
            raise LookupError(f"no message {message}")
        self._keep(ComplaintRow(complaint=msgspec.structs.replace(complaint, contractor=contractor)))
        if message is not None:
            await self.link_messages(complaint.id, (message,))

    async def link_messages(self, complaint: UUID, messages: Sequence[UUID]) -> None:
        row = self._complaint(complaint)
        for message in messages:
            if message not in self._state.messages:
                raise LookupError(f"no message {message}")
        linked = tuple(dict.fromkeys((*row.messages, *messages)))
        self._state.complaints[complaint] = msgspec.structs.replace(row, messages=linked)

    async def save_complaint(self, changed: ComplaintChanged) -> None:
        complaint, row = storable(changed.complaint), self._complaint(changed.complaint.id)
        known = row.complaint
        if known.version != complaint.version - 1:
            raise Conflict("somebody else changed this complaint first")
        history = (*known.history, *complaint.history[-len(changed.events) :])
        saved = msgspec.structs.replace(complaint, contractor=known.contractor, history=history)
        self._keep(msgspec.structs.replace(row, complaint=saved))

    async def complaint(self, id_: UUID) -> Complaint | None:
        row = self._state.complaints.get(id_)
        return None if row is None else row.complaint

    async def complaints_of(
        self, contractor: UUID, *, contract: ContractNumber | None = None, limit: int = 50
    ) -> Sequence[Complaint]:
        contractor = self._state.contractor(contractor)
        theirs = [
            row.complaint
            for row in self._state.complaints.values()
            if row.complaint.contractor == contractor and contract in (None, row.complaint.contract)
        ]
        return sorted(theirs, key=lambda one: (one.opened_at, one.id), reverse=True)[:limit]

    async def contacts(self, contract: ContractNumber, *, since: datetime) -> int:
        rows = self._state.messages.values()
        return sum(row.stored.received_at >= since and contract in row.contracts for row in rows)

    # tickets

    async def add_ticket(self, opened: TicketChanged) -> None:
        ticket = storable(opened.ticket)
        self._complaint(ticket.complaint)
        if ticket.id in self._state.tickets or await self.ticket_with(ticket.number) is not None:
            raise Conflict("this ticket number is taken")
        clock = EscalationPending(decided_at=ticket.opened_at)
        self._state.tickets[ticket.id] = TicketRow(ticket=ticket, clock=clock)

    async def save_ticket(self, changed: TicketChanged) -> None:
        ticket, row = storable(changed.ticket), self._ticket(changed.ticket.id)
        if row.ticket.version != ticket.version - 1:
            raise Conflict("somebody else changed this ticket first")
        history = (*row.ticket.history, *ticket.history[-len(changed.events) :])
        saved = msgspec.structs.replace(ticket, history=history)
        self._state.tickets[ticket.id] = msgspec.structs.replace(row, ticket=saved)

    async def ticket(self, id_: UUID) -> Ticket | None:
        row = self._state.tickets.get(id_)
        return None if row is None else row.ticket

    async def ticket_with(self, number: TicketNumber) -> Ticket | None:
        tickets = (row.ticket for row in self._state.tickets.values())
        return next((ticket for ticket in tickets if ticket.number == number), None)

    async def tickets_of(self, complaint: UUID) -> Sequence[Ticket]:
        tickets = [row.ticket for row in self._state.tickets.values() if row.ticket.complaint == complaint]
        return sorted(tickets, key=lambda one: (one.opened_at, one.id), reverse=True)

    async def clock_of(self, ticket: UUID) -> EscalationClock:
        return self._ticket(ticket).clock

    async def stop_clock(self, ticket: UUID, at: datetime) -> None:
        row = self._ticket(ticket)
        self._state.tickets[ticket] = msgspec.structs.replace(row, clock=mark_sent(row.clock, at))

    # notices

    async def queue_notice(self, notice: Notice) -> None:
        self._ticket(notice.ticket)
        if notice.id in self._state.notices:
            raise Conflict("this notice was queued before")
        row = NoticeRow(notice=storable(notice), claimable_at=notice.queued_at)
        self._state.notices[notice.id] = row

    async def claim_notices(
        self, kind: NoticeKind, now: datetime, *, lease: timedelta, limit: int
    ) -> Sequence[Notice]:
        free = [row for row in self._waiting() if row.notice.kind is kind and row.claimable_at <= now]
        return [self._claim(row, now + lease) for row in free[:limit]]

    async def address_notice(self, id_: UUID, to: Sequence[EmailAddress]) -> None:
        row = self._notice(id_)
        if row.ended_at is None and not row.notice.to:
            notice = msgspec.structs.replace(row.notice, to=tuple(to))
            self._state.notices[id_] = msgspec.structs.replace(row, notice=notice)

    async def end_notice(self, id_: UUID, at: datetime, *, failure: str = "") -> None:
        row = self._notice(id_)
        if row.ended_at is None:
            ended = msgspec.structs.replace(row, ended_at=at, reason=storable_text(failure))
            self._state.notices[id_] = ended

    async def postpone_notice(self, id_: UUID, until: datetime, *, reason: str) -> None:
        row = self._notice(id_)
        if row.ended_at is None:
            waits = msgspec.structs.replace(row, claimable_at=until, reason=storable_text(reason))
            self._state.notices[id_] = waits

    async def waiting_notices(self) -> Sequence[tuple[Notice, str]]:
        return [(row.notice, row.reason) for row in self._waiting()[:_SHOWN]]

    # satisfaction

    async def ask_satisfaction(self, asked: SatisfactionAsked, *, contractor: UUID, reply: UUID) -> None:
        contractor = self._state.known_contractor(contractor)
        self._complaint(asked.complaint)
        if reply not in self._state.replies:
            raise LookupError(f"no reply {reply}")
        for number, row in self._questions(contractor):
            self._state.satisfaction[number] = msgspec.structs.replace(row, closed_at=asked.asked_at)
        question = SatisfactionRow(asked=asked, contractor=contractor, reply=reply)
        self._state.satisfaction[self._state.next()] = question

    async def open_question(self, contractor: UUID) -> OpenQuestion | None:
        for _, row in self._questions(self._state.contractor(contractor)):
            return OpenQuestion(asked=row.asked, whatsapp_id=self._state.replies[row.reply].whatsapp_id)
        return None

    async def close_question(self, complaint: UUID, at: datetime) -> None:
        for number, row in self._state.satisfaction.items():
            if row.open and row.asked.complaint == complaint:
                self._state.satisfaction[number] = msgspec.structs.replace(row, closed_at=at)

    async def answer_satisfaction(self, answered: SatisfactionAnswered) -> None:
        asked = SatisfactionAsked(complaint=answered.complaint, asked_at=answered.asked_at)
        self._complaint(asked.complaint)
        for number, row in self._state.satisfaction.items():
            if row.open and row.asked == asked:
                self._state.satisfaction[number] = msgspec.structs.replace(
                    row, score=answered.score, answered_at=answered.answered_at
                )
                return
        raise Conflict("the question was answered or closed meanwhile")

    # rows

    def _complaint(self, id_: UUID) -> ComplaintRow:
        if (row := self._state.complaints.get(id_)) is None:
            raise LookupError(f"no complaint {id_}")
        return row

    def _ticket(self, id_: UUID) -> TicketRow:
        if (row := self._state.tickets.get(id_)) is None:
            raise LookupError(f"no ticket {id_}")
        return row

    def _notice(self, id_: UUID) -> NoticeRow:
        if (row := self._state.notices.get(id_)) is None:
            raise LookupError(f"no notice {id_}")
        return row

    def _keep(self, row: ComplaintRow) -> None:
        """Raises Conflict when another unresolved complaint is about the same."""
        for other in self._state.complaints.values():
            if other.complaint.id != row.complaint.id and _same_problem(other.complaint, row.complaint):
                raise Conflict("there is an unresolved complaint about this already")
        self._state.complaints[row.complaint.id] = row

    def _waiting(self) -> list[NoticeRow]:
        rows = [row for row in self._state.notices.values() if row.ended_at is None]
        return sorted(rows, key=lambda row: (row.notice.queued_at, row.notice.id))

    def _claim(self, row: NoticeRow, until: datetime) -> Notice:
        claimed = msgspec.structs.replace(row.notice, attempts=row.notice.attempts + 1)
        self._state.notices[claimed.id] = msgspec.structs.replace(row, notice=claimed, claimable_at=until)
        return claimed

    def _questions(self, contractor: UUID) -> list[tuple[int, SatisfactionRow]]:
        rows = self._state.satisfaction.items()
        return [(number, row) for number, row in rows if row.open and row.contractor == contractor]


def _same_problem(one: Complaint, other: Complaint) -> bool:
    same = (one.contractor, one.contract, one.kind) == (other.contractor, other.contract, other.kind)
    return same and one.unresolved and other.unresolved
