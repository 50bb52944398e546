"""Spreadsheets: small workbooks to attach, long ones to download row by row, lists to read in."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

import msgspec

from jarvis_domain.casework.orange_pack import Cell, Sheet


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """`width` in characters; `right_to_left` for a column whose texts are mostly Arabic."""

    title: str
    width: int = 16
    right_to_left: bool = False


class SheetUnreadable(msgspec.Struct, frozen=True, kw_only=True):
    """The file was refused before or while it was read; `reason` says in French what to do."""

    reason: str


class Workbooks(Protocol):
    """Never puts a formula into a cell, never reads one; times are shown by Casablanca's clock."""

    def attach(self, sheets: Sequence[Sheet]) -> bytes:
        """A whole workbook, for a mail; the same sheets give the same bytes, whenever they are asked for."""
        ...

    def stream(
        self,
        title: str,
        columns: Sequence[Column],
        rows: AsyncIterator[Sequence[Cell]],
        *,
        right_to_left: bool = False,
    ) -> AsyncIterator[bytes]:
        """One long sheet as a file in pieces, in memory that does not grow with the rows.

        `right_to_left`: the first column stands on the right, as in an Arabic table.
        """
        ...

    def read(self, raw: bytes) -> tuple[tuple[str, ...], ...] | SheetUnreadable:
        """The first sheet's rows as trimmed texts, headings first; refuses all but small plain workbooks."""
        ...
