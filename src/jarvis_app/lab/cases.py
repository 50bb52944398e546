"""The messages of an evaluation: a text and the values somebody expects of its reading."""

from enum import StrEnum
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from jarvis_domain.understanding.reading import ComplaintType, Intent, Language


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """What is expected; what is UNSET is not scored.

    `contracts` are canonical numbers in their order. `incomplete` is either the pieces to ask for, or only
    whether there is anything to ask for.
    """

    language: Language | UnsetType | None = UNSET
    intent: Intent | UnsetType = UNSET
    complaint_type: ComplaintType | UnsetType | None = UNSET
    spam: bool | UnsetType = UNSET
    contracts: tuple[str, ...] | UnsetType = UNSET
    incomplete: bool | tuple[str, ...] | UnsetType = UNSET


class Case(msgspec.Struct, frozen=True, kw_only=True):
    id: str | int
    text: str
    expected: Expected


class _Number(msgspec.Struct):
    number: str


class _Labels(msgspec.Struct, kw_only=True):
    language: str | UnsetType | None = UNSET
    intent: Intent | UnsetType = UNSET
    complaint_type: str | UnsetType | None = UNSET
    spam: bool | UnsetType = UNSET
    contracts: list[str | _Number] | UnsetType = UNSET
    incomplete: bool | list[str] | UnsetType = UNSET


class _Line(_Labels):
    id: str | int
    text: str
    expected: _Labels | None = None
    reading: _Labels | None = None


_LINE = msgspec.json.Decoder(_Line)


def decode_case(raw: bytes) -> Case:
    """One line: `id`, `text`, and the expected values beside them, or below `expected` or `reading`.

    Numbers are texts or objects with a `number`; null and "none" are the same. Raises
    msgspec.DecodeError for a line that is not so.
    """
    line = _LINE.decode(raw)
    return Case(id=line.id, text=line.text, expected=_expected(line.expected or line.reading or line))


def _expected(labels: _Labels) -> Expected:
    contracts, incomplete = labels.contracts, labels.incomplete
    return Expected(
        language=_member(Language, labels.language),
        intent=labels.intent,
        complaint_type=_member(ComplaintType, labels.complaint_type),
        spam=labels.spam,
        contracts=UNSET if contracts is UNSET else tuple(_canonical(each) for each in contracts),
        incomplete=tuple(incomplete) if isinstance(incomplete, list) else incomplete,
    )


def _canonical(number: str | _Number) -> str:
    return (number if isinstance(number, str) else number.number).strip().upper()


def _member(values: type[StrEnum], said: str | UnsetType | None) -> Any:
    """The value, None for "none", UNSET for nothing; anything else is a wrong line."""
    if said is UNSET or said in {None, "", "none"}:
        return UNSET if said is UNSET else None
    return msgspec.convert(said, values)
