"""Orange's contract records: one look-up, and every way it can end."""

from typing import Protocol

import msgspec

from jarvis_domain.answering.contract_status import ContractSnapshot, ContractUnknown
from jarvis_domain.understanding.contracts import ContractNumber


class CrmAuthFailed(msgspec.Struct, frozen=True, kw_only=True):
    """Our account was refused, also after one new sign-in."""

    detail: str = ""


class CrmUnavailable(msgspec.Struct, frozen=True, kw_only=True):
    """No answer within the deadline, maintenance, or the network failed."""

    detail: str = ""


class CrmPageChanged(msgspec.Struct, frozen=True, kw_only=True):
    """The page is not understood, or shows another contract than the one asked for; nothing is believed."""

    detail: str = ""


CrmFailure = CrmAuthFailed | CrmUnavailable | CrmPageChanged
CrmAnswer = ContractSnapshot | ContractUnknown | CrmFailure


class Crm(Protocol):
    """Looks one contract up now, within its own deadline; never raises for a portal that misbehaves.

    A snapshot's number equals the number asked for: an implementation that cannot prove it answers
    CrmPageChanged.
    """

    async def look_up(self, number: ContractNumber) -> CrmAnswer: ...

    async def warm_up(self) -> CrmFailure | None:
        """Gets ready, so that the first look-up is as quick as the others; says what stood against it."""

    async def close(self) -> None:
        """Lets go of what it holds; a look-up under way may fail."""
