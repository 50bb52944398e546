"""What people look at, on the store in memory."""

from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from typing import Any, TypeVar
from uuid import UUID

from jarvis_adapters.memory import views_cases, views_messages, views_people
from jarvis_adapters.memory.store import MemoryStore
from jarvis_adapters.memory.tallies import tallies_of
from jarvis_domain.desk.audit import Sealed
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.ports.views import (
    MAX_ROWS,
    AuditFilter,
    ComplaintFilter,
    ComplaintRow,
    ComplaintSort,
    ContractorFilter,
    ContractorRow,
    ContractorSort,
    ContractView,
    MessageFilter,
    MessageRow,
    MessageSort,
    MessageView,
    Page,
    Period,
    PersonRef,
    Slice,
    Tally,
    ThreadEntry,
    TicketFilter,
    TicketRow,
    TicketSort,
    Views,
)
from jarvis_domain.understanding.contracts import ContractNumber

Row = TypeVar("Row")
_OF_EACH = Slice(limit=100)


class MemoryViews(Views):
    """Every call goes through all rows; a view must not be taken inside a unit of work of the same task."""

    def __init__(self, store: MemoryStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    # messages

    async def messages(self, wanted: MessageFilter, order: MessageSort, part: Slice) -> Page[MessageRow]:
        async with self._store.look() as state:
            return views_messages.message_page(state, wanted, order, part)

    async def message(self, id_: UUID) -> MessageView | None:
        async with self._store.look() as state:
            return views_messages.message_view(state, id_)

    async def thread(self, contractor: UUID, part: Slice) -> Page[ThreadEntry]:
        async with self._store.look() as state:
            return views_messages.thread_page(state, contractor, part)

    # cases

    async def complaints(
        self, wanted: ComplaintFilter, order: ComplaintSort, part: Slice
    ) -> Page[ComplaintRow]:
        async with self._store.look() as state:
            return views_cases.complaint_page(state, wanted, order, part)

    async def complaint_row(self, id_: UUID) -> ComplaintRow | None:
        async with self._store.look() as state:
            row = state.complaints.get(id_)
            return None if row is None else views_cases.complaint_row(state, row)

    async def complaint_messages(self, complaint: UUID) -> tuple[MessageRow, ...]:
        async with self._store.look() as state:
            return views_messages.complaint_messages_of(state, complaint)[: _OF_EACH.limit]

    async def tickets(self, wanted: TicketFilter, order: TicketSort, part: Slice) -> Page[TicketRow]:
        async with self._store.look() as state:
            return views_cases.ticket_page(state, wanted, order, part, self._clock.now())

    async def ticket_row(self, id_: UUID) -> TicketRow | None:
        async with self._store.look() as state:
            row = state.tickets.get(id_)
            return None if row is None else views_cases.ticket_row(state, row)

    # people

    async def contractors(
        self, wanted: ContractorFilter, order: ContractorSort, part: Slice
    ) -> Page[ContractorRow]:
        async with self._store.look() as state:
            return views_people.contractor_page(state, wanted, order, part, self._clock.now())

    async def regions(self) -> Sequence[str]:
        async with self._store.look() as state:
            return views_people.regions_of(state)

    async def contractor_row(self, id_: UUID) -> ContractorRow | None:
        async with self._store.look() as state:
            row = state.contractors.get(state.contractor(id_))
            return None if row is None else views_people.contractor_row(state, row, self._clock.now())

    async def audit(self, wanted: AuditFilter, part: Slice) -> Page[Sealed]:
        async with self._store.look() as state:
            return views_people.audit_page(state, wanted, part)

    async def people(self, ids: Sequence[str]) -> dict[str, PersonRef]:
        async with self._store.look() as state:
            known = {str(id_): views_messages.person_ref(state, id_) for id_ in state.staff}
            return {id_: ref for id_, ref in known.items() if id_ in ids and ref is not None}

    async def contract(self, number: ContractNumber) -> ContractView:
        newest = (MessageSort.NEWEST, ComplaintSort.NEWEST, TicketSort.NEWEST)
        messages = await self.messages(MessageFilter(contract=number), newest[0], _OF_EACH)
        complaints = await self.complaints(ComplaintFilter(contract=number), newest[1], _OF_EACH)
        tickets = await self.tickets(TicketFilter(contract=number), newest[2], _OF_EACH)
        async with self._store.look() as state:
            statuses = state.statuses.get(number, ())[::-1][: _OF_EACH.limit]
        return ContractView(
            number=number,
            statuses=statuses,
            messages=messages.rows,
            complaints=complaints.rows,
            tickets=tickets.rows,
        )

    # whole lists

    def all_messages(self, wanted: MessageFilter) -> AsyncIterator[MessageRow]:
        return _every(lambda part: self.messages(wanted, MessageSort.NEWEST, part))

    def all_complaints(self, wanted: ComplaintFilter) -> AsyncIterator[ComplaintRow]:
        return _every(lambda part: self.complaints(wanted, ComplaintSort.NEWEST, part))

    def all_tickets(self, wanted: TicketFilter) -> AsyncIterator[TicketRow]:
        return _every(lambda part: self.tickets(wanted, TicketSort.NEWEST, part))

    def all_audit(self, wanted: AuditFilter) -> AsyncIterator[Sealed]:
        return _every(lambda part: self.audit(wanted, part))

    # figures

    async def tallies(self, period: Period, *, by_day: bool = False) -> Sequence[Tally]:
        async with self._store.look() as state:
            return tallies_of(state, period, self._clock.now(), by_day=by_day)


async def _every(page_of: Callable[[Slice], Coroutine[Any, Any, Page[Row]]]) -> AsyncIterator[Row]:
    part: Slice | None = Slice(limit=MAX_ROWS)
    while part is not None:
        page = await page_of(part)
        for row in page.rows:
            yield row
        part = Slice(limit=MAX_ROWS, after=page.next) if page.next else None
