"""The webhook: authenticate the raw bytes, decode, make durable, and only then say yes."""

from typing import Any

import msgspec
import structlog
from dishka.integrations.litestar import FromDishka, inject
from litestar import Request, Response, post
from litestar.openapi.datastructures import ResponseSpec
from prometheus_client import Counter

from jarvis_adapters.http.problems import Problem, problem
from jarvis_adapters.http.refusals import documented
from jarvis_domain.flow.receive import Kept, Receive
from jarvis_domain.ports.messaging import NotForUs, WebhookReader
from jarvis_domain.ports.runtime import Clock

log = structlog.get_logger(__name__)

BODY_LIMIT = 2 * 1024 * 1024
"""Bytes; a text with its quoted message is far below, media come as references."""


class WebhookCounters(msgspec.Struct, frozen=True):
    """Webhooks by what became of them."""

    handled: Counter


class WebhookAnswer(msgspec.Struct):
    outcome: Kept


@post(
    "/api/webhook/message",
    status_code=200,
    request_max_body_size=BODY_LIMIT,
    responses={200: ResponseSpec(WebhookAnswer, False, "What became of it.")}
    | documented(401, "No proof of a shared secret.")
    | documented(413, "Above 2 MiB."),
    operation_id="receiveWebhook",
    tags=["webhooks"],
)
@inject
async def receive_webhook(
    request: Request[Any, Any, Any],
    reader: FromDishka[WebhookReader],
    receive: FromDishka[Receive],
    clock: FromDishka[Clock],
    counters: FromDishka[WebhookCounters],
) -> Response[WebhookAnswer] | Response[Problem]:
    """Takes one event of the WhatsApp gateway.

    200 once the event is durable, whatever it is; 401 without proof of a shared secret; 413 above 2 MiB;
    503 when the database cannot be reached, so that the gateway sends it again.
    """
    raw = await request.body()
    if not reader.authentic(request.headers, raw, clock.now()):
        counters.handled.labels("refused").inc()
        log.warning("webhook_refused", size=len(raw), mend="compare the gateway's secret with ours")
        return problem(
            401, "webhook-not-authentic", "The request carries no valid proof of our shared secret."
        )
    event = reader.decode(raw, clock.now())
    if isinstance(event, NotForUs):
        log.info("webhook_set_aside", kind=event.event, why=event.why)
    kept = await receive(event, reader.redact(raw))
    counters.handled.labels(kept).inc()
    return Response(WebhookAnswer(outcome=kept))
