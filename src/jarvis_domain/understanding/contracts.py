"""Contract numbers: the value and how one is found in what people type."""

import re
from enum import StrEnum

import msgspec

from jarvis_domain.errors import InvalidContractNumber
from jarvis_domain.understanding.contract_sights import Sight, sights
from jarvis_domain.understanding.text import INVISIBLE, fold_aligned

_CANONICAL = re.compile(r"F[0-9]{7}D")


class ContractNumber(msgspec.Struct, frozen=True, order=True):
    """`F`, seven digits, `D`, in capitals; raises InvalidContractNumber on anything else."""

    value: str

    def __post_init__(self) -> None:
        if not _CANONICAL.fullmatch(self.value):
            raise InvalidContractNumber(f"{self.value!r} is not a contract number: F, seven digits, D")

    def __str__(self) -> str:
        return self.value


class How(StrEnum):
    """How sure the reader is of a number."""

    EXACT = "exact"
    CORRECTED = "corrected"


class FoundContract(msgspec.Struct, frozen=True, kw_only=True):
    """One contract number read in a text: what it is, how it was read, and what stood there."""

    number: ContractNumber
    how: How
    seen: str


class ContractScan(msgspec.Struct, frozen=True, kw_only=True):
    """All contract numbers of a text in order, each once, and what looked like one but must be asked for."""

    found: tuple[FoundContract, ...] = ()
    incomplete: tuple[str, ...] = ()


_LONE_NUMBER = re.compile(r"[\W_]*([0-9]{4,9})[\W_]*")
_MAY_HOLD_NUMBER = re.compile(r"(?:[0-9][^0-9]{0,4}){3}")


def find_contracts(text: str) -> tuple[FoundContract, ...]:
    """Every contract number of a text, in order, each once; see scan_contracts for what must be asked."""
    return scan_contracts(text).found


def scan_contracts(text: str) -> ContractScan:
    """Read the contract numbers a person typed; never guesses, never raises, linear in the text.

    Corrected are separators, line breaks, invisible and bidi marks, digits of other scripts, one look-alike
    letter, or one missing end letter. What only resembles a number (bare seven digits, six or eight in the
    frame, two doubtful letters) comes back in `incomplete`, as it was typed, to be asked for.
    """
    folded = fold_aligned(text)
    places = [place for place, char in enumerate(folded) if char != INVISIBLE]
    clean = "".join([folded[place] for place in places])
    if not _MAY_HOLD_NUMBER.search(clean):
        return ContractScan()
    if lone := _LONE_NUMBER.fullmatch(clean):
        return ContractScan(incomplete=(_seen(text, places, *lone.span(1)),))
    typed = "".join([text[place] for place in places])
    return _as_scan(text, places, list(sights(clean, typed)))


def _as_scan(text: str, places: list[int], seen: list[Sight]) -> ContractScan:
    found: dict[str, FoundContract] = {}
    for start, end, digits in seen:
        if digits is not None and digits not in found:
            found[digits] = _found(digits, _seen(text, places, start, end))
    doubts = [_seen(text, places, start, end) for start, end, digits in seen if digits is None]
    unanswered = [doubt for doubt in doubts if _digits_of(doubt) not in found]
    return ContractScan(found=tuple(found.values()), incomplete=tuple(dict.fromkeys(unanswered)))


def _digits_of(piece: str) -> str:
    return "".join(char for char in fold_aligned(piece) if char.isdigit())


def _found(digits: str, seen: str) -> FoundContract:
    number = ContractNumber(f"F{digits}D")
    how = How.EXACT if seen.upper() == number.value else How.CORRECTED
    return FoundContract(number=number, how=how, seen=seen)


def _seen(text: str, places: list[int], start: int, end: int) -> str:
    return text[places[start] : places[end - 1] + 1]
