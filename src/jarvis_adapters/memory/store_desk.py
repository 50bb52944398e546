"""The desk on the store in memory: staff, links, sessions, mails and the audit's chain."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from jarvis_adapters.memory.store_state import MailRow, RequestRow, State
from jarvis_adapters.storable import storable, storable_key, storable_text
from jarvis_domain.desk.audit import Sealed
from jarvis_domain.desk.preferences import Preferences
from jarvis_domain.desk.sign_in import LinkRequest, MagicLink, Session
from jarvis_domain.desk.staff import EmailAddress, Role, Staff
from jarvis_domain.errors import Conflict
from jarvis_domain.ports.desk import Desk
from jarvis_domain.ports.mail import MailReport, MailStatus

_RISING = tuple(MailStatus)


class MemoryDesk(Desk):
    """Changes the state in place, as its unit of work does."""

    def __init__(self, state: State) -> None:
        self._state = state

    # staff

    async def add_person(self, person: Staff) -> None:
        if await self.person_with(person.email):
            raise Conflict("somebody has this address already")
        self._state.staff[person.id] = storable(person)

    async def save_person(self, person: Staff) -> None:
        self._known(person.id)
        last_login = self._state.staff[person.id].last_login_at
        self._state.staff[person.id] = msgspec.structs.replace(storable(person), last_login_at=last_login)

    async def note_login(self, id_: UUID, now: datetime) -> None:
        self._known(id_)
        self._state.staff[id_] = msgspec.structs.replace(self._state.staff[id_], last_login_at=now)

    async def person(self, id_: UUID) -> Staff | None:
        return self._state.staff.get(id_)

    async def person_with(self, email: EmailAddress) -> Staff | None:
        return next((person for person in self._state.staff.values() if person.email == email), None)

    async def people(self) -> Sequence[Staff]:
        return sorted(self._state.staff.values(), key=lambda person: person.email)

    async def admins(self) -> Sequence[UUID]:
        people = self._state.staff.values()
        return [person.id for person in people if person.active and person.role is Role.ADMIN]

    # links

    async def ask_link(self, request: LinkRequest) -> None:
        request = msgspec.structs.replace(
            request, email=storable_text(request.email), caller=storable(request.caller)
        )
        for id_, row in tuple(self._state.link_requests.items()):
            if row.request.email == request.email and row.request.attempts == 0:
                del self._state.link_requests[id_]
        self._state.link_requests[request.id] = RequestRow(request, claimable_at=request.requested_at)

    async def claim_link_request(self, now: datetime, *, lease: timedelta) -> LinkRequest | None:
        free = [row.request for row in self._state.link_requests.values() if row.claimable_at <= now]
        if not free:
            return None
        oldest = min(free, key=lambda request: (request.requested_at, request.id))
        claimed = msgspec.structs.replace(oldest, attempts=oldest.attempts + 1)
        self._state.link_requests[oldest.id] = RequestRow(claimed, claimable_at=now + lease)
        return claimed

    async def end_link_request(self, id_: UUID) -> None:
        self._state.link_requests.pop(id_, None)

    async def issue_link(self, link: MagicLink, *, since: datetime, limit: int) -> bool:
        self._known(link.staff)
        theirs = [other for other in self._state.links.values() if other.staff == link.staff]
        if sum(other.created_at > since for other in theirs) >= limit:
            return False
        for other in theirs:
            if other.used_at is None and other.revoked_at is None:
                self._state.links[other.id] = msgspec.structs.replace(other, revoked_at=link.created_at)
        self._state.links[link.id] = msgspec.structs.replace(link, caller=storable(link.caller))
        return True

    async def withdraw_link(self, id_: UUID) -> None:
        self._state.links.pop(id_, None)

    async def link_with(self, selector: str) -> MagicLink | None:
        return next((link for link in self._state.links.values() if link.selector == selector), None)

    async def redeem_link(self, id_: UUID, now: datetime) -> bool:
        link = self._state.links.get(id_)
        if link is None or not link.usable(now):
            return False
        self._state.links[id_] = msgspec.structs.replace(link, used_at=now)
        return True

    # sessions

    async def add_session(self, session: Session) -> None:
        self._known(session.staff)
        self._state.sessions[session.id] = msgspec.structs.replace(session, caller=storable(session.caller))

    async def session(self, id_: UUID) -> tuple[Session, Staff] | None:
        session = self._state.sessions.get(id_)
        return None if session is None else (session, self._state.staff[session.staff])

    async def touch_session(self, id_: UUID, now: datetime) -> None:
        if (session := self._state.sessions.get(id_)) is None:
            raise LookupError(f"no session {id_}")
        self._state.sessions[id_] = msgspec.structs.replace(session, last_seen_at=now)

    async def end_session(self, id_: UUID, now: datetime) -> bool:
        session = self._state.sessions.get(id_)
        if session is None or session.revoked_at is not None:
            return False
        self._state.sessions[id_] = msgspec.structs.replace(session, revoked_at=now)
        return True

    async def sessions_of(self, staff: UUID) -> Sequence[Session]:
        theirs = [one for one in self._state.sessions.values() if one.staff == staff and not one.revoked_at]
        return sorted(theirs, key=lambda session: (session.created_at, session.id), reverse=True)

    # mails

    async def note_mail(self, key: str, mail_id: str, *, kind: str, at: datetime) -> None:
        row = MailRow(mail_id=storable_key(mail_id), kind=kind, sent_at=at)
        self._state.mails.setdefault(storable_key(key), row)
        for report in self._state.mail_reports.values():
            if report.mail_id == row.mail_id:
                self._raise(report)

    async def report_mail(self, report: MailReport) -> bool:
        id_ = storable_key(report.id)
        if id_ in self._state.mail_reports:
            return False
        report = msgspec.structs.replace(
            report, id=id_, mail_id=storable_key(report.mail_id), reason=storable_text(report.reason)
        )
        self._state.mail_reports[id_] = report
        return self._raise(report)

    async def mail_status(self, key: str) -> MailStatus | None:
        row = self._state.mails.get(storable_key(key))
        return None if row is None else row.status

    async def link_mails(self) -> dict[UUID, MailStatus]:
        links = sorted(self._state.links.values(), key=lambda link: link.created_at)
        rows = [(link.staff, self._state.mails.get(link.mail_key)) for link in links]
        return {staff: row.status for staff, row in rows if row is not None}

    # preferences

    async def preferences(self) -> Preferences:
        return self._state.preferences

    async def save_preferences(self, preferences: Preferences) -> None:
        if self._state.preferences.version != preferences.version:
            raise Conflict("somebody else saved the preferences first")
        self._state.preferences = msgspec.structs.replace(preferences, version=preferences.version + 1)

    # audit

    async def audit_end(self) -> Sealed | None:
        return next(reversed(self._state.audit.values()), None)

    async def audit_after(self, seq: int, *, limit: int) -> Sequence[Sealed]:
        return [sealed for sealed in self._state.audit.values() if sealed.seq > seq][:limit]

    # rows

    def _known(self, id_: UUID) -> None:
        if id_ not in self._state.staff:
            raise LookupError(f"no staff {id_}")

    def _raise(self, report: MailReport) -> bool:
        for key, row in self._state.mails.items():
            if row.mail_id == report.mail_id and _RISING.index(row.status) < _RISING.index(report.status):
                self._state.mails[key] = msgspec.structs.replace(
                    row, status=report.status, reason=report.reason
                )
                return True
        return False
