"""Send notices: the mails that an escalation owes to Orange and to the back office leave, each once."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid5

from jarvis_domain.casework.escalation import (
    EscalationPending,
    MailBackOffice,
    MailOrange,
    mark_sent,
    time_taken,
)
from jarvis_domain.casework.notice_mail import NoticeMail, back_office_mail, orange_mail
from jarvis_domain.casework.orange_pack import OrangePack
from jarvis_domain.desk.actors import JARVIS
from jarvis_domain.desk.digests import latest_round, next_round
from jarvis_domain.desk.preferences import Digest, Preferences
from jarvis_domain.desk.staff import EmailAddress, Permission, mask_email
from jarvis_domain.ports.cases import Notice, NoticeKind
from jarvis_domain.ports.mail import Attachment, Mail, MailAccepted, Mailer, MailFailed
from jarvis_domain.ports.persistence import Store, UnitOfWork
from jarvis_domain.ports.runtime import Clock, Event, Events
from jarvis_domain.ports.sheets import Workbooks

MAIL_OFF = "mail is off: set JARVIS_RESEND_API_KEY"
NO_ADDRESS = "no address at Orange is set"
_LEASE = timedelta(seconds=90)
"""Longer than any try to send; what a process took with it when it died is taken up again after it."""
_WAITS = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 60, 180, 600))
_TRIES = 147
"""With these waits they fill a day."""
_GATHERED = 100
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_Addresses = Sequence[EmailAddress]


@dataclass(frozen=True, slots=True)
class SendNotices:
    """A chore: what is due is sent, what fails waits and is tried again, what cannot be sent is shown.

    A mail to Orange that was accepted stops its escalation's clock. A try that died after its mail was
    accepted sends nothing twice: the same notices have the same key and go where the first try went, also
    when another address was set since (the mail service refuses a known key with another mail).
    """

    store: Store
    mailer: Mailer
    workbooks: Workbooks
    events: Events
    clock: Clock
    mailing: bool = True
    """False while no mail service is set up: then everything waits, untried."""

    async def __call__(self) -> None:
        """Until nothing is due, or the mail service has trouble."""
        if not self.mailing:
            await self._hold(NoticeKind.ORANGE, MAIL_OFF)
            return
        async with self.store.begin() as work:
            wanted = await work.desk.preferences()
            colleagues = await back_office(work, wanted)
        if wanted.orange_addresses:
            await self._write_to_orange(wanted.orange_addresses)
        else:
            await self._hold(NoticeKind.ORANGE, NO_ADDRESS)
        await self._write_to_back_office(wanted.digest, colleagues)

    async def _hold(self, kind: NoticeKind, reason: str) -> None:
        """Says why they wait; the dashboard is alerted of each once."""
        async with self.store.begin() as work:
            waiting = await work.cases.waiting_notices()
            held = [notice for notice, why in waiting if notice.kind is kind and why != reason]
            for notice in held:
                await work.cases.postpone_notice(notice.id, self.clock.now(), reason=reason)
        for notice in held:
            await self._alert(notice)

    async def _claim(self, kind: NoticeKind, limit: int) -> Sequence[Notice]:
        async with self.store.begin() as work:
            now = self.clock.now()
            return await work.cases.claim_notices(kind, now, lease=_LEASE, limit=limit)

    async def _address(self, notice: Notice, addresses: _Addresses) -> _Addresses:
        """Whom every try of it writes to: kept before the first one begins."""
        if notice.to:
            return notice.to
        async with self.store.begin() as work:
            await work.cases.address_notice(notice.id, addresses)
        return addresses

    # to Orange

    async def _write_to_orange(self, addresses: _Addresses) -> None:
        while claimed := await self._claim(NoticeKind.ORANGE, 1):
            for notice in claimed:
                pack = notice.mail.pack if isinstance(notice.mail, MailOrange) else None
                if pack is not None and not await self._send_to_orange(notice, pack, addresses):
                    return

    async def _send_to_orange(self, notice: Notice, pack: OrangePack, addresses: _Addresses) -> bool:
        content = await asyncio.to_thread(self.workbooks.attach, pack.sheets)
        sheet = Attachment(name=f"{pack.ticket}.xlsx", media_type=_XLSX, content=content)
        to = await self._address(notice, addresses)
        mail = addressed(orange_mail(pack), to, f"orange/{notice.id}", (sheet,))
        outcome = await self.mailer.send(mail)
        if not isinstance(outcome, MailAccepted):
            return await self._failed((notice,), outcome)
        await self._note_escalated(notice, mail, outcome.mail_id)
        await self.events.publish(Event(kind="ticket", id=str(notice.ticket)))
        return True

    async def _note_escalated(self, notice: Notice, mail: Mail, mail_id: str) -> None:
        now = self.clock.now()
        async with self.store.begin() as work:
            await work.desk.note_mail(mail.idempotency_key, mail_id, kind=notice.kind, at=now)
            await work.cases.end_notice(notice.id, now)
            running = await work.cases.clock_of(notice.ticket)
            if not isinstance(running, EscalationPending):
                return
            await work.cases.stop_clock(notice.ticket, now)
            took = time_taken(mark_sent(running, now), now).total_seconds()
            to = ", ".join(mask_email(address) for address in (mail.to, *mail.copies))
            facts = {"mail": mail_id, "to": to, "seconds": f"{took:.1f}"}
            await work.record(
                JARVIS.entry("ticket_notified", f"ticket:{notice.ticket}", at=now, changes=facts)
            )

    # to the back office

    async def _write_to_back_office(self, digest: Digest, addresses: _Addresses) -> None:
        limit = 1 if digest is Digest.AT_ONCE else _GATHERED
        while claimed := await self._claim(NoticeKind.BACK_OFFICE, limit):
            if digest is Digest.OFF or not addresses:
                await self._end(claimed, failure="nobody of the back office wants it")
                continue
            due = await self._due(claimed, digest)
            if due and not await self._send_to_back_office(due, addresses):
                return

    async def _due(self, claimed: Sequence[Notice], digest: Digest) -> Sequence[Notice]:
        """Those that were there at the last round; the others are let go until the next."""
        now = self.clock.now()
        latest = latest_round(digest, now)
        early = [notice for notice in claimed if notice.queued_at > latest]
        async with self.store.begin() as work:
            for notice in early:
                until = next_round(digest, now)
                await work.cases.postpone_notice(notice.id, until, reason="it waits for the digest")
        return [notice for notice in claimed if notice.queued_at <= latest]

    async def _send_to_back_office(self, due: Sequence[Notice], addresses: _Addresses) -> bool:
        words = back_office_mail([n.mail for n in due if isinstance(n.mail, MailBackOffice)])
        # Named by what is in it: a digest with one escalation more is another mail.
        named = uuid5(due[0].id, " ".join(str(notice.id) for notice in due))
        mail = addressed(words, await self._address(due[0], addresses), f"back-office/{named}")
        outcome = await self.mailer.send(mail)
        if not isinstance(outcome, MailAccepted):
            return await self._failed(due, outcome)
        await self._end(due, mail=mail, mail_id=outcome.mail_id)
        return True

    async def _end(
        self,
        notices: Sequence[Notice],
        *,
        mail: Mail | None = None,
        mail_id: str = "",
        failure: str = "",
    ) -> None:
        now = self.clock.now()
        async with self.store.begin() as work:
            if mail is not None:
                kind = NoticeKind.BACK_OFFICE
                await work.desk.note_mail(mail.idempotency_key, mail_id, kind=kind, at=now)
            for notice in notices:
                await work.cases.end_notice(notice.id, now, failure=failure)

    # what could not be sent

    async def _failed(self, notices: Sequence[Notice], failed: MailFailed) -> bool:
        """Whether to go on with the next ones: not while the mail service has trouble."""
        hopeless = [n for n in notices if failed.permanent or n.attempts >= _TRIES]
        now = self.clock.now()
        async with self.store.begin() as work:
            for notice in notices:
                if notice in hopeless:
                    await self._give_up(work, notice, failed.detail)
                else:
                    until = now + _WAITS[min(notice.attempts, len(_WAITS)) - 1]
                    await work.cases.postpone_notice(notice.id, until, reason=failed.detail)
        for notice in hopeless:
            await self._alert(notice)
        return failed.permanent

    async def _give_up(self, work: UnitOfWork, notice: Notice, reason: str) -> None:
        now = self.clock.now()
        await work.cases.end_notice(notice.id, now, failure=reason)
        facts = {"to": notice.kind.value, "reason": reason}
        await work.record(
            JARVIS.entry("ticket_not_notified", f"ticket:{notice.ticket}", at=now, changes=facts)
        )

    async def _alert(self, notice: Notice) -> None:
        async with self.store.begin() as work:
            ticket = await work.cases.ticket(notice.ticket)
        if ticket is not None:
            await self.events.publish(Event(kind="alert", id=str(ticket.complaint)))


def addressed(
    words: NoticeMail, addresses: _Addresses, key: str, attachments: tuple[Attachment, ...] = ()
) -> Mail:
    """One mail to the first of the addresses, with the others as copies."""
    to, *copies = map(str, addresses)
    return Mail(
        to=to,
        copies=tuple(copies),
        subject=words.subject,
        html=words.html,
        text=words.text,
        attachments=attachments,
        idempotency_key=key,
    )


async def back_office(work: UnitOfWork, wanted: Preferences) -> _Addresses:
    """Who is mailed: the addresses that are set, or else everybody who works on complaints."""
    if wanted.back_office_addresses:
        return wanted.back_office_addresses
    return [person.email for person in await work.desk.people() if person.may(Permission.WORK)]
