"""Sign-in over HTTP: ask for a link, redeem it, see and end sessions."""

import secrets
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import msgspec
from dishka.integrations.litestar import FromDishka, inject
from litestar import Request, Response, delete, get, post
from litestar.exceptions import NotFoundException
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody

from jarvis_adapters.http.access import Access, issue_token
from jarvis_adapters.http.guards import caller_of, from_our_pages, limited, requires
from jarvis_adapters.http.problems import Problem, problem
from jarvis_adapters.http.refusals import MISSING, documented
from jarvis_domain.desk.sign_in import Session
from jarvis_domain.desk.staff import PERMISSIONS, Permission, Role, Staff
from jarvis_domain.flow.sign_in import (
    AskForLink,
    ConfirmFirst,
    LinkInvalid,
    Redeem,
    Sessions,
    SignedIn,
)

_TAGS = ["sign-in"]
_HOUR = timedelta(hours=1)
_TOO_OFTEN = documented(429, "Too often from one address; `Retry-After` says when to come again.")
_Signed = Request[Any, SignedIn, Any]


class LinkWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    email: Annotated[str, msgspec.Meta(max_length=320, examples=["salma@tktm.ma"])]


class LinkOnItsWay(msgspec.Struct, frozen=True):
    """The same for every address."""

    message: str = "Si cette adresse est invitée, un lien de connexion vient d'être envoyé."


class UserOut(msgspec.Struct, frozen=True, kw_only=True):
    """Who is signed in, and what they may do."""

    id: UUID
    email: str
    name: str
    role: Role
    permissions: tuple[Permission, ...]
    session_expires_at: datetime


class SignedInOut(msgspec.Struct, frozen=True, kw_only=True, tag_field="status", tag="signed_in"):
    user: UserOut


class ConfirmOut(msgspec.Struct, frozen=True, kw_only=True, tag_field="status", tag="confirm_required"):
    """The link is good; send the request again with `X-Jarvis-Confirm: 1` once the person has clicked."""

    email: str
    requested_at: datetime
    ip: str


_SIGNED_IN = {200: ResponseSpec(SignedInOut | ConfirmOut, False, "Signed in, or asked for a click first.")}


class SessionOut(msgspec.Struct, frozen=True, kw_only=True):
    """A browser that is signed in; `current` is the one that asks."""

    id: UUID
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    ip: str
    user_agent: str
    current: bool


@post(
    "/api/auth/magic-link/request",
    status_code=202,
    guards=[from_our_pages, limited("link-request", times=30, window=_HOUR)],
    responses=documented(403, "Not asked for by one of our pages.") | _TOO_OFTEN,
    operation_id="requestMagicLink",
    tags=_TAGS,
)
@inject
async def request_link(
    request: Request[Any, Any, Any],
    data: JSONBody[LinkWanted],
    ask: FromDishka[AskForLink],
    access: FromDishka[Access],
) -> Response[LinkOnItsWay]:
    """Mails a sign-in link to whoever is invited.

    202 whatever the address is; the browser that asks is known again by a cookie.
    """
    nonce = secrets.token_urlsafe(32)
    await ask(data.email, nonce, caller_of(request))
    cookie = access.cookie("ml", nonce, max_age=access.link_seconds)
    return Response(LinkOnItsWay(), status_code=202, cookies=[cookie])


@get(
    "/api/auth/magic-link/{token:str}",
    guards=[limited("link-redeem", times=60, window=_HOUR)],
    responses=_SIGNED_IN | documented(410, "The link counts no more, or never did.") | _TOO_OFTEN,
    operation_id="redeemMagicLink",
    tags=_TAGS,
)
@inject
async def redeem_link(
    request: Request[Any, Any, Any],
    token: FromPath[str],
    redeem: FromDishka[Redeem],
    access: FromDishka[Access],
) -> Response[SignedInOut] | Response[ConfirmOut] | Response[Problem]:
    """Signs in with a link, or says that a click is needed first.

    Then nothing is used up; send `X-Jarvis-Confirm: 1` after the click. 410 for any other link.
    """
    outcome = await redeem(
        token,
        nonce=request.cookies.get(access.cookie_name("ml")),
        confirmed=request.headers.get("x-jarvis-confirm") == "1",
        caller=caller_of(request),
    )
    match outcome:
        case LinkInvalid():
            return problem(410, "link-invalid", "Ce lien n'est plus valable : demandez-en un nouveau.")
        case ConfirmFirst(email=email, requested_at=requested_at, ip=ip):
            return Response(ConfirmOut(email=email, requested_at=requested_at, ip=ip))
        case SignedIn(session=session):
            seconds = int((session.expires_at - session.created_at).total_seconds())
            cookies = [
                access.cookie("jarvis", issue_token(access, session), max_age=seconds),
                access.cookie("ml", "", max_age=0),
            ]
            return Response(SignedInOut(user=_user(outcome)), cookies=cookies)


@post(
    "/api/auth/logout",
    status_code=204,
    guards=[requires(Permission.READ)],
    operation_id="signOut",
    tags=_TAGS,
)
@inject
async def sign_out(
    request: _Signed, sessions: FromDishka[Sessions], access: FromDishka[Access]
) -> Response[None]:
    """Signs out: ends this session and takes everything of it from the browser."""
    await sessions.sign_out(request.auth, caller_of(request))
    return _gone(access)


@get("/api/auth/me", guards=[requires(Permission.READ)], operation_id="whoAmI", tags=_TAGS)
async def who_am_i(request: _Signed) -> UserOut:
    """Tells who is signed in, with the role they have now."""
    return _user(request.auth)


@get("/api/auth/sessions", guards=[requires(Permission.READ)], operation_id="listSessions", tags=_TAGS)
@inject
async def list_sessions(request: _Signed, sessions: FromDishka[Sessions]) -> list[SessionOut]:
    """Lists one's own sessions, newest first."""
    mine = await sessions.of(request.auth.person)
    return [show_session(session, request.auth.session) for session in mine]


@delete(
    "/api/auth/sessions/{session_id:uuid}",
    status_code=204,
    guards=[requires(Permission.READ)],
    responses=MISSING,
    operation_id="endSession",
    tags=_TAGS,
)
@inject
async def end_session(
    request: _Signed,
    session_id: FromPath[UUID],
    sessions: FromDishka[Sessions],
    access: FromDishka[Access],
) -> Response[None]:
    """Ends a session of one's own, or for an administrator anybody's; 404 for what is not there to end."""
    if not await sessions.revoke(request.auth.person, session_id, caller_of(request)):
        raise NotFoundException("no such session, or it has ended")
    return _gone(access) if session_id == request.auth.session.id else Response(None, status_code=204)


def _gone(access: Access) -> Response[None]:
    headers = {"Clear-Site-Data": '"cache", "storage"'}
    return Response(None, status_code=204, cookies=[access.cookie("jarvis", "", max_age=0)], headers=headers)


def _user(signed_in: SignedIn) -> UserOut:
    person: Staff = signed_in.person
    return UserOut(
        id=person.id,
        email=str(person.email),
        name=person.name,
        role=person.role,
        permissions=tuple(sorted(PERMISSIONS[person.role])),
        session_expires_at=signed_in.session.expires_at,
    )


def show_session(session: Session, current: Session) -> SessionOut:
    return SessionOut(
        id=session.id,
        created_at=session.created_at,
        last_seen_at=session.last_seen_at,
        expires_at=session.expires_at,
        ip=session.caller.ip,
        user_agent=session.caller.user_agent,
        current=session.id == current.id,
    )


SIGN_IN_ROUTES = (request_link, redeem_link, sign_out, who_am_i, list_sessions, end_session)
