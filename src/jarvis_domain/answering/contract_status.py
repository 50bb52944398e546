"""A contract's status as the D2D portal shows it, and which template answers it."""

from datetime import datetime
from enum import StrEnum
from typing import Union

import msgspec

from jarvis_domain.understanding.contracts import ContractNumber


class ContractSnapshot(msgspec.Struct, frozen=True, kw_only=True):
    """What the portal showed of one contract at `read_at` (aware UTC), labels raw as they stood there.

    A label the portal leaves empty is "". `date_created` is kept as the portal writes it.
    """

    number: ContractNumber
    etat: str
    sous_etat: str = ""
    sous_etat_2: str = ""
    date_created: str = ""
    read_at: datetime


class Source(StrEnum):
    """Where a status came from: read now, read within the cache's time, or the last one known."""

    PORTAL = "portal"
    CACHE = "cache"
    STALE = "stale"


class StatusKnown(msgspec.Struct, frozen=True, kw_only=True, tag="known"):
    snapshot: ContractSnapshot
    source: Source

    @property
    def number(self) -> ContractNumber:
        return self.snapshot.number


class ContractUnknown(msgspec.Struct, frozen=True, kw_only=True, tag="not_found"):
    """The portal answered, and has no such contract."""

    number: ContractNumber


class StatusUnavailable(msgspec.Struct, frozen=True, kw_only=True, tag="unavailable"):
    """The portal could not say, and nothing is known from before; `reason` is for the BO and the logs."""

    number: ContractNumber
    reason: str


StatusAnswer = Union[StatusKnown, ContractUnknown, StatusUnavailable]  # noqa: UP007 as in phones.py
