"""Live events over HTTP (SSE): what changed, for as long as the listener is signed in."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import msgspec
from dishka.integrations.litestar import FromDishka, inject
from litestar import Litestar, Request, get
from litestar.response import ServerSentEvent, ServerSentEventMessage

from jarvis_adapters.http.guards import requires
from jarvis_domain.desk.staff import Permission
from jarvis_domain.errors import StoreUnavailable
from jarvis_domain.flow.sign_in import Sessions, SignedIn
from jarvis_domain.ports.runtime import Clock, Events

_BEAT = 15.0
_RETRY_MS = 3_000


def end_streams(application: Litestar) -> None:
    """Lets go of all who listen: the process is about to stop, and they will come back elsewhere."""
    _stopping(application).set()


def _stopping(application: Litestar) -> asyncio.Event:
    stopping: asyncio.Event = application.state.setdefault("stopping", asyncio.Event())
    return stopping


@get(
    "/api/events",
    guards=[requires(Permission.READ)],
    operation_id="streamEvents",
    media_type="text/event-stream",
    tags=["events"],
)
@inject
async def stream_events(
    request: Request[Any, SignedIn, Any],
    events: FromDishka[Events],
    sessions: FromDishka[Sessions],
    clock: FromDishka[Clock],
) -> ServerSentEvent:
    """Streams what changes as `{"kind", "id"}`, ids only: fetch what you show.

    Kinds are message, reply, contractor, complaint, ticket, alert, settings, presence. It begins with the
    event `ready`; a comment keeps it open every 15 seconds. Nothing that was missed is sent again: after
    a gap, fetch everything.
    """
    session = request.auth.session.id

    async def signed_in() -> bool:
        try:
            return await sessions.holds(session, Permission.READ)
        except StoreUnavailable:
            return False

    return ServerSentEvent(_stream(events, clock, signed_in, _stopping(request.app)))


async def _stream(
    events: Events, clock: Clock, signed_in: Callable[[], Awaitable[bool]], stopping: asyncio.Event
) -> AsyncIterator[ServerSentEventMessage]:
    """Waits for whatever comes first: an event, the next beat, the end of the process."""
    async with events.subscribe() as heard:
        yield ServerSentEventMessage(event="ready", data="{}", retry=_RETRY_MS)
        stop = asyncio.ensure_future(stopping.wait())
        beat = asyncio.ensure_future(clock.sleep(_BEAT))
        following = asyncio.ensure_future(anext(heard, None))
        try:
            while not stop.done():
                await asyncio.wait({stop, beat, following}, return_when=asyncio.FIRST_COMPLETED)
                if beat.done():
                    if not await signed_in():
                        return
                    yield ServerSentEventMessage(data=None, comment="ping")
                    beat = asyncio.ensure_future(clock.sleep(_BEAT))
                if following.done():
                    if (event := following.result()) is None:
                        return
                    yield ServerSentEventMessage(data=msgspec.json.encode(event).decode())
                    following = asyncio.ensure_future(anext(heard, None))
        finally:
            waiting = (stop, beat, following)
            for one in waiting:
                one.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)  # before the subscription is closed
