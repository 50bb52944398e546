"""Magic links on their way: requests are taken up, links issued, mails sent, reports of them kept."""

from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

from jarvis_domain.desk.audit import AuditEntry
from jarvis_domain.desk.link_mail import compose_link_mail, link_url
from jarvis_domain.desk.sign_in import (
    A_DAY,
    LONGEST_LINK,
    MAILS_PER_DAY,
    LinkRequest,
    LinkToken,
    MagicLink,
)
from jarvis_domain.desk.staff import EmailAddress, Staff, mask_email
from jarvis_domain.ports.desk import Tokens
from jarvis_domain.ports.mail import Mail, MailAccepted, Mailer, MailFailed, MailReport
from jarvis_domain.ports.persistence import Store, UnitOfWork
from jarvis_domain.ports.runtime import Clock, Ids

_LEASE = timedelta(seconds=90)
"""Longer than any try to send; a request that could not be sent is taken up again after it."""
_ATTEMPTS = 3
_STALE = timedelta(minutes=15)
"""Nobody waits longer in front of the page that says "look into your mail"."""


@dataclass(frozen=True, slots=True)
class SendLinks:
    """Takes up what was asked for (`AskForLink`) and mails each invited person a link.

    Each try draws a token of its own, so that none is ever stored; a try that failed withdraws its link.
    """

    store: Store
    tokens: Tokens
    mailer: Mailer
    clock: Clock
    ids: Ids
    base_url: str
    lifetime: timedelta = LONGEST_LINK

    async def __call__(self) -> None:
        """Until there is nothing left to take up."""
        while (request := await self._claim()) is not None:
            await self._serve(request)

    async def _claim(self) -> LinkRequest | None:
        async with self.store.begin() as work:
            return await work.desk.claim_link_request(self.clock.now(), lease=_LEASE)

    async def _serve(self, request: LinkRequest) -> None:
        async with self.store.begin() as work:
            person, refusal = await self._admit(work, request)
            if person is None:
                await self._refuse(work, request, refusal)
                return
        token = self.tokens.new()
        link = self._link(person, token, await self.tokens.hash(token), request)
        async with self.store.begin() as work:
            a_day_ago = link.created_at - A_DAY
            if not await work.desk.issue_link(link, since=a_day_ago, limit=MAILS_PER_DAY):
                await self._refuse(work, request, "five mails in 24 hours")
                return
        await self._send(request, link, person, token)

    async def _refuse(self, work: UnitOfWork, request: LinkRequest, reason: str) -> None:
        await work.desk.end_link_request(request.id)
        await work.record(self._entry("magic_link_refused", request, reason=reason))

    async def _admit(self, work: UnitOfWork, request: LinkRequest) -> tuple[Staff | None, str]:
        """The person to write to, or why nobody is."""
        if request.attempts > _ATTEMPTS or self.clock.now() - request.requested_at > _STALE:
            return None, "the mail could not be sent"
        person = await work.desk.person_with(EmailAddress(request.email))
        if person is None:
            return None, "not invited"
        return (person, "") if person.active else (None, "not active")

    def _link(self, person: Staff, token: LinkToken, hashed: str, request: LinkRequest) -> MagicLink:
        now = self.clock.now()
        return MagicLink(
            id=self.ids.new(),
            staff=person.id,
            selector=token.selector,
            token_hash=hashed,
            nonce_hash=request.nonce_hash,
            created_at=now,
            expires_at=now + self.lifetime,
            caller=request.caller,
        )

    async def _send(self, request: LinkRequest, link: MagicLink, person: Staff, token: LinkToken) -> None:
        words = compose_link_mail(link_url(self.base_url, token), self.lifetime)
        mail = Mail(
            to=str(person.email),
            subject=words.subject,
            html=words.html,
            text=words.text,
            idempotency_key=link.mail_key,
        )
        outcome = await self.mailer.send(mail)
        async with self.store.begin() as work:
            match outcome:
                case MailAccepted(mail_id=mail_id):
                    await work.desk.note_mail(link.mail_key, mail_id, kind="magic_link", at=self.clock.now())
                    await work.desk.end_link_request(request.id)
                    await work.record(self._entry("magic_link_sent", request, mail=mail_id))
                case MailFailed(detail=detail, permanent=permanent):
                    await work.desk.withdraw_link(link.id)
                    if permanent:
                        await work.desk.end_link_request(request.id)
                    await work.record(self._entry("magic_link_not_sent", request, reason=detail))
                case _:
                    assert_never(outcome)

    def _entry(self, action: str, request: LinkRequest, **facts: str) -> AuditEntry:
        return AuditEntry(
            at=self.clock.now(),
            actor="jarvis",
            action=action,
            resource=f"email:{mask_email(request.email)}",
            changes=facts,
            ip=request.caller.ip,
            user_agent=request.caller.user_agent,
        )


@dataclass(frozen=True, slots=True)
class NoteMailReport:
    """Keeps what the mail service says became of a mail."""

    store: Store

    async def __call__(self, report: MailReport) -> bool:
        """False for a report seen before, or of no use."""
        async with self.store.begin() as work:
            return await work.desk.report_mail(report)
