"""Phones and WhatsApp addresses: E.164 numbers, JIDs and LIDs."""

import re
from typing import Union

import msgspec

from jarvis_domain.errors import InvalidPhone

_E164 = re.compile(r"\+[1-9][0-9]{7,14}")
_LID = re.compile(r"[0-9]{5,20}@lid")


class PhoneNumber(msgspec.Struct, frozen=True, order=True, tag="phone"):
    """A phone in E.164 (`+212600111222`); raises InvalidPhone on anything else."""

    value: str

    def __post_init__(self) -> None:
        if not _E164.fullmatch(self.value):
            raise InvalidPhone(f"{mask(self.value)} is not a phone number in international form (+212…)")

    def __str__(self) -> str:
        return self.value


class Lid(msgspec.Struct, frozen=True, order=True, tag="lid"):
    """A WhatsApp address without a phone (`190120240360480@lid`), kept and answered whole."""

    value: str

    def __post_init__(self) -> None:
        if not _LID.fullmatch(self.value):
            raise InvalidPhone(f"{mask(self.value)} is not a WhatsApp LID (digits@lid)")

    def __str__(self) -> str:
        return self.value


Address = Union[PhoneNumber, Lid]  # noqa: UP007 msgspec decodes the tagged union through this form on 3.11


def mask(address: object) -> str:
    """For logs and screens of viewers: `+2126****22`, `1901****80@lid`; short texts vanish whole."""
    text = str(address)
    local, at, domain = text.partition("@")
    return f"{local[:5]}****{local[-2:]}{at}{domain}" if len(local) > 8 else "****"
