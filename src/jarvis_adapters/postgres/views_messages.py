"""Messages as lists and threads show them, and one message with its story."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

import msgspec
import sqlalchemy as sa

from jarvis_adapters.postgres.connections import Link
from jarvis_adapters.postgres.paging import (
    Condition,
    in_order,
    limit_of,
    one_of_them,
    page_of,
    position_of,
    within,
)
from jarvis_adapters.postgres.tables import contractors, message_contracts, message_words, messages, replies
from jarvis_adapters.postgres.tables_cases import complaint_messages, complaints
from jarvis_adapters.postgres.tables_desk import staff
from jarvis_adapters.postgres.words import found_by
from jarvis_adapters.storable import storable
from jarvis_domain.answering.contract_status import StatusAnswer
from jarvis_domain.answering.conversation import Flag
from jarvis_domain.answering.messages import Content, Delivery, Outcome
from jarvis_domain.ports.views import (
    ComplaintFilter,
    ContractorRef,
    MessageFilter,
    MessageRow,
    MessageSort,
    MessageView,
    Page,
    PersonRef,
    Position,
    ReplyView,
    Slice,
    ThreadEntry,
)
from jarvis_domain.understanding.contracts import FoundContract
from jarvis_domain.understanding.reading import ComplaintType, Intent, Language, ReadBy, Reading

_SHOWN = [
    column
    for column in messages.c
    if column.name not in {"reading", "answers", "reading_detail", "seq", "sender", "alias", "owed"}
]
_ATTENTION = sa.and_(
    messages.c.handled_at.is_(None),
    sa.or_(
        messages.c.flags != sa.literal_column("'{}'"), messages.c.outcome == sa.literal_column("'failed'")
    ),
)
Wanted = TypeVar("Wanted", MessageFilter, ComplaintFilter)
_MILLISECOND = timedelta(milliseconds=1)


async def message_page(
    link: Link, wanted: MessageFilter, order: MessageSort, part: Slice
) -> Page[MessageRow]:
    chosen, at, id_ = _chosen(await who_it_is(link, storable(wanted)))
    falling = order is MessageSort.NEWEST
    ids = in_order(chosen, (at, id_), part, falling=falling).subquery()
    ordered = [ids.c.at.desc(), ids.c.id.desc()] if falling else [ids.c.at, ids.c.id]
    rows = await link.run(
        _rows().add_columns(ids.c.at).join(ids, ids.c.id == messages.c.id).order_by(*ordered)
    )
    return page_of(rows, part, message_row, lambda row: position_of(row.id, row.at))


async def message_view(link: Link, id_: UUID) -> MessageView | None:
    whole = _rows().add_columns(messages.c.reading, messages.c.reading_detail, messages.c.answers)
    rows = await link.run(whole.where(messages.c.id == id_))
    if not rows:
        return None
    row = rows[0]
    opened = await link.run(
        sa.select(complaints.c.id)
        .join(complaint_messages, complaint_messages.c.complaint_id == complaints.c.id)
        .where(complaint_messages.c.message_id == id_)
        .order_by(complaints.c.created_at, complaints.c.id)
    )
    answered = await link.run(_replies().where(replies.c.id == row.reply_id)) if row.reply_id else ()
    return MessageView(
        row=message_row(row),
        whatsapp_id=row.whatsapp_id,
        sent_at=row.sent_at,
        reading=None if row.reading is None else msgspec.convert(row.reading, Reading),
        fallback=row.reading_detail,
        read_at=row.read_at if row.reading is not None else None,
        answers=msgspec.convert(row.answers or (), tuple[StatusAnswer, ...]),
        settled_at=row.settled_at,
        reply=_reply_view(answered[0]) if answered else None,
        complaints=tuple(complaint.id for complaint in opened),
    )


async def complaint_messages_of(link: Link, complaint: UUID, *, limit: int) -> tuple[MessageRow, ...]:
    """Oldest first."""
    told = (
        _rows()
        .join(complaint_messages, complaint_messages.c.message_id == messages.c.id)
        .where(complaint_messages.c.complaint_id == complaint)
    )
    rows = await link.run(told.order_by(messages.c.received_at, messages.c.id).limit(limit))
    return tuple(map(message_row, rows))


async def thread_page(link: Link, contractor: UUID, part: Slice) -> Page[ThreadEntry]:
    """Of both kinds as many as the page may need, then the newest of them."""
    wanted = await who_it_is(link, MessageFilter(contractor=contractor))
    theirs = await message_page(link, wanted, MessageSort.NEWEST, part)
    owner = replies.c.contractor_id == wanted.contractor
    said = _replies().where(owner, replies.c.trial.is_(False))
    ours = await link.run(in_order(said, (replies.c.queued_at, replies.c.id), part, falling=True))
    entries = [
        *(ThreadEntry(at=row.received_at, message=row) for row in theirs.rows),
        *(ThreadEntry(at=row.queued_at, reply=_reply_view(row)) for row in ours),
    ]
    entries.sort(key=_thread_key, reverse=True)
    shown = entries[: limit_of(part)]
    more = len(entries) > len(shown) or theirs.next is not None
    return Page(rows=tuple(shown), next=_thread_place(shown[-1]) if more else None)


async def who_it_is(link: Link, wanted: Wanted) -> Wanted:
    """Asked for beforehand: a plan is better when it knows whose rows are looked for."""
    if wanted.contractor is None:
        return wanted
    heir = await link.one(sa.select(sa.func.jarvis_contractor(wanted.contractor)))
    return msgspec.structs.replace(wanted, contractor=heir)


def message_row(row: sa.Row[Any]) -> MessageRow:
    return MessageRow(
        id=row.id,
        contractor=ContractorRef(id=row.contractor_id, name=row.contractor_name, phone=row.contractor_phone),
        instance=row.instance,
        content=msgspec.convert(row.content, Content),
        received_at=row.received_at,
        language=_maybe(Language, row.language),
        intent=_maybe(Intent, row.intent),
        complaint_type=_maybe(ComplaintType, row.complaint_type),
        spam=row.spam,
        by=_maybe(ReadBy, row.read_by),
        confidence=row.confidence,
        contracts=tuple(
            found.number for found in msgspec.convert(row.contracts or (), tuple[FoundContract, ...])
        ),
        outcome=_maybe(Outcome, row.outcome),
        reason=row.reason,
        flags=tuple(Flag(flag) for flag in row.flags),
        handled_by=person_ref(row.handled_by, row.person_name, row.person_email),
        reply=row.reply_id,
        delivery=_maybe(Delivery, row.delivery),
        answered_ms=_milliseconds(row.received_at, row.settled_at),
    )


def person_ref(id_: UUID | None, name: str, email: str) -> PersonRef | None:
    return None if id_ is None else PersonRef(id=id_, name=name, email=email)


def _reply_view(row: sa.Row[Any]) -> ReplyView:
    return ReplyView(
        id=row.id,
        text=row.text,
        by=person_ref(row.person_id, row.person_name, row.person_email),
        delivery=Delivery(row.delivery),
        attempts=row.attempts,
        reason=row.reason,
        queued_at=row.queued_at,
        accepted_at=row.accepted_at,
        delivered_at=row.delivered_at,
        seen_at=row.seen_at,
    )


def _rows() -> sa.Select[Any]:
    return (
        sa.select(
            *_SHOWN,
            messages.c.reading["contracts"].label("contracts"),
            contractors.c.name.label("contractor_name"),
            contractors.c.phone.label("contractor_phone"),
            replies.c.delivery,
            staff.c.name.label("person_name"),
            staff.c.email.label("person_email"),
        )
        .select_from(messages)
        .join(contractors, contractors.c.id == messages.c.contractor_id)
        .outerjoin(replies, replies.c.id == messages.c.reply_id)
        .outerjoin(staff, staff.c.id == messages.c.handled_by)
    )


def _replies() -> sa.Select[Any]:
    wrote = sa.cast(staff.c.id, sa.Text) == replies.c.author
    return sa.select(
        replies,
        staff.c.id.label("person_id"),
        staff.c.name.label("person_name"),
        staff.c.email.label("person_email"),
    ).outerjoin_from(replies, staff, wrote)


def _chosen(
    wanted: MessageFilter,
) -> tuple[sa.Select[Any], sa.ColumnElement[datetime], sa.ColumnElement[UUID]]:
    """The ids of those that are wanted, and what they are ordered by: a column of the table that leads."""
    conditions = _conditions(wanted)
    searched = found_by(message_words.c.words, wanted.search)
    at, id_ = messages.c.received_at, messages.c.id
    if wanted.contract is not None:
        at, id_ = message_contracts.c.at, message_contracts.c.message_id
    elif searched is not None and not conditions:
        at, id_ = message_words.c.at, message_words.c.message_id
    chosen = sa.select(id_.label("id"), at.label("at")).where(*conditions, *within(at, wanted.period))
    if wanted.contract is not None:
        chosen = chosen.where(message_contracts.c.number == str(wanted.contract))
        if conditions:
            chosen = chosen.where(messages.c.id == id_)
    if searched is not None:
        chosen = chosen.where(searched)
        if message_words.c.message_id is not id_:
            chosen = chosen.where(message_words.c.message_id == id_)
    return chosen, at, id_


def _conditions(wanted: MessageFilter) -> list[Condition]:
    row = messages.c
    listed = (
        (row.language, wanted.language),
        (row.intent, wanted.intent),
        (row.complaint_type, wanted.complaint_type),
        (row.outcome, wanted.outcome),
        (row.read_by, wanted.by),
        (row.instance, wanted.instance),
    )
    conditions = [one_of_them(column, values) for column, values in listed if values]
    switched = (
        (row.outcome.is_(None), wanted.waiting),
        (row.spam, wanted.spam),
        (_ATTENTION, wanted.attention),
    )
    conditions += [one if on else one.is_not(True) for one, on in switched if on is not None]
    if wanted.flag:
        conditions += [row.flags != sa.literal_column("'{}'"), row.flags.overlap(list(wanted.flag))]
    if wanted.delivery:
        conditions.append(_delivered_so(wanted.delivery))
    if wanted.contractor is not None:
        conditions.append(row.contractor_id == wanted.contractor)
    if wanted.ids:
        conditions.append(row.id.in_(wanted.ids))
    if wanted.confidence_below is not None:
        conditions.append(row.confidence < wanted.confidence_below)
    return conditions


def _delivered_so(wanted: Sequence[Delivery]) -> Condition:
    """Replies that failed are few and stay so for ever: their messages are marked."""
    if set(wanted) == {Delivery.FAILED}:
        return messages.c.unreached
    theirs = sa.select(replies.c.id).where(one_of_them(replies.c.delivery, wanted))
    return messages.c.reply_id.in_(theirs)


def _thread_key(entry: ThreadEntry) -> tuple[datetime, UUID]:
    shown = entry.message or entry.reply
    assert shown is not None  # noqa: S101 an entry is one of the two
    return entry.at, shown.id


def _thread_place(entry: ThreadEntry) -> Position:
    at, id_ = _thread_key(entry)
    return position_of(id_, at)


Kind = TypeVar("Kind", bound=StrEnum)


def _maybe(kind: type[Kind], value: str | None) -> Kind | None:
    return None if value is None else kind(value)


def _milliseconds(since: datetime, until: datetime | None) -> int | None:
    return None if until is None else max(0, (until - since) // _MILLISECOND)
