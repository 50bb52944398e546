"""Orange tickets over HTTP: list, read with everything about them, and what Orange says of them."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from dishka.integrations.litestar import FromDishka, inject
from litestar import Request, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from jarvis_adapters.http.case_files import CaseFiles, TicketFile
from jarvis_adapters.http.filters import TICKETS
from jarvis_adapters.http.guards import actor_of, requires
from jarvis_adapters.http.lists import PART, Listed, Part
from jarvis_adapters.http.refusals import MISSING, changes_of, missing, not_allowed, outdated
from jarvis_adapters.http.shown import TicketOut, show_ticket
from jarvis_adapters.http.typed import field
from jarvis_domain.casework.changes import NotAllowed
from jarvis_domain.casework.tickets import Ticket, TicketStatus
from jarvis_domain.desk.staff import Permission
from jarvis_domain.flow.follow_ticket import FollowTicket, TicketEdit
from jarvis_domain.flow.outcomes import Missing, Outdated
from jarvis_domain.flow.sign_in import SignedIn
from jarvis_domain.ports.views import TicketFilter, TicketSort, Views

_CHANGES = changes_of(TicketFile)
_TAGS = ["tickets"]


class TicketChangeWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays; `resolved` needs `notes`: how Orange solved it."""

    version: Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1, description="The version this is a change of.")]
    status: TicketStatus | None = None
    notes: Annotated[str, msgspec.Meta(max_length=4_000, examples=["Port changé au PC 12."])] = ""
    orange_id: Annotated[str, msgspec.Meta(max_length=60, examples=["INC-2026/00417"])] | None = None


@get(
    "/api/tickets",
    guards=[requires(Permission.READ)],
    dependencies=PART | TICKETS,
    operation_id="listTickets",
    tags=_TAGS,
)
@inject
async def list_tickets(
    wanted: NamedDependency[TicketFilter],
    part: NamedDependency[Part],
    views: FromDishka[Views],
    sort: FromQuery[TicketSort] = TicketSort.NEWEST,
) -> Listed[TicketOut]:
    """Lists Orange tickets, a part at a time.

    `late`: Orange's mail took, or takes, over five minutes; `sent`: it was accepted.
    """
    name = f"tickets:{sort}"
    return part.listed(name, await views.tickets(wanted, sort, part.of(name)), show_ticket)


@get(
    "/api/tickets/{ticket_id:uuid}",
    guards=[requires(Permission.READ)],
    responses=MISSING,
    operation_id="readTicket",
    tags=_TAGS,
)
@inject
async def read_ticket(ticket_id: FromPath[UUID], files: FromDishka[CaseFiles]) -> TicketFile:
    """Reads one ticket with its history, clock, complaint, and mails that still have to leave."""
    return await _file(ticket_id, files)


@put(
    "/api/tickets/{ticket_id:uuid}",
    guards=[requires(Permission.WORK)],
    responses=_CHANGES,
    operation_id="editTicket",
    tags=_TAGS,
)
@inject
async def edit_ticket(
    request: Request[Any, SignedIn, Any],
    ticket_id: FromPath[UUID],
    data: JSONBody[TicketChangeWanted],
    follow: FromDishka[FollowTicket],
    files: FromDishka[CaseFiles],
) -> TicketFile:
    """Moves a ticket on, or writes down Orange's own number; the contractor is told once it is solved."""
    edit = TicketEdit(status=data.status, notes=data.notes, orange_id=data.orange_id)
    with field("orange_id"):
        outcome = await follow(ticket_id, edit, version=data.version, who=actor_of(request))
    match outcome:
        case Missing():
            raise missing()
        case NotAllowed():
            raise not_allowed(outcome, text="notes")
        case Outdated(current=current):
            raise outdated(await _file(ticket_id, files), await files.changes(current, data.version))
        case Ticket():
            return await _file(ticket_id, files)


async def _file(id_: UUID, files: CaseFiles) -> TicketFile:
    found = await files.ticket(id_)
    if found is None:
        raise missing()
    return found


TICKET_ROUTES = (list_tickets, read_ticket, edit_ticket)
