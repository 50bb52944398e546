"""Units of work, the desk: staff, links, sessions, mails and the audit's chain."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import Insert, insert

from jarvis_adapters.postgres.connections import Link
from jarvis_adapters.postgres.rows_desk import (
    caller_columns,
    link_of,
    person_of,
    preferences_of,
    request_of,
    session_of,
    staff_columns,
)
from jarvis_adapters.postgres.tables import audit_log
from jarvis_adapters.postgres.tables_desk import (
    link_requests,
    magic_links,
    mail_reports,
    mails,
    preferences,
    sessions,
    staff,
)
from jarvis_adapters.postgres.work_record import sealed_of
from jarvis_adapters.storable import storable, storable_key, storable_text
from jarvis_domain.desk.audit import Sealed
from jarvis_domain.desk.preferences import Preferences
from jarvis_domain.desk.sign_in import LINK_MAIL, LinkRequest, MagicLink, Session
from jarvis_domain.desk.staff import EmailAddress, Role, Staff
from jarvis_domain.errors import Conflict
from jarvis_domain.ports.desk import Desk
from jarvis_domain.ports.mail import MailReport, MailStatus

# Held for the reading of who they are, so that two who step down at once see each other.
_ADMINS = sa.text("select pg_advisory_xact_lock(x'4A415544'::int, 1)")
_ONE_MAIL = sa.text("select pg_advisory_xact_lock(x'4A4D4149'::int, hashtext(:mail_id))")
_CLAIM = sa.text("""
    update link_requests set attempts = attempts + 1, claimable_at = :until
    where id = (
        select id from link_requests where claimable_at <= :now
        order by requested_at, id limit 1 for update skip locked
    )
    returning *
""")
_RAISE = sa.text("""
    update mails set status = :status, reason = :reason, updated_at = :at
    where mail_id = :mail_id
        and array_position(cast(:rising as text[]), status) < array_position(cast(:rising as text[]), :status)
    returning key
""")


class PostgresDesk(Desk):
    """On the unit of work's connection; `write_audit` puts what it has recorded into the log."""

    def __init__(self, link: Link, write_audit: Callable[[], Awaitable[None]]) -> None:
        self._link = link
        self._write_audit = write_audit

    # staff

    async def add_person(self, person: Staff) -> None:
        await self._link.run(sa.insert(staff).values(id=person.id, **staff_columns(storable(person))))

    async def save_person(self, person: Staff) -> None:
        changed = staff_columns(storable(person))
        del changed["last_login_at"]
        await self._change(staff, person.id, **changed)

    async def note_login(self, id_: UUID, now: datetime) -> None:
        await self._change(staff, id_, last_login_at=now)

    async def person(self, id_: UUID) -> Staff | None:
        return await self._person(staff.c.id == id_)

    async def person_with(self, email: EmailAddress) -> Staff | None:
        return await self._person(staff.c.email == str(email))

    async def people(self) -> Sequence[Staff]:
        return [person_of(row) for row in await self._link.run(sa.select(staff).order_by(staff.c.email))]

    async def admins(self) -> Sequence[UUID]:
        await self._link.run(_ADMINS)
        rows = await self._link.run(sa.select(staff.c.id).where(staff.c.role == Role.ADMIN, staff.c.active))
        return [row.id for row in rows]

    # links

    async def ask_link(self, request: LinkRequest) -> None:
        asked: dict[str, object] = {
            "id": request.id,
            "email": storable_text(request.email),
            "nonce_hash": request.nonce_hash,
            "requested_at": request.requested_at,
            "claimable_at": request.requested_at,
            **caller_columns(request.caller),
        }
        await self._link.run(
            insert(link_requests)
            .values(asked)
            .on_conflict_do_update(index_elements=["email"], index_where=sa.text("attempts = 0"), set_=asked)
        )

    async def claim_link_request(self, now: datetime, *, lease: timedelta) -> LinkRequest | None:
        rows = await self._link.run(_CLAIM, {"now": now, "until": now + lease})
        return request_of(rows[0]) if rows else None

    async def end_link_request(self, id_: UUID) -> None:
        await self._link.run(sa.delete(link_requests).where(link_requests.c.id == id_))

    async def issue_link(self, link: MagicLink, *, since: datetime, limit: int) -> bool:
        await self._hold(staff, link.staff)
        theirs = magic_links.c.staff_id == link.staff
        recent = sa.select(sa.func.count()).where(theirs, magic_links.c.created_at > since)
        if await self._link.one(recent) >= limit:
            return False
        unused = (theirs, magic_links.c.used_at.is_(None), magic_links.c.revoked_at.is_(None))
        await self._link.run(sa.update(magic_links).where(*unused).values(revoked_at=link.created_at))
        await self._link.run(
            sa.insert(magic_links).values(
                id=link.id,
                staff_id=link.staff,
                selector=link.selector,
                token_hash=link.token_hash,
                nonce_hash=link.nonce_hash,
                created_at=link.created_at,
                expires_at=link.expires_at,
                **caller_columns(link.caller),
            )
        )
        return True

    async def withdraw_link(self, id_: UUID) -> None:
        await self._link.run(sa.delete(magic_links).where(magic_links.c.id == id_))

    async def link_with(self, selector: str) -> MagicLink | None:
        rows = await self._link.run(sa.select(magic_links).where(magic_links.c.selector == selector))
        return link_of(rows[0]) if rows else None

    async def redeem_link(self, id_: UUID, now: datetime) -> bool:
        link = magic_links.c
        unused = (link.used_at.is_(None), link.revoked_at.is_(None), link.expires_at > now)
        redeem = sa.update(magic_links).where(link.id == id_, *unused).values(used_at=now).returning(link.id)
        return bool(await self._link.run(redeem))

    # sessions

    async def add_session(self, session: Session) -> None:
        await self._hold(staff, session.staff)
        await self._link.run(
            sa.insert(sessions).values(
                id=session.id,
                staff_id=session.staff,
                created_at=session.created_at,
                expires_at=session.expires_at,
                last_seen_at=session.last_seen_at,
                **caller_columns(session.caller),
            )
        )

    async def session(self, id_: UUID) -> tuple[Session, Staff] | None:
        rows = await self._link.run(sa.select(sessions).where(sessions.c.id == id_))
        if not rows:
            return None
        person = await self.person(rows[0].staff_id)
        return None if person is None else (session_of(rows[0]), person)

    async def touch_session(self, id_: UUID, now: datetime) -> None:
        await self._change(sessions, id_, last_seen_at=now)

    async def end_session(self, id_: UUID, now: datetime) -> bool:
        live = (sessions.c.id == id_, sessions.c.revoked_at.is_(None))
        end = sa.update(sessions).where(*live).values(revoked_at=now).returning(sessions.c.id)
        return bool(await self._link.run(end))

    async def sessions_of(self, staff: UUID) -> Sequence[Session]:
        rows = await self._link.run(
            sa.select(sessions)
            .where(sessions.c.staff_id == staff, sessions.c.revoked_at.is_(None))
            .order_by(sessions.c.created_at.desc(), sessions.c.id.desc())
        )
        return [session_of(row) for row in rows]

    # mails

    async def note_mail(self, key: str, mail_id: str, *, kind: str, at: datetime) -> None:
        key, mail_id = storable_key(key), storable_key(mail_id)
        await self._link.run(_ONE_MAIL, {"mail_id": mail_id})
        facts = {"key": key, "mail_id": mail_id, "kind": kind, "sent_at": at, "updated_at": at}
        await self._link.run(insert(mails).values(facts).on_conflict_do_nothing())
        known = await self._link.run(sa.select(mail_reports).where(mail_reports.c.mail_id == mail_id))
        for row in known:
            await self._raise(mail_id, row.status, row.reason, row.at)

    async def report_mail(self, report: MailReport) -> bool:
        mail_id, reason = storable_key(report.mail_id), storable_text(report.reason)
        await self._link.run(_ONE_MAIL, {"mail_id": mail_id})
        facts = {
            "id": storable_key(report.id),
            "mail_id": mail_id,
            "status": report.status,
            "reason": reason,
            "at": report.at,
        }
        keep = insert(mail_reports).values(facts).on_conflict_do_nothing().returning(mail_reports.c.id)
        if not await self._link.run(keep):
            return False
        return await self._raise(mail_id, report.status, reason, report.at)

    async def mail_status(self, key: str) -> MailStatus | None:
        found = await self._link.one(sa.select(mails.c.status).where(mails.c.key == storable_key(key)))
        return None if found is None else MailStatus(found)

    async def link_mails(self) -> dict[UUID, MailStatus]:
        links = magic_links.c
        by_key = mails.c.key == sa.literal(LINK_MAIL) + sa.cast(links.id, sa.Text)
        last = (
            sa.select(links.staff_id, mails.c.status)
            .join(mails, by_key)
            .distinct(links.staff_id)
            .order_by(links.staff_id, links.created_at.desc())
        )
        return {row.staff_id: MailStatus(row.status) for row in await self._link.run(last)}

    # preferences

    async def preferences(self) -> Preferences:
        return preferences_of(await self._link.one(sa.select(preferences.c.body)))

    async def save_preferences(self, preferences: Preferences) -> None:
        saved = msgspec.structs.replace(preferences, version=preferences.version + 1)
        if not await self._link.run(_saving(saved).returning(sa.column("version"))):
            raise Conflict("somebody else saved the preferences first")

    # audit

    async def audit_end(self) -> Sealed | None:
        await self._write_audit()
        rows = await self._link.run(sa.select(audit_log).order_by(audit_log.c.seq.desc()).limit(1))
        return sealed_of(rows[0]) if rows else None

    async def audit_after(self, seq: int, *, limit: int) -> Sequence[Sealed]:
        await self._write_audit()
        log = audit_log.c
        rows = await self._link.run(sa.select(audit_log).where(log.seq > seq).order_by(log.seq).limit(limit))
        return [sealed_of(row) for row in rows]

    # rows

    async def _person(self, which: sa.ColumnElement[bool]) -> Staff | None:
        rows = await self._link.run(sa.select(staff).where(which))
        return person_of(rows[0]) if rows else None

    async def _raise(self, mail_id: str, status: str, reason: str, at: datetime) -> bool:
        facts = {"mail_id": mail_id, "status": status, "reason": reason, "at": at}
        return bool(await self._link.run(_RAISE, {**facts, "rising": list(MailStatus)}))

    async def _change(self, table: sa.Table, id_: UUID, **values: Any) -> None:
        change = sa.update(table).where(table.c.id == id_).values(values).returning(table.c.id)
        if not await self._link.run(change):
            raise LookupError(f"no {table.name} {id_}")

    async def _hold(self, table: sa.Table, id_: UUID) -> None:
        """Whoever else wants this row waits until the unit of work ends."""
        if not await self._link.run(sa.select(table.c.id).where(table.c.id == id_).with_for_update()):
            raise LookupError(f"no {table.name} {id_}")


def _saving(saved: Preferences) -> Insert | sa.Update:
    """Puts them in the place of the version before, which the first one has not."""
    values = {"body": saved, "version": saved.version}
    if saved.version == 1:
        return insert(preferences).values(values).on_conflict_do_nothing()
    return sa.update(preferences).where(preferences.c.version == saved.version - 1).values(values)
