"""Sign-in: a link is asked for, sent, redeemed once; a session is opened, recognised and ended."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from jarvis_domain.desk.audit import AuditEntry
from jarvis_domain.desk.sign_in import (
    DEFAULT_LIMITS,
    Caller,
    LinkRequest,
    MagicLink,
    Session,
    SessionLimits,
    hash_nonce,
    is_live,
    open_session,
    read_token,
    same_browser,
)
from jarvis_domain.desk.staff import Permission, Staff, mask_email, parse_email
from jarvis_domain.errors import InvalidEmail
from jarvis_domain.ports.desk import Tokens
from jarvis_domain.ports.persistence import Store, UnitOfWork
from jarvis_domain.ports.runtime import Clock, Ids


@dataclass(frozen=True, slots=True)
class AskForLink:
    """Notes that somebody wants to sign in; who that is, if anybody, is looked up later and elsewhere."""

    store: Store
    clock: Clock
    ids: Ids

    async def __call__(self, email: str, nonce: str, caller: Caller) -> None:
        """Does the same for every address; what is no address at all is let go."""
        try:
            address = parse_email(email)
        except InvalidEmail:
            return
        request = LinkRequest(
            id=self.ids.new(),
            email=str(address),
            nonce_hash=hash_nonce(nonce),
            requested_at=self.clock.now(),
            caller=caller,
        )
        async with self.store.begin() as work:
            await work.desk.ask_link(request)


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """The link is used up, and this is what it was for."""

    person: Staff
    session: Session


class ConfirmFirst(msgspec.Struct, frozen=True, kw_only=True):
    """The link is good and still unused: a person has to say that it was them."""

    email: str
    requested_at: datetime
    ip: str


class LinkInvalid(msgspec.Struct, frozen=True):
    """Unknown, wrong, used, replaced, run out, or of somebody who may not sign in: one answer for all."""


@dataclass(frozen=True, slots=True)
class Redeem:
    """Turns a link into a session: for the browser that asked, or for a person who confirms."""

    store: Store
    tokens: Tokens
    clock: Clock
    ids: Ids
    limits: SessionLimits = DEFAULT_LIMITS

    async def __call__(
        self, text: str, *, nonce: str | None, confirmed: bool, caller: Caller
    ) -> SignedIn | ConfirmFirst | LinkInvalid:
        token = read_token(text)
        if token is None:
            return LinkInvalid()
        async with self.store.begin() as work:
            link = await work.desk.link_with(token.selector)
        # Between the two units of work: a slow hash must hold no connection.
        if not await self.tokens.matches(token, link.token_hash if link else None) or link is None:
            return LinkInvalid()
        async with self.store.begin() as work:
            return await self._redeem(work, link, caller, sure=confirmed or same_browser(link, nonce))

    async def _redeem(
        self, work: UnitOfWork, link: MagicLink, caller: Caller, *, sure: bool
    ) -> SignedIn | ConfirmFirst | LinkInvalid:
        now = self.clock.now()
        person = await work.desk.person(link.staff)
        if person is None or not person.active or not link.usable(now):
            await work.record(_entry(now, "jarvis", "magic_link_failed", link.staff, caller))
            return LinkInvalid()
        if not sure:
            await work.record(_entry(now, "jarvis", "magic_link_opened", link.staff, caller))
            address = mask_email(person.email)
            return ConfirmFirst(email=address, requested_at=link.created_at, ip=link.caller.ip)
        if not await work.desk.redeem_link(link.id, now):
            return LinkInvalid()
        session = open_session(self.ids.new(), person, now, caller, self.limits)
        await work.desk.add_session(session)
        await work.desk.note_login(person.id, now)
        await work.record(_entry(now, str(person.id), "admin_login", person.id, caller, session=session.id))
        return SignedIn(person=person, session=session)


@dataclass(frozen=True, slots=True)
class Sessions:
    """Who is signed in: recognised at every request, listed, and ended."""

    store: Store
    clock: Clock
    limits: SessionLimits = DEFAULT_LIMITS

    async def who(self, id_: UUID) -> SignedIn | None:
        """The person behind a session as they are now; None once it has ended, whatever ended it."""
        async with self.store.begin() as work:
            found, now = await self._live(work, id_), self.clock.now()
            if found is None:
                return None
            session, person = found
            if now - session.last_seen_at >= self.limits.noted_every:
                await work.desk.touch_session(id_, now)
            return SignedIn(person=person, session=session)

    async def holds(self, id_: UUID, permission: Permission) -> bool:
        """Whether it still lets its person do this; to ask does not count as a use."""
        async with self.store.begin() as work:
            found = await self._live(work, id_)
        return found is not None and found[1].may(permission)

    async def of(self, person: Staff) -> tuple[Session, ...]:
        """The live ones, newest first."""
        async with self.store.begin() as work:
            found = await work.desk.sessions_of(person.id)
        now = self.clock.now()
        return tuple(session for session in found if is_live(session, person, now, self.limits))

    async def sign_out(self, who: SignedIn, caller: Caller) -> None:
        await self._end(who.person, who.session, "admin_logout", caller)

    async def revoke(self, by: Staff, id_: UUID, caller: Caller) -> bool:
        """Ends one's own session, or for who manages users anybody's; False when there is none to end."""
        async with self.store.begin() as work:
            found = await work.desk.session(id_)
        if found is None or not (found[1].id == by.id or by.may(Permission.USERS)):
            return False
        return await self._end(by, found[0], "session_revoked", caller)

    async def _live(self, work: UnitOfWork, id_: UUID) -> tuple[Session, Staff] | None:
        found = await work.desk.session(id_)
        return found if found and is_live(*found, self.clock.now(), self.limits) else None

    async def _end(self, by: Staff, session: Session, action: str, caller: Caller) -> bool:
        now = self.clock.now()
        async with self.store.begin() as work:
            ended = await work.desk.end_session(session.id, now)
            if ended:
                entry = _entry(now, str(by.id), action, session.staff, caller, session=session.id)
                await work.record(entry)
        return ended


def _entry(
    at: datetime, actor: str, action: str, staff: UUID, caller: Caller, *, session: UUID | None = None
) -> AuditEntry:
    return AuditEntry(
        at=at,
        actor=actor,
        action=action,
        resource=f"staff:{staff}",
        changes={"session": str(session)} if session else {},
        ip=caller.ip,
        user_agent=caller.user_agent,
    )
