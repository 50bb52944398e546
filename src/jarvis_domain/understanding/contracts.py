"""Contract numbers: the value and how one is found in what people type."""

import re
from enum import StrEnum

import msgspec

from jarvis_domain.errors import InvalidContractNumber

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
