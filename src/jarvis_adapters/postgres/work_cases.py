"""Units of work, cases: complaints, tickets, their notices and satisfaction."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from jarvis_adapters.postgres.connections import Link
from jarvis_adapters.postgres.rows_cases import (
    clock_of,
    complaint_columns,
    complaint_of,
    event_columns,
    notice_columns,
    notice_of,
    ticket_columns,
    ticket_of,
)
from jarvis_adapters.postgres.tables import message_contracts, replies
from jarvis_adapters.postgres.tables_cases import (
    complaint_events,
    complaint_messages,
    complaints,
    notices,
    satisfaction,
    ticket_events,
    tickets,
)
from jarvis_adapters.postgres.words import ADD_COMPLAINT_WORDS
from jarvis_adapters.storable import storable, storable_text
from jarvis_domain.casework.complaints import Complaint, ComplaintChanged
from jarvis_domain.casework.escalation import EscalationClock
from jarvis_domain.casework.satisfaction import SatisfactionAnswered, SatisfactionAsked
from jarvis_domain.casework.tickets import Ticket, TicketChanged, TicketNumber
from jarvis_domain.desk.staff import EmailAddress
from jarvis_domain.errors import Conflict
from jarvis_domain.ports.cases import Cases, Notice, NoticeKind, OpenQuestion
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.search import search_terms

_SHOWN = 100
_UNANSWERED = (satisfaction.c.answered_at.is_(None), satisfaction.c.closed_at.is_(None))
_HOLD = sa.text("select jarvis_hold_contractor(:contractor)")
_HOLD_ITS_CONTRACTOR = sa.text(
    "select jarvis_hold_contractor(contractor_id) from complaints where id = :complaint"
)
_CLAIM = sa.text("""
    update notices set attempts = attempts + 1, claimable_at = :until
    where id in (
        select id from notices where kind = :kind and ended_at is null and claimable_at <= :now
        order by queued_at, id limit :limit for update skip locked
    )
    returning *
""")


class PostgresCases(Cases):
    """On the unit of work's connection."""

    def __init__(self, link: Link) -> None:
        self._link = link

    # complaints

    async def add_complaint(self, opened: ComplaintChanged, *, message: UUID | None = None) -> None:
        complaint = storable(opened.complaint)
        contractor = await self._link.one(_HOLD, {"contractor": complaint.contractor})
        await self._link.run(
            sa.insert(complaints).values(
                id=complaint.id,
                contractor_id=contractor,
                message_id=message,
                **complaint_columns(complaint),
            )
        )
        await self._add_words(complaint.id, complaint.details, str(complaint.contract))
        await self._add_complaint_events(complaint, len(opened.events))
        if message is not None:
            await self.link_messages(complaint.id, (message,))

    async def link_messages(self, complaint: UUID, messages: Sequence[UUID]) -> None:
        if messages:
            links = [{"complaint_id": complaint, "message_id": message} for message in messages]
            await self._link.run(insert(complaint_messages).on_conflict_do_nothing(), links)

    async def save_complaint(self, changed: ComplaintChanged) -> None:
        complaint = storable(changed.complaint)
        # No merge passes a complaint that begins again: its problem would be there twice.
        await self._link.run(_HOLD_ITS_CONTRACTOR, {"complaint": complaint.id})
        await self._save(complaints, complaint.id, complaint.version, complaint_columns(complaint))
        await self._add_complaint_events(complaint, len(changed.events))

    async def complaint(self, id_: UUID) -> Complaint | None:
        found = await self._complaints(sa.select(complaints).where(complaints.c.id == id_))
        return found[0] if found else None

    async def complaints_of(
        self, contractor: UUID, *, contract: ContractNumber | None = None, limit: int = 50
    ) -> Sequence[Complaint]:
        column = complaints.c
        theirs = sa.select(complaints).where(column.contractor_id == sa.func.jarvis_contractor(contractor))
        if contract is not None:
            theirs = theirs.where(column.contract_number == str(contract))
        newest = theirs.order_by(column.created_at.desc(), column.id.desc()).limit(limit)
        return await self._complaints(newest)

    async def contacts(self, contract: ContractNumber, *, since: datetime) -> int:
        named = (message_contracts.c.number == str(contract), message_contracts.c.at >= since)
        return int(await self._link.one(sa.select(sa.func.count()).where(*named)))

    # tickets

    async def add_ticket(self, opened: TicketChanged) -> None:
        ticket = storable(opened.ticket)
        await self._link.run(sa.insert(tickets).values(id=ticket.id, **ticket_columns(ticket)))
        await self._add_words(ticket.complaint, str(ticket.number))
        await self._add_ticket_events(ticket, len(opened.events))

    async def save_ticket(self, changed: TicketChanged) -> None:
        ticket = storable(changed.ticket)
        await self._save(tickets, ticket.id, ticket.version, ticket_columns(ticket))
        if ticket.orange_id is not None:
            await self._add_words(ticket.complaint, str(ticket.orange_id))
        await self._add_ticket_events(ticket, len(changed.events))

    async def ticket(self, id_: UUID) -> Ticket | None:
        found = await self._tickets(tickets.c.id == id_)
        return found[0] if found else None

    async def ticket_with(self, number: TicketNumber) -> Ticket | None:
        found = await self._tickets(tickets.c.reference == str(number))
        return found[0] if found else None

    async def tickets_of(self, complaint: UUID) -> Sequence[Ticket]:
        return await self._tickets(tickets.c.complaint_id == complaint)

    async def clock_of(self, ticket: UUID) -> EscalationClock:
        rows = await self._link.run(sa.select(tickets).where(tickets.c.id == ticket))
        if not rows:
            raise LookupError(f"no ticket {ticket}")
        return clock_of(rows[0])

    async def stop_clock(self, ticket: UUID, at: datetime) -> None:
        column = tickets.c
        end = sa.func.coalesce(column.notified_at, sa.func.greatest(at, column.decided_at))
        await self._change(tickets, ticket, notified_at=end)

    # notices

    async def queue_notice(self, notice: Notice) -> None:
        await self._link.run(sa.insert(notices).values(notice_columns(storable(notice))))

    async def claim_notices(
        self, kind: NoticeKind, now: datetime, *, lease: timedelta, limit: int
    ) -> Sequence[Notice]:
        facts = {"kind": kind, "now": now, "until": now + lease, "limit": limit}
        claimed = [notice_of(row) for row in await self._link.run(_CLAIM, facts)]
        return sorted(claimed, key=lambda notice: (notice.queued_at, notice.id))

    async def address_notice(self, id_: UUID, to: Sequence[EmailAddress]) -> None:
        first = sa.case((notices.c.recipients == [], [str(one) for one in to]), else_=notices.c.recipients)
        await self._change_notice(id_, recipients=first)

    async def end_notice(self, id_: UUID, at: datetime, *, failure: str = "") -> None:
        await self._change_notice(id_, ended_at=at, reason=storable_text(failure))

    async def postpone_notice(self, id_: UUID, until: datetime, *, reason: str) -> None:
        await self._change_notice(id_, claimable_at=until, reason=storable_text(reason))

    async def waiting_notices(self) -> Sequence[tuple[Notice, str]]:
        waiting = sa.select(notices).where(notices.c.ended_at.is_(None))
        oldest = waiting.order_by(notices.c.queued_at, notices.c.id).limit(_SHOWN)
        return [(notice_of(row), row.reason) for row in await self._link.run(oldest)]

    # satisfaction

    async def ask_satisfaction(self, asked: SatisfactionAsked, *, contractor: UUID, reply: UUID) -> None:
        contractor = await self._link.one(_HOLD, {"contractor": contractor})
        older = sa.update(satisfaction).where(satisfaction.c.contractor_id == contractor, *_UNANSWERED)
        await self._link.run(older.values(closed_at=asked.asked_at))
        await self._link.run(
            sa.insert(satisfaction).values(
                complaint_id=asked.complaint,
                contractor_id=contractor,
                reply_id=reply,
                asked_at=asked.asked_at,
            )
        )

    async def open_question(self, contractor: UUID) -> OpenQuestion | None:
        column = satisfaction.c
        rows = await self._link.run(
            sa.select(column.complaint_id, column.asked_at, replies.c.whatsapp_id)
            .join(replies, replies.c.id == column.reply_id)
            .where(column.contractor_id == sa.func.jarvis_contractor(contractor), *_UNANSWERED)
        )
        if not rows:
            return None
        asked = SatisfactionAsked(complaint=rows[0].complaint_id, asked_at=rows[0].asked_at)
        return OpenQuestion(asked=asked, whatsapp_id=rows[0].whatsapp_id)

    async def close_question(self, complaint: UUID, at: datetime) -> None:
        asked = sa.update(satisfaction).where(satisfaction.c.complaint_id == complaint, *_UNANSWERED)
        await self._link.run(asked.values(closed_at=at))

    async def answer_satisfaction(self, answered: SatisfactionAnswered) -> None:
        column = satisfaction.c
        asked = (column.complaint_id == answered.complaint, column.asked_at == answered.asked_at)
        answer = {"score": answered.score, "answered_at": answered.answered_at}
        noted = sa.update(satisfaction).where(*asked, *_UNANSWERED).values(answer).returning(column.id)
        if await self._link.run(noted):
            return
        await self._must_exist(complaints, answered.complaint)
        raise Conflict("the question was answered or closed meanwhile")

    # rows

    async def _complaints(self, which: sa.Select[Any]) -> list[Complaint]:
        rows = await self._link.run(which)
        events = await self._events(complaint_events.c.complaint_id, rows)
        return [complaint_of(row, events[row.id]) for row in rows]

    async def _tickets(self, which: sa.ColumnElement[bool]) -> list[Ticket]:
        newest = (tickets.c.decided_at.desc(), tickets.c.id.desc())
        rows = await self._link.run(sa.select(tickets).where(which).order_by(*newest))
        events = await self._events(ticket_events.c.ticket_id, rows)
        return [ticket_of(row, events[row.id]) for row in rows]

    async def _events(
        self, whose: sa.Column[UUID], rows: Sequence[sa.Row[Any]]
    ) -> dict[UUID, list[sa.Row[Any]]]:
        """Of each of the rows, oldest first."""
        events: dict[UUID, list[sa.Row[Any]]] = defaultdict(list)
        if rows:
            wanted = whose.in_([row.id for row in rows])
            for event in await self._link.run(sa.select(whose.table).where(wanted).order_by(sa.text("id"))):
                events[getattr(event, whose.name)].append(event)
        return events

    async def _add_complaint_events(self, complaint: Complaint, count: int) -> None:
        added = [event_columns(one, complaint_id=complaint.id) for one in complaint.history[-count:]]
        await self._link.run(sa.insert(complaint_events), added)

    async def _add_ticket_events(self, ticket: Ticket, count: int) -> None:
        added = [event_columns(one, ticket_id=ticket.id) for one in ticket.history[-count:]]
        await self._link.run(sa.insert(ticket_events), added)

    async def _add_words(self, complaint: UUID, *texts: str) -> None:
        """What a complaint is found by, beside its contractor's names and numbers."""
        words = sorted(frozenset().union(*map(search_terms, texts)))
        await self._link.run(ADD_COMPLAINT_WORDS, {"complaint": complaint, "words": words})

    async def _save(self, table: sa.Table, id_: UUID, version: int, values: dict[str, Any]) -> None:
        before = (table.c.id == id_, table.c.version == version - 1)
        if not await self._link.run(sa.update(table).where(*before).values(values).returning(table.c.id)):
            await self._must_exist(table, id_)
            raise Conflict(f"somebody else changed {table.name} {id_} first")

    async def _change(self, table: sa.Table, id_: UUID, **values: Any) -> None:
        change = sa.update(table).where(table.c.id == id_).values(values).returning(table.c.id)
        if not await self._link.run(change):
            raise LookupError(f"no {table.name} {id_}")

    async def _change_notice(self, id_: UUID, **values: Any) -> None:
        """One that has ended is left as it is."""
        waiting = (notices.c.id == id_, notices.c.ended_at.is_(None))
        change = sa.update(notices).where(*waiting).values(values).returning(notices.c.id)
        if not await self._link.run(change):
            await self._must_exist(notices, id_)

    async def _must_exist(self, table: sa.Table, id_: UUID) -> None:
        if not await self._link.run(sa.select(table.c.id).where(table.c.id == id_)):
            raise LookupError(f"no {table.name} {id_}")
