"""What can be said to a contractor, before it has words."""

from collections.abc import Iterable

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


class TooMany(msgspec.Struct, frozen=True, tag="too_many"):
    """The rate limit was reached; said once per window."""


class ComplaintNoted(msgspec.Struct, frozen=True, kw_only=True, tag="complaint_noted"):
    about: ComplaintType
    contracts: tuple[ContractNumber, ...]


class HandedOver(msgspec.Struct, frozen=True, tag="handed_over"):
    """The bot gives up and says that a colleague will answer."""


Say = GiveStatus | LeaveOut | AskNumber | Help | MediaUnread | TooMany | ComplaintNoted | HandedOver


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
