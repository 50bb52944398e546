"""What people look at, on PostgreSQL: each call one read-only transaction, and the same few statements."""

from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any, Self, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncEngine

from jarvis_adapters.postgres import views_cases, views_messages, views_people
from jarvis_adapters.postgres.connections import Link, engine_for, translated
from jarvis_adapters.postgres.tallies import tallies_between
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

# Plans are made for the values asked for: the best one for a rare word is the worst for a common one.
_SETTINGS = {
    "default_transaction_read_only": "on",
    "plan_cache_mode": "force_custom_plan",
    "jit": "off",
    "random_page_cost": "1.1",  # the pages of a list are in memory, or on a disk without a head to move
}
_OF_EACH = Slice(limit=100)


class PostgresViews(Views):
    """The views of one migrated database, on connections of their own that cannot write."""

    def __init__(self, engine: AsyncEngine, clock: Clock) -> None:
        self._engine = engine.execution_options(isolation_level="REPEATABLE READ")
        self._clock = clock

    @classmethod
    def open(cls, dsn: str, clock: Clock) -> Self:
        """Connects when it is first used."""
        return cls(engine_for(dsn, _SETTINGS, connections=6), clock)

    async def close(self) -> None:
        await self._engine.dispose()

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[Link]:
        with translated():
            connection = await self._engine.connect()
        try:
            yield Link(connection)
        finally:
            await connection.close()

    # messages

    async def messages(self, wanted: MessageFilter, order: MessageSort, part: Slice) -> Page[MessageRow]:
        async with self._reading() as link:
            return await views_messages.message_page(link, wanted, order, part)

    async def message(self, id_: UUID) -> MessageView | None:
        async with self._reading() as link:
            return await views_messages.message_view(link, id_)

    async def thread(self, contractor: UUID, part: Slice) -> Page[ThreadEntry]:
        async with self._reading() as link:
            return await views_messages.thread_page(link, contractor, part)

    # cases

    async def complaints(
        self, wanted: ComplaintFilter, order: ComplaintSort, part: Slice
    ) -> Page[ComplaintRow]:
        async with self._reading() as link:
            return await views_cases.complaint_page(link, wanted, order, part)

    async def complaint_row(self, id_: UUID) -> ComplaintRow | None:
        async with self._reading() as link:
            return await views_cases.complaint_row(link, id_)

    async def complaint_messages(self, complaint: UUID) -> tuple[MessageRow, ...]:
        async with self._reading() as link:
            return await views_messages.complaint_messages_of(link, complaint, limit=_OF_EACH.limit)

    async def tickets(self, wanted: TicketFilter, order: TicketSort, part: Slice) -> Page[TicketRow]:
        async with self._reading() as link:
            return await views_cases.ticket_page(link, wanted, order, part, self._clock.now())

    async def ticket_row(self, id_: UUID) -> TicketRow | None:
        async with self._reading() as link:
            return await views_cases.ticket_row(link, id_)

    # people

    async def contractors(
        self, wanted: ContractorFilter, order: ContractorSort, part: Slice
    ) -> Page[ContractorRow]:
        async with self._reading() as link:
            return await views_people.contractor_page(link, wanted, order, part, self._clock.now())

    async def regions(self) -> Sequence[str]:
        async with self._reading() as link:
            return await views_people.regions_of(link)

    async def contractor_row(self, id_: UUID) -> ContractorRow | None:
        async with self._reading() as link:
            return await views_people.contractor_row(link, id_, self._clock.now())

    async def audit(self, wanted: AuditFilter, part: Slice) -> Page[Sealed]:
        async with self._reading() as link:
            return await views_people.audit_page(link, wanted, part)

    async def people(self, ids: Sequence[str]) -> dict[str, PersonRef]:
        async with self._reading() as link:
            return await views_people.people_of(link, ids)

    async def contract(self, number: ContractNumber) -> ContractView:
        async with self._reading() as link:
            now = self._clock.now()
            messages = await views_messages.message_page(
                link, MessageFilter(contract=number), MessageSort.NEWEST, _OF_EACH
            )
            complaints = await views_cases.complaint_page(
                link, ComplaintFilter(contract=number), ComplaintSort.NEWEST, _OF_EACH
            )
            tickets = await views_cases.ticket_page(
                link, TicketFilter(contract=number), TicketSort.NEWEST, _OF_EACH, now
            )
            return ContractView(
                number=number,
                statuses=await views_cases.statuses_of(link, number, limit=_OF_EACH.limit),
                messages=messages.rows,
                complaints=complaints.rows,
                tickets=tickets.rows,
            )

    # whole lists

    def all_messages(self, wanted: MessageFilter) -> AsyncIterator[MessageRow]:
        return self._every(
            lambda link, part: views_messages.message_page(link, wanted, MessageSort.NEWEST, part)
        )

    def all_complaints(self, wanted: ComplaintFilter) -> AsyncIterator[ComplaintRow]:
        return self._every(
            lambda link, part: views_cases.complaint_page(link, wanted, ComplaintSort.NEWEST, part)
        )

    def all_tickets(self, wanted: TicketFilter) -> AsyncIterator[TicketRow]:
        now = self._clock.now()
        return self._every(
            lambda link, part: views_cases.ticket_page(link, wanted, TicketSort.NEWEST, part, now)
        )

    def all_audit(self, wanted: AuditFilter) -> AsyncIterator[Sealed]:
        return self._every(lambda link, part: views_people.audit_page(link, wanted, part))

    async def _every(
        self, page_of: Callable[[Link, Slice], Coroutine[Any, Any, Page[Row]]]
    ) -> AsyncIterator[Row]:
        """Page after page, all as of one moment."""
        async with self._reading() as link:
            part: Slice | None = Slice(limit=MAX_ROWS)
            while part is not None:
                page = await page_of(link, part)
                for row in page.rows:
                    yield row
                part = Slice(limit=MAX_ROWS, after=page.next) if page.next else None

    # figures

    async def tallies(self, period: Period, *, by_day: bool = False) -> Sequence[Tally]:
        async with self._reading() as link:
            return await tallies_between(link, period, self._clock.now(), by_day=by_day)
