"""Phones and WhatsApp addresses: E.164 numbers, JIDs and LIDs."""

import re
from typing import assert_never

import msgspec

from jarvis_domain.errors import InvalidPhone
from jarvis_domain.understanding.text import INVISIBLE, fold_aligned

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


Address = PhoneNumber | Lid


_SEPARATORS = re.compile(r"[ \n.\-/()]+")
_LOCAL = re.compile(r"0([5-8][0-9]{8})")
_MOROCCO_TRUNK = re.compile(r"\+212(?:0)?([5-8][0-9]{8})")
_MOROCCO_BARE = re.compile(r"(?:212|00212)0?([5-8][0-9]{8})")
_JID = re.compile(r"([0-9]{7,15})(?::[0-9]{1,5})?@(?:s\.whatsapp\.net|c\.us)")
_DEVICE = re.compile(r":[0-9]{1,5}(?=@lid$)")


def parse_phone(text: str) -> PhoneNumber:
    """A phone as people write it, in E.164: `06…`, `05…`, `+212…`, `00212…`, `212…`, or any `+…`.

    Spaces, dots, dashes, slashes, parentheses, invisible marks and digits of other scripts are understood.
    Raises InvalidPhone on anything else.
    """
    digits = _SEPARATORS.sub("", fold_aligned(text).replace(INVISIBLE, ""))
    for shape in (_LOCAL, _MOROCCO_TRUNK, _MOROCCO_BARE):
        if match := shape.fullmatch(digits):
            return PhoneNumber(f"+212{match.group(1)}")
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if digits.startswith("+") and not digits.startswith("+212"):
        return PhoneNumber(digits)
    raise InvalidPhone(f"{mask(digits)} is not a phone number: write 06…, 07…, 05… or +212…")


def parse_address(text: str) -> Address:
    """A WhatsApp address: a JID (`212…@s.whatsapp.net`, device suffix dropped), a LID, or any phone.

    Bare digits are taken as an international number, as in a JID. Raises InvalidPhone on groups, status and
    newsletter addresses, which nobody answers.
    """
    address = text.strip()
    if address.endswith("@lid"):
        return Lid(_DEVICE.sub("", address))
    if match := _JID.fullmatch(address):
        return PhoneNumber(f"+{match.group(1)}")
    if "@" in address:
        raise InvalidPhone(f"{mask(address)} is not the WhatsApp address of one person")
    if re.fullmatch(r"[1-9][0-9]{9,14}", address) and not address.startswith("212"):
        return PhoneNumber(f"+{address}")
    return parse_phone(address)


def jid_of(address: Address) -> str:
    """The address as WhatsApp wants it: `212600111222@s.whatsapp.net`, or the LID as it is."""
    match address:
        case PhoneNumber(value):
            return f"{value.removeprefix('+')}@s.whatsapp.net"
        case Lid(value):
            return value
        case _:
            assert_never(address)


def mask(address: object) -> str:
    """For logs and screens of viewers: `+2126****22`, `1901****80@lid`; short texts vanish whole."""
    text = str(address)
    local, at, domain = text.partition("@")
    return f"{local[:5]}****{local[-2:]}{at}{domain}" if len(local) > 8 else "****"
