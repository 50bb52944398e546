"""What the simulated portal sends while it is down, slow, hanging or broken."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from litestar import MediaType, Request, Response
from litestar.datastructures import State
from litestar.response import Stream

from jarvis_adapters.simulators.portal.pages import maintenance_page
from jarvis_adapters.simulators.portal.state import Mode, PortalState

_Answer = Response[str] | Stream | None
_ROW = "<tr><th>Ligne</th><td>x</td></tr>"
_HUGE_MEGABYTES = 50


def trouble_of(portal: PortalState) -> Callable[[Request[object, object, State]], Awaitable[_Answer]]:
    """A hook before each page: its answer stands in for the page, None lets the page be."""

    async def answer_instead(request: Request[object, object, State]) -> _Answer:
        answer = await _answer_in_trouble(portal)
        if answer is not None and (number := request.query_params.get("numero")):
            portal.note("search", "trouble", number)
        return answer

    return answer_instead


async def _answer_in_trouble(portal: PortalState) -> _Answer:
    match portal.faults.mode:
        case Mode.DOWN:
            return Response("<h1>503 Service Unavailable</h1>", media_type=MediaType.HTML, status_code=503)
        case Mode.MAINTENANCE:
            return Response(maintenance_page(portal.faults), media_type=MediaType.HTML)
        case Mode.HANG:
            await portal.switched.wait()
            return Response("<h1>504 Gateway Timeout</h1>", media_type=MediaType.HTML, status_code=504)
        case Mode.SLOW:
            await asyncio.sleep(portal.faults.slow_seconds)
        case Mode.HUGE:
            return Stream(_megabytes, media_type=MediaType.HTML)
        case Mode.DRIP:
            return Stream(_drops(portal.switched), media_type=MediaType.HTML)
        case Mode.RESET:
            # Promises more than it sends, so the server closes the connection half way.
            return Response("<!doctype html>", media_type=MediaType.HTML, headers={"Content-Length": "9000"})
    return None


async def _megabytes() -> AsyncIterator[str]:
    yield "<!doctype html><table>"
    for _ in range(_HUGE_MEGABYTES):
        yield _ROW * (1_000_000 // len(_ROW))


async def _drops(switched: asyncio.Event) -> AsyncIterator[str]:
    """A blank every quarter of a second, until the switches are set anew."""
    while not switched.is_set():
        yield " "
        await asyncio.sleep(0.25)
