"""The record of contractors: who they are, whether they are on the list, and how to reach them."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

import msgspec

from jarvis_domain.answering.messages import StoredMessage
from jarvis_domain.understanding.phones import PhoneNumber


class Contractor(msgspec.Struct, frozen=True, kw_only=True):
    """`name` is WhatsApp's until the list says another; `registered`: on TKTM's list."""

    id: UUID
    phone: PhoneNumber | None
    name: str
    registered: bool
    region: str = ""
    created_at: datetime


class Registration(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Contractors(Protocol):
    """The part of a unit of work that knows contractors."""

    async def contractor(self, id_: UUID) -> Contractor | None:
        """Who this contractor is, or turned out to be after a merge."""
        ...

    async def register(
        self, phone: PhoneNumber, *, name: str, region: str = "", registered: bool = True
    ) -> Registration:
        """Puts a phone on the list, or takes it off; an empty name or region leaves the known one."""
        ...

    async def enrol(self, phone: PhoneNumber) -> UUID:
        """Who has this phone; somebody new, not on the list, when nobody has."""
        ...

    async def last_message(self, contractor: UUID) -> StoredMessage | None:
        """What they wrote last: where, and quoting what, they are answered unasked."""
        ...
