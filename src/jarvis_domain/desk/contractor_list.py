"""TKTM's list of contractors as people keep it: which column is which, and what stands in each line."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

import msgspec

from jarvis_domain.errors import InvalidPhone
from jarvis_domain.understanding.phones import PhoneNumber, parse_phone

HEADINGS = ("Téléphone", "Nom", "Région")
LONGEST = 100
_LOOKED_FOR_IN = 10
"""Lines at the top in which the headings may stand, below a title or a logo's space."""


class ListColumn(StrEnum):
    PHONE = "phone"
    NAME = "name"
    REGION = "region"


def _folded(text: str) -> str:
    """Without accents, case, spaces and signs, in either script."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


_NAMES: Mapping[str, ListColumn] = {
    _folded(name): column
    for column, names in {
        ListColumn.PHONE: (
            *(
                "phone",
                "téléphone",
                "tél",
                "numéro de téléphone",
                "n° téléphone",
                "gsm",
                "mobile",
                "portable",
            ),
            *("whatsapp", "هاتف", "الهاتف", "رقم الهاتف"),
        ),
        ListColumn.NAME: (
            *("name", "nom", "nom complet", "nom et prénom", "prestataire", "contractant"),
            *("اسم", "الاسم", "الاسم الكامل"),
        ),
        ListColumn.REGION: ("region", "région", "ville", "zone", "secteur", "جهة", "الجهة", "المدينة"),
    }.items()
    for name in names
}
_ZERO_LOST = re.compile(r"[5-8][0-9]{8}")
"""What a spreadsheet makes of 0612345678 when it takes it for a number."""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody on the list, in the `line` that spreadsheets show; an empty name or region says nothing."""

    line: int
    phone: PhoneNumber
    name: str = ""
    region: str = ""


class LineRefused(msgspec.Struct, frozen=True, kw_only=True):
    """`reason` says in French what to mend."""

    line: int
    reason: str


class ColumnsMissing(msgspec.Struct, frozen=True):
    """No line near the top names a column of phones."""

    reason: str = (
        "Aucune colonne « Téléphone » dans les premières lignes : nommez les colonnes Téléphone, Nom, Région."
    )


def read_list(rows: Sequence[Sequence[str]]) -> tuple[Listed | LineRefused, ...] | ColumnsMissing:
    """The lines below the headings, empty ones left out; a phone that stands there twice counts once."""
    for number, row in enumerate(rows[:_LOOKED_FOR_IN], 1):
        # From the right, so that of two columns with phones the first one counts.
        named = [(_NAMES.get(_folded(title)), at) for at, title in enumerate(row)][::-1]
        columns = {column: at for column, at in named if column}
        if ListColumn.PHONE in columns:
            return tuple(_lines(rows[number:], number + 1, columns))
    return ColumnsMissing()


def _lines(
    rows: Sequence[Sequence[str]], first: int, columns: Mapping[ListColumn, int]
) -> Iterator[Listed | LineRefused]:
    seen: dict[PhoneNumber, int] = {}
    for number, row in enumerate(rows, first):
        if not any(row):
            continue
        line = _line(number, {c: row[at] if at < len(row) else "" for c, at in columns.items()})
        if isinstance(line, Listed) and seen.setdefault(line.phone, number) != number:
            line = LineRefused(line=number, reason=f"Ce téléphone est déjà à la ligne {seen[line.phone]}.")
        yield line


def _line(number: int, texts: Mapping[ListColumn, str]) -> Listed | LineRefused:
    typed = texts[ListColumn.PHONE]
    if not typed:
        return LineRefused(line=number, reason="Il manque le téléphone.")
    try:
        phone = parse_phone(f"0{typed}" if _ZERO_LOST.fullmatch(typed) else typed)
    except InvalidPhone:
        reason = "Ce n'est pas un numéro de téléphone : écrivez 06…, 07…, 05… ou +212…."
        return LineRefused(line=number, reason=reason)
    name, region = (" ".join(texts.get(c, "").split()) for c in (ListColumn.NAME, ListColumn.REGION))
    if max(len(name), len(region)) > LONGEST:
        return LineRefused(line=number, reason=f"Nom et région ont {LONGEST} caractères au plus.")
    return Listed(line=number, phone=phone, name=name, region=region)
