"""Who may sign in: people are invited and changed, the first administrator among them, and let in by hand."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import msgspec

from jarvis_domain.desk.actors import Actor
from jarvis_domain.desk.audit import AuditEntry
from jarvis_domain.desk.sign_in import (
    A_DAY,
    LONGEST_LINK,
    Caller,
    LinkRequest,
    LinkToken,
    MagicLink,
    hash_nonce,
)
from jarvis_domain.desk.staff import EmailAddress, LastAdmin, Role, Staff, change_person
from jarvis_domain.flow.outcomes import Missing
from jarvis_domain.ports.desk import Tokens
from jarvis_domain.ports.persistence import Store, UnitOfWork
from jarvis_domain.ports.runtime import Clock, Event, Events, Ids

_BY_HAND_PER_DAY = 1_000
_BY_HAND = Caller(user_agent="jarvis users link")
_CONSOLE, _SETTINGS = Actor(id="console"), Actor(id="settings")


class Invited(msgspec.Struct, frozen=True):
    """Somebody has this address already."""

    person: Staff


@dataclass(frozen=True, slots=True)
class Staffing:
    """Changes to the list of staff, audited in the same transaction."""

    store: Store
    tokens: Tokens
    clock: Clock
    ids: Ids
    events: Events
    lifetime: timedelta = LONGEST_LINK

    async def put(
        self, email: EmailAddress, role: Role, *, who: Actor, active: bool = True
    ) -> Staff | LastAdmin:
        """Invites a person, or gives one who was invited this role and standing."""
        async with self.store.begin() as work:
            admins = await work.desk.admins()
            known = await work.desk.person_with(email)
            if known is None:
                outcome: Staff | LastAdmin = await self._invite(work, email, role, who)
            else:
                changed = change_person(known, admins=admins, role=role, active=active)
                outcome = await self._keep(work, known, changed, who)
        await self._tell(outcome)
        return outcome

    async def invite(self, email: EmailAddress, role: Role, name: str, *, who: Actor) -> Staff | Invited:
        """Adds a person; nothing changes for one who was invited before."""
        async with self.store.begin() as work:
            known = await work.desk.person_with(email)
            outcome = Invited(known) if known else await self._invite(work, email, role, who, name)
        await self._tell(outcome)
        return outcome

    async def change(
        self,
        id_: UUID,
        *,
        who: Actor,
        role: Role | None = None,
        active: bool | None = None,
        name: str | None = None,
    ) -> Staff | LastAdmin | Missing:
        """What is None stays; it counts from the person's next request on."""
        async with self.store.begin() as work:
            admins = await work.desk.admins()
            known = await work.desk.person(id_)
            if known is None:
                return Missing()
            changed = change_person(known, admins=admins, role=role, active=active, name=name)
            outcome = await self._keep(work, known, changed, who)
        await self._tell(outcome)
        return outcome

    async def people(self) -> tuple[Staff, ...]:
        """Everybody, by address."""
        async with self.store.begin() as work:
            return tuple(await work.desk.people())

    async def ensure_admin(self, email: EmailAddress) -> bool:
        """Invites this first administrator if there is none at all; says whether it did."""
        async with self.store.begin() as work:
            if await work.desk.admins() or await work.desk.person_with(email):
                return False
            await self._invite(work, email, Role.ADMIN, _SETTINGS)
            return True

    async def mail_link(self, id_: UUID, *, who: Actor) -> Staff | Missing:
        """Asks for a link in this person's place; one who is not active gets no mail.

        No browser is known by it, so that it has to be confirmed wherever it is opened.
        """
        nonce, now = hash_nonce(self.tokens.new().value), self.clock.now()
        async with self.store.begin() as work:
            person = await work.desk.person(id_)
            if person is None:
                return Missing()
            if person.active:
                request = LinkRequest(
                    id=self.ids.new(),
                    email=str(person.email),
                    nonce_hash=nonce,
                    requested_at=now,
                    caller=who.caller,
                )
                await work.desk.ask_link(request)
                await work.record(who.entry("magic_link_asked", f"staff:{person.id}", at=now))
            return person

    async def link_by_hand(self, email: EmailAddress) -> LinkToken | None:
        """A link for when no mail gets through; None for an address nobody may sign in with.

        It replaces the links sent before, and asks for confirmation like any link opened elsewhere.
        """
        token = self.tokens.new()
        hashed = await self.tokens.hash(token)
        async with self.store.begin() as work:
            person = await work.desk.person_with(email)
            if person is None or not person.active:
                return None
            link = self._link(person, token, hashed)
            await work.desk.issue_link(link, since=link.created_at - A_DAY, limit=_BY_HAND_PER_DAY)
            await work.record(self._entry("magic_link_by_hand", person, _CONSOLE))
            return token

    async def _tell(self, outcome: Staff | Invited | LastAdmin) -> None:
        """After the commit: whoever is signed in sees at once what they may do now."""
        if isinstance(outcome, Staff):
            await self.events.publish(Event(kind="settings", id=f"staff:{outcome.id}"))

    async def _keep(
        self, work: UnitOfWork, known: Staff, changed: Staff | LastAdmin, who: Actor
    ) -> Staff | LastAdmin:
        if isinstance(changed, LastAdmin) or changed == known:
            return changed
        await work.desk.save_person(changed)
        await work.record(self._entry("user_changed", changed, who, known))
        if not changed.active:
            # Else they would live again if the person were let back in.
            for session in await work.desk.sessions_of(changed.id):
                await work.desk.end_session(session.id, self.clock.now())
        return changed

    async def _invite(
        self, work: UnitOfWork, email: EmailAddress, role: Role, who: Actor, name: str = ""
    ) -> Staff:
        person = Staff(id=self.ids.new(), email=email, role=role, name=name, created_at=self.clock.now())
        await work.desk.add_person(person)
        await work.record(self._entry("user_changed", person, who))
        return person

    def _link(self, person: Staff, token: LinkToken, hashed: str) -> MagicLink:
        now = self.clock.now()
        return MagicLink(
            id=self.ids.new(),
            staff=person.id,
            selector=token.selector,
            token_hash=hashed,
            nonce_hash=None,
            created_at=now,
            expires_at=now + self.lifetime,
            caller=_BY_HAND,
        )

    def _entry(self, action: str, person: Staff, who: Actor, before: Staff | None = None) -> AuditEntry:
        return who.entry(
            action,
            f"staff:{person.id}",
            at=self.clock.now(),
            changes=_facts(person),
            before={} if before is None else _facts(before),
        )


def _facts(person: Staff) -> dict[str, str]:
    facts = {"email": str(person.email), "role": person.role, "active": str(person.active).lower()}
    return facts | ({"name": person.name} if person.name else {})
