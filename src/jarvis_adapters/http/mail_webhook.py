"""The mail service's webhook: authenticate the raw bytes, keep what became of the mail, then say yes."""

from typing import Any

import msgspec
import structlog
from dishka.integrations.litestar import FromDishka, inject
from litestar import Request, Response, post
from litestar.openapi.datastructures import ResponseSpec

from jarvis_adapters.http.problems import Problem, problem
from jarvis_adapters.http.refusals import documented
from jarvis_domain.flow.send_links import NoteMailReport
from jarvis_domain.ports.mail import MailReports
from jarvis_domain.ports.runtime import Clock

log = structlog.get_logger(__name__)

_BODY_LIMIT = 256 * 1024


class MailReportAnswer(msgspec.Struct, frozen=True):
    """`kept` when the report told something new, else `ignored`."""

    outcome: str


@post(
    "/api/webhook/resend",
    status_code=200,
    request_max_body_size=_BODY_LIMIT,
    responses={200: ResponseSpec(MailReportAnswer, False, "What became of it.")}
    | documented(401, "No valid signature.")
    | documented(413, "Above 256 KiB."),
    operation_id="receiveMailReport",
    tags=["webhooks"],
)
@inject
async def receive_mail_report(
    request: Request[Any, Any, Any],
    reports: FromDishka[MailReports],
    note: FromDishka[NoteMailReport],
    clock: FromDishka[Clock],
) -> Response[MailReportAnswer] | Response[Problem]:
    """Takes what became of one mail.

    200 once the report is durable, or of no use; 401 without a valid signature; 503 to be sent again.
    """
    raw = await request.body()
    headers = {name.lower(): value for name, value in request.headers.items()}
    if not reports.authentic(headers, raw, clock.now()):
        log.warning("mail_report_refused", size=len(raw), mend="check JARVIS_RESEND_WEBHOOK_SECRET")
        return problem(401, "webhook-not-authentic", "La signature de cette notification n'est pas valable.")
    report = reports.read(headers, raw)
    new = report is not None and await note(report)
    return Response(MailReportAnswer("kept" if new else "ignored"))
