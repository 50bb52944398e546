"""What the store in memory holds: immutable rows in plain dicts, so that a copy is cheap and true."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count
from uuid import UUID

import msgspec

from jarvis_domain.answering.contract_status import ContractSnapshot, StatusAnswer
from jarvis_domain.answering.conversation import Conversation, Flag
from jarvis_domain.answering.messages import Delivery, DueReply, Outcome, StoredMessage
from jarvis_domain.answering.templates import TemplateKey
from jarvis_domain.casework.complaints import Complaint
from jarvis_domain.casework.escalation import EscalationClock
from jarvis_domain.casework.satisfaction import SatisfactionAsked, Score
from jarvis_domain.casework.tickets import Ticket
from jarvis_domain.desk.audit import BEGINNING, AuditEntry, Sealed, chain
from jarvis_domain.desk.preferences import Preferences
from jarvis_domain.desk.sign_in import LinkRequest, MagicLink, Session
from jarvis_domain.desk.staff import Staff
from jarvis_domain.ports.cases import Notice
from jarvis_domain.ports.mail import MailReport, MailStatus
from jarvis_domain.ports.messaging import MessageDeleted, MessageEdited, NotForUs
from jarvis_domain.ports.persistence import TemplateVersion
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.phones import Address, PhoneNumber
from jarvis_domain.understanding.reading import Reading

RISING = tuple(Delivery)


class Contractor(msgspec.Struct, frozen=True, kw_only=True):
    """`merged_into` is who this one turned out to be; `order` rises with age."""

    id: UUID
    order: int
    phone: PhoneNumber | None = None
    name: str = ""
    merged_into: UUID | None = None
    registered: bool = False
    region: str = ""
    created_at: datetime


class MessageRow(msgspec.Struct, frozen=True, kw_only=True):
    """A message and what became of it; `outcome` is None while nobody has settled it."""

    stored: StoredMessage
    order: int
    reading: Reading | None = None
    reading_detail: str = ""
    answers: tuple[StatusAnswer, ...] = ()
    read_at: datetime | None = None
    outcome: Outcome | None = None
    reason: str = ""
    reply: UUID | None = None
    owed: tuple[ContractNumber, ...] = ()
    parked_at: datetime | None = None
    settled_at: datetime | None = None
    flags: tuple[Flag, ...] = ()
    handled_by: UUID | None = None
    handled_at: datetime | None = None

    @property
    def contracts(self) -> frozenset[ContractNumber]:
        """What it names, as it was read last."""
        return frozenset(found.number for found in self.reading.contracts) if self.reading else frozenset()

    @property
    def open(self) -> bool:
        return self.outcome is None or self.outcome is Outcome.PARKED


class ReplyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A reply and how far it got; `claimable_at` is the end of a lease or of a wait."""

    due: DueReply
    order: int
    queued_at: datetime
    claimable_at: datetime
    accepted_at: datetime | None = None
    delivered_at: datetime | None = None
    seen_at: datetime | None = None
    delivery: Delivery = Delivery.QUEUED
    attempts: int = 0
    done: bool = False
    whatsapp_id: str | None = None
    reason: str = ""


class RequestRow(msgspec.Struct, frozen=True):
    """A request for a link; `claimable_at` is the end of a lease."""

    request: LinkRequest
    claimable_at: datetime


class MailRow(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that was accepted, and how far it got."""

    mail_id: str
    kind: str
    sent_at: datetime
    status: MailStatus = MailStatus.SENT
    reason: str = ""


class ComplaintRow(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint, and the messages that told of it."""

    complaint: Complaint
    messages: tuple[UUID, ...] = ()


class TicketRow(msgspec.Struct, frozen=True, kw_only=True):
    ticket: Ticket
    clock: EscalationClock


class NoticeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A notice; `claimable_at` is the end of a lease or of a wait, `reason` why it waits or was given up."""

    notice: Notice
    claimable_at: datetime
    reason: str = ""
    ended_at: datetime | None = None


class SatisfactionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A question and its answer, if it got one; `closed_at`: given up for a newer question."""

    asked: SatisfactionAsked
    contractor: UUID
    reply: UUID
    score: Score | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def open(self) -> bool:
        return self.answered_at is None and self.closed_at is None


class KeptRow(msgspec.Struct, frozen=True):
    """A webhook nobody acted on, as it came."""

    event: NotForUs
    raw: bytes
    at: datetime


class EarlyRow(msgspec.Struct, frozen=True):
    """A change of a message that is still to come."""

    event: MessageEdited | MessageDeleted
    at: datetime


class ReceiptRow(msgspec.Struct, frozen=True):
    """The highest delivery that was reported under an id, and when."""

    delivery: Delivery
    at: datetime


class JobKind(StrEnum):
    ANSWER = "answer"
    DELIVER = "deliver"


class JobStatus(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    FAILED = "failed"


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A job: due at `at`, pushed back to `latest` at most, and by nobody once it was `started`."""

    order: int
    kind: JobKind
    contractor: UUID
    at: datetime
    latest: datetime
    status: JobStatus = JobStatus.WAITING
    started: bool = False
    attempts: int = 0


@dataclass
class State:
    """The tables. Rows are never changed, only replaced."""

    contractors: dict[UUID, Contractor] = field(default_factory=dict)
    addresses: dict[Address, UUID] = field(default_factory=dict)
    messages: dict[UUID, MessageRow] = field(default_factory=dict)
    message_ids: dict[tuple[str, str], UUID] = field(default_factory=dict)
    conversations: dict[UUID, tuple[int, Conversation]] = field(default_factory=dict)
    replies: dict[UUID, ReplyRow] = field(default_factory=dict)
    receipts: dict[tuple[str, str], ReceiptRow] = field(default_factory=dict)
    statuses: dict[ContractNumber, tuple[ContractSnapshot, ...]] = field(default_factory=dict)
    """Oldest first."""
    templates: dict[TemplateKey, tuple[TemplateVersion, ...]] = field(default_factory=dict)
    audit: dict[int, Sealed] = field(default_factory=dict)
    early: dict[int, EarlyRow] = field(default_factory=dict)
    kept: dict[int, KeptRow] = field(default_factory=dict)
    jobs: dict[int, Job] = field(default_factory=dict)
    staff: dict[UUID, Staff] = field(default_factory=dict)
    link_requests: dict[UUID, RequestRow] = field(default_factory=dict)
    links: dict[UUID, MagicLink] = field(default_factory=dict)
    sessions: dict[UUID, Session] = field(default_factory=dict)
    mails: dict[str, MailRow] = field(default_factory=dict)
    mail_reports: dict[str, MailReport] = field(default_factory=dict)
    complaints: dict[UUID, ComplaintRow] = field(default_factory=dict)
    tickets: dict[UUID, TicketRow] = field(default_factory=dict)
    notices: dict[UUID, NoticeRow] = field(default_factory=dict)
    satisfaction: dict[int, SatisfactionRow] = field(default_factory=dict)
    preferences: Preferences = field(default_factory=Preferences)
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def copy(self) -> "State":
        """A state that later changes of this one do not reach; the numbers go on."""
        copied = replace(self)
        for name, rows in vars(self).items():
            if isinstance(rows, dict):
                setattr(copied, name, dict(rows))
        return copied

    def next(self) -> int:
        return next(self.numbers)

    def note(self, entry: AuditEntry) -> None:
        """Chains an entry to the end of the audit log."""
        previous = self.audit[next(reversed(self.audit))].hash if self.audit else BEGINNING
        seq = self.next()
        self.audit[seq] = Sealed(seq=seq, entry=entry, previous=previous, hash=chain(previous, entry))

    # contractors

    def contractor(self, contractor: UUID) -> UUID:
        """Who this contractor turned out to be."""
        while (row := self.contractors.get(contractor)) is not None and row.merged_into is not None:
            contractor = row.merged_into
        return contractor

    def known_contractor(self, contractor: UUID) -> UUID:
        """The same; raises LookupError for one that was never here."""
        if contractor not in self.contractors:
            raise LookupError(f"no contractor {contractor}")
        return self.contractor(contractor)

    # rows

    def change_message(self, message: UUID, **changes: object) -> None:
        self.messages[message] = msgspec.structs.replace(self.messages[message], **changes)

    def change_reply(self, reply: UUID, **changes: object) -> None:
        self.replies[reply] = msgspec.structs.replace(self.replies[reply], **changes)

    def unsettled(self, contractor: UUID) -> list[MessageRow]:
        """Oldest first by WhatsApp's time, then by arrival."""
        rows = [
            row
            for row in self.messages.values()
            if row.outcome is None and row.stored.contractor == contractor
        ]
        return sorted(rows, key=lambda row: (row.stored.inbound.sent_at, row.order))

    def undone(self, contractor: UUID) -> list[ReplyRow]:
        """In the order they were queued."""
        rows = [row for row in self.replies.values() if not row.done and row.due.contractor == contractor]
        return sorted(rows, key=lambda row: row.order)

    def raise_delivery(self, instance: str, whatsapp_id: str, delivery: Delivery, at: datetime) -> bool:
        """Whether a reply of this id knew less before."""
        rows = [
            row
            for row in self.replies.values()
            if row.whatsapp_id == whatsapp_id and row.due.instance == instance
        ]
        lower = [row for row in rows if RISING.index(row.delivery) < RISING.index(delivery)]
        for row in lower:
            self.change_reply(row.due.id, delivery=delivery, **_stamps(row, delivery, at))
        return bool(lower)

    # jobs

    def waiting(self, kind: JobKind, contractor: UUID) -> Job | None:
        """The job that a wake may still move: it waits and has never been started."""
        for job in self.jobs.values():
            waits = job.status is JobStatus.WAITING and not job.started
            if waits and job.kind is kind and job.contractor == contractor:
                return job
        return None

    def has_job(self, kind: JobKind, contractor: UUID, *statuses: JobStatus) -> bool:
        return any(
            job.kind is kind and job.contractor == contractor and job.status in statuses
            for job in self.jobs.values()
        )

    def wake_answer(self, contractor: UUID, now: datetime, quiet: timedelta, at_most: timedelta) -> None:
        """One answer per burst: `quiet` after its last message, `at_most` after its first."""
        at = now + quiet
        if (job := self.waiting(JobKind.ANSWER, contractor)) is not None:
            self.jobs[job.order] = msgspec.structs.replace(job, at=min(at, job.latest))
        else:
            self._defer(JobKind.ANSWER, contractor, at, now + at_most)

    def wake_delivery(self, contractor: UUID, at: datetime) -> None:
        """A delivery then or before."""
        if (job := self.waiting(JobKind.DELIVER, contractor)) is not None:
            self.jobs[job.order] = msgspec.structs.replace(job, at=min(at, job.at))
        else:
            self._defer(JobKind.DELIVER, contractor, at, at)

    def _defer(self, kind: JobKind, contractor: UUID, at: datetime, latest: datetime) -> None:
        job = Job(order=self.next(), kind=kind, contractor=contractor, at=at, latest=latest)
        self.jobs[job.order] = job


def _stamps(row: ReplyRow, delivery: Delivery, at: datetime) -> dict[str, datetime]:
    """When the contractor had the reply, and saw it; who has seen it had it."""
    had = row.delivered_at or at
    match delivery:
        case Delivery.DELIVERED:
            return {"delivered_at": had}
        case Delivery.READ:
            return {"delivered_at": had, "seen_at": at}
        case _:
            return {}
