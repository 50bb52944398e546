"""The record of JARVIS: what is stored, and the units of work that change it and wake jobs."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

import msgspec

from jarvis_domain.answering.contract_status import ContractSnapshot, StatusAnswer
from jarvis_domain.answering.conversation import Conversation, Flag
from jarvis_domain.answering.messages import (
    ClaimedReply,
    Delivery,
    DueReply,
    InboundMessage,
    Outcome,
    StoredMessage,
)
from jarvis_domain.answering.templates import Catalogue, Template, TemplateKey
from jarvis_domain.desk.audit import AuditEntry as AuditEntry  # noqa: PLC0414 named here by whoever records
from jarvis_domain.desk.preferences import Admission
from jarvis_domain.ports.cases import Cases
from jarvis_domain.ports.contractors import Contractors
from jarvis_domain.ports.desk import Desk
from jarvis_domain.ports.messaging import (
    DeliveryReported,
    HumanReplied,
    MessageDeleted,
    MessageEdited,
    NotForUs,
)
from jarvis_domain.ports.personal_data import PersonalData
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.phones import Address
from jarvis_domain.understanding.reading import Reading


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """The message is new and durable, and its contractor will be answered."""

    message: UUID
    contractor: UUID


class Repeated(msgspec.Struct, frozen=True, kw_only=True):
    """The message had been stored before; nothing changed."""


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A contractor's unsettled messages, oldest first (sent_at, then arrival), and what answering depends on.

    `registered`: on TKTM's list, which counts where `admission` asks for it.
    """

    messages: tuple[StoredMessage, ...]
    conversation: Conversation
    admission: Admission
    registered: bool


class Parked(msgspec.Struct, frozen=True, kw_only=True):
    """A question the portal could not answer: the message and the contracts still owed."""

    message: StoredMessage
    contracts: tuple[ContractNumber, ...]
    parked_at: datetime


class TemplateVersion(msgspec.Struct, frozen=True, kw_only=True):
    """A template as it was published; the newest of its key is the one that is sent."""

    template: Template
    version: int
    by: str
    at: datetime


class Inbox(Protocol):
    """Stores what arrives, each call one transaction of its own, durable when it returns.

    Every method raises StoreUnavailable when the database cannot be reached; then nothing was kept.
    """

    async def receive(self, message: InboundMessage) -> Stored | Repeated:
        """Stores the message once per (instance, whatsapp_id), for ever, and wakes the answer to its writer.

        The answer job runs `quiet` after the burst's last message and at most `at_most` after its first.
        Both addresses of the writer lead to one contractor; two contractors found to be one are merged.
        """
        ...

    async def edit(self, event: MessageEdited) -> bool:
        """Replaces the text of a message not yet answered; a parked one is read anew and wakes its answer.

        False when it is answered, or not there: then the edit is kept, and made when the message comes.
        """
        ...

    async def delete(self, event: MessageDeleted) -> bool:
        """Settles a message not yet answered, or parked, as ignored; False as `edit`, kept as there."""
        ...

    async def report(self, event: DeliveryReported) -> bool:
        """Raises a reply's delivery, never lowers it; a receipt that comes before the reply is known is kept.

        True when a known reply's delivery changed.
        """
        ...

    async def human_replied(self, event: HumanReplied, *, until: datetime) -> bool:
        """Hands the conversation to a human until then; False when it is our own reply's echo."""
        ...

    async def keep(self, event: NotForUs, raw: bytes) -> None:
        """Keeps an event nobody acts on, as it came (at most 64 KiB, secrets already removed)."""
        ...


class Backlog(msgspec.Struct, frozen=True, kw_only=True):
    """How many messages are unsettled, and when the oldest of them was received."""

    waiting: int
    oldest: datetime | None


class Receipts(msgspec.Struct, frozen=True, kw_only=True):
    """How many replies were accepted in a time, and how many of them are not known to have arrived."""

    accepted: int
    unconfirmed: int


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """When the first and the latest message that one of our numbers has on record came in."""

    first: datetime
    latest: datetime


class UnitOfWork(Protocol):
    """One transaction: leaving the context commits, an exception rolls everything back, woken jobs included.

    Raises StoreUnavailable when the database cannot be reached.
    """

    @property
    def desk(self) -> Desk:
        """Staff, sign-in, mails and the audit's chain, in the same transaction."""
        ...

    @property
    def cases(self) -> Cases:
        """Complaints, tickets, their notices and satisfaction, in the same transaction."""
        ...

    @property
    def contractors(self) -> Contractors:
        """Who contractors are, in the same transaction."""
        ...

    @property
    def personal(self) -> PersonalData:
        """What is on record about people, in the same transaction."""
        ...

    # answering
    async def waiting(self, contractor: UUID) -> Waiting | None:
        """What the contractor is owed an answer to; None when there is nothing."""
        ...

    async def unanswered(self, contractor: UUID) -> tuple[StoredMessage, ...]:
        """The contractor's unsettled messages, oldest first (sent_at, then arrival)."""
        ...

    async def begin_answering(self, chosen: Sequence[UUID]) -> tuple[StoredMessage, ...]:
        """Those of them that are unsettled, oldest first, with this attempt counted."""
        ...

    async def conversation(self, contractor: UUID) -> Conversation:
        """The contractor's conversation, a new one if there is none."""
        ...

    async def save_conversation(self, contractor: UUID, conversation: Conversation) -> None: ...

    async def note_reading(
        self, message: UUID, reading: Reading, detail: str = "", *, answers: Sequence[StatusAnswer] = ()
    ) -> None:
        """Keeps how a message was understood, which contracts it names, and what the portal said of them.

        `detail` says why the model did not help, if so.
        """
        ...

    async def flag(self, message: UUID, flags: Sequence[Flag]) -> None:
        """Shows the message to the BO for these reasons, beside those it has already."""
        ...

    async def unflag(self, message: UUID, flag: Flag) -> None:
        """Takes this reason off again, where it was one: nobody has to act on it any more."""
        ...

    async def mark_handled(self, message: UUID, by: UUID, at: datetime) -> None:
        """A person of the BO has dealt with what the message was flagged for; raises LookupError."""
        ...

    async def unmark_handled(self, message: UUID) -> bool:
        """Whoever marked it takes that back; False where nobody had; raises LookupError."""
        ...

    async def reopen_message(self, message: UUID) -> UUID:
        """Makes a settled or parked message unsettled again, with no attempt counted; gives its contractor.

        Raises LookupError for one that was never here, Conflict for one that is unsettled.
        """
        ...

    async def settle(
        self, messages: Sequence[UUID], outcome: Outcome, *, reply: UUID | None = None, reason: str = ""
    ) -> None:
        """Ends messages that are unsettled or parked; raises Conflict when one of them is neither.

        Each gets an audit row in the same transaction.
        """
        ...

    async def park(self, message: UUID, contracts: Sequence[ContractNumber]) -> None:
        """Settles an unsettled message as parked, owing these contracts."""
        ...

    async def parked(self, *, limit: int = 100) -> tuple[Parked, ...]:
        """Questions still owed an answer, oldest first."""
        ...

    async def queue_reply(self, due: DueReply) -> None:
        """Puts a reply into the outbox, behind those before it of the same contractor, and wakes delivery."""
        ...

    async def wake(self, contractor: UUID) -> None:
        """Makes an answer job run for this contractor now; one that is already waiting will do."""
        ...

    async def forgotten(self, *, older_than: timedelta) -> tuple[UUID, ...]:
        """Contractors with an unsettled message received longer ago than this and no answer job waiting."""
        ...

    async def backlog(self) -> Backlog: ...

    async def heard(self, instance: str) -> Heard | None:
        """None for a number nobody ever wrote to."""
        ...

    async def never_received(self, instance: str, whatsapp_ids: Sequence[str]) -> frozenset[str]:
        """Those of the ids under which no message of this number is stored."""
        ...

    async def contractor_at(self, address: Address) -> UUID | None:
        """Who writes from this address, if somebody ever did."""
        ...

    # delivering
    async def due_instance(self, contractor: UUID) -> str | None:
        """The number by which the reply leaves that `claim_reply` would give now; None when it gives none."""
        ...

    async def claim_reply(self, contractor: UUID, *, lease: timedelta) -> ClaimedReply | None:
        """The contractor's oldest undone reply, if nobody holds it and its waiting time is over.

        None also while an older reply of the contractor is held or waiting. By the store's own clock.
        """
        ...

    async def accept_reply(self, reply: UUID, whatsapp_id: str) -> bool:
        """Done: handed to WhatsApp under this id. A receipt that came earlier counts from now on.

        Whether `claim_reply` would give another one of the contractor's now.
        """
        ...

    async def postpone_reply(self, reply: UUID, *, wait: timedelta, reason: str) -> None:
        """Lets the reply go; it may be claimed again after `wait`, and delivery is woken then."""
        ...

    async def fail_reply(self, reply: UUID, reason: str) -> None:
        """Gives the reply up, visibly; the ones behind it go on."""
        ...

    async def stranded(self) -> tuple[UUID, ...]:
        """Contractors with an undone reply that may be claimed and no delivery job waiting or running."""
        ...

    async def wake_delivery(self, contractor: UUID) -> None: ...

    async def delivery_of(self, reply: UUID) -> Delivery | None: ...

    async def receipts(self, since: datetime, until: datetime) -> Receipts:
        """Of replies queued since then, trials left out, and accepted `until` at the latest."""
        ...

    # what is known of contracts
    async def remember_status(self, snapshot: ContractSnapshot) -> None:
        """Keeps a reading of the portal; the newest by read_at is the one last known."""
        ...

    async def last_status(self, number: ContractNumber) -> ContractSnapshot | None: ...

    # templates and audit
    async def catalogue(self) -> Catalogue:
        """The published templates over the default ones."""
        ...

    async def publish_template(self, template: Template, *, by: str) -> int:
        """Stores a new version of a template, sent from now on; answers its number. The caller audits it."""
        ...

    async def newest_templates(self) -> tuple[TemplateVersion, ...]:
        """What was published last under each key; nothing for keys whose default one is still sent."""
        ...

    async def template_versions(self, key: TemplateKey) -> tuple[TemplateVersion, ...]:
        """What was published under this key, newest first; empty while only the default one is sent."""
        ...

    async def record(self, entry: AuditEntry) -> None: ...

    async def audit_of(self, resource: str) -> tuple[AuditEntry, ...]:
        """The entries about one resource, oldest first."""
        ...

    async def counts(self) -> dict[str, int]:
        """Messages by outcome ("received" while unsettled), replies by delivery ("reply:queued" …).

        Trials are not among them.
        """
        ...


class Store(Protocol):
    """Where units of work begin."""

    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]: ...

    def once(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """For a single call, which is a transaction by itself: nothing else may follow in the context."""
        ...
