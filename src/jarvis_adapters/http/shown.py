"""Rows as they are sent: what the views give, with numbers, phones and addresses as plain text."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

import msgspec

from jarvis_domain.answering.contract_status import Source
from jarvis_domain.answering.conversation import Flag
from jarvis_domain.answering.messages import Content, Delivery, Outcome
from jarvis_domain.casework.complaints import ComplaintStatus
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import OrangeId, TicketNumber, TicketStatus
from jarvis_domain.desk.staff import EmailAddress
from jarvis_domain.ports.views import (
    ComplaintRow,
    ContractorRef,
    MessageRow,
    PersonRef,
    ReplyView,
    TicketRow,
)
from jarvis_domain.understanding.contracts import ContractNumber, How
from jarvis_domain.understanding.phones import Lid, PhoneNumber
from jarvis_domain.understanding.reading import ComplaintType, Intent, Language, ReadBy

Out = TypeVar("Out")


def shown(value: object, as_: type[Out]) -> Out:
    """The same facts as a struct for the wire."""
    return msgspec.convert(_plain(value), as_)


def _plain(value: object) -> object:
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    if not isinstance(value, msgspec.Struct):
        return value
    match value:
        case ContractNumber() | TicketNumber() | OrangeId() | EmailAddress() | PhoneNumber() | Lid():
            return value.value
        case _:
            config = value.__struct_config__
            tag = {config.tag_field: config.tag} if config.tag_field else {}
            return tag | {name: _plain(getattr(value, name)) for name in value.__struct_fields__}


class MessageOut(msgspec.Struct, frozen=True, kw_only=True):
    """A message in a list; unread it has no language, intent or confidence, waiting no outcome.

    `delivery` is its reply's. `answered_ms`: from received to settled. `flags`: why it needs a look.
    """

    id: UUID
    contractor: ContractorRef
    instance: str
    content: Content
    received_at: datetime
    language: Language | None = None
    intent: Intent | None = None
    complaint_type: ComplaintType | None = None
    spam: bool = False
    by: ReadBy | None = None
    confidence: float | None = None
    contracts: tuple[str, ...] = ()
    outcome: Outcome | None = None
    reason: str = ""
    flags: tuple[Flag, ...] = ()
    handled_by: PersonRef | None = None
    reply: UUID | None = None
    delivery: Delivery | None = None
    answered_ms: int | None = None


class ComplaintOut(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint in a list; `ticket` is our number of its escalation, `version` what a change names."""

    id: UUID
    kind: ComplaintType
    contract: str
    contractor: ContractorRef
    region: str = ""
    priority: Priority
    status: ComplaintStatus
    assignee: PersonRef | None = None
    ticket: str | None = None
    details: str
    opened_at: datetime
    updated_at: datetime
    resolved_at: datetime | None = None
    version: int


class TicketOut(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket in a list; `sent_at` is when Orange's mail was accepted, `orange_id` Orange's own number."""

    id: UUID
    number: str
    orange_id: str | None = None
    complaint: UUID
    kind: ComplaintType
    contract: str
    contractor: ContractorRef
    priority: Priority
    status: TicketStatus
    opened_at: datetime
    sent_at: datetime | None = None
    closed_at: datetime | None = None
    version: int


class StatusOut(msgspec.Struct, frozen=True, kw_only=True):
    """What the portal showed of a contract, labels as they stood there."""

    number: str
    etat: str
    sous_etat: str = ""
    sous_etat_2: str = ""
    date_created: str = ""
    read_at: datetime


class KnownOut(msgspec.Struct, frozen=True, kw_only=True, tag="known"):
    snapshot: StatusOut
    source: Source


class UnknownOut(msgspec.Struct, frozen=True, kw_only=True, tag="not_found"):
    number: str


class UnavailableOut(msgspec.Struct, frozen=True, kw_only=True, tag="unavailable"):
    number: str
    reason: str


AnswerOut = KnownOut | UnknownOut | UnavailableOut


class FoundOut(msgspec.Struct, frozen=True, kw_only=True):
    """A contract number, how sure it is, and what stood there."""

    number: str
    how: How
    seen: str


class EventOut(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened; `by` is null where JARVIS did it itself.

    `what` is its name (opened, contact_added, note_added, assigned, priority_changed, kind_corrected,
    escalated, resolved, reopened; started, closed, orange_id_assigned), `facts` its values; people are named.
    """

    at: datetime
    by: PersonRef | None
    what: str
    facts: dict[str, str | PersonRef | None] = {}


class ThreadOut(msgspec.Struct, frozen=True, kw_only=True):
    """One bubble: a message of the contractor's, or else a reply of ours."""

    at: datetime
    message: MessageOut | None = None
    reply: ReplyView | None = None


def show_message(row: MessageRow) -> MessageOut:
    return shown(row, MessageOut)


def show_complaint(row: ComplaintRow) -> ComplaintOut:
    return shown(row, ComplaintOut)


def show_ticket(row: TicketRow) -> TicketOut:
    return shown(row, TicketOut)
