"""What people look at: lists that page by key, one thing with its story, and counts."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar
from uuid import UUID

import msgspec

from jarvis_domain.answering.contract_status import ContractSnapshot, StatusAnswer
from jarvis_domain.answering.conversation import Flag
from jarvis_domain.answering.messages import Content, Delivery, Outcome
from jarvis_domain.casework.complaints import ComplaintStatus
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import TicketStatus
from jarvis_domain.desk.audit import Sealed
from jarvis_domain.desk.figures import Tally as Tally  # noqa: PLC0414 named here by whoever views
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.reading import ComplaintType, Intent, Language, ReadBy, Reading

Row = TypeVar("Row")
MAX_ROWS = 200


class Position(msgspec.Struct, frozen=True):
    """Where a page ended: the last row's sort key as text, and its id."""

    key: str
    id: str


class Page(msgspec.Struct, Generic[Row], frozen=True, kw_only=True):
    """Rows in the asked order; `next` is None on the last page. Rows added meanwhile move no later page."""

    rows: tuple[Row, ...]
    next: Position | None = None


class Slice(msgspec.Struct, frozen=True, kw_only=True):
    """Which part of a list: what stands behind `after`, `limit` rows (1 to MAX_ROWS)."""

    limit: int = 50
    after: Position | None = None


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """From `since` up to, and without, `until`; None leaves that side open. Aware UTC."""

    since: datetime | None = None
    until: datetime | None = None


class ContractorRef(msgspec.Struct, frozen=True, kw_only=True):
    """`phone` is E.164, or None where only an @lid address is known."""

    id: UUID
    name: str
    phone: str | None = None


class PersonRef(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    name: str
    email: str


# messages


class MessageSort(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"


class MessageFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Every condition that is set has to hold; of a tuple, one of its values. `period` is of `received_at`.

    `search` finds words (accents, Arabic marks and case forgiven, the last word's beginning too), and parts
    of at least three digits of a contract number or of the writer's phone. `attention`: flagged or failed,
    and nobody has marked it handled.
    """

    period: Period = Period()
    search: str = ""
    language: tuple[Language, ...] = ()
    intent: tuple[Intent, ...] = ()
    complaint_type: tuple[ComplaintType, ...] = ()
    outcome: tuple[Outcome, ...] = ()
    waiting: bool | None = None
    delivery: tuple[Delivery, ...] = ()
    flag: tuple[Flag, ...] = ()
    by: tuple[ReadBy, ...] = ()
    instance: tuple[str, ...] = ()
    spam: bool | None = None
    attention: bool | None = None
    contractor: UUID | None = None
    contract: ContractNumber | None = None
    confidence_below: float | None = None
    ids: tuple[UUID, ...] = ()


class MessageRow(msgspec.Struct, frozen=True, kw_only=True):
    """A message as lists show it; what nobody has read yet has no language, intent or confidence.

    `outcome` is None while it waits. `delivery` is its reply's. `answered_ms`: from received to settled.
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
    contracts: tuple[ContractNumber, ...] = ()
    outcome: Outcome | None = None
    reason: str = ""
    flags: tuple[Flag, ...] = ()
    handled_by: PersonRef | None = None
    reply: UUID | None = None
    delivery: Delivery | None = None
    answered_ms: int | None = None


class ReplyView(msgspec.Struct, frozen=True, kw_only=True):
    """A message of ours and how far it got; `by` is None when JARVIS wrote it, `reason` why it failed."""

    id: UUID
    text: str
    by: PersonRef | None = None
    delivery: Delivery
    attempts: int = 0
    reason: str = ""
    queued_at: datetime
    accepted_at: datetime | None = None
    delivered_at: datetime | None = None
    seen_at: datetime | None = None


class MessageView(msgspec.Struct, frozen=True, kw_only=True):
    """One message with everything JARVIS did about it: the parts of its timeline.

    `read_at` and `reading` come together; `fallback` says why the model did not help, if so. `answers` are
    what the portal said for it. `complaints` are those it told of, oldest first.
    """

    row: MessageRow
    whatsapp_id: str
    sent_at: datetime
    reading: Reading | None = None
    fallback: str = ""
    read_at: datetime | None = None
    answers: tuple[StatusAnswer, ...] = ()
    settled_at: datetime | None = None
    reply: ReplyView | None = None
    complaints: tuple[UUID, ...] = ()


class ThreadEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One bubble of a contractor's conversation: a message of theirs, or else a reply of ours."""

    at: datetime
    message: MessageRow | None = None
    reply: ReplyView | None = None


# complaints


class ComplaintSort(StrEnum):
    """`urgent`: unresolved first, high before low, then the oldest."""

    NEWEST = "newest"
    OLDEST = "oldest"
    UPDATED = "updated"
    URGENT = "urgent"


class ComplaintFilter(msgspec.Struct, frozen=True, kw_only=True):
    """As MessageFilter; `period` is of `opened_at`. `unassigned` and `mine` look at who has it in hand.

    `search` looks at details, contract, contractor's name and phone, and ticket number.
    """

    period: Period = Period()
    search: str = ""
    status: tuple[ComplaintStatus, ...] = ()
    priority: tuple[Priority, ...] = ()
    kind: tuple[ComplaintType, ...] = ()
    assignee: UUID | None = None
    unassigned: bool | None = None
    contractor: UUID | None = None
    contract: ContractNumber | None = None
    region: tuple[str, ...] = ()
    ids: tuple[UUID, ...] = ()
    """These and no others; with the other conditions, those of these."""
    proposed: bool | None = None
    """Waiting for the BO's click: medium priority, neither escalated nor resolved."""


class ComplaintRow(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    kind: ComplaintType
    contract: ContractNumber
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


# tickets


class TicketSort(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"


class TicketFilter(msgspec.Struct, frozen=True, kw_only=True):
    """As MessageFilter; `period` is of `opened_at`; `late`: its mail took, or takes, over five minutes."""

    period: Period = Period()
    search: str = ""
    status: tuple[TicketStatus, ...] = ()
    late: bool | None = None
    sent: bool | None = None
    contract: ContractNumber | None = None


class TicketRow(msgspec.Struct, frozen=True, kw_only=True):
    """`sent_at` is when Orange's mail was accepted: the clock's end."""

    id: UUID
    number: str
    orange_id: str | None = None
    complaint: UUID
    kind: ComplaintType
    contract: ContractNumber
    contractor: ContractorRef
    priority: Priority
    status: TicketStatus
    opened_at: datetime
    sent_at: datetime | None = None
    closed_at: datetime | None = None
    version: int


# contractors, audit, contracts


class ContractorSort(StrEnum):
    LATEST = "latest"
    NAME = "name"


class ContractorFilter(msgspec.Struct, frozen=True, kw_only=True):
    """`search` looks at name and phone."""

    search: str = ""
    registered: bool | None = None
    region: tuple[str, ...] = ()


class ContractorRow(msgspec.Struct, frozen=True, kw_only=True):
    """`with_human_until` is set while a colleague has the conversation."""

    id: UUID
    name: str
    phone: str | None = None
    region: str = ""
    registered: bool
    created_at: datetime
    last_message_at: datetime | None = None
    unresolved_complaints: int = 0
    with_human_until: datetime | None = None


class AuditFilter(msgspec.Struct, frozen=True, kw_only=True):
    """`resource` may end in `*` for everything that begins so."""

    period: Period = Period()
    actor: str = ""
    action: tuple[str, ...] = ()
    resource: str = ""


class ContractView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything known of one contract: what the portal showed (newest first), messages, cases."""

    number: ContractNumber
    statuses: tuple[ContractSnapshot, ...]
    messages: tuple[MessageRow, ...]
    complaints: tuple[ComplaintRow, ...]
    tickets: tuple[TicketRow, ...]


class Views(Protocol):
    """Reads as of one moment each; raises StoreUnavailable when the database cannot be reached.

    Lists take a whole filter, an order and a slice, and answer in a bounded number of statements, however
    many rows there are. `all_…` give every row of a list, newest first, a bounded number in memory at once.
    """

    async def messages(self, wanted: MessageFilter, order: MessageSort, part: Slice) -> Page[MessageRow]: ...

    async def message(self, id_: UUID) -> MessageView | None: ...

    async def thread(self, contractor: UUID, part: Slice) -> Page[ThreadEntry]:
        """The contractor's conversation, newest first."""
        ...

    async def complaints(
        self, wanted: ComplaintFilter, order: ComplaintSort, part: Slice
    ) -> Page[ComplaintRow]: ...

    async def complaint_row(self, id_: UUID) -> ComplaintRow | None: ...

    async def complaint_messages(self, complaint: UUID) -> Sequence[MessageRow]:
        """What told of it, oldest first, at most 100; empty for a complaint nobody filed."""
        ...

    async def tickets(self, wanted: TicketFilter, order: TicketSort, part: Slice) -> Page[TicketRow]: ...

    async def ticket_row(self, id_: UUID) -> TicketRow | None: ...

    async def contractors(
        self, wanted: ContractorFilter, order: ContractorSort, part: Slice
    ) -> Page[ContractorRow]: ...

    async def regions(self) -> Sequence[str]:
        """Every region that a contractor has, each once, in the order of its folded name."""
        ...

    async def contractor_row(self, id_: UUID) -> ContractorRow | None: ...

    async def audit(self, wanted: AuditFilter, part: Slice) -> Page[Sealed]:
        """Newest first."""
        ...

    async def contract(self, number: ContractNumber) -> ContractView:
        """Empty tuples for a contract nobody has spoken of; at most 100 of each."""
        ...

    async def people(self, ids: Sequence[str]) -> dict[str, PersonRef]:
        """Who these actors are; ids that are nobody's ("jarvis", "console") are left out."""
        ...

    def all_messages(self, wanted: MessageFilter) -> AsyncIterator[MessageRow]: ...

    def all_complaints(self, wanted: ComplaintFilter) -> AsyncIterator[ComplaintRow]: ...

    def all_tickets(self, wanted: TicketFilter) -> AsyncIterator[TicketRow]: ...

    def all_audit(self, wanted: AuditFilter) -> AsyncIterator[Sealed]: ...

    async def tallies(self, period: Period, *, by_day: bool = False) -> Sequence[Tally]:
        """What was counted in the period, by hour (UTC) or by day of Casablanca.

        Both ends are needed, at most 400 days apart; the hours that begin in between count, whole. Names and
        values are those of `desk/figures.py` (Counted).
        """
        ...
