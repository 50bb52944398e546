"""Export: what a list shows becomes a sheet, row by row, and the audit says who took what."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import msgspec

from jarvis_domain.answering.templates import ReplyLanguage
from jarvis_domain.answering.wording import CASABLANCA, Wording
from jarvis_domain.casework.orange_pack import Cell
from jarvis_domain.desk.actors import Actor
from jarvis_domain.desk.figures import Counted
from jarvis_domain.flow.export_figures import figures_table, rows_of
from jarvis_domain.flow.export_sheets import COMPLAINTS, MESSAGES, TICKETS, Table, Value, audit_table
from jarvis_domain.flow.export_words import worded
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.ports.sheets import Column, Workbooks
from jarvis_domain.ports.views import (
    AuditFilter,
    ComplaintFilter,
    MessageFilter,
    Period,
    TicketFilter,
    Views,
)

Row = TypeVar("Row")


class FiguresWanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which counts: of a period with both its ends, of everything when `what` is empty."""

    period: Period = Period()
    what: tuple[Counted, ...] = ()


Wanted = ComplaintFilter | MessageFilter | TicketFilter | AuditFilter | FiguresWanted


class Exported(msgspec.Struct, frozen=True):
    """A sheet on its way: the file's name without its ending, and its pieces, to be taken once."""

    name: str
    pieces: AsyncIterator[bytes]


@dataclass(frozen=True, slots=True)
class Export:
    """Sheets of whole lists, newest first, by the lists' own filters.

    Who takes what is in the audit log before there is a first byte. Rows are read while they are written, a
    bounded number at a time.
    """

    store: Store
    views: Views
    workbooks: Workbooks
    clock: Clock

    async def complaints(self, wanted: ComplaintFilter, language: ReplyLanguage, *, who: Actor) -> Exported:
        await self._note(COMPLAINTS, wanted, who)
        return self._exported(COMPLAINTS, self.views.all_complaints(wanted), language)

    async def messages(self, wanted: MessageFilter, language: ReplyLanguage, *, who: Actor) -> Exported:
        await self._note(MESSAGES, wanted, who)
        return self._exported(MESSAGES, self.views.all_messages(wanted), language)

    async def tickets(self, wanted: TicketFilter, language: ReplyLanguage, *, who: Actor) -> Exported:
        await self._note(TICKETS, wanted, who)
        return self._exported(TICKETS, self.views.all_tickets(wanted), language)

    async def audit(self, wanted: AuditFilter, language: ReplyLanguage, *, who: Actor) -> Exported:
        async with self.store.begin() as work:
            names = {str(person.id): person.name or str(person.email) for person in await work.desk.people()}
        table = audit_table(names)
        await self._note(table, wanted, who)
        return self._exported(table, self.views.all_audit(wanted), language)

    async def figures(
        self, wanted: FiguresWanted, language: ReplyLanguage, *, by_day: bool, who: Actor
    ) -> Exported:
        table = figures_table()
        await self._note(table, wanted, who)
        tallies = await self.views.tallies(wanted.period, by_day=by_day)
        return self._exported(table, rows_of(tallies, wanted.what), language)

    async def _note(self, table: Table[Row], wanted: Wanted, who: Actor) -> None:
        at = self.clock.now()
        entry = who.entry("export_generated", f"export:{table.name}", at=at, changes=_conditions(wanted))
        async with self.store.begin() as work:
            await work.record(entry)

    def _exported(self, table: Table[Row], rows: AsyncIterator[Row], language: ReplyLanguage) -> Exported:
        arabic = language is ReplyLanguage.AR
        columns = [
            Column(
                title=_said(field.heading, arabic=arabic),
                width=field.width,
                right_to_left=field.prose or arabic,
            )
            for field in table.fields
        ]
        title = _said(table.title, arabic=arabic)
        cells = _cells(table, rows, arabic=arabic)
        pieces = self.workbooks.stream(title, columns, cells, right_to_left=arabic)
        today = self.clock.now().astimezone(CASABLANCA)
        return Exported(f"jarvis-{table.name}-{today:%Y-%m-%d}", pieces)


async def _cells(
    table: Table[Row], rows: AsyncIterator[Row], *, arabic: bool
) -> AsyncIterator[Sequence[Cell]]:
    async for row in rows:
        yield [_cell(field.of(row), arabic=arabic) for field in table.fields]


def _cell(value: Value, *, arabic: bool) -> Cell:
    match value:
        case Wording():
            return _said(value, arabic=arabic)
        case StrEnum():
            return _said(worded(value), arabic=arabic)
        case _:
            return value


def _said(wording: Wording, *, arabic: bool) -> str:
    return wording.ar if arabic else wording.fr


def _conditions(wanted: Wanted) -> dict[str, str]:
    """The conditions that are set, for the audit."""
    nothing = type(wanted)()
    values = ((name, getattr(wanted, name)) for name in wanted.__struct_fields__)
    return {
        name: msgspec.json.encode(value).decode() for name, value in values if value != getattr(nothing, name)
    }
