"""One contract over HTTP: everything known of it, and all of it on one timeline."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec
from dishka.integrations.litestar import FromDishka, inject
from litestar import get
from litestar.params import FromPath

from jarvis_adapters.http.guards import requires
from jarvis_adapters.http.refusals import UNTAKEN
from jarvis_adapters.http.shown import (
    ComplaintOut,
    MessageOut,
    StatusOut,
    TicketOut,
    show_complaint,
    show_message,
    show_ticket,
    shown,
)
from jarvis_adapters.http.typed import contract_typed
from jarvis_domain.answering.messages import Outcome
from jarvis_domain.desk.staff import Permission
from jarvis_domain.ports.views import ComplaintRow, ContractView, MessageRow, TicketRow, Views


class Happening(StrEnum):
    STATUS_READ = "status_read"
    MESSAGE = "message"
    REPLY = "reply"
    COMPLAINT_OPENED = "complaint_opened"
    COMPLAINT_RESOLVED = "complaint_resolved"
    TICKET_OPENED = "ticket_opened"
    TICKET_SENT = "ticket_sent"
    TICKET_CLOSED = "ticket_closed"


class TimelineEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a contract's timeline; `id` is the thing's own, null for what the portal showed."""

    at: datetime
    what: Happening
    id: str | None = None
    facts: dict[str, str] = {}


class ContractFile(msgspec.Struct, frozen=True, kw_only=True):
    """Each list newest first, 100 at most; `timeline` is all of them in one, newest first."""

    number: str
    statuses: tuple[StatusOut, ...]
    messages: tuple[MessageOut, ...]
    complaints: tuple[ComplaintOut, ...]
    tickets: tuple[TicketOut, ...]
    timeline: tuple[TimelineEntry, ...]


@get(
    "/api/contracts/{number:str}",
    guards=[requires(Permission.READ)],
    responses=UNTAKEN,
    operation_id="readContract",
    tags=["contracts"],
)
@inject
async def read_contract(number: FromPath[str], views: FromDishka[Views]) -> ContractFile:
    """Reads everything known of one contract.

    Empty lists for one nobody has spoken of; typos in the number are forgiven.
    """
    view = await views.contract(contract_typed(number, "number"))
    return ContractFile(
        number=view.number.value,
        statuses=shown(view.statuses, tuple[StatusOut, ...]),
        messages=tuple(map(show_message, view.messages)),
        complaints=tuple(map(show_complaint, view.complaints)),
        tickets=tuple(map(show_ticket, view.tickets)),
        timeline=timeline_of(view),
    )


def timeline_of(view: ContractView) -> tuple[TimelineEntry, ...]:
    """Newest first; what happened at one moment keeps the order of its lists."""
    return tuple(sorted(_entries(view), key=lambda entry: entry.at, reverse=True))


def _entries(view: ContractView) -> Iterator[TimelineEntry]:
    for snapshot in view.statuses:
        facts = {"etat": snapshot.etat, "sous_etat": snapshot.sous_etat}
        yield TimelineEntry(at=snapshot.read_at, what=Happening.STATUS_READ, facts=facts)
    for message in view.messages:
        yield from _of_message(message)
    for complaint in view.complaints:
        yield from _of_complaint(complaint)
    for ticket in view.tickets:
        yield from _of_ticket(ticket)


def _of_message(row: MessageRow) -> Iterator[TimelineEntry]:
    yield TimelineEntry(
        at=row.received_at, what=Happening.MESSAGE, id=str(row.id), facts={"from": row.contractor.name}
    )
    if row.reply is not None and row.outcome is Outcome.ANSWERED and row.answered_ms is not None:
        at = row.received_at + timedelta(milliseconds=row.answered_ms)
        facts = {"delivery": row.delivery.value} if row.delivery else {}
        yield TimelineEntry(at=at, what=Happening.REPLY, id=str(row.reply), facts=facts)


def _of_complaint(row: ComplaintRow) -> Iterator[TimelineEntry]:
    facts = {"kind": row.kind.value, "priority": row.priority.value}
    yield TimelineEntry(at=row.opened_at, what=Happening.COMPLAINT_OPENED, id=str(row.id), facts=facts)
    if row.resolved_at is not None:
        yield TimelineEntry(
            at=row.resolved_at, what=Happening.COMPLAINT_RESOLVED, id=str(row.id), facts=facts
        )


def _of_ticket(row: TicketRow) -> Iterator[TimelineEntry]:
    facts = {"number": row.number}
    for what, at in (
        (Happening.TICKET_OPENED, row.opened_at),
        (Happening.TICKET_SENT, row.sent_at),
        (Happening.TICKET_CLOSED, row.closed_at),
    ):
        if at is not None:
            yield TimelineEntry(at=at, what=what, id=str(row.id), facts=facts)
