"""Exports: the lists as Excel files, streamed."""

from typing import Annotated, Any

from dishka.integrations.litestar import FromDishka, inject
from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from litestar.response import Stream

from jarvis_adapters.http.audit_log import AUDIT
from jarvis_adapters.http.filters import COMPLAINTS, MESSAGES, TICKETS
from jarvis_adapters.http.guards import actor_of, requires
from jarvis_domain.answering.templates import ReplyLanguage
from jarvis_domain.desk.staff import Permission
from jarvis_domain.flow.export import Export, Exported
from jarvis_domain.flow.sign_in import SignedIn
from jarvis_domain.ports.views import AuditFilter, ComplaintFilter, MessageFilter, TicketFilter

_TAGS = ["exports"]
_EXPORT = [requires(Permission.EXPORT)]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_Signed = Request[Any, SignedIn, Any]
Lang = Annotated[
    ReplyLanguage, QueryParameter(description="Of the headings; an Arabic sheet reads from the right.")
]


@get(
    "/api/exports/complaints",
    guards=_EXPORT,
    dependencies=COMPLAINTS,
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
    """Every complaint of the list with these filters, newest first, as an Excel file."""
    return _file(await export.complaints(wanted, lang, who=actor_of(request)))


@get(
    "/api/exports/messages", guards=_EXPORT, dependencies=MESSAGES, operation_id="exportMessages", tags=_TAGS
)
@inject
async def export_messages(
    request: _Signed,
    wanted: NamedDependency[MessageFilter],
    export: FromDishka[Export],
    lang: Lang = ReplyLanguage.FR,
) -> Stream:
    """Every message of the list with these filters, newest first, as an Excel file."""
    return _file(await export.messages(wanted, lang, who=actor_of(request)))


@get("/api/exports/tickets", guards=_EXPORT, dependencies=TICKETS, operation_id="exportTickets", tags=_TAGS)
@inject
async def export_tickets(
    request: _Signed,
    wanted: NamedDependency[TicketFilter],
    export: FromDishka[Export],
    lang: Lang = ReplyLanguage.FR,
) -> Stream:
    """Every ticket of the list with these filters, newest first, as an Excel file."""
    return _file(await export.tickets(wanted, lang, who=actor_of(request)))


@get(
    "/api/exports/audit",
    guards=[requires(Permission.EXPORT), requires(Permission.AUDIT)],
    dependencies=AUDIT,
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
    """The audit log with these filters, newest first, each entry with its hash, as an Excel file."""
    return _file(await export.audit(wanted, lang, who=actor_of(request)))


def _file(exported: Exported) -> Stream:
    headers = {"Content-Disposition": f'attachment; filename="{exported.name}.xlsx"'}
    return Stream(exported.pieces, media_type=_XLSX, headers=headers)


EXPORT_ROUTES = (export_complaints, export_messages, export_tickets, export_audit)
