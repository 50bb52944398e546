"""The tallies in memory: everything is counted when somebody asks."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from jarvis_adapters.memory.store_state import MessageRow, ReplyRow, State
from jarvis_domain.answering.contract_status import ContractUnknown, StatusAnswer, StatusKnown
from jarvis_domain.answering.messages import Outcome
from jarvis_domain.casework.complaints import Resolved
from jarvis_domain.casework.escalation import EscalationPending, is_late
from jarvis_domain.desk.figures import (
    BOUNDS,
    LONGEST_PERIOD,
    OVERDUE_AFTER,
    Counted,
    Tally,
    bucket,
    day_of,
    hour_of,
)
from jarvis_domain.ports.language_model import ModelFailure
from jarvis_domain.ports.views import Period

Fact = tuple[datetime, Counted, str]
_JARVIS = "jarvis"
_NO_FALLBACK = ("", ModelFailure.OFF)


def tallies_of(state: State, period: Period, now: datetime, *, by_day: bool) -> list[Tally]:
    """As the port says; raises ValueError for a period without both ends or of more than 400 days."""
    since, until = period.since, period.until
    if since is None or until is None or until - since > LONGEST_PERIOD:
        raise ValueError("tallies need both ends of a period of at most 400 days")
    found: Counter[tuple[datetime, Counted, str]] = Counter()
    for at, what, value in _facts(state, now):
        hour = hour_of(at)
        if since <= hour < until:
            found[day_of(hour) if by_day else hour, what, value] += 1
    return [Tally(at, what, value, times) for (at, what, value), times in found.items()]


def _facts(state: State, now: datetime) -> Iterator[Fact]:
    for message in state.messages.values():
        at = message.stored.received_at
        yield at, Counted.MESSAGES, _outcome(message, now)
        yield from ((at, what, value) for what, value in _read(message))
        yield from ((at, Counted.FLAGS, flag) for flag in message.flags)
        yield from ((at, Counted.LOOK_UPS, _source(answer)) for answer in message.answers)
        yield from _times(message, state)
    for reply in state.replies.values():
        if not reply.due.trial:
            yield from ((reply.queued_at, what, value) for what, value in _written(reply))
    yield from _of_cases(state, now)
    for mail in state.mails.values():
        if mail.kind == "magic_link":
            yield mail.sent_at, Counted.SIGN_IN_MAILS, mail.status


def _outcome(message: MessageRow, now: datetime) -> str:
    if message.outcome is not None:
        return message.outcome
    return "overdue" if now - message.stored.received_at >= OVERDUE_AFTER else "waiting"


def _read(message: MessageRow) -> Iterator[tuple[Counted, str]]:
    reading = message.reading
    if reading is None:
        return
    yield Counted.LANGUAGES, reading.language or "none"
    yield Counted.INTENTS, reading.intent
    if reading.complaint_type is not None:
        yield Counted.COMPLAINT_TYPES, reading.complaint_type
    fallback = message.reading_detail not in _NO_FALLBACK
    yield Counted.READINGS, "fallback" if fallback else reading.by
    if message.outcome is Outcome.ANSWERED and (reading.contracts or reading.incomplete):
        yield Counted.NUMBERS, "doubtful" if reading.incomplete else "clear"
    for _ in reading.contracts:
        yield Counted.CONTRACTS, "asked"


def _source(answer: StatusAnswer) -> str:
    if isinstance(answer, StatusKnown):
        return answer.source
    return "not_found" if isinstance(answer, ContractUnknown) else "unavailable"


def _times(message: MessageRow, state: State) -> Iterator[Fact]:
    at = message.stored.received_at
    if message.outcome is Outcome.ANSWERED and message.settled_at is not None:
        yield at, Counted.ANSWERED_IN, _took(Counted.ANSWERED_IN, message.settled_at - at)
    reply = None if message.reply is None else state.replies[message.reply]
    if reply is not None and reply.accepted_at is not None:
        yield at, Counted.END_TO_END, _took(Counted.END_TO_END, reply.accepted_at - at)


def _took(what: Counted, took: timedelta) -> str:
    return bucket(took, BOUNDS[what])


def _written(reply: ReplyRow) -> Iterator[tuple[Counted, str]]:
    yield Counted.REPLIES, reply.delivery
    if reply.due.by != _JARVIS:
        yield Counted.WRITTEN_BY, "person"
        return
    yield Counted.WRITTEN_BY, _JARVIS
    yield Counted.BILINGUAL, "yes" if reply.due.reply.fr and reply.due.reply.ar else "no"


def _of_cases(state: State, now: datetime) -> Iterator[Fact]:
    for row in state.complaints.values():
        complaint, contractor = row.complaint, state.contractors[row.complaint.contractor]
        yield complaint.opened_at, Counted.OPENED, complaint.kind
        yield complaint.opened_at, Counted.PRIORITIES, complaint.priority
        yield complaint.opened_at, Counted.REGIONS, contractor.region or "unknown"
        if isinstance(complaint.state, Resolved):
            at = complaint.state.at
            yield at, Counted.RESOLVED, complaint.kind
            yield at, Counted.RESOLVED_IN, _took(Counted.RESOLVED_IN, at - complaint.opened_at)
    for ticket in state.tickets.values():
        waits = isinstance(ticket.clock, EscalationPending)
        in_time = "waiting" if waits else "on_time"
        late = is_late(ticket.clock, now)
        yield ticket.clock.decided_at, Counted.ESCALATIONS, "late" if late else in_time
    for asked in state.satisfaction.values():
        yield asked.asked.asked_at, Counted.ASKED, "asked"
        if asked.answered_at is not None and asked.score is not None:
            yield asked.answered_at, Counted.SCORES, str(int(asked.score))
