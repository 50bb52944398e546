"""Contractors over HTTP: the list, one with what is open, their conversation, and talking to them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from dishka.integrations.litestar import FromDishka, inject
from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from jarvis_adapters.http.filters import CONTRACTORS
from jarvis_adapters.http.guards import actor_of, requires
from jarvis_adapters.http.lists import PART, Listed, Part
from jarvis_adapters.http.refusals import MISSING, UNTAKEN, missing
from jarvis_adapters.http.shown import ComplaintOut, ThreadOut, show_complaint, shown
from jarvis_adapters.http.typed import refused
from jarvis_domain.answering.conversation import WithHuman
from jarvis_domain.answering.messages import Delivery, DueReply
from jarvis_domain.casework.complaints import ComplaintStatus
from jarvis_domain.desk.staff import Permission
from jarvis_domain.flow.converse import LONGEST_REPLY, Converse
from jarvis_domain.flow.outcomes import Missing
from jarvis_domain.flow.sign_in import SignedIn
from jarvis_domain.ports.views import (
    MAX_ROWS,
    ComplaintFilter,
    ComplaintSort,
    ContractorFilter,
    ContractorRow,
    ContractorSort,
    Slice,
    ThreadEntry,
    Views,
)

_TAGS = ["contractors"]
_READ, _WORK = [requires(Permission.READ)], [requires(Permission.WORK)]
_Signed = Request[Any, SignedIn, Any]
_UNRESOLVED = tuple(status for status in ComplaintStatus if status is not ComplaintStatus.RESOLVED)


class ContractorFile(ContractorRow, frozen=True, kw_only=True):
    """A contractor with the complaints that are not resolved, the most urgent first."""

    complaints: tuple[ComplaintOut, ...]


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sent as it stands, under no name."""

    text: Annotated[
        str, msgspec.Meta(min_length=1, max_length=LONGEST_REPLY, examples=["Bonjour, je regarde."])
    ]


class ReplyQueued(msgspec.Struct, frozen=True, kw_only=True):
    """The reply is in the outbox and leaves within seconds; its id is the one that the thread shows."""

    id: UUID
    contractor: UUID
    text: str
    delivery: Delivery = Delivery.QUEUED


class TalkOut(msgspec.Struct, frozen=True, kw_only=True):
    """`with_human_until`: the bot is silent until then; null when it answers."""

    contractor: UUID
    with_human_until: datetime | None


@get(
    "/api/contractors",
    guards=_READ,
    dependencies=PART | CONTRACTORS,
    operation_id="listContractors",
    tags=_TAGS,
)
@inject
async def list_contractors(
    wanted: NamedDependency[ContractorFilter],
    part: NamedDependency[Part],
    views: FromDishka[Views],
    sort: FromQuery[ContractorSort] = ContractorSort.LATEST,
) -> Listed[ContractorRow]:
    """Lists contractors, a part at a time; `latest`: who wrote last comes first."""
    name = f"contractors:{sort}"
    return part.listed(name, await views.contractors(wanted, sort, part.of(name)), _as_it_is)


@get("/api/contractors/regions", guards=_READ, operation_id="listRegions", tags=_TAGS)
@inject
async def list_regions(views: FromDishka[Views]) -> list[str]:
    """Lists every region that a contractor has, each once, for filters."""
    return list(await views.regions())


@get(
    "/api/contractors/{contractor_id:uuid}",
    guards=_READ,
    responses=MISSING,
    operation_id="readContractor",
    tags=_TAGS,
)
@inject
async def read_contractor(contractor_id: FromPath[UUID], views: FromDishka[Views]) -> ContractorFile:
    """Reads one contractor: who they are, who has the conversation, and what is open."""
    row = await _row(contractor_id, views)
    wanted = ComplaintFilter(contractor=row.id, status=_UNRESOLVED)
    page = await views.complaints(wanted, ComplaintSort.URGENT, Slice(limit=MAX_ROWS))
    return ContractorFile(**msgspec.structs.asdict(row), complaints=tuple(map(show_complaint, page.rows)))


@get(
    "/api/contractors/{contractor_id:uuid}/thread",
    guards=_READ,
    dependencies=PART,
    responses=MISSING,
    operation_id="readThread",
    tags=_TAGS,
)
@inject
async def read_thread(
    contractor_id: FromPath[UUID], part: NamedDependency[Part], views: FromDishka[Views]
) -> Listed[ThreadOut]:
    """Reads a conversation, newest first: their messages and our replies."""
    row = await _row(contractor_id, views)
    name = f"thread:{row.id}"
    return part.listed(name, await views.thread(row.id, part.of(name)), _bubble)


@post(
    "/api/contractors/{contractor_id:uuid}/reply",
    status_code=202,
    guards=_WORK,
    responses=MISSING | UNTAKEN,
    operation_id="replyToContractor",
    tags=_TAGS,
)
@inject
async def reply_to_contractor(
    request: _Signed,
    contractor_id: FromPath[UUID],
    data: JSONBody[Words],
    converse: FromDishka[Converse],
) -> ReplyQueued:
    """Writes to a contractor on WhatsApp and takes the conversation over; 404 for who never wrote to us."""
    if not data.text.strip():
        raise refused("text", "Écrivez quelque chose.")
    due = await converse.reply(contractor_id, data.text, who=actor_of(request))
    match due:
        case Missing():
            raise missing()
        case DueReply(id=id_, contractor=contractor, reply=reply):
            return ReplyQueued(id=id_, contractor=contractor, text=reply.text)


@post(
    "/api/contractors/{contractor_id:uuid}/take-over",
    status_code=200,
    guards=_WORK,
    responses=MISSING,
    operation_id="takeOver",
    tags=_TAGS,
)
@inject
async def take_over(
    request: _Signed, contractor_id: FromPath[UUID], converse: FromDishka[Converse]
) -> TalkOut:
    """Takes a conversation over.

    The bot is silent until it is handed back, or half an hour after the last word.
    """
    talk = await converse.take_over(contractor_id, who=actor_of(request))
    if isinstance(talk, Missing):
        raise missing()
    until = talk.state.until if isinstance(talk.state, WithHuman) else None
    return TalkOut(contractor=contractor_id, with_human_until=until)


@post(
    "/api/contractors/{contractor_id:uuid}/hand-back",
    status_code=200,
    guards=_WORK,
    responses=MISSING,
    operation_id="handBack",
    tags=_TAGS,
)
@inject
async def hand_back(
    request: _Signed, contractor_id: FromPath[UUID], converse: FromDishka[Converse]
) -> TalkOut:
    """Hands a conversation back: the bot answers again, from their next message on."""
    if isinstance(await converse.hand_back(contractor_id, who=actor_of(request)), Missing):
        raise missing()
    return TalkOut(contractor=contractor_id, with_human_until=None)


async def _row(id_: UUID, views: Views) -> ContractorRow:
    row = await views.contractor_row(id_)
    if row is None:
        raise missing()
    return row


def _as_it_is(row: ContractorRow) -> ContractorRow:
    return row


def _bubble(entry: ThreadEntry) -> ThreadOut:
    return shown(entry, ThreadOut)


CONTRACTOR_ROUTES = (
    list_contractors,
    list_regions,
    read_contractor,
    read_thread,
    reply_to_contractor,
    take_over,
    hand_back,
)
