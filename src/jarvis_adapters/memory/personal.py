"""Personal data on the store in memory: whose rows are whose, and what has aged."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from jarvis_adapters.memory.personal_rows import (
    no_complaint,
    no_contractor,
    no_message,
    no_reply,
    no_ticket,
)
from jarvis_adapters.memory.store_state import JobStatus, State
from jarvis_domain.casework.complaints import Resolved
from jarvis_domain.desk.personal_data import NOBODY, SETTLED, Ageing, StillOpen
from jarvis_domain.ports.personal_data import PersonalData, Rows
from jarvis_domain.understanding.phones import PhoneNumber

_DROPPED = ("addresses", "conversations", "receipts", "kept", "notices")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
Ages = Mapping[Any, datetime]
"""By the key of a row: the time by which it is old."""


class MemoryPersonalData(PersonalData):
    """Changes the state in place, as its unit of work does."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def find(self, phone: PhoneNumber) -> Sequence[UUID]:
        state = self._state
        owners = [row.id for row in state.contractors.values() if row.phone == phone]
        if (owner := state.addresses.get(phone)) is not None:
            owners.insert(0, owner)
        now = dict.fromkeys(state.contractor(owner) for owner in owners)
        were = (id_ for id_ in state.contractors if id_ not in now and state.contractor(id_) in now)
        return (*now, *were)

    async def left_open(self, contractors: Sequence[UUID]) -> StillOpen:
        state, theirs = self._state, _theirs(self._state, contractors)
        return StillOpen(
            messages=sum(state.messages[id_].outcome not in SETTLED for id_ in theirs["messages"]),
            replies=sum(not state.replies[id_].done for id_ in theirs["replies"]),
            complaints=sum(state.complaints[id_].complaint.unresolved for id_ in theirs["complaints"]),
        )

    async def export(self, contractors: Sequence[UUID]) -> Rows:
        return {
            part: [{"key": _plain(key), "row": _plain(getattr(self._state, part)[key])} for key in keys]
            for part, keys in _theirs(self._state, contractors).items()
        }

    async def erase(self, contractors: Sequence[UUID]) -> Mapping[str, int]:
        theirs = _theirs(self._state, contractors)
        self._blank_contractors(theirs["contractors"])
        self._blank_talk(theirs["messages"], theirs["replies"])
        self._blank_cases(theirs["complaints"], theirs["tickets"])
        for part in _DROPPED:
            _drop(getattr(self._state, part), theirs[part])
        return {part: len(keys) for part, keys in theirs.items() if part not in ("audit", "satisfaction")}

    async def forget(self, kind: Ageing, *, before: datetime, most: int) -> int:
        match kind:
            case Ageing.MESSAGES:
                return self._forget_messages(before, most)
            case Ageing.CONTRACT_STATUSES:
                return self._forget_statuses(before, most)
        gone = 0
        for rows, ages in _aged(self._state, kind):
            gone += _drop(rows, _oldest(ages, before, most - gone))
        return gone

    def _forget_statuses(self, before: datetime, most: int) -> int:
        known = self._state.statuses
        ages = {(number, one.read_at): one.read_at for number, every in known.items() for one in every}
        gone = _oldest(ages, before, most)
        for number, read_at in gone:
            known[number] = tuple(one for one in known[number] if one.read_at != read_at)
        return len(gone)

    def _forget_messages(self, before: datetime, most: int) -> int:
        wrote = _oldest(_old_messages(self._state), before, most)
        told = _oldest(_old_replies(self._state), before, most - len(wrote))
        self._blank_talk(wrote, told)
        left = most - len(wrote) - len(told)
        complained = _oldest(_old_complaints(self._state), before, left)
        self._forget_cases(complained)
        quiet = _oldest(_quiet(self._state), before, left - len(complained))
        state = self._state
        self._blank_contractors([one for one in state.contractors if state.contractor(one) in quiet])
        _drop(state.conversations, quiet)
        _drop(state.addresses, [at for at, owner in state.addresses.items() if owner in quiet])
        return len(wrote) + len(told) + len(complained) + len(quiet)

    def _forget_cases(self, complained: Sequence[UUID]) -> None:
        state = self._state
        opened = [id_ for id_, row in state.tickets.items() if row.ticket.complaint in complained]
        self._blank_cases(complained, opened)
        ended = [id_ for id_, row in state.notices.items() if row.ended_at and row.notice.ticket in opened]
        _drop(state.notices, ended)

    def _blank_contractors(self, contractors: Sequence[UUID]) -> None:
        for id_ in contractors:
            self._state.contractors[id_] = no_contractor(self._state.contractors[id_])

    def _blank_talk(self, messages: Sequence[UUID], replies: Sequence[UUID]) -> None:
        for id_ in messages:
            self._state.messages[id_] = no_message(self._state.messages[id_])
        for id_ in replies:
            self._state.replies[id_] = no_reply(self._state.replies[id_])

    def _blank_cases(self, complaints: Sequence[UUID], tickets: Sequence[UUID]) -> None:
        for id_ in complaints:
            filed = self._state.complaints[id_]
            self._state.complaints[id_] = replace(filed, complaint=no_complaint(filed.complaint))
        for id_ in tickets:
            opened = self._state.tickets[id_]
            self._state.tickets[id_] = replace(opened, ticket=no_ticket(opened.ticket))


def _theirs(state: State, contractors: Sequence[UUID]) -> dict[str, list[Any]]:
    """By part of the state: the keys of the rows that are about these contractors."""
    messages = [id_ for id_, row in state.messages.items() if row.stored.contractor in contractors]
    replies = [id_ for id_, row in state.replies.items() if row.due.contractor in contractors]
    complaints = [id_ for id_, row in state.complaints.items() if row.complaint.contractor in contractors]
    tickets = [id_ for id_, row in state.tickets.items() if row.ticket.complaint in complaints]
    addresses = [address for address, owner in state.addresses.items() if owner in contractors]
    digits = [str(address).split("@", maxsplit=1)[0].replace("+", "").encode() for address in addresses]
    told = {state.replies[id_].whatsapp_id for id_ in replies}
    ids = {"contractor": contractors, "message": messages, "complaint": complaints, "ticket": tickets}
    about = {f"{kind}:{id_}" for kind, named in ids.items() for id_ in named}
    return {
        "contractors": [id_ for id_ in state.contractors if id_ in contractors],
        "addresses": addresses,
        "conversations": [id_ for id_ in state.conversations if id_ in contractors],
        "messages": messages,
        "replies": replies,
        "receipts": [key for key in state.receipts if key[1] in told],
        "complaints": complaints,
        "tickets": tickets,
        "notices": [id_ for id_, row in state.notices.items() if row.notice.ticket in tickets],
        "satisfaction": [n for n, row in state.satisfaction.items() if row.contractor in contractors],
        "kept": [n for n, row in state.kept.items() if any(number in row.raw for number in digits)],
        "audit": [seq for seq, sealed in state.audit.items() if sealed.entry.resource in about],
    }


def _aged(state: State, kind: Ageing) -> Iterator[tuple[dict[Any, Any], Ages]]:
    """The parts of the state that hold this kind, in rows that go as a whole."""
    match kind:
        case Ageing.WEBHOOK_EVENTS:
            yield state.kept, {key: row.at for key, row in state.kept.items()}
            yield state.early, {key: row.at for key, row in state.early.items()}
        case Ageing.RECEIPTS:
            yield state.receipts, {key: row.at for key, row in state.receipts.items()}
        case Ageing.FAILED_JOBS:
            failed = {key: job for key, job in state.jobs.items() if job.status is JobStatus.FAILED}
            yield state.jobs, {key: job.at for key, job in failed.items()}
        case Ageing.MAILS:
            yield state.mail_reports, {key: row.at for key, row in state.mail_reports.items()}
            yield state.mails, {key: row.sent_at for key, row in state.mails.items()}
            asked = state.link_requests.items()
            yield state.link_requests, {key: row.request.requested_at for key, row in asked}
            yield state.links, {key: row.expires_at for key, row in state.links.items()}
            yield state.sessions, {key: row.expires_at for key, row in state.sessions.items()}


def _old_messages(state: State) -> Ages:
    return {
        id_: row.stored.received_at
        for id_, row in state.messages.items()
        if row.outcome in SETTLED and row.stored.inbound.sender != NOBODY
    }


def _old_replies(state: State) -> Ages:
    rows = state.replies.items()
    return {id_: row.queued_at for id_, row in rows if row.done and row.due.to != NOBODY}


def _old_complaints(state: State) -> Ages:
    complaints = [row.complaint for row in state.complaints.values()]
    return {
        complaint.id: complaint.state.at
        for complaint in complaints
        if isinstance(complaint.state, Resolved) and complaint != no_complaint(complaint)
    }


def _quiet(state: State) -> Ages:
    """Whom nobody has to know any more, and when they wrote last."""
    rows = [row.stored for row in state.messages.values()]
    open_ = {row.stored.contractor for row in state.messages.values() if row.outcome not in SETTLED}
    open_ |= {row.due.contractor for row in state.replies.values() if not row.done}
    open_ |= {row.complaint.contractor for row in state.complaints.values() if row.complaint.unresolved}
    return {
        id_: max((row.received_at for row in rows if row.contractor == id_), default=_NEVER)
        for id_ in dict.fromkeys(state.addresses.values())
        if id_ not in open_ and not state.contractors[id_].registered
    }


def _oldest(ages: Ages, before: datetime, most: int) -> list[Any]:
    old = [key for key, at in ages.items() if at < before]
    return sorted(old, key=ages.__getitem__)[:most]


def _drop(rows: dict[Any, Any], keys: Sequence[Any]) -> int:
    for key in keys:
        rows.pop(key, None)
    return len(keys)


def _plain(row: object) -> object:
    """As JSON may hold it."""
    return msgspec.to_builtins(row, str_keys=True)
