"""What can be said to a contractor, before it has words."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from jarvis_domain.answering.messages import MediaKind
from jarvis_domain.understanding.contracts import ContractNumber, FoundContract
from jarvis_domain.understanding.reading import ComplaintType

MAX_CONTRACTS = 10


class GiveStatus(msgspec.Struct, frozen=True, kw_only=True, tag="give_status"):
    contract: FoundContract


class LeaveOut(msgspec.Struct, frozen=True, kw_only=True, tag="leave_out"):
    """Contracts beyond the ten that one reply answers."""

    contracts: tuple[ContractNumber, ...]


class AskNumber(msgspec.Struct, frozen=True, kw_only=True, tag="ask_number"):
    """`seen` are the pieces that looked like a number; `complaint`: the number is for a complaint."""

    seen: tuple[str, ...] = ()
    complaint: bool = False


class Help(msgspec.Struct, frozen=True, tag="help"):
    pass


class MediaUnread(msgspec.Struct, frozen=True, kw_only=True, tag="media_unread"):
    kind: MediaKind


class TooMany(msgspec.Struct, frozen=True, kw_only=True, tag="too_many"):
    """The rate limit was reached; said once per window.

    `of_contracts`: so many different contracts were asked for that an hour has to pass, not a minute.
    """

    of_contracts: bool = False


class ComplaintNoted(msgspec.Struct, frozen=True, kw_only=True, tag="complaint_noted"):
    about: ComplaintType
    contracts: tuple[ContractNumber, ...]


class AskKind(msgspec.Struct, frozen=True, tag="ask_kind"):
    """The numbered menu of complaints, 1 to 8, and how to leave it."""


class AskDetails(msgspec.Struct, frozen=True, kw_only=True, tag="ask_details"):
    about: ComplaintType


class AskConfirmation(msgspec.Struct, frozen=True, kw_only=True, tag="ask_confirmation"):
    """Shows the complaint as understood, `details` in the contractor's own words; 1 files it."""

    about: ComplaintType
    contracts: tuple[ContractNumber, ...]
    details: str = ""


class ComplaintDropped(msgspec.Struct, frozen=True, tag="complaint_dropped"):
    """The contractor left: nothing was filed."""


class ComplaintStanding(msgspec.Struct, frozen=True, kw_only=True, tag="complaint_standing"):
    """How one complaint stands; `status` is its state's name, `ticket` ours, once at Orange."""

    about: ComplaintType
    contract: ContractNumber
    status: str
    opened_at: datetime
    ticket: str | None = None


class NoComplaint(msgspec.Struct, frozen=True, tag="no_complaint"):
    """Asked how a complaint stands, and there is none."""


class ComplaintSolved(msgspec.Struct, frozen=True, kw_only=True, tag="complaint_solved"):
    about: ComplaintType
    contract: ContractNumber


class TicketSent(msgspec.Struct, frozen=True, kw_only=True, tag="ticket_sent"):
    """The complaint is at Orange now."""

    contract: ContractNumber
    ticket: str


class TicketSolved(msgspec.Struct, frozen=True, kw_only=True, tag="ticket_solved"):
    """`notes` is what Orange did, for a template that names it."""

    contract: ContractNumber
    ticket: str
    notes: str = ""


class Thanks(msgspec.Struct, frozen=True, tag="thanks"):
    """For a satisfaction answer."""


class NotOnList(msgspec.Struct, frozen=True, tag="not_on_list"):
    """Only registered phones are answered, and this one is not; says nothing of any contract."""


class HandedOver(msgspec.Struct, frozen=True, tag="handed_over"):
    """The bot gives up and says that a colleague will answer."""


Say = (
    GiveStatus
    | LeaveOut
    | AskNumber
    | Help
    | MediaUnread
    | TooMany
    | ComplaintNoted
    | AskKind
    | AskDetails
    | AskConfirmation
    | ComplaintDropped
    | ComplaintStanding
    | NoComplaint
    | ComplaintSolved
    | TicketSent
    | TicketSolved
    | Thanks
    | NotOnList
    | HandedOver
)


def within_cap(say: Iterable[Say]) -> tuple[Say, ...]:
    """The same with at most ten statuses; the contracts beyond are named as left out. Idempotent."""
    kept: list[Say] = []
    left_out: list[ContractNumber] = []
    room = MAX_CONTRACTS
    for one in say:
        match one:
            case GiveStatus(contract=contract) if room == 0:
                left_out.append(contract.number)
            case GiveStatus():
                room -= 1
                kept.append(one)
            case _:
                kept.append(one)
    return (*kept, LeaveOut(contracts=tuple(left_out))) if left_out else tuple(kept)


def noted_together(say: Iterable[Say]) -> tuple[Say, ...]:
    """The same with the complaints of one kind noted in one piece, before everything else."""
    noted: dict[ComplaintType, ComplaintNoted] = {}
    others: list[Say] = []
    for one in say:
        if isinstance(one, ComplaintNoted):
            before = noted[one.about].contracts if one.about in noted else ()
            noted[one.about] = ComplaintNoted(about=one.about, contracts=(*before, *one.contracts))
        else:
            others.append(one)
    return (*noted.values(), *others)
