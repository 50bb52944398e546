"""Messages and threads, looked up in the state in memory."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from jarvis_adapters.memory.paging import Keys, agrees, is_one_of, page_of, within
from jarvis_adapters.memory.store_state import MessageRow as StoredRow
from jarvis_adapters.memory.store_state import ReplyRow, State
from jarvis_domain.answering.messages import Outcome, known_addresses
from jarvis_domain.ports.views import (
    ContractorRef,
    MessageFilter,
    MessageRow,
    MessageSort,
    MessageView,
    Page,
    PersonRef,
    ReplyView,
    Slice,
    ThreadEntry,
)
from jarvis_domain.understanding.search import matches, phone_terms, search_terms, search_words

_MILLISECOND = timedelta(milliseconds=1)


def message_page(state: State, wanted: MessageFilter, order: MessageSort, part: Slice) -> Page[MessageRow]:
    rows = [_message_row(state, row) for row in state.messages.values() if _is_wanted(state, row, wanted)]
    return page_of(rows, part, _message_keys, falling=order is MessageSort.NEWEST)


def message_view(state: State, id_: UUID) -> MessageView | None:
    if (row := state.messages.get(id_)) is None:
        return None
    opened = [filed.complaint for filed in state.complaints.values() if id_ in filed.messages]
    opened.sort(key=lambda complaint: (complaint.opened_at, complaint.id))
    return MessageView(
        row=_message_row(state, row),
        whatsapp_id=row.stored.inbound.whatsapp_id,
        sent_at=row.stored.inbound.sent_at,
        reading=row.reading,
        fallback=row.reading_detail,
        read_at=row.read_at,
        answers=row.answers,
        settled_at=row.settled_at,
        reply=_reply_view(state, state.replies[row.reply]) if row.reply is not None else None,
        complaints=tuple(complaint.id for complaint in opened),
    )


def complaint_messages_of(state: State, complaint: UUID) -> tuple[MessageRow, ...]:
    """Oldest first."""
    linked = () if (filed := state.complaints.get(complaint)) is None else filed.messages
    rows = [_message_row(state, state.messages[id_]) for id_ in linked]
    return tuple(sorted(rows, key=lambda row: (row.received_at, row.id)))


def thread_page(state: State, contractor: UUID, part: Slice) -> Page[ThreadEntry]:
    return page_of(_entries(state, state.contractor(contractor)), part, _entry_keys, falling=True)


def contractor_ref(state: State, id_: UUID) -> ContractorRef:
    row = state.contractors[id_]
    return ContractorRef(id=row.id, name=row.name, phone=None if row.phone is None else str(row.phone))


def contractor_terms(state: State, id_: UUID) -> frozenset[str]:
    """What a contractor is found by: the name, and every part of their numbers."""
    numbers = (phone_terms(str(address)) for address, owner in state.addresses.items() if owner == id_)
    return search_terms(state.contractors[id_].name).union(*numbers)


def person_ref(state: State, id_: UUID | str | None) -> PersonRef | None:
    for person in state.staff.values():
        if id_ is not None and str(person.id) == str(id_):
            return PersonRef(id=person.id, name=person.name, email=str(person.email))
    return None


def _message_keys(row: MessageRow) -> Keys:
    return row.received_at, row.id


def _entry_keys(entry: ThreadEntry) -> Keys:
    shown = entry.message or entry.reply
    return entry.at, shown and shown.id


def _entries(state: State, contractor: UUID) -> Iterator[ThreadEntry]:
    for row in state.messages.values():
        if row.stored.contractor == contractor:
            yield ThreadEntry(at=row.stored.received_at, message=_message_row(state, row))
    for reply in state.replies.values():
        if reply.due.contractor == contractor and not reply.due.trial:
            yield ThreadEntry(at=reply.queued_at, reply=_reply_view(state, reply))


def _message_row(state: State, row: StoredRow) -> MessageRow:
    reading = row.reading
    return MessageRow(
        id=row.stored.id,
        contractor=contractor_ref(state, row.stored.contractor),
        instance=row.stored.inbound.instance,
        content=row.stored.inbound.content,
        received_at=row.stored.received_at,
        language=reading.language if reading else None,
        intent=reading.intent if reading else None,
        complaint_type=reading.complaint_type if reading else None,
        spam=_is_spam(row),
        by=reading.by if reading else None,
        confidence=reading.confidence if reading else None,
        contracts=tuple(found.number for found in reading.contracts) if reading else (),
        outcome=row.outcome,
        reason=row.reason,
        flags=row.flags,
        handled_by=person_ref(state, row.handled_by),
        reply=row.reply,
        delivery=state.replies[row.reply].delivery if row.reply is not None else None,
        answered_ms=_milliseconds(row.stored.received_at, row.settled_at),
    )


def _reply_view(state: State, row: ReplyRow) -> ReplyView:
    return ReplyView(
        id=row.due.id,
        text=row.due.reply.text,
        by=person_ref(state, row.due.by),
        delivery=row.delivery,
        attempts=row.attempts,
        reason=row.reason,
        queued_at=row.queued_at,
        accepted_at=row.accepted_at,
        delivered_at=row.delivered_at,
        seen_at=row.seen_at,
    )


def _is_spam(row: StoredRow) -> bool:
    return row.reading is not None and row.reading.spam


def _needs_attention(row: StoredRow) -> bool:
    return row.handled_at is None and (bool(row.flags) or row.outcome is Outcome.FAILED)


def _milliseconds(since: datetime, until: datetime | None) -> int | None:
    return None if until is None else max(0, (until - since) // _MILLISECOND)


def _is_wanted(state: State, row: StoredRow, wanted: MessageFilter) -> bool:
    stored, reading = row.stored, row.reading
    delivery = state.replies[row.reply].delivery if row.reply is not None else None
    return (
        within(stored.received_at, wanted.period)
        and is_one_of(stored.id, wanted.ids)
        and is_one_of(reading and reading.language, wanted.language)
        and is_one_of(reading and reading.intent, wanted.intent)
        and is_one_of(reading and reading.complaint_type, wanted.complaint_type)
        and is_one_of(reading and reading.by, wanted.by)
        and is_one_of(row.outcome, wanted.outcome)
        and is_one_of(delivery, wanted.delivery)
        and is_one_of(stored.inbound.instance, wanted.instance)
        and (not wanted.flag or not set(row.flags).isdisjoint(wanted.flag))
        and agrees(row.outcome is None, wanted.waiting)
        and agrees(_is_spam(row), wanted.spam)
        and agrees(_needs_attention(row), wanted.attention)
        and (wanted.contractor is None or stored.contractor == state.contractor(wanted.contractor))
        and (wanted.contract is None or wanted.contract in row.contracts)
        and (wanted.confidence_below is None or _is_below(row, wanted.confidence_below))
        and matches(search_words(wanted.search), _terms(state, row))
    )


def _is_below(row: StoredRow, limit: float) -> bool:
    return row.reading is not None and row.reading.confidence < limit


def _terms(state: State, row: StoredRow) -> frozenset[str]:
    inbound = row.stored.inbound
    numbers = (phone_terms(str(address)) for address in known_addresses(inbound))
    own = search_terms(row.stored.text) | search_terms(inbound.name)
    return own.union(contractor_terms(state, row.stored.contractor), *numbers)
