"""The record of the desk: staff, the links and sessions that sign them in, mails, and the audit's chain."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from jarvis_domain.desk.audit import Sealed
from jarvis_domain.desk.preferences import Preferences
from jarvis_domain.desk.sign_in import LinkRequest, LinkToken, MagicLink, Session
from jarvis_domain.desk.staff import EmailAddress, Staff
from jarvis_domain.ports.mail import MailReport, MailStatus


class Desk(Protocol):
    """The desk's part of a unit of work: it commits, or rolls back, together with everything else in it.

    Methods that take a staff, link or session id raise LookupError for one that was never here.
    """

    # staff
    async def add_person(self, person: Staff) -> None:
        """Raises Conflict when somebody has this address already."""
        ...

    async def save_person(self, person: Staff) -> None:
        """Replaces address, role, name and standing of the one with this id."""
        ...

    async def note_login(self, id_: UUID, now: datetime) -> None:
        """The person signed in; nothing else of them is touched."""
        ...

    async def person(self, id_: UUID) -> Staff | None: ...

    async def person_with(self, email: EmailAddress) -> Staff | None: ...

    async def people(self) -> Sequence[Staff]:
        """Everybody, by address."""
        ...

    async def admins(self) -> Sequence[UUID]:
        """The active administrators; nobody else changes who they are until this unit of work ends."""
        ...

    # links
    async def ask_link(self, request: LinkRequest) -> None:
        """Notes a request; it replaces one for the same address that nobody has taken up yet."""
        ...

    async def claim_link_request(self, now: datetime, *, lease: timedelta) -> LinkRequest | None:
        """The oldest request that nobody holds, with this attempt counted; it is held until `now + lease`."""
        ...

    async def end_link_request(self, id_: UUID) -> None:
        """Done or given up; one that is gone already is left so."""
        ...

    async def issue_link(self, link: MagicLink, *, since: datetime, limit: int) -> bool:
        """Adds a link and revokes the person's older unused ones; False, and nothing, at the limit.

        Links created after `since` count; with many at once exactly `limit` get through.
        """
        ...

    async def withdraw_link(self, id_: UUID) -> None:
        """Forgets a link that could not be sent: it neither signs in nor counts."""
        ...

    async def link_with(self, selector: str) -> MagicLink | None: ...

    async def redeem_link(self, id_: UUID, now: datetime) -> bool:
        """Marks the link used if it still is usable; of many at once one gets True."""
        ...

    # sessions
    async def add_session(self, session: Session) -> None: ...

    async def session(self, id_: UUID) -> tuple[Session, Staff] | None:
        """The session, ended or not, with its person as they are now."""
        ...

    async def touch_session(self, id_: UUID, now: datetime) -> None: ...

    async def end_session(self, id_: UUID, now: datetime) -> bool:
        """False when it had ended before."""
        ...

    async def sessions_of(self, staff: UUID) -> Sequence[Session]:
        """Those not revoked, newest first; some may have run out."""
        ...

    # mails
    async def note_mail(self, key: str, mail_id: str, *, kind: str, at: datetime) -> None:
        """A mail was accepted under this id; reports that came earlier count from now on."""
        ...

    async def report_mail(self, report: MailReport) -> bool:
        """Raises a mail's status, never lowers it; False for a report seen before or of no use."""
        ...

    async def mail_status(self, key: str) -> MailStatus | None: ...

    async def link_mails(self) -> dict[UUID, MailStatus]:
        """How far the last link's mail of each person got; nobody who was never mailed one."""
        ...

    # preferences
    async def preferences(self) -> Preferences:
        """What administrators have set; the defaults while nobody has."""
        ...

    async def save_preferences(self, preferences: Preferences) -> None:
        """Keeps them as `version + 1`; raises Conflict unless the stored version is `version`."""
        ...

    # audit
    async def audit_end(self) -> Sealed | None:
        """The newest entry."""
        ...

    async def audit_after(self, seq: int, *, limit: int) -> Sequence[Sealed]:
        """The log in its order, from behind `seq`."""
        ...


class Tokens(Protocol):
    """Secrets: drawn, and hashed slowly, away from the event loop."""

    def new(self) -> LinkToken:
        """32 bytes nobody can guess."""
        ...

    async def hash(self, token: LinkToken) -> str:
        """With a salt of its own: the same token hashed twice gives two texts."""
        ...

    async def matches(self, token: LinkToken, hashed: str | None) -> bool:
        """Takes the same time for a token that is wrong and for one nobody has a hash of."""
        ...
