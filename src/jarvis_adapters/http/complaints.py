"""Complaints over HTTP: list, file, read with everything about it, and every change the desk makes."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from dishka.integrations.litestar import FromDishka, inject
from litestar import Request, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from jarvis_adapters.http.case_files import CaseFiles, ComplaintFile
from jarvis_adapters.http.filters import COMPLAINTS
from jarvis_adapters.http.guards import actor_of, requires
from jarvis_adapters.http.lists import PART, Listed, Part
from jarvis_adapters.http.orange_packs import PackOut, show_pack
from jarvis_adapters.http.refusals import MISSING, changes_of, missing, not_allowed, outdated
from jarvis_adapters.http.shown import ComplaintOut, show_complaint
from jarvis_adapters.http.typed import contract_typed, phone_typed, refused
from jarvis_domain.casework.changes import NotAllowed
from jarvis_domain.casework.complaints import Complaint, Filing
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import Ticket
from jarvis_domain.desk.staff import Permission
from jarvis_domain.flow.complain import Complain, Filed, How
from jarvis_domain.flow.escalate import Escalate
from jarvis_domain.flow.handle import Edit, HandleComplaint
from jarvis_domain.flow.outcomes import Missing, Outdated
from jarvis_domain.flow.sign_in import SignedIn
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.views import ComplaintFilter, ComplaintSort, Views
from jarvis_domain.understanding.reading import ComplaintType

_CHANGES = changes_of(ComplaintFile)
_TAGS = ["complaints"]
_READ, _WORK = [requires(Permission.READ)], [requires(Permission.WORK)]
_Signed = Request[Any, SignedIn, Any]

_UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
Long = Annotated[str, msgspec.Meta(max_length=4_000)]
Short = Annotated[str, msgspec.Meta(max_length=500)]
Version = Annotated[
    int, msgspec.Meta(ge=1, le=2**31 - 1, description="The version this is a change of.", examples=[3])
]


class ComplaintFiled(msgspec.Struct, frozen=True, kw_only=True):
    """`how`: opened anew, added to the same open one, or a solved one reopened.

    `ticket` is ours at Orange, if it is there now.
    """

    complaint: ComplaintFile
    how: How
    ticket: str | None


class ComplaintWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A complaint that somebody files for a contractor, named by id or by phone.

    `message` is the message it comes from; it names the contractor too.
    """

    contract: Annotated[str, msgspec.Meta(max_length=40, examples=["F1234567D"])]
    kind: ComplaintType
    contractor: UUID | None = None
    phone: Annotated[str, msgspec.Meta(max_length=40, examples=["0600111222"])] | None = None
    details: Long = ""
    message: UUID | None = None


class ComplaintEdit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays; another priority needs a `reason`."""

    version: Version
    kind: ComplaintType | None = None
    priority: Priority | None = None
    reason: Annotated[str, msgspec.Meta(max_length=500, examples=["Le client menace de résilier."])] = ""
    note: Long = ""


class Assignment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`to` is somebody's id, or "me"; null: nobody has it in hand any more."""

    version: Version
    to: Annotated[str, msgspec.Meta(pattern=f"^(?:me|{_UUID})$", examples=["me"])] | None


class AtVersion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    version: Version


class Note(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """For TKTM only: neither Orange nor the contractor sees it."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=4_000, examples=["Rappeler demain."])]


class Resolution(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    version: Version
    resolution: Annotated[str, msgspec.Meta(max_length=4_000, examples=["Rendez-vous pris avec le client."])]


class Reopening(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    version: Version
    reason: Short


@get(
    "/api/complaints", guards=_READ, dependencies=PART | COMPLAINTS, operation_id="listComplaints", tags=_TAGS
)
@inject
async def list_complaints(
    wanted: NamedDependency[ComplaintFilter],
    part: NamedDependency[Part],
    views: FromDishka[Views],
    sort: FromQuery[ComplaintSort] = ComplaintSort.NEWEST,
) -> Listed[ComplaintOut]:
    """Lists complaints, a part at a time.

    `urgent`: unresolved first, high before low, then the oldest.
    """
    name = f"complaints:{sort}"
    return part.listed(name, await views.complaints(wanted, sort, part.of(name)), show_complaint)


@post(
    "/api/complaints",
    status_code=201,
    guards=_WORK,
    responses=_CHANGES,
    operation_id="fileComplaint",
    tags=_TAGS,
)
@inject
async def file_complaint(
    request: _Signed,
    data: JSONBody[ComplaintWanted],
    complain: FromDishka[Complain],
    views: FromDishka[Views],
    store: FromDishka[Store],
    files: FromDishka[CaseFiles],
) -> ComplaintFiled:
    """Files a complaint for a contractor, who is told.

    It is opened, or added to the same one; high priority goes to Orange at once.
    """
    filing = Filing(
        kind=data.kind,
        contract=contract_typed(data.contract),
        contractor=await _contractor(data, views, store),
        details=data.details,
    )
    filed = await complain(filing, who=actor_of(request), message=data.message)
    if isinstance(filed, Missing):
        raise refused("contractor", "Ce prestataire n'existe pas.")
    return await _filed(filed, files)


@get(
    "/api/complaints/{complaint_id:uuid}",
    guards=_READ,
    responses=MISSING,
    operation_id="readComplaint",
    tags=_TAGS,
)
@inject
async def read_complaint(complaint_id: FromPath[UUID], files: FromDishka[CaseFiles]) -> ComplaintFile:
    """Reads one complaint.

    It comes with its whole history, notes, tickets, clock, and mails that still have to leave.
    """
    return await _file(complaint_id, files)


@put(
    "/api/complaints/{complaint_id:uuid}",
    guards=_WORK,
    responses=_CHANGES,
    operation_id="editComplaint",
    tags=_TAGS,
)
@inject
async def edit_complaint(
    request: _Signed,
    complaint_id: FromPath[UUID],
    data: JSONBody[ComplaintEdit],
    handle: FromDishka[HandleComplaint],
    files: FromDishka[CaseFiles],
) -> ComplaintFile:
    """Corrects a complaint's kind or priority, or adds a note; what becomes high goes to Orange at once."""
    edit = Edit(kind=data.kind, priority=data.priority, reason=data.reason, note=data.note)
    outcome = await handle.edit(complaint_id, edit, version=data.version, who=actor_of(request))
    text = "reason" if data.priority and not data.reason.strip() else "note"
    return await _answer(complaint_id, outcome, files, data.version, text)


@post(
    "/api/complaints/{complaint_id:uuid}/assign",
    status_code=200,
    guards=_WORK,
    responses=_CHANGES,
    operation_id="assignComplaint",
    tags=_TAGS,
)
@inject
async def assign_complaint(
    request: _Signed,
    complaint_id: FromPath[UUID],
    data: JSONBody[Assignment],
    handle: FromDishka[HandleComplaint],
    files: FromDishka[CaseFiles],
) -> ComplaintFile:
    """Gives a complaint to a member of the back office, oneself included, or to nobody."""
    to = request.auth.person.id if data.to == "me" else UUID(data.to) if data.to else None
    outcome = await handle.assign(complaint_id, to, version=data.version, who=actor_of(request))
    return await _answer(complaint_id, outcome, files, data.version)


@post(
    "/api/complaints/{complaint_id:uuid}/escalate",
    status_code=200,
    guards=_WORK,
    responses=_CHANGES,
    operation_id="escalateComplaint",
    tags=_TAGS,
)
@inject
async def escalate_complaint(
    request: _Signed,
    complaint_id: FromPath[UUID],
    data: JSONBody[AtVersion],
    escalate: FromDishka[Escalate],
    files: FromDishka[CaseFiles],
) -> ComplaintFile:
    """Hands a complaint to Orange: a ticket is drawn, the mails leave, the contractor is told."""
    outcome = await escalate(complaint_id, version=data.version, who=actor_of(request))
    return await _answer(complaint_id, outcome, files, data.version)


@get(
    "/api/complaints/{complaint_id:uuid}/escalation",
    guards=_READ,
    responses=MISSING,
    operation_id="previewEscalation",
    tags=_TAGS,
)
@inject
async def preview_escalation(complaint_id: FromPath[UUID], escalate: FromDishka[Escalate]) -> PackOut:
    """Shows what Orange gets, or would get now: the mail and the sheets of its attachment."""
    pack = await escalate.preview(complaint_id)
    if isinstance(pack, Missing):
        raise missing()
    return show_pack(pack)


@post(
    "/api/complaints/{complaint_id:uuid}/notes",
    status_code=200,
    guards=_WORK,
    responses=_CHANGES,
    operation_id="noteOnComplaint",
    tags=_TAGS,
)
@inject
async def note_on_complaint(
    request: _Signed,
    complaint_id: FromPath[UUID],
    data: JSONBody[Note],
    handle: FromDishka[HandleComplaint],
    files: FromDishka[CaseFiles],
) -> ComplaintFile:
    """Writes something down about a complaint for TKTM, whatever its state and version."""
    outcome = await handle.note(complaint_id, data.text, who=actor_of(request))
    return await _answer(complaint_id, outcome, files, text="text")


@post(
    "/api/complaints/{complaint_id:uuid}/resolve",
    status_code=200,
    guards=_WORK,
    responses=_CHANGES,
    operation_id="resolveComplaint",
    tags=_TAGS,
)
@inject
async def resolve_complaint(
    request: _Signed,
    complaint_id: FromPath[UUID],
    data: JSONBody[Resolution],
    handle: FromDishka[HandleComplaint],
    files: FromDishka[CaseFiles],
) -> ComplaintFile:
    """Resolves a complaint with what was done.

    The contractor is told, and asked whether they are content.
    """
    outcome = await handle.resolve(complaint_id, data.resolution, version=data.version, who=actor_of(request))
    return await _answer(complaint_id, outcome, files, data.version, "resolution")


@post(
    "/api/complaints/{complaint_id:uuid}/reopen",
    status_code=200,
    guards=_WORK,
    responses=_CHANGES,
    operation_id="reopenComplaint",
    tags=_TAGS,
)
@inject
async def reopen_complaint(
    request: _Signed,
    complaint_id: FromPath[UUID],
    data: JSONBody[Reopening],
    handle: FromDishka[HandleComplaint],
    files: FromDishka[CaseFiles],
) -> ComplaintFile:
    """Reopens a complaint within seven days of its resolution, with the reason."""
    outcome = await handle.reopen(complaint_id, data.reason, version=data.version, who=actor_of(request))
    return await _answer(complaint_id, outcome, files, data.version, "reason")


async def _contractor(data: ComplaintWanted, views: Views, store: Store) -> UUID:
    """Whom it is for; 422 when nobody is named, nobody is found, or two are."""
    named = set()
    if data.message is not None:
        message = await views.message(data.message)
        if message is None:
            raise refused("message", "Ce message n'existe pas.")
        named.add(message.row.contractor.id)
    if data.phone is not None:
        phone = phone_typed(data.phone)
        async with store.begin() as work:
            writer = await work.contractor_at(phone)
        if writer is None:
            raise refused("phone", "Personne n'a encore écrit de ce numéro, et il n'est pas sur la liste.")
        named.add(writer)
    if data.contractor is not None:
        named.add(data.contractor)
    if len(named) != 1:
        raise refused("contractor", "Nommez un prestataire, et un seul : son identifiant ou son téléphone.")
    return named.pop()


async def _filed(filed: Filed, files: CaseFiles) -> ComplaintFiled:
    complaint = await _file(filed.complaint.id, files)
    return ComplaintFiled(
        complaint=complaint, how=filed.how, ticket=filed.ticket.value if filed.ticket else None
    )


async def _file(id_: UUID, files: CaseFiles) -> ComplaintFile:
    found = await files.complaint(id_)
    if found is None:
        raise missing()
    return found


async def _answer(
    id_: UUID,
    outcome: Complaint | Ticket | NotAllowed | Missing | Outdated,
    files: CaseFiles,
    version: int = 0,
    text: str = "",
) -> ComplaintFile:
    """`text` is the field whose text the change needs, if it needs one."""
    match outcome:
        case Missing():
            raise missing()
        case NotAllowed():
            raise not_allowed(outcome, text=text)
        case Outdated(current=current):
            raise outdated(await _file(id_, files), await files.changes(current, version))
        case Complaint() | Ticket():
            return await _file(id_, files)


COMPLAINT_ROUTES = (
    list_complaints,
    file_complaint,
    read_complaint,
    edit_complaint,
    assign_complaint,
    escalate_complaint,
    preview_escalation,
    note_on_complaint,
    resolve_complaint,
    reopen_complaint,
)
