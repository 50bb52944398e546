"""One unit of work on the store in memory."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from jarvis_adapters.memory.personal import MemoryPersonalData
from jarvis_adapters.memory.store_cases import MemoryCases
from jarvis_adapters.memory.store_contractors import MemoryContractors
from jarvis_adapters.memory.store_desk import MemoryDesk
from jarvis_adapters.memory.store_state import JobKind, JobStatus, MessageRow, ReplyRow, State
from jarvis_adapters.storable import storable, storable_key, storable_text
from jarvis_domain.answering.catalogue import DEFAULT_CATALOGUE
from jarvis_domain.answering.contract_status import ContractSnapshot, StatusAnswer
from jarvis_domain.answering.conversation import Conversation, Flag
from jarvis_domain.answering.messages import (
    UNCONFIRMED,
    ClaimedReply,
    Delivery,
    DueReply,
    Outcome,
    StoredMessage,
)
from jarvis_domain.answering.templates import Catalogue, Template, TemplateKey
from jarvis_domain.errors import Conflict
from jarvis_domain.ports.cases import Cases
from jarvis_domain.ports.contractors import Contractors
from jarvis_domain.ports.desk import Desk
from jarvis_domain.ports.persistence import (
    AuditEntry,
    Backlog,
    Heard,
    Parked,
    Receipts,
    TemplateVersion,
    UnitOfWork,
    Waiting,
)
from jarvis_domain.ports.personal_data import PersonalData
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.phones import Address
from jarvis_domain.understanding.reading import Reading

_NOW = timedelta()
COUNTED = (
    "received",
    *(outcome.value for outcome in Outcome),
    *(f"reply:{level.value}" for level in Delivery),
)


class MemoryUnitOfWork(UnitOfWork):
    """Changes the state in place; the store that began it puts the old one back if it fails."""

    def __init__(self, state: State, clock: Clock, at_most: timedelta) -> None:
        self._state = state
        self._clock = clock
        self._at_most = at_most

    @property
    def desk(self) -> Desk:
        return MemoryDesk(self._state)

    @property
    def cases(self) -> Cases:
        return MemoryCases(self._state)

    @property
    def contractors(self) -> Contractors:
        return MemoryContractors(self._state, self._clock)

    @property
    def personal(self) -> PersonalData:
        return MemoryPersonalData(self._state)

    # answering

    async def waiting(self, contractor: UUID) -> Waiting | None:
        if not (unanswered := await self.unanswered(contractor)):
            return None
        known = await self.contractors.contractor(contractor)
        return Waiting(
            messages=unanswered,
            conversation=await self.conversation(contractor),
            admission=self._state.preferences.admission,
            registered=known is not None and known.registered,
        )

    async def unanswered(self, contractor: UUID) -> tuple[StoredMessage, ...]:
        return tuple(row.stored for row in self._state.unsettled(self._state.contractor(contractor)))

    async def begin_answering(self, chosen: Sequence[UUID]) -> tuple[StoredMessage, ...]:
        rows = (row for row in self._state.messages.values() if row.stored.id in chosen)
        begun = [row.stored for row in rows if row.outcome is None]
        for stored in begun:
            counted = msgspec.structs.replace(stored, attempts=stored.attempts + 1)
            self._state.change_message(stored.id, stored=counted)
        owners = dict.fromkeys(stored.contractor for stored in begun)
        unsettled = [message for owner in owners for message in await self.unanswered(owner)]
        return tuple(message for message in unsettled if message.id in chosen)

    async def conversation(self, contractor: UUID) -> Conversation:
        _, conversation = self._state.conversations.get(
            self._state.contractor(contractor), (0, Conversation())
        )
        return conversation

    async def save_conversation(self, contractor: UUID, conversation: Conversation) -> None:
        entry = (self._state.next(), storable(conversation))
        self._state.conversations[self._state.known_contractor(contractor)] = entry

    async def note_reading(
        self, message: UUID, reading: Reading, detail: str = "", *, answers: Sequence[StatusAnswer] = ()
    ) -> None:
        self._message(message)
        self._state.change_message(
            message,
            reading=storable(reading),
            reading_detail=storable_text(detail),
            answers=tuple(storable(answer) for answer in answers),
            read_at=self._clock.now(),
        )

    async def flag(self, message: UUID, flags: Sequence[Flag]) -> None:
        known = self._message(message).flags
        self._state.change_message(message, flags=tuple(dict.fromkeys((*known, *flags))))

    async def unflag(self, message: UUID, flag: Flag) -> None:
        if row := self._state.messages.get(message):
            self._state.change_message(message, flags=tuple(one for one in row.flags if one is not flag))

    async def mark_handled(self, message: UUID, by: UUID, at: datetime) -> None:
        self._message(message)
        if by not in self._state.staff:
            raise LookupError(f"no staff {by}")
        self._state.change_message(message, handled_by=by, handled_at=at)

    async def unmark_handled(self, message: UUID) -> bool:
        marked = self._message(message).handled_at is not None
        self._state.change_message(message, handled_by=None, handled_at=None)
        return marked

    async def reopen_message(self, message: UUID) -> UUID:
        row = self._message(message)
        if row.outcome is None:
            raise Conflict("the message is unsettled")
        unsettled = {"outcome": None, "reason": "", "reply": None, "settled_at": None}
        waiting = msgspec.structs.replace(row.stored, attempts=0)
        self._state.change_message(message, stored=waiting, owed=(), parked_at=None, **unsettled)
        return row.stored.contractor

    async def settle(
        self, messages: Sequence[UUID], outcome: Outcome, *, reply: UUID | None = None, reason: str = ""
    ) -> None:
        if outcome is Outcome.PARKED:
            raise ValueError("a message is parked with the contracts it is owed: use park()")
        rows = [self._state.messages.get(message) for message in messages]
        if any(row is None or not row.open for row in rows):
            raise Conflict("a message was settled meanwhile")
        if reply is not None:
            self._reply(reply)
        for message in dict.fromkeys(messages):
            self._settle(message, outcome, reply=reply, reason=storable_text(reason))

    async def park(self, message: UUID, contracts: Sequence[ContractNumber]) -> None:
        row = self._state.messages.get(message)
        if row is None or row.outcome is not None:
            raise Conflict("the message was settled meanwhile")
        self._settle(message, Outcome.PARKED, owed=tuple(contracts), parked_at=self._clock.now())

    async def parked(self, *, limit: int = 100) -> tuple[Parked, ...]:
        rows = [row for row in self._state.messages.values() if row.outcome is Outcome.PARKED]
        parked = [(at, row) for row in rows if (at := row.parked_at) is not None]
        parked.sort(key=lambda entry: (entry[0], entry[1].order))
        return tuple(
            Parked(message=row.stored, contracts=row.owed, parked_at=at) for at, row in parked[:limit]
        )

    async def queue_reply(self, due: DueReply) -> None:
        if due.id in self._state.replies:
            raise Conflict(f"reply {due.id} was queued before")
        contractor = self._state.known_contractor(due.contractor)
        due = storable(
            msgspec.structs.replace(due, contractor=contractor, instance=storable_key(due.instance))
        )
        now = self._clock.now()
        row = ReplyRow(due=due, order=self._state.next(), queued_at=now, claimable_at=now)
        self._state.replies[due.id] = row
        self._state.wake_delivery(contractor, now)

    async def wake(self, contractor: UUID) -> None:
        contractor = self._state.known_contractor(contractor)
        self._state.wake_answer(contractor, self._clock.now(), _NOW, self._at_most)

    async def forgotten(self, *, older_than: timedelta) -> tuple[UUID, ...]:
        limit = self._clock.now() - older_than
        late = {
            row.stored.contractor
            for row in self._state.messages.values()
            if row.outcome is None and row.stored.received_at < limit
        }
        return tuple(sorted(c for c in late if not self._state.has_job(JobKind.ANSWER, c, JobStatus.WAITING)))

    async def backlog(self) -> Backlog:
        since = [row.stored.received_at for row in self._state.messages.values() if row.outcome is None]
        return Backlog(waiting=len(since), oldest=min(since, default=None))

    async def heard(self, instance: str) -> Heard | None:
        rows = (row.stored for row in self._state.messages.values())
        moments = [stored.received_at for stored in rows if stored.inbound.instance == instance]
        return Heard(first=min(moments), latest=max(moments)) if moments else None

    async def never_received(self, instance: str, whatsapp_ids: Sequence[str]) -> frozenset[str]:
        keys = {id_: (storable_key(instance), storable_key(id_)) for id_ in whatsapp_ids}
        return frozenset(id_ for id_, key in keys.items() if key not in self._state.message_ids)

    async def contractor_at(self, address: Address) -> UUID | None:
        return self._state.addresses.get(address)

    # delivering

    async def due_instance(self, contractor: UUID) -> str | None:
        undone = self._state.undone(self._state.contractor(contractor))
        due = undone[0] if undone and undone[0].claimable_at <= self._clock.now() else None
        return due.due.instance if due is not None else None

    async def claim_reply(self, contractor: UUID, *, lease: timedelta) -> ClaimedReply | None:
        contractor, now = self._state.contractor(contractor), self._clock.now()
        undone = self._state.undone(contractor)
        if not undone:
            return None
        head = undone[0]
        if head.claimable_at > now:
            self._state.wake_delivery(contractor, head.claimable_at)
            return None
        attempt = head.attempts + 1
        self._state.change_reply(head.due.id, attempts=attempt, claimable_at=now + lease)
        return ClaimedReply(due=head.due, attempt=attempt)

    async def accept_reply(self, reply: UUID, whatsapp_id: str) -> bool:
        row, now = self._reply(reply), self._clock.now()
        known_as = row.whatsapp_id or storable_key(whatsapp_id)
        accepted = Delivery.ACCEPTED if row.delivery is Delivery.QUEUED else row.delivery
        changes = {"whatsapp_id": known_as, "done": True, "accepted_at": row.accepted_at or now}
        self._state.change_reply(reply, delivery=accepted, **changes)
        if (early := self._state.receipts.get((row.due.instance, known_as))) is not None:
            self._state.raise_delivery(row.due.instance, known_as, early.delivery, now)
        return await self.due_instance(row.due.contractor) is not None

    async def postpone_reply(self, reply: UUID, *, wait: timedelta, reason: str) -> None:
        row = self._reply(reply)
        if not row.done:
            until = self._clock.now() + wait
            self._state.change_reply(reply, claimable_at=until, reason=storable_text(reason))
            self._state.wake_delivery(row.due.contractor, until)

    async def fail_reply(self, reply: UUID, reason: str) -> None:
        row = self._reply(reply)
        if not row.done:
            self._state.change_reply(reply, done=True, delivery=Delivery.FAILED, reason=storable_text(reason))

    async def stranded(self) -> tuple[UUID, ...]:
        now, busy = self._clock.now(), (JobStatus.WAITING, JobStatus.RUNNING)
        contractors = {row.due.contractor for row in self._state.replies.values() if not row.done}
        return tuple(
            sorted(
                contractor
                for contractor in contractors
                if self._state.undone(contractor)[0].claimable_at <= now
                and not self._state.has_job(JobKind.DELIVER, contractor, *busy)
            )
        )

    async def wake_delivery(self, contractor: UUID) -> None:
        self._state.wake_delivery(self._state.known_contractor(contractor), self._clock.now())

    async def delivery_of(self, reply: UUID) -> Delivery | None:
        row = self._state.replies.get(reply)
        return row.delivery if row is not None else None

    # what is known of contracts

    async def remember_status(self, snapshot: ContractSnapshot) -> None:
        known = self._state.statuses.get(snapshot.number, ())
        if all(other.read_at != snapshot.read_at for other in known):
            every = sorted((*known, storable(snapshot)), key=lambda one: one.read_at)
            self._state.statuses[snapshot.number] = tuple(every)

    async def last_status(self, number: ContractNumber) -> ContractSnapshot | None:
        known = self._state.statuses.get(number)
        return known[-1] if known else None

    # templates and audit

    async def catalogue(self) -> Catalogue:
        published = self._state.templates.values()
        return DEFAULT_CATALOGUE.with_templates(versions[-1].template for versions in published)

    async def publish_template(self, template: Template, *, by: str) -> int:
        known, now = self._state.templates.get(template.key, ()), self._clock.now()
        published = TemplateVersion(template=template, version=len(known) + 1, by=storable_text(by), at=now)
        self._state.templates[template.key] = (*known, published)
        return published.version

    async def newest_templates(self) -> tuple[TemplateVersion, ...]:
        return tuple(versions[-1] for _, versions in sorted(self._state.templates.items()))

    async def template_versions(self, key: TemplateKey) -> tuple[TemplateVersion, ...]:
        return self._state.templates.get(key, ())[::-1]

    async def record(self, entry: AuditEntry) -> None:
        self._state.note(storable(entry))

    async def audit_of(self, resource: str) -> tuple[AuditEntry, ...]:
        return tuple(
            sealed.entry for sealed in self._state.audit.values() if sealed.entry.resource == resource
        )

    async def receipts(self, since: datetime, until: datetime) -> Receipts:
        rows = [
            row
            for row in self._state.replies.values()
            if not row.due.trial and row.queued_at >= since and row.accepted_at and row.accepted_at <= until
        ]
        return Receipts(accepted=len(rows), unconfirmed=sum(row.delivery in UNCONFIRMED for row in rows))

    async def counts(self) -> dict[str, int]:
        found = dict.fromkeys(COUNTED, 0)
        for message in self._state.messages.values():
            found[message.outcome or "received"] += 1
        for reply in self._state.replies.values():
            found[f"reply:{reply.delivery}"] += not reply.due.trial
        return found

    # rows

    def _message(self, message: UUID) -> MessageRow:
        if (row := self._state.messages.get(message)) is None:
            raise LookupError(f"no message {message}")
        return row

    def _reply(self, reply: UUID) -> ReplyRow:
        if (row := self._state.replies.get(reply)) is None:
            raise LookupError(f"no reply {reply}")
        return row

    def _settle(self, message: UUID, outcome: Outcome, **changes: object) -> None:
        self._state.change_message(message, outcome=outcome, settled_at=self._clock.now(), **changes)
        row = self._message(message)
        self._state.note(settled_entry(row, self._clock))


def settled_entry(row: MessageRow, clock: Clock) -> AuditEntry:
    """The audit row of a message that was just settled."""
    facts = {
        "reason": row.reason,
        "reply": str(row.reply or ""),
        "owed": " ".join(str(number) for number in row.owed) if row.outcome is Outcome.PARKED else "",
    }
    return AuditEntry(
        at=clock.now(),
        actor="jarvis",
        action=f"message_{row.outcome}",
        resource=f"message:{row.stored.id}",
        changes={key: value for key, value in facts.items() if value},
    )
