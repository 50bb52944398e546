"""The pack for Orange as it is shown before it leaves."""

import msgspec

from jarvis_domain.answering.wording import CASABLANCA
from jarvis_domain.casework.orange_pack import Cell, Moment, OrangePack


class SheetOut(msgspec.Struct, frozen=True, kw_only=True):
    """A table of the attachment; times are those of Casablanca."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | None, ...], ...]


class PackOut(msgspec.Struct, frozen=True, kw_only=True):
    """Subject and text of the mail, and the sheets of its attachment."""

    subject: str
    text: str
    sheets: tuple[SheetOut, ...]


def show_pack(pack: OrangePack) -> PackOut:
    return PackOut(
        subject=pack.subject,
        text=pack.text,
        sheets=tuple(
            SheetOut(
                title=sheet.title,
                columns=sheet.columns,
                rows=tuple(tuple(map(_shown, row)) for row in sheet.rows),
            )
            for sheet in pack.sheets
        ),
    )


def _shown(cell: Cell) -> str | int | None:
    return f"{cell.at.astimezone(CASABLANCA):%d/%m/%Y %H:%M}" if isinstance(cell, Moment) else cell
