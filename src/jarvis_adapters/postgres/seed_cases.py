"""What became of imagined complaints: each is opened, escalated and resolved by the domain's own rules."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

import msgspec

from jarvis_adapters.postgres.rows_cases import complaint_columns, event_columns, ticket_columns
from jarvis_adapters.postgres.seed_rows import Imagined, Row, Told, lexemes
from jarvis_domain.casework.changes import NotAllowed
from jarvis_domain.casework.complaints import Complaint, Filing, open_complaint
from jarvis_domain.casework.escalation import escalates_now
from jarvis_domain.casework.priority import priority_of
from jarvis_domain.casework.tickets import TICKET_NUMBERS, Ticket, TicketChange, TicketNumber, open_ticket
from jarvis_domain.desk.audit import AuditEntry
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.reading import ComplaintType
from jarvis_domain.understanding.search import search_terms

_JARVIS = "jarvis"
_SETTLED = timedelta(days=10)
_SCORES = (1,) * 92 + (2,) * 5 + (3,) * 3
_STRIDE = 4_999_999  # coprime with the ticket numbers
_JSON = frozenset({"state", "event"})
Changed = TypeVar("Changed")


class Cases(msgspec.Struct, kw_only=True):
    """Rows as dictionaries by column, in the order their tables need."""

    complaints: list[dict[str, object]] = []
    complaint_events: list[dict[str, object]] = []
    tickets: list[dict[str, object]] = []
    ticket_events: list[dict[str, object]] = []
    satisfaction: list[dict[str, object]] = []
    audit: list[AuditEntry] = []


class CaseWork:
    """Works through complaints as TKTM and Orange would have, up to `until`."""

    def __init__(self, imagined: Imagined, people: Sequence[UUID], seed: int, until: datetime) -> None:
        self._imagined = imagined
        self._people = people
        self._seed = seed
        self._until = until
        self._random = Random(seed + 1)
        self._tickets = 0

    def of(self, told: Iterable[Told]) -> Cases:
        cases = Cases()
        for one in told:
            self._work(cases, one)
        return cases

    def _work(self, cases: Cases, told: Told) -> None:
        complaint = self._opened(told)
        terms = search_terms(f"{told.text} {told.contract}")
        if escalates_now(complaint):
            ticket, sent = self._escalated(complaint)
            complaint = _must(complaint.escalate(ticket.number, by=_JARVIS, at=ticket.opened_at)).complaint
            terms |= search_terms(str(ticket.number))
            cases.tickets.append({"id": ticket.id, **_ready(ticket_columns(ticket)), "notified_at": sent})
            events = (event_columns(event, ticket_id=ticket.id) for event in ticket.history)
            cases.ticket_events += map(_ready, events)
        complaint = self._ended(complaint)
        words = lexemes({term.encode() for term in terms} | told.writer.terms)
        cases.complaints.append(_complaint_row(complaint, told, words))
        events = (event_columns(event, complaint_id=complaint.id) for event in complaint.history)
        cases.complaint_events += map(_ready, events)
        cases.audit.append(_noted(complaint))
        if not complaint.unresolved:
            cases.satisfaction.append(self._asked(complaint, told))

    def _opened(self, told: Told) -> Complaint:
        kind, at = told.draft.kind or ComplaintType.AUTRE, told.settled_at
        contract = ContractNumber(told.contract)
        filing = Filing(kind=kind, contract=contract, contractor=told.writer.id, details=told.text)
        priority = priority_of(kind, now=at, text=told.text)
        id_ = self._imagined.new_id(at)
        return open_complaint(filing, complaint_id=id_, priority=priority, by=_JARVIS, at=at).complaint

    def _escalated(self, complaint: Complaint) -> tuple[Ticket, datetime]:
        at, number = complaint.opened_at, (self._seed * 1_000_003 + self._tickets * _STRIDE) % TICKET_NUMBERS
        self._tickets += 1
        ticket = open_ticket(
            TicketNumber.from_random(number),
            ticket_id=self._imagined.new_id(at),
            complaint=complaint.id,
            contract=complaint.contract,
            by=_JARVIS,
            at=at,
        ).ticket
        late = self._random.random() < 0.01
        sent = at + timedelta(seconds=400 if late else self._random.uniform(2, 20))
        return self._followed(ticket), sent

    def _followed(self, ticket: Ticket) -> Ticket:
        """Orange begins, solves and TKTM closes, as far as the time reaches."""
        at = ticket.opened_at + timedelta(days=self._random.uniform(0.1, 2))
        steps: tuple[Callable[[Ticket, datetime], TicketChange], ...] = (
            lambda ticket, at: ticket.start(by=self._person(), at=at),
            lambda ticket, at: ticket.resolve("Résolu par Orange.", by=self._person(), at=at),
            lambda ticket, at: ticket.close(by=self._person(), at=at),
        )
        for step in steps:
            if at > self._until or self._random.random() < 0.1:
                return ticket
            ticket = _must(step(ticket, at)).ticket
            at += timedelta(days=self._random.uniform(0.2, 3))
        return ticket

    def _ended(self, complaint: Complaint) -> Complaint:
        assigned_at = complaint.opened_at + timedelta(hours=self._random.uniform(0.1, 8))
        if assigned_at < self._until and self._random.random() < 0.8:
            to = self._person()
            complaint = _must(complaint.assign(to=to, by=to, at=assigned_at)).complaint
        done_at = complaint.opened_at + self._random.random() ** 2 * _SETTLED + timedelta(hours=9)
        if done_at < self._until and self._random.random() < 0.97:
            by = complaint.assignee or self._person()
            complaint = _must(complaint.resolve("Dossier régularisé.", by=by, at=done_at)).complaint
        return complaint

    def _asked(self, complaint: Complaint, told: Told) -> dict[str, object]:
        """The question, with an answer or given up."""
        at = complaint.history[-1].at
        answered = at + timedelta(hours=self._random.uniform(0.01, 10))
        answers = answered < self._until and self._random.random() < 0.4
        return {
            "complaint_id": complaint.id,
            "contractor_id": complaint.contractor,
            "reply_id": told.reply,
            "asked_at": at,
            "score": self._random.choice(_SCORES) if answers else None,
            "answered_at": answered if answers else None,
            "closed_at": None if answers else at,
        }

    def _person(self) -> str:
        return str(self._random.choice(self._people))


def _must(change: Changed | NotAllowed) -> Changed:
    """Each step is one that the state allows."""
    if isinstance(change, NotAllowed):
        raise TypeError(f"an imagined step that cannot be: {change.reason}")
    return change


def _complaint_row(complaint: Complaint, told: Told, words: bytes) -> dict[str, object]:
    return {
        "id": complaint.id,
        "contractor_id": complaint.contractor,
        "message_id": told.message,
        "words": words,
        **_ready(complaint_columns(complaint)),
        "assigned_to": None if complaint.assignee is None else UUID(complaint.assignee),
    }


def _noted(complaint: Complaint) -> AuditEntry:
    return AuditEntry(
        at=complaint.opened_at,
        actor=_JARVIS,
        action="complaint_created",
        resource=f"complaint:{complaint.id}",
        changes={"contract": str(complaint.contract), "kind": complaint.kind, "priority": complaint.priority},
    )


def _ready(columns: dict[str, object]) -> dict[str, object]:
    """With the JSON columns as text."""
    return {
        name: msgspec.json.encode(value).decode() if name in _JSON else value
        for name, value in columns.items()
    }


def values(rows: Sequence[dict[str, object]]) -> Iterable[Row]:
    return (tuple(row.values()) for row in rows)
