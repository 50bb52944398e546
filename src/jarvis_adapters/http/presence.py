"""Who looks at a complaint or a message right now, so that two people do not do the same work."""

import re
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import msgspec
from dishka.integrations.litestar import FromDishka, inject
from litestar import Request, get, put
from litestar.params import FromPath, JSONBody, QueryParameter

from jarvis_adapters.http.guards import requires
from jarvis_adapters.http.refusals import UNTAKEN
from jarvis_adapters.http.typed import refused
from jarvis_domain.desk.staff import Permission, Staff
from jarvis_domain.flow.sign_in import SignedIn
from jarvis_domain.ports.runtime import Cache, Clock, Event, Events

_TAGS = ["presence"]
_STAYS = timedelta(seconds=45)
_RESOURCE = re.compile(r"(?:complaint|ticket|message|contractor):[0-9a-f-]{36}")


class Presence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Send `true` every twenty seconds while the page is open, `false` when it closes."""

    active: bool


class Present(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    name: str
    email: str
    seen_at: datetime


class PresentPeople(msgspec.Struct, frozen=True):
    """Everybody who was there within the last 45 seconds, oneself included."""

    people: tuple[Present, ...] = ()


_PEOPLE = msgspec.json.Decoder(PresentPeople)


@put(
    "/api/presence/{resource:str}",
    guards=[requires(Permission.WORK)],
    responses=UNTAKEN,
    operation_id="showPresence",
    tags=_TAGS,
)
@inject
async def show_presence(
    request: Request[Any, SignedIn, Any],
    resource: FromPath[str],
    data: JSONBody[Presence],
    cache: FromDishka[Cache],
    clock: FromDishka[Clock],
    events: FromDishka[Events],
) -> PresentPeople:
    """Says that one looks at something, or has gone; `resource` as in `complaint:<id>`.

    There are complaints, tickets, messages and contractors.
    """
    key, me, now = _key(resource), request.auth.person, clock.now()
    before = await _present(cache, key, now)
    others = tuple(person for person in before.people if person.id != me.id)
    after = PresentPeople((*others, _as_present(me, now)) if data.active else others)
    await cache.set(key, msgspec.json.encode(after), ttl=_STAYS)
    if {person.id for person in after.people} != {person.id for person in before.people}:
        await events.publish(Event(kind="presence", id=resource))
    return after


@get(
    "/api/presence",
    guards=[requires(Permission.READ)],
    responses=UNTAKEN,
    operation_id="listPresence",
    tags=_TAGS,
)
@inject
async def list_presence(
    resource: Annotated[str, QueryParameter(max_length=60)],
    cache: FromDishka[Cache],
    clock: FromDishka[Clock],
) -> PresentPeople:
    """Tells who looks at something now."""
    return await _present(cache, _key(resource), clock.now())


def _key(resource: str) -> str:
    if not _RESOURCE.fullmatch(resource):
        raise refused("resource", "Attendu : complaint:, ticket:, message: ou contractor: et un identifiant.")
    return f"presence:{resource}"


async def _present(cache: Cache, key: str, now: datetime) -> PresentPeople:
    """A lost or odd entry is nobody: the next beat of each page mends it."""
    try:
        kept = _PEOPLE.decode(await cache.get(key) or b"{}")
    except msgspec.DecodeError:
        return PresentPeople()
    return PresentPeople(tuple(person for person in kept.people if now - person.seen_at < _STAYS))


def _as_present(person: Staff, now: datetime) -> Present:
    return Present(id=person.id, name=person.name, email=str(person.email), seen_at=now)


PRESENCE_ROUTES = (show_presence, list_presence)
