"""Exports: the lists as Excel files, streamed."""

from typing import Annotated, Any

from dishka.integrations.litestar import FromDishka, inject
from litestar import Request, get
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromQuery, QueryParameter
from litestar.response import Stream

from jarvis_adapters.http.audit_log import AUDIT
from jarvis_adapters.http.figures import ends_of, told_by_day
from jarvis_adapters.http.filters import COMPLAINTS, MESSAGES, TICKETS
from jarvis_adapters.http.guards import actor_of, requires
from jarvis_adapters.http.lists import PERIOD
from jarvis_adapters.http.refusals import UNTAKEN
from jarvis_domain.answering.templates import ReplyLanguage
from jarvis_domain.desk.figures import Counted
from jarvis_domain.desk.staff import Permission
from jarvis_domain.flow.export import Export, Exported, FiguresWanted
from jarvis_domain.flow.sign_in import SignedIn
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.ports.views import AuditFilter, ComplaintFilter, MessageFilter, Period, TicketFilter

_TAGS = ["exports"]
_EXPORT = [requires(Permission.EXPORT)]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EXCEL = {200: ResponseSpec(bytes, False, "The Excel file.", _XLSX)}
_Signed = Request[Any, SignedIn, Any]
Lang = Annotated[
    ReplyLanguage, QueryParameter(description="Of the headings; an Arabic sheet reads from the right.")
]


@get(
    "/api/exports/complaints",
    guards=_EXPORT,
    dependencies=COMPLAINTS,
    responses=_EXCEL,
    operation_id="exportComplaints",
    tags=_TAGS,
)
@inject
async def export_complaints(
    request: _Signed,
    wanted: NamedDependency[ComplaintFilter],
    export: FromDishka[Export],
    lang: Lang = ReplyLanguage.FR,
) -> Stream:
    """Exports every complaint of the list with these filters, newest first, as an Excel file."""
    return _file(await export.complaints(wanted, lang, who=actor_of(request)))


@get(
    "/api/exports/messages",
    guards=_EXPORT,
    dependencies=MESSAGES,
    responses=_EXCEL,
    operation_id="exportMessages",
    tags=_TAGS,
)
@inject
async def export_messages(
    request: _Signed,
    wanted: NamedDependency[MessageFilter],
    export: FromDishka[Export],
    lang: Lang = ReplyLanguage.FR,
) -> Stream:
    """Exports every message of the list with these filters, newest first, as an Excel file."""
    return _file(await export.messages(wanted, lang, who=actor_of(request)))


@get(
    "/api/exports/tickets",
    guards=_EXPORT,
    dependencies=TICKETS,
    responses=_EXCEL,
    operation_id="exportTickets",
    tags=_TAGS,
)
@inject
async def export_tickets(
    request: _Signed,
    wanted: NamedDependency[TicketFilter],
    export: FromDishka[Export],
    lang: Lang = ReplyLanguage.FR,
) -> Stream:
    """Exports every ticket of the list with these filters, newest first, as an Excel file."""
    return _file(await export.tickets(wanted, lang, who=actor_of(request)))


@get(
    "/api/exports/audit",
    guards=[requires(Permission.EXPORT), requires(Permission.AUDIT)],
    dependencies=AUDIT,
    responses=_EXCEL,
    operation_id="exportAudit",
    tags=_TAGS,
)
@inject
async def export_audit(
    request: _Signed,
    wanted: NamedDependency[AuditFilter],
    export: FromDishka[Export],
    lang: Lang = ReplyLanguage.FR,
) -> Stream:
    """Exports the audit log with these filters as an Excel file, newest first, each entry with its hash."""
    return _file(await export.audit(wanted, lang, who=actor_of(request)))


@get(
    "/api/exports/stats",
    guards=_EXPORT,
    dependencies=PERIOD,
    responses=UNTAKEN | _EXCEL,
    operation_id="exportStats",
    tags=_TAGS,
)
@inject
async def export_stats(
    request: _Signed,
    period: NamedDependency[Period],
    export: FromDishka[Export],
    clock: FromDishka[Clock],
    what: FromQuery[tuple[Counted, ...]] = (),
    lang: Lang = ReplyLanguage.FR,
) -> Stream:
    """Exports what was counted, all or `what`, as an Excel file.

    It is told by the hour, for longer periods by the day.
    """
    since, until = ends_of(period, clock.now())
    wanted = FiguresWanted(period=Period(since=since, until=until), what=what)
    by_day = told_by_day(since, until)
    return _file(await export.figures(wanted, lang, by_day=by_day, who=actor_of(request)))


def _file(exported: Exported) -> Stream:
    headers = {"Content-Disposition": f'attachment; filename="{exported.name}.xlsx"'}
    return Stream(exported.pieces, media_type=_XLSX, headers=headers)


EXPORT_ROUTES = (export_complaints, export_messages, export_tickets, export_audit, export_stats)
