"""What can happen to a complaint, in the past tense."""

import msgspec

from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import TicketNumber
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.reading import ComplaintType


class ComplaintOpened(msgspec.Struct, frozen=True, kw_only=True, tag="opened"):
    kind: ComplaintType
    contract: ContractNumber
    priority: Priority
    details: str


class ContactAdded(msgspec.Struct, frozen=True, kw_only=True, tag="contact_added"):
    """The contractor came back about the same problem, with these words (or "")."""

    text: str


class NoteAdded(msgspec.Struct, frozen=True, kw_only=True, tag="note_added"):
    """Somebody of TKTM wrote this down for TKTM only."""

    text: str


class ComplaintAssigned(msgspec.Struct, frozen=True, kw_only=True, tag="assigned"):
    """`to` is None when it was taken from whoever had it and given to nobody."""

    to: str | None
    before: str | None = None


class PriorityChanged(msgspec.Struct, frozen=True, kw_only=True, tag="priority_changed"):
    """`reason` is the BO's; "" where the facts themselves changed it."""

    before: Priority
    after: Priority
    reason: str = ""


class KindCorrected(msgspec.Struct, frozen=True, kw_only=True, tag="kind_corrected"):
    before: ComplaintType
    after: ComplaintType


class ComplaintEscalated(msgspec.Struct, frozen=True, kw_only=True, tag="escalated"):
    ticket: TicketNumber


class ComplaintResolved(msgspec.Struct, frozen=True, kw_only=True, tag="resolved"):
    resolution: str


class ComplaintReopened(msgspec.Struct, frozen=True, kw_only=True, tag="reopened"):
    """`resolution` is the one that did not hold."""

    reason: str
    resolution: str


ComplaintEvent = (
    ComplaintOpened
    | ContactAdded
    | NoteAdded
    | ComplaintAssigned
    | PriorityChanged
    | KindCorrected
    | ComplaintEscalated
    | ComplaintResolved
    | ComplaintReopened
)
