"""Guards: who may call a route, from where, and how often."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from dishka import AsyncContainer
from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException, TooManyRequestsException
from litestar.handlers import BaseRouteHandler

from jarvis_adapters.http.access import Access, read_session_token
from jarvis_domain.desk.actors import Actor
from jarvis_domain.desk.sign_in import Caller
from jarvis_domain.desk.staff import Permission
from jarvis_domain.flow.sign_in import Sessions, SignedIn
from jarvis_domain.ports.runtime import Clock, Limiter

Connection = ASGIConnection[Any, Any, Any, Any]
Guard = Callable[[Connection, BaseRouteHandler], Awaitable[None]]

_SAFE = {"GET", "HEAD", "OPTIONS"}
_AGENT_LIMIT = 300


def requires(permission: Permission) -> Guard:
    """Lets in whoever is signed in and may do this; the handler finds them as `request.auth`.

    401 without a live session, 403 without the permission or from a page that is not ours.
    """

    async def guard(connection: Connection, _: BaseRouteHandler) -> None:
        container: AsyncContainer = connection.app.state.dishka_container
        access = await container.get(Access)
        _refuse_foreign_pages(connection, access)
        signed_in = await _who(connection, container, access)
        if signed_in is None:
            raise NotAuthorizedException("no live session")
        if not signed_in.person.may(permission):
            raise PermissionDeniedException(f"needs the permission {permission}")
        connection.scope["auth"] = signed_in

    return guard


async def from_our_pages(connection: Connection, _: BaseRouteHandler) -> None:
    """For routes without a session: 403 for a change asked for by a page that is not ours."""
    container: AsyncContainer = connection.app.state.dishka_container
    _refuse_foreign_pages(connection, await container.get(Access))


def limited(name: str, *, times: int, window: timedelta) -> Guard:
    """429 for an address that calls more often than this, with when to come again."""

    async def guard(connection: Connection, _: BaseRouteHandler) -> None:
        container: AsyncContainer = connection.app.state.dishka_container
        limiter = await container.get(Limiter)
        key = f"{name}:{caller_of(connection).ip}"
        if not await limiter.allow(key, uuid4().hex, limit=times, window=window):
            later = str(int(window.total_seconds()))
            raise TooManyRequestsException("too often from one address", headers={"Retry-After": later})

    return guard


def caller_of(connection: Connection) -> Caller:
    """The address the server saw (a trusted proxy's word counts there), and what the browser calls itself."""
    agent = connection.headers.get("user-agent", "")[:_AGENT_LIMIT]
    return Caller(ip=connection.client.host if connection.client else "", user_agent=agent)


def actor_of(connection: Connection) -> Actor:
    """Whoever is signed in and asks, for the audit; only behind `requires`."""
    signed_in: SignedIn = connection.auth
    return Actor(id=str(signed_in.person.id), caller=caller_of(connection))


async def _who(connection: Connection, container: AsyncContainer, access: Access) -> SignedIn | None:
    """Only by the cookie: a token in a header would be one that scripts can hold."""
    clock = await container.get(Clock)
    token = connection.cookies.get(access.cookie_name("jarvis"), "")
    session = read_session_token(access, token, clock.now())
    if session is None:
        return None
    sessions = await container.get(Sessions)
    return await sessions.who(session)


def _refuse_foreign_pages(connection: Connection, access: Access) -> None:
    """Browsers name the page behind a change; whoever does not say is not one of our pages."""
    if connection.scope.get("method") in _SAFE:
        return
    origin = connection.headers.get("origin")
    if origin is None and connection.headers.get("sec-fetch-site") == "same-origin":
        return
    if origin is None or not access.trusts(origin):
        raise PermissionDeniedException("not asked for by one of our pages")
