"""A record to count, as plain facts, and how it gets into each store: no flow, every time by hand."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec
import sqlalchemy as sa
from hypothesis import strategies as st

from jarvis_adapters.memory.store_state import (
    ComplaintRow,
    Contractor,
    MailRow,
    MessageRow,
    ReplyRow,
    SatisfactionRow,
    State,
    TicketRow,
)
from jarvis_adapters.postgres import tables, tables_cases, tables_desk
from jarvis_domain.answering.contract_status import ContractUnknown, Source, StatusUnavailable
from jarvis_domain.answering.conversation import Flag
from jarvis_domain.answering.messages import Delivery, DueReply, Outcome, Reply, StoredMessage
from jarvis_domain.casework.complaints import Filing, Resolved, open_complaint
from jarvis_domain.casework.escalation import EscalationPending, EscalationSent
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.satisfaction import SatisfactionAsked, Score
from jarvis_domain.casework.tickets import TicketNumber, open_ticket
from jarvis_domain.ports.mail import MailStatus
from jarvis_domain.understanding.reading import ComplaintType, Language, ReadBy, Reading
from support.persistence_values import PHONES, inbound
from support.talk import complaint, known, number, status_check

BEGIN = datetime(2026, 2, 14, 20, tzinfo=UTC)
"""Four hours before Ramadan's clock change."""
NOW = BEGIN + timedelta(days=3)


@dataclass(frozen=True)
class SeenMessage:
    at: timedelta
    outcome: Outcome | None
    reading: Reading | None
    detail: str
    flags: tuple[Flag, ...]
    answers: tuple[object, ...]
    settled: timedelta
    reply: "SentReply | None"


@dataclass(frozen=True)
class SentReply:
    """`accepted` counts from the hour it was queued in."""

    at: timedelta
    delivery: Delivery
    accepted: timedelta | None
    by: str
    ar: str


@dataclass(frozen=True)
class FiledComplaint:
    at: timedelta
    kind: ComplaintType
    priority: Priority
    region: str
    resolved: timedelta | None
    ticket: tuple[timedelta, timedelta | None] | None
    satisfaction: tuple[timedelta, timedelta | None, Score] | None


@dataclass(frozen=True)
class SentMail:
    at: timedelta
    kind: str
    status: MailStatus


_moments = st.one_of(
    st.timedeltas(timedelta(), timedelta(days=3)),
    st.sampled_from([timedelta(hours=n) for n in (0, 3, 4, 5, 24, 72)]),
)
_spans = st.one_of(
    st.timedeltas(timedelta(seconds=-1), timedelta(minutes=15)),
    st.sampled_from([timedelta(milliseconds=n) for n in (0, 250, 70_000, 300_000, 600_000)]),
)
_readings = st.one_of(
    st.none(),
    st.builds(lambda n, by: status_check(*range(n), by=by), st.integers(0, 3), st.sampled_from(ReadBy)),
    st.builds(
        lambda kind, language: msgspec.structs.replace(
            complaint(kind, 1, incomplete=("1234567",)), language=language
        ),
        st.sampled_from(ComplaintType),
        st.sampled_from(Language),
    ),
)
ANSWERS = (
    *(known(source=source) for source in Source),
    ContractUnknown(number=number()),
    StatusUnavailable(number=number(), reason="?"),
)
_replies = st.builds(
    SentReply,
    _moments,
    st.sampled_from(Delivery),
    st.none() | _spans,
    st.sampled_from(["jarvis", str(UUID(int=7))]),
    st.sampled_from(["نعم", ""]),
)
_messages = st.builds(
    SeenMessage,
    _moments,
    st.none() | st.sampled_from(Outcome),
    _readings,
    st.sampled_from(["", "off", "timeout"]),
    st.lists(st.sampled_from(Flag), max_size=2, unique=True).map(tuple),
    st.lists(st.sampled_from(ANSWERS), max_size=2).map(tuple),
    _spans,
    st.none() | _replies,
)
_complaints = st.builds(
    FiledComplaint,
    _moments,
    st.sampled_from(ComplaintType),
    st.sampled_from(Priority),
    st.sampled_from(["Rabat", ""]),
    st.none() | st.timedeltas(timedelta(), timedelta(days=2)),
    st.none() | st.tuples(_moments, st.none() | _spans.map(lambda span: max(span, timedelta()))),
    st.none() | st.tuples(_moments, st.none() | _spans, st.sampled_from(Score)),
)
_mails = st.builds(
    SentMail, _moments, st.sampled_from(["magic_link", "escalation"]), st.sampled_from(MailStatus)
)
records = st.lists(st.one_of(_messages, _complaints, _mails), max_size=8)


def state_of(record) -> State:
    """The record as the store in memory would hold it; the same record has the same ids."""
    state = State()
    for place, fact in enumerate(record):
        who = _contractor(state, fact, place)
        match fact:
            case SeenMessage():
                _see(state, fact, who, place)
            case FiledComplaint():
                _file(state, fact, who)
            case SentMail(at, kind, status):
                mail = MailRow(mail_id=f"m{place}", kind=kind, sent_at=BEGIN + at, status=status)
                state.mails[f"k{place}"] = mail
    return state


def _id(what, number_):
    return uuid5(NAMESPACE_OID, f"{what} {number_}")


def _contractor(state, fact, place):
    who = Contractor(
        id=_id("contractor", place), order=place, region=getattr(fact, "region", ""), created_at=BEGIN
    )
    state.contractors[who.id] = who
    return who.id


def _see(state, fact, who, place):
    reply = None if fact.reply is None else _send(state, fact.reply, who, place)
    at = BEGIN + fact.at
    stored = StoredMessage(
        id=_id("message", place), contractor=who, inbound=inbound(f"m{place}"), received_at=at
    )
    state.messages[stored.id] = MessageRow(
        stored=stored,
        order=place,
        reading=fact.reading,
        reading_detail=fact.detail,
        read_at=at if fact.reading else None,
        outcome=fact.outcome,
        settled_at=at + fact.settled if fact.outcome else None,
        flags=fact.flags,
        answers=fact.answers,
        reply=reply,
    )


def _send(state, fact, who, place):
    at = BEGIN + fact.at
    due = DueReply(
        id=_id("reply", len(state.replies)),
        contractor=who,
        instance="one",
        to=PHONES[0],
        quoted_id=f"m{place}",
        quoted_text="salam",
        reply=Reply(fr="oui", ar=fact.ar, text="oui"),
        by=fact.by,
    )
    accepted = None if fact.accepted is None else at + fact.accepted
    state.replies[due.id] = ReplyRow(
        due=due, order=place, queued_at=at, claimable_at=at, accepted_at=accepted, delivery=fact.delivery
    )
    return due.id


def _file(state, fact, who):
    at = BEGIN + fact.at
    filing = Filing(kind=fact.kind, contract=number(), contractor=who)
    opened = open_complaint(
        filing,
        complaint_id=_id("complaint", len(state.complaints)),
        priority=fact.priority,
        by="jarvis",
        at=at,
    ).complaint
    if fact.resolved is not None:
        done = Resolved(by="jarvis", at=at + fact.resolved, resolution="ok")
        opened = msgspec.structs.replace(opened, state=done)
    state.complaints[opened.id] = ComplaintRow(complaint=opened)
    if fact.ticket is not None:
        _escalate(state, opened, *fact.ticket)
    if fact.satisfaction is not None:
        asked, answered, score = fact.satisfaction
        reply = _send(state, SentReply(asked, Delivery.READ, None, "jarvis", "نعم"), who, 0)
        state.satisfaction[len(state.satisfaction)] = SatisfactionRow(
            asked=SatisfactionAsked(complaint=opened.id, asked_at=BEGIN + asked),
            contractor=who,
            reply=reply,
            score=None if answered is None else score,
            answered_at=None if answered is None else BEGIN + asked + answered,
        )


def _escalate(state, complaint, decided, took):
    at = BEGIN + decided
    change = open_ticket(
        TicketNumber.from_random(len(state.tickets)),
        ticket_id=_id("ticket", len(state.tickets)),
        complaint=complaint.id,
        contract=complaint.contract,
        by="jarvis",
        at=at,
    )
    sent = None if took is None else EscalationSent(decided_at=at, sent_at=at + took)
    clock = sent or EscalationPending(decided_at=at)
    state.tickets[change.ticket.id] = TicketRow(ticket=change.ticket, clock=clock)


_CLEAR = sa.text("truncate contractors, mails, tallies, late_hours cascade")


async def fill(engine, state) -> None:
    """The same record in PostgreSQL, instead of what was there."""
    async with engine.begin() as link:
        await link.execute(_CLEAR)
        for table, rows in _rows_of(state):
            if rows:
                await link.execute(sa.insert(table), rows)


def later(fact, other):
    """The fact as it became, with what may change of the other's, if that is of the same sort."""
    match fact, other:
        case SeenMessage(), SeenMessage():
            both = fact.reply is not None and other.reply is not None
            reply = (
                replace(other.reply, at=fact.reply.at, by=fact.reply.by, ar=fact.reply.ar)
                if both
                else fact.reply
            )
            return replace(fact, outcome=other.outcome, settled=other.settled, flags=other.flags, reply=reply)
        case FiledComplaint(), FiledComplaint():
            both = fact.ticket is not None and other.ticket is not None
            ticket = (fact.ticket[0], other.ticket[1]) if both else fact.ticket
            return replace(other, at=fact.at, ticket=ticket, satisfaction=fact.satisfaction)
        case SentMail(), SentMail():
            return replace(fact, status=other.status)
    return fact


async def change(engine, state) -> None:
    """What is in PostgreSQL becomes this record; replies may be new."""
    async with engine.begin() as link:
        for table, rows in _rows_of(state):
            key = None if table is tables_cases.satisfaction else next(iter(table.primary_key))
            for row in rows if key is not None else ():
                changed = await link.execute(sa.update(table).where(key == row[key.name]).values(row))
                if not changed.rowcount:
                    await link.execute(sa.insert(table).values(row))


def _rows_of(state):
    yield tables.contractors, [{"id": who.id, "region": who.region} for who in state.contractors.values()]
    yield tables.replies, [_reply(row) for row in state.replies.values()]
    yield tables.messages, [_message(row) for row in state.messages.values()]
    yield tables_cases.complaints, [_complaint(row.complaint) for row in state.complaints.values()]
    yield tables_cases.tickets, [_ticket(row.ticket, row.clock) for row in state.tickets.values()]
    yield tables_cases.satisfaction, [_satisfaction(row) for row in state.satisfaction.values()]
    mails = ((key, row.mail_id, row.kind, row.status, row.sent_at) for key, row in state.mails.items())
    names = ("key", "mail_id", "kind", "status", "sent_at")
    yield tables_desk.mails, [dict(zip(names, mail, strict=True)) for mail in mails]


def _reply(row):
    texts = dict.fromkeys(("instance", "recipient", "quoted_id", "quoted_text", "text"), "")
    return texts | {
        "id": row.due.id,
        "contractor_id": row.due.contractor,
        "fr": row.due.reply.fr,
        "ar": row.due.reply.ar,
        "delivery": row.delivery,
        "author": row.due.by,
        "queued_at": row.queued_at,
        "accepted_at": row.accepted_at,
    }


def _message(row):
    return {
        "id": row.stored.id,
        "contractor_id": row.stored.contractor,
        "instance": "one",
        "whatsapp_id": row.stored.inbound.whatsapp_id,
        "sender": "",
        "content": {},
        "sent_at": row.stored.received_at,
        "received_at": row.stored.received_at,
        "reading": sa.null() if row.reading is None else row.reading,
        "reading_detail": row.reading_detail,
        "outcome": row.outcome,
        "settled_at": row.settled_at,
        "flags": list(row.flags),
        "answers": row.answers,
        "reply_id": row.reply,
    }


def _complaint(complaint):
    return {
        "id": complaint.id,
        "contractor_id": complaint.contractor,
        "contract_number": str(complaint.contract),
        "type": complaint.kind,
        "priority": complaint.priority,
        "status": complaint.status,
        "created_at": complaint.opened_at,
        "resolved_at": complaint.state.at if isinstance(complaint.state, Resolved) else None,
    }


def _ticket(ticket, clock):
    return {
        "id": ticket.id,
        "complaint_id": ticket.complaint,
        "reference": str(ticket.number),
        "contract_number": str(ticket.contract),
        "decided_at": clock.decided_at,
        "notified_at": clock.sent_at if isinstance(clock, EscalationSent) else None,
    }


def _satisfaction(row):
    return {
        "complaint_id": row.asked.complaint,
        "contractor_id": row.contractor,
        "reply_id": row.reply,
        "asked_at": row.asked.asked_at,
        "score": row.score,
        "answered_at": row.answered_at,
    }
