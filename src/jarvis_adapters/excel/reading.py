"""Reads a list out of an uploaded workbook, after it has proved to be small and plain."""

import warnings
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook  # type: ignore[import-untyped] # openpyxl ships no types

from jarvis_adapters.excel.package import refuse_package
from jarvis_domain.ports.sheets import SheetUnreadable

MAX_ROWS = 20_000
MAX_COLUMNS = 50
_MALFORMED = (
    *(BadZipFile, SyntaxError, zlib.error, EOFError, OSError),  # XML faults are syntax errors
    *(LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RuntimeError, AssertionError),
)
"""What openpyxl raises on a file that is no workbook inside: it checks little, and says so in many ways."""


class _Refused(Exception):
    """A row is not what a plain list has; the text is for the person who sent the file."""


def read_workbook(raw: bytes) -> tuple[tuple[str, ...], ...] | SheetUnreadable:
    """As Workbooks.read; takes the thread it is called in for up to some seconds."""
    if reason := refuse_package(raw):
        return SheetUnreadable(reason=reason)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves out: none of it is a list's text
            return _without_end(_rows(raw))
    except _Refused as refused:
        return SheetUnreadable(reason=str(refused))
    except _MALFORMED:
        return SheetUnreadable(
            reason="Ce fichier est abîmé : ouvrez-le dans Excel et enregistrez-le en .xlsx."
        )


def _rows(raw: bytes) -> Iterator[tuple[str, ...]]:
    book = load_workbook(BytesIO(raw), read_only=True, keep_links=False, rich_text=False)
    try:
        if not book.worksheets:
            raise _Refused("Ce classeur n'a pas de feuille.")
        for number, row in enumerate(book.worksheets[0].iter_rows(max_col=MAX_COLUMNS), 1):
            if number > MAX_ROWS:
                raise _Refused(f"La feuille a plus de {MAX_ROWS} lignes : découpez-la en plusieurs fichiers.")
            yield tuple(_text(cell, number) for cell in row)
    finally:
        book.close()


def _text(cell: Any, line: int) -> str:
    """The cell's value as a person would type it."""
    value = cell.value
    if getattr(cell, "data_type", "n") == "f":
        raise _Refused(
            f"Ligne {line} : une cellule contient une formule. "
            "Remplacez les formules par leurs valeurs (copier, puis collage spécial : valeurs)."
        )
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case datetime() | date():
            return value.isoformat()
        case _:
            return str(value).strip()


def _without_end(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Without the empty rows and cells below and behind the last one that holds something."""
    trimmed = [_trimmed(row) for row in rows]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return tuple(trimmed)


def _trimmed(row: tuple[str, ...]) -> tuple[str, ...]:
    filled = max((at for at, text in enumerate(row, 1) if text), default=0)
    return row[:filled]
