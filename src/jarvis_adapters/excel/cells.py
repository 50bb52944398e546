"""What stands in a cell: text that stays text, times as Excel keeps them."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped] # openpyxl ships no types
from openpyxl.cell.cell import ERROR_CODES  # type: ignore[import-untyped] # as above
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped] # as above

from jarvis_domain.answering.bidi import has_arabic
from jarvis_domain.answering.wording import CASABLANCA
from jarvis_domain.casework.orange_pack import Cell, Moment

LONGEST_TEXT = 32_767
"""In UTF-16 units, as Excel counts."""
TIME_FORMAT = "dd/mm/yyyy hh:mm"

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = 1, 2
# XML has no room for these; a lone surrogate is half a character.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")
# What a spreadsheet may take for a formula when the cell is edited or copied into another program, the
# full-width signs and quoted ones included.
_LIKE_A_FORMULA = re.compile(
    "[\\s\"'\u2018\u2019\u201c\u201d]*[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\u2212|%]|\\s"
)
_ERRORS = frozenset(ERROR_CODES)


def clean(text: str) -> str:
    """The text as a cell can hold it: nothing XML forbids, ended by "…" where it is too long."""
    text = _LINE_END.sub("\n", _UNWRITABLE.sub("", text))
    if 2 * len(text) <= LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * LONGEST_TEXT - 2].decode("utf-16-le", "ignore") + "…"


def local(moment: Moment) -> datetime:
    """By Casablanca's clock, and naive: Excel knows no time zones."""
    return moment.at.astimezone(CASABLANCA).replace(tzinfo=None)


class CellMaker:
    """Turns rows into cells for one write-only sheet, where a cell is written as soon as it is made.

    That is why one cell of each look, filled anew, serves a hundred thousand rows.
    """

    def __init__(self, sheet: Any, right_to_left: Sequence[bool]) -> None:
        self._right_to_left = right_to_left
        self._time = WriteOnlyCell(sheet)
        self._time.number_format = TIME_FORMAT
        self._guarded = WriteOnlyCell(sheet)
        self._guarded.quotePrefix = True
        self._guarded.alignment = Alignment(readingOrder=_LEFT_TO_RIGHT)
        self._arabic = WriteOnlyCell(sheet)
        self._arabic.quotePrefix = True
        self._arabic.alignment = Alignment(horizontal="right", readingOrder=_RIGHT_TO_LEFT)
        self._heading = WriteOnlyCell(sheet)
        self._heading.font = Font(bold=True)
        self._heading.fill = PatternFill("solid", fgColor="E5E7EB")

    def headings(self, titles: Sequence[str]) -> Iterator[object]:
        for title in titles:
            yield _filled(self._heading, title)

    def row(self, row: Sequence[Cell]) -> Iterator[object]:
        """Cells for `append`, to be taken one after the other."""
        for value, right_to_left in zip(row, self._right_to_left, strict=True):
            match value:
                case str():
                    yield self._text(clean(value), right_to_left=right_to_left)
                case Moment():
                    self._time.value = local(value)
                    yield self._time
                case _:
                    yield value

    def _text(self, text: str, *, right_to_left: bool) -> object:
        if right_to_left and has_arabic(text):
            return _filled(self._arabic, text)
        if _LIKE_A_FORMULA.match(text) or text in _ERRORS:
            return _filled(self._guarded, text)
        return text


def _filled(cell: Any, text: str) -> Any:
    cell.value = text
    cell.data_type = "s"  # after the value, which sets the type by what the text looks like
    return cell
