"""Health and metrics: alive, ready with each part in plain words, and figures for Prometheus."""

import asyncio
from datetime import timedelta

import msgspec
from dishka.integrations.litestar import FromDishka, inject
from litestar import Response, get
from prometheus_client import CollectorRegistry, Gauge
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from jarvis_domain.answering.messages import ConfirmedWithin
from jarvis_domain.errors import StoreUnavailable
from jarvis_domain.ports.health import Checks, Part, PartState
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock

_TAGS = ["health"]
_LOOK_AGAIN = 60.0
_A_DAY = timedelta(days=1)
_SEVERITY = {PartState.OK: 0, PartState.OFF: 0, PartState.DEGRADED: 1, PartState.DOWN: 2}


class Alive(msgspec.Struct):
    status: str = "alive"


class Readiness(msgspec.Struct):
    """`ready` (all well), `degraded` (working with less) or `down`; the parts say which and why."""

    status: str
    parts: tuple[Part, ...]


class StoreGauges(msgspec.Struct, frozen=True):
    """What the store holds right now, by state."""

    messages: Gauge
    replies: Gauge
    unconfirmed: Gauge


class PartGauges:
    """How each part is, for alerts: 0 well or off, 1 degraded, 2 down; looked at once a minute at most."""

    def __init__(self, gauge: Gauge, clock: Clock) -> None:
        self._gauge = gauge
        self._clock = clock
        self._due = 0.0

    async def refresh(self, checks: Checks) -> None:
        """A second caller takes the figures as they are, rather than look as well."""
        now = self._clock.monotonic()
        if now < self._due:
            return
        self._due = now + _LOOK_AGAIN
        for part in await asyncio.gather(*(check() for check in checks.all)):
            self._gauge.labels(part.name).set(_SEVERITY[part.state])


def readiness_of(parts: tuple[Part, ...]) -> Readiness:
    """Down when a part without which nothing works is down; degraded when any is less than well."""
    states = {part.state for part in parts}
    if PartState.DOWN in states:
        return Readiness("down", parts)
    return Readiness("degraded" if PartState.DEGRADED in states else "ready", parts)


@get("/health/live", operation_id="healthLive", tags=_TAGS)
async def live() -> Alive:
    """Says that the process is alive: 200 while it runs its loop."""
    return Alive()


@get("/health/ready", operation_id="healthReady", tags=_TAGS)
@inject
async def ready(checks: FromDishka[Checks]) -> Response[Readiness]:
    """Says whether JARVIS can work.

    200 while messages can be taken in and answered, with less comfort perhaps; else 503.
    """
    answer = readiness_of(tuple(await asyncio.gather(*(check() for check in checks.all))))
    return Response(answer, status_code=503 if answer.status == "down" else 200)


@get("/metrics", operation_id="metrics", media_type=CONTENT_TYPE_LATEST, tags=_TAGS)
@inject
async def metrics(
    registry: FromDishka[CollectorRegistry],
    gauges: FromDishka[StoreGauges],
    parts: FromDishka[PartGauges],
    checks: FromDishka[Checks],
    store: FromDishka[Store],
    clock: FromDishka[Clock],
    within: FromDishka[ConfirmedWithin],
) -> bytes:
    """Gives every figure in Prometheus' text form.

    The store's own are read anew, or left out while it is down.
    """
    await parts.refresh(checks)
    now = clock.now()
    try:
        async with store.begin() as work:
            counts = await work.counts()
            receipts = await work.receipts(now - _A_DAY, now - within)
    except StoreUnavailable:
        counts, receipts = {}, None
    for name, count in counts.items():
        kind, _, delivery = name.partition(":")
        gauge = (
            gauges.replies.labels(delivery) if kind == "reply" and delivery else gauges.messages.labels(name)
        )
        gauge.set(count)
    if receipts is not None:
        gauges.unconfirmed.set(receipts.unconfirmed)
    return generate_latest(registry)
