"""Workbooks by openpyxl: whole ones for mails, long ones in pieces, small ones read."""

import asyncio
import tempfile
import threading
from collections.abc import AsyncIterator, Sequence
from io import BytesIO
from typing import IO, Any

from openpyxl import Workbook  # type: ignore[import-untyped] # openpyxl ships no types
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped] # as above

from jarvis_adapters.excel.cells import CellMaker
from jarvis_adapters.excel.reading import read_workbook
from jarvis_adapters.excel.undated import undated
from jarvis_domain.casework.orange_pack import Cell, Moment, Sheet
from jarvis_domain.ports.sheets import Column, SheetUnreadable, Workbooks

_BATCH = 500
_PIECE = 64 * 1024
_AT_ONCE = 2
"""Files being written in one process: more would only make each other, and the requests, wait."""
_WIDEST, _NARROWEST = 60, 10


class ExcelWorkbooks(Workbooks):
    """Writes in threads; what is unfinished lies in temporary files that nobody else can open."""

    def __init__(self) -> None:
        self._room = asyncio.Semaphore(_AT_ONCE)

    def attach(self, sheets: Sequence[Sheet]) -> bytes:
        book = Workbook(write_only=True)
        for sheet in sheets:
            columns = [Column(title=title, width=_width(sheet, at)) for at, title in enumerate(sheet.columns)]
            _Table(book, sheet.title, columns, right_to_left=False).add(sheet.rows)
        file = BytesIO()
        book.save(file)
        return undated(file.getvalue())

    async def stream(
        self,
        title: str,
        columns: Sequence[Column],
        rows: AsyncIterator[Sequence[Cell]],
        *,
        right_to_left: bool = False,
    ) -> AsyncIterator[bytes]:
        async with self._room:
            file = await _written(_Book(title, columns, right_to_left=right_to_left), rows)
        with file:
            while piece := await asyncio.to_thread(file.read, _PIECE):
                yield piece

    def read(self, raw: bytes) -> tuple[tuple[str, ...], ...] | SheetUnreadable:
        return read_workbook(raw)


async def _written(book: "_Book", rows: AsyncIterator[Sequence[Cell]]) -> IO[bytes]:
    try:
        async for batch in _batches(rows):
            await asyncio.to_thread(book.add, batch)
        return await asyncio.to_thread(book.save)
    except BaseException:
        # Whoever wanted the file is gone, and must not be kept waiting for us to clear up.
        asyncio.get_running_loop().run_in_executor(None, book.drop)
        raise


async def _batches(rows: AsyncIterator[Sequence[Cell]]) -> AsyncIterator[list[Sequence[Cell]]]:
    batch: list[Sequence[Cell]] = []
    async for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


class _Book:
    """A workbook of one long sheet; used by one thread at a time, even when the one before was given up."""

    def __init__(self, title: str, columns: Sequence[Column], *, right_to_left: bool) -> None:
        self._book = Workbook(write_only=True)
        self._sheet = _Table(self._book, title, columns, right_to_left=right_to_left)
        self._file: IO[bytes] | None = None
        self._mine = threading.Lock()

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        with self._mine:
            self._sheet.add(rows)

    def save(self) -> IO[bytes]:
        """A file without a name: it is gone when it is closed, however its reader ends."""
        with self._mine:
            if self._file is None:
                self._sheet.finish()
                file = tempfile.TemporaryFile(prefix="jarvis-sheet-")  # noqa: SIM115 its reader closes it
                self._book.save(file)
                file.seek(0)
                self._file = file
            return self._file

    def drop(self) -> None:
        """Saving is what removes the temporary file that openpyxl keeps of its own."""
        self.save().close()


class _Table:
    """A sheet that grows; its looks are set before the first row, later they would be left out."""

    def __init__(self, book: Any, title: str, columns: Sequence[Column], *, right_to_left: bool) -> None:
        self._sheet = book.create_sheet(title)
        self._sheet.sheet_view.rightToLeft = right_to_left
        self._sheet.freeze_panes = "A2"
        for at, column in enumerate(columns, 1):
            self._sheet.column_dimensions[get_column_letter(at)].width = column.width
        self._last = get_column_letter(len(columns))
        self._cells = CellMaker(self._sheet, [column.right_to_left for column in columns])
        self._sheet.append(self._cells.headings([column.title for column in columns]))
        self._rows = 1

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        for row in rows:
            self._sheet.append(self._cells.row(row))
            self._rows += 1

    def finish(self) -> None:
        """Lets people filter by every column."""
        self._sheet.auto_filter.ref = f"A1:{self._last}{self._rows}"


def _width(sheet: Sheet, at: int) -> int:
    lengths = (_length(row[at]) for row in sheet.rows)
    return min(_WIDEST, max(_NARROWEST, len(sheet.columns[at]) + 2, *lengths))


def _length(value: Cell) -> int:
    if isinstance(value, Moment):
        return len("00/00/0000 00:00") + 2
    return max((len(line) for line in str(value or "").splitlines()), default=0) + 2
