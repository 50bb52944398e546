"""The simulated WhatsApp's people: phones, their LIDs, and who is not on WhatsApp."""

import re
from hashlib import sha256

import msgspec

_DIGITS = re.compile(r"\+?([0-9]{8,15})(?:@(?:s\.whatsapp\.net|c\.us))?")
_LID = re.compile(r"([0-9]{5,20})@lid")


class Person(msgspec.Struct, frozen=True):
    """A phone's digits and the LID WhatsApp knows it by."""

    number: str
    lid: str

    @property
    def jid(self) -> str:
        return f"{self.number}@s.whatsapp.net"


class Stranger(msgspec.Struct, frozen=True):
    """An address nobody has: not on WhatsApp."""

    jid: str
    number: str


class People:
    """Everybody who ever wrote or was written to; numbers that begin with `absent` have no WhatsApp."""

    def __init__(self, absent: str) -> None:
        self._absent = absent
        self._by_lid: dict[str, Person] = {}

    def known(self, number: str) -> Person | None:
        """The person with this number (digits, `+` and JID forms too), None when it is no number."""
        match = _DIGITS.fullmatch(re.sub(r"[\s.-]", "", number))
        if match is None:
            return None
        person = Person(match[1], lid_of(match[1]))
        self._by_lid[person.lid] = person
        return person

    def addressed(self, number: str) -> Person | Stranger:
        """Whom a `number` of the API reaches; an unknown LID is taken to exist, as Evolution takes it."""
        if lid := _LID.fullmatch(number):
            return self._by_lid.get(number) or Person(lid[1], number)
        person = self.known(number)
        if person is None or (self._absent and person.number.startswith(self._absent)):
            return Stranger(person.jid if person else f"{number}@s.whatsapp.net", number)
        return person


def lid_of(number: str) -> str:
    """Fifteen digits by a fixed rule, so that a phone keeps its LID over restarts."""
    return f"1{int(sha256(number.encode()).hexdigest(), 16) % 10**14:014d}@lid"
