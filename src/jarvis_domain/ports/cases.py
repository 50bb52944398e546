"""The record of case work: complaints, tickets, the notices that leave because of them, and satisfaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID

import msgspec

from jarvis_domain.casework.complaints import Complaint, ComplaintChanged
from jarvis_domain.casework.escalation import EscalationClock, MailBackOffice, MailOrange
from jarvis_domain.casework.satisfaction import SatisfactionAnswered, SatisfactionAsked
from jarvis_domain.casework.tickets import Ticket, TicketChanged, TicketNumber
from jarvis_domain.desk.staff import EmailAddress
from jarvis_domain.understanding.contracts import ContractNumber


class NoticeKind(StrEnum):
    """Whom a waiting mail is for; each kind leaves at its own pace."""

    ORANGE = "orange"
    BACK_OFFICE = "back_office"


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that is due because of a ticket; `attempts` counts the tries to send it that were begun.

    `to` is whom its first try wrote to, every later try too: none is the same mail with another address.
    """

    id: UUID
    ticket: UUID
    mail: MailOrange | MailBackOffice
    queued_at: datetime
    attempts: int = 0
    to: tuple[EmailAddress, ...] = ()

    @property
    def kind(self) -> NoticeKind:
        return NoticeKind.ORANGE if isinstance(self.mail, MailOrange) else NoticeKind.BACK_OFFICE


class OpenQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A satisfaction question without an answer; `whatsapp_id` is its message's, once it was sent."""

    asked: SatisfactionAsked
    whatsapp_id: str | None = None


class Cases(Protocol):
    """The part of a unit of work that holds the cases: it commits, or rolls back, with everything else in it.

    Methods that change what is named by an id raise LookupError for one that was never here.
    """

    # complaints
    async def add_complaint(self, opened: ComplaintChanged, *, message: UUID | None = None) -> None:
        """Raises Conflict when the contractor has an unresolved one of this kind on this contract already."""
        ...

    async def link_messages(self, complaint: UUID, messages: Sequence[UUID]) -> None:
        """These told of it too; some of them may be linked already."""
        ...

    async def save_complaint(self, changed: ComplaintChanged) -> None:
        """Keeps the new state and adds the events; raises Conflict unless the stored version precedes it.

        Also when the corrected kind, or a reopening, makes it the same problem as another unresolved one.
        """
        ...

    async def complaint(self, id_: UUID) -> Complaint | None: ...

    async def complaints_of(
        self, contractor: UUID, *, contract: ContractNumber | None = None, limit: int = 50
    ) -> Sequence[Complaint]:
        """Newest first."""
        ...

    async def contacts(self, contract: ContractNumber, *, since: datetime) -> int:
        """How many answered messages named the contract since then."""
        ...

    # tickets
    async def add_ticket(self, opened: TicketChanged) -> None:
        """With its clock running from the ticket's `opened_at`; raises Conflict when the number is taken."""
        ...

    async def save_ticket(self, changed: TicketChanged) -> None:
        """As save_complaint."""
        ...

    async def ticket(self, id_: UUID) -> Ticket | None: ...

    async def ticket_with(self, number: TicketNumber) -> Ticket | None: ...

    async def tickets_of(self, complaint: UUID) -> Sequence[Ticket]:
        """Newest first: a complaint that was reopened may have been escalated again."""
        ...

    async def clock_of(self, ticket: UUID) -> EscalationClock: ...

    async def stop_clock(self, ticket: UUID, at: datetime) -> None:
        """The mail to Orange was accepted; a clock that has stopped stays as it is."""
        ...

    # notices
    async def queue_notice(self, notice: Notice) -> None: ...

    async def claim_notices(
        self, kind: NoticeKind, now: datetime, *, lease: timedelta, limit: int
    ) -> Sequence[Notice]:
        """The oldest of this kind that nobody holds and whose wait is over, this attempt counted.

        They are held until `now + lease`.
        """
        ...

    async def address_notice(self, id_: UUID, to: Sequence[EmailAddress]) -> None:
        """Fixes whom it is written to; one that is addressed already is left so."""
        ...

    async def end_notice(self, id_: UUID, at: datetime, *, failure: str = "") -> None:
        """Sent, or given up for this reason; one that has ended is left so."""
        ...

    async def postpone_notice(self, id_: UUID, until: datetime, *, reason: str) -> None:
        """Lets it go; it may be claimed again from `until` on."""
        ...

    async def waiting_notices(self) -> Sequence[tuple[Notice, str]]:
        """Those neither sent nor given up, oldest first, each with why it waits (or ""); 100 at most."""
        ...

    # satisfaction
    async def ask_satisfaction(self, asked: SatisfactionAsked, *, contractor: UUID, reply: UUID) -> None:
        """The question that is in this reply; an older one of the contractor without an answer is closed."""
        ...

    async def open_question(self, contractor: UUID) -> OpenQuestion | None: ...

    async def close_question(self, complaint: UUID, at: datetime) -> None:
        """Gives up the question about this complaint, if one is open."""
        ...

    async def answer_satisfaction(self, answered: SatisfactionAnswered) -> None:
        """Raises Conflict when the question was answered or closed meanwhile."""
        ...
