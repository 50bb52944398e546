"""People of the desk over HTTP: who there is, inviting, changing, their sessions, and a link for them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from dishka.integrations.litestar import FromDishka, inject
from litestar import Request, Response, get, post, put
from litestar.params import FromPath, JSONBody

from jarvis_adapters.http.auth import SessionOut, show_session
from jarvis_adapters.http.guards import actor_of, requires
from jarvis_adapters.http.problems import Problem, Refused
from jarvis_adapters.http.refusals import MISSING, UNTAKEN, documented, missing
from jarvis_adapters.http.typed import field
from jarvis_adapters.storable import storable_text
from jarvis_domain.desk.staff import LastAdmin, Permission, Role, Staff, parse_email
from jarvis_domain.flow.outcomes import Missing
from jarvis_domain.flow.sign_in import Sessions, SignedIn
from jarvis_domain.flow.staffing import Invited, Staffing
from jarvis_domain.ports.mail import MailStatus
from jarvis_domain.ports.persistence import Store

_TAGS = ["users"]
_READ, _USERS = [requires(Permission.READ)], [requires(Permission.USERS)]
_Signed = Request[Any, SignedIn, Any]

Email = Annotated[str, msgspec.Meta(max_length=320, examples=["salma@tktm.ma"])]
Name = Annotated[str, msgspec.Meta(max_length=100, examples=["Salma Idrissi"])]


class PersonOut(msgspec.Struct, frozen=True, kw_only=True):
    """One of the desk; the last sign-in and the last link's mail are shown to who manages users."""

    id: UUID
    email: str
    name: str
    role: Role
    active: bool
    last_login_at: datetime | None = None
    link_mail: MailStatus | None = None


class Invitation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    email: Email
    role: Role
    name: Name = ""


class PersonEdit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is left out stays; it counts from the person's next request on."""

    role: Role | None = None
    active: bool | None = None
    name: Name | None = None


class LinkAsked(msgspec.Struct, frozen=True):
    """The mail leaves within seconds; five a day go to one address."""

    message: str = "Un lien de connexion part par e-mail."


_KNOWN = documented(409, "Invited before (`known`).")
_LAST = documented(409, "The last administrator (`last-admin`).")


@get("/api/users", guards=_READ, operation_id="listUsers", tags=_TAGS)
@inject
async def list_users(request: _Signed, store: FromDishka[Store]) -> list[PersonOut]:
    """Lists everybody who was invited, by address."""
    manages = request.auth.person.may(Permission.USERS)
    async with store.begin() as work:
        people = await work.desk.people()
        mails = await work.desk.link_mails() if manages else {}
    return [_shown(person, mails.get(person.id), manages=manages) for person in people]


@post(
    "/api/users",
    status_code=201,
    guards=_USERS,
    responses=_KNOWN | UNTAKEN,
    operation_id="inviteUser",
    tags=_TAGS,
)
@inject
async def invite_user(
    request: _Signed, data: JSONBody[Invitation], staffing: FromDishka[Staffing]
) -> PersonOut:
    """Invites somebody, who may sign in from now on; no mail leaves until somebody asks for a link."""
    with field("email"):
        email = parse_email(data.email)
    person = await staffing.invite(email, data.role, _name(data.name), who=actor_of(request))
    if isinstance(person, Invited):
        raise _refused("known", "Cette adresse est déjà invitée : modifiez plutôt son rôle.")
    return _shown(person, None, manages=True)


@put(
    "/api/users/{user_id:uuid}",
    guards=_USERS,
    responses=MISSING | _LAST | UNTAKEN,
    operation_id="editUser",
    tags=_TAGS,
)
@inject
async def edit_user(
    request: _Signed, user_id: FromPath[UUID], data: JSONBody[PersonEdit], staffing: FromDishka[Staffing]
) -> PersonOut:
    """Changes a person's role, name or standing; whoever is made inactive is signed out everywhere."""
    name = None if data.name is None else _name(data.name)
    person = await staffing.change(
        user_id, who=actor_of(request), role=data.role, active=data.active, name=name
    )
    match person:
        case Missing():
            raise missing()
        case LastAdmin():
            raise _refused("last-admin", "C'est le dernier administrateur : nommez-en d'abord un autre.")
        case Staff():
            return _shown(person, None, manages=True)


@get(
    "/api/users/{user_id:uuid}/sessions",
    guards=_USERS,
    responses=MISSING,
    operation_id="listUserSessions",
    tags=_TAGS,
)
@inject
async def list_user_sessions(
    request: _Signed, user_id: FromPath[UUID], sessions: FromDishka[Sessions], store: FromDishka[Store]
) -> list[SessionOut]:
    """Lists where a person is signed in, newest first; `DELETE /api/auth/sessions/{id}` ends one."""
    theirs = await sessions.of(await _person(store, user_id))
    return [show_session(session, request.auth.session) for session in theirs]


@post(
    "/api/users/{user_id:uuid}/link",
    status_code=202,
    guards=_USERS,
    responses=MISSING | documented(409, "They may not sign in."),
    operation_id="mailLinkToUser",
    tags=_TAGS,
)
@inject
async def mail_link(
    request: _Signed, user_id: FromPath[UUID], staffing: FromDishka[Staffing]
) -> Response[LinkAsked]:
    """Mails a sign-in link to somebody.

    It is as if they had asked in a browser that is not known: they have to confirm.
    """
    person = await staffing.mail_link(user_id, who=actor_of(request))
    if isinstance(person, Missing):
        raise missing()
    if not person.active:
        raise _refused("inactive", "Cette personne ne peut pas se connecter : réactivez-la d'abord.")
    return Response(LinkAsked(), status_code=202)


async def _person(store: Store, id_: UUID) -> Staff:
    async with store.begin() as work:
        person = await work.desk.person(id_)
    if person is None:
        raise missing()
    return person


def _refused(kind: str, title: str) -> Refused:
    return Refused(Problem(type=f"urn:jarvis:{kind}", title=title, status=409))


def _name(text: str) -> str:
    return storable_text(" ".join(text.split()))


def _shown(person: Staff, mail: MailStatus | None, *, manages: bool) -> PersonOut:
    return PersonOut(
        id=person.id,
        email=str(person.email),
        name=person.name,
        role=person.role,
        active=person.active,
        last_login_at=person.last_login_at if manages else None,
        link_mail=mail,
    )


USER_ROUTES = (list_users, invite_user, edit_user, list_user_sessions, mail_link)
