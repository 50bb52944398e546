"""Contractors on the store in memory: the list, and two who turn out to be one."""

from datetime import datetime
from uuid import UUID

import msgspec
from uuid_utils.compat import uuid7

from jarvis_adapters.memory import store_state
from jarvis_adapters.memory.store_state import State
from jarvis_adapters.storable import NAME_LIMIT, storable_text
from jarvis_domain.answering.messages import StoredMessage
from jarvis_domain.casework.complaints import ComplaintChange, ComplaintChanged, Escalated
from jarvis_domain.casework.tickets import TicketClosed
from jarvis_domain.desk.actors import JARVIS
from jarvis_domain.ports.contractors import Contractor, Contractors, Registration
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.understanding.phones import PhoneNumber

_DOUBLE = "Doublon : même contractant."


class MemoryContractors(Contractors):
    """Changes the state in place, as its unit of work does."""

    def __init__(self, state: State, clock: Clock) -> None:
        self._state = state
        self._clock = clock

    async def contractor(self, id_: UUID) -> Contractor | None:
        row = self._state.contractors.get(self._state.contractor(id_))
        if row is None:
            return None
        return Contractor(
            id=row.id,
            phone=row.phone,
            name=row.name,
            registered=row.registered,
            region=row.region,
            created_at=row.created_at,
        )

    async def register(
        self, phone: PhoneNumber, *, name: str, region: str = "", registered: bool = True
    ) -> Registration:
        if phone not in self._state.addresses:
            if not registered:
                return Registration.UNCHANGED
            self._enrol(phone)
        before = self._state.contractors[self._state.addresses[phone]]
        after = msgspec.structs.replace(
            before,
            registered=registered,
            name=storable_text(name, NAME_LIMIT) or before.name,
            region=storable_text(region, NAME_LIMIT) or before.region,
        )
        self._state.contractors[after.id] = after
        if after.registered and not before.registered:
            return Registration.ADDED
        return Registration.UNCHANGED if after == before else Registration.CHANGED

    async def enrol(self, phone: PhoneNumber) -> UUID:
        if phone not in self._state.addresses:
            self._enrol(phone)
        return self._state.addresses[phone]

    async def last_message(self, contractor: UUID) -> StoredMessage | None:
        contractor = self._state.contractor(contractor)
        theirs = [row for row in self._state.messages.values() if row.stored.contractor == contractor]
        last = max(theirs, key=lambda row: (row.stored.inbound.sent_at, row.order), default=None)
        return None if last is None else last.stored

    def _enrol(self, phone: PhoneNumber) -> None:
        id_ = enrol(self._state, self._clock.now())
        self._state.addresses[phone] = id_
        row = msgspec.structs.replace(self._state.contractors[id_], phone=phone)
        self._state.contractors[id_] = row


def enrol(state: State, now: datetime) -> UUID:
    """A new contractor of whom nothing is known."""
    row = store_state.Contractor(id=uuid7(), order=state.next(), created_at=now)
    state.contractors[row.id] = row
    return row.id


def merge(state: State, one: UUID, other: UUID, now: datetime) -> UUID:
    """Moves everything of the one that has no phone, else of the younger, to the one that stays."""
    both = (state.contractors[one], state.contractors[other])
    heir, gone = sorted(both, key=lambda row: (row.phone is None, row.order))
    state.contractors[gone.id] = msgspec.structs.replace(gone, merged_into=heir.id)
    state.contractors[heir.id] = _heir(heir, gone)
    for address, owner in state.addresses.items():
        if owner == gone.id:
            state.addresses[address] = heir.id
    _move_talk(state, gone.id, heir.id)
    _move_cases(state, gone.id, heir.id, now)
    return heir.id


def _heir(heir: store_state.Contractor, gone: store_state.Contractor) -> store_state.Contractor:
    known_better = gone.registered and not heir.registered and gone.name
    return msgspec.structs.replace(
        heir,
        registered=heir.registered or gone.registered,
        name=gone.name if known_better else heir.name,
        region=heir.region or gone.region,
    )


def _move_talk(state: State, gone: UUID, heir: UUID) -> None:
    for key, message in state.messages.items():
        if message.stored.contractor == gone:
            moved = msgspec.structs.replace(message.stored, contractor=heir)
            state.messages[key] = msgspec.structs.replace(message, stored=moved)
    for key, reply in state.replies.items():
        if reply.due.contractor == gone:
            due = msgspec.structs.replace(reply.due, contractor=heir)
            state.replies[key] = msgspec.structs.replace(reply, due=due)
    if (talk := state.conversations.pop(gone, None)) is not None:
        kept = state.conversations.get(heir, talk)
        state.conversations[heir] = max(kept, talk, key=lambda entry: entry[0])


def _move_cases(state: State, gone: UUID, heir: UUID, now: datetime) -> None:
    """Of two unresolved complaints about the same, the one of `gone` ends; its story stays with it."""
    problems = {
        (row.complaint.contract, row.complaint.kind): key
        for key, row in state.complaints.items()
        if row.complaint.contractor == heir and row.complaint.unresolved
    }
    for key, row in state.complaints.items():
        if row.complaint.contractor == gone:
            stays = problems.get((row.complaint.contract, row.complaint.kind))
            if stays is not None and row.complaint.unresolved:
                _end_double(state, key, stays, now)
            complaint = msgspec.structs.replace(state.complaints[key].complaint, contractor=heir)
            state.complaints[key] = msgspec.structs.replace(row, complaint=complaint)
    asked = any(row.open and row.contractor == heir for row in state.satisfaction.values())
    for number, question in state.satisfaction.items():
        if question.contractor == gone:
            closed_at = now if asked and question.open else question.closed_at
            moved = msgspec.structs.replace(question, contractor=heir, closed_at=closed_at)
            state.satisfaction[number] = moved


def _end_double(state: State, double: UUID, stays: UUID, now: datetime) -> None:
    """Its tickets go on with the one that stays, which is then at Orange too."""
    ended = state.complaints[double].complaint
    _change(state, double, ended.resolve(_DOUBLE, by="jarvis", at=now))
    facts = {"status": "resolved", "resolution": _DOUBLE, "same_as": str(stays)}
    _note(state, "complaint_resolved", f"complaint:{double}", now, facts, {"status": ended.status})
    for key, row in state.tickets.items():
        if row.ticket.complaint == double and not isinstance(row.ticket.state, TicketClosed):
            ticket = msgspec.structs.replace(row.ticket, complaint=stays)
            state.tickets[key] = msgspec.structs.replace(row, ticket=ticket)
            moved = {"complaint": str(stays)}
            _note(state, "ticket_updated", f"ticket:{key}", now, moved, {"complaint": str(double)})
    kept = state.complaints[stays].complaint
    if isinstance(ended.state, Escalated) and not isinstance(kept.state, Escalated):
        ticket_number = ended.state.ticket
        _change(state, stays, kept.escalate(ticket_number, by="jarvis", at=now))
        facts = {"status": "escalated", "ticket": str(ticket_number)}
        _note(state, "complaint_updated", f"complaint:{stays}", now, facts, {"status": kept.status})


def _change(state: State, key: UUID, change: ComplaintChange) -> None:
    if isinstance(change, ComplaintChanged):
        row = state.complaints[key]
        state.complaints[key] = msgspec.structs.replace(row, complaint=change.complaint)


def _note(
    state: State, action: str, resource: str, at: datetime, changes: dict[str, str], before: dict[str, str]
) -> None:
    state.note(JARVIS.entry(action, resource, at=at, changes=changes, before=before))
