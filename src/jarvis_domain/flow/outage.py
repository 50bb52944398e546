"""Outage: a number that is not connected for longer than a moment is mailed of, once until it is back."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from jarvis_domain.casework.notice_mail import number_lost_mail
from jarvis_domain.desk.actors import JARVIS
from jarvis_domain.desk.audit import AuditEntry
from jarvis_domain.flow.send_notices import addressed, back_office
from jarvis_domain.ports.mail import MailAccepted, Mailer, MailFailed
from jarvis_domain.ports.messaging import Connection, Messaging
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock, Event, Events

A_FLAP = timedelta(minutes=2)
"""A number that is back within it was never lost: WhatsApp reconnects by itself, at times for a while."""
LOOKED_AT_EVERY = timedelta(seconds=30)
_FORGOTTEN = timedelta(minutes=5)
"""A look so old says nothing: another worker has looked since, or nobody has."""
LOST, BACK, UNTOLD = "number_lost", "number_back", "number_lost_not_told"
_MAIL = "outage"


@dataclass(frozen=True, slots=True)
class TellOfOutages:
    """A chore: the loss of a number and its return are audited, and the back office is mailed of the loss.

    What is told stands in the audit log, so that it is told once, whichever worker looks. A mail that could
    not leave is tried again at each look, under the same key, while the number is away.
    """

    store: Store
    messaging: Messaging
    mailer: Mailer
    events: Events
    clock: Clock
    instances: tuple[str, ...]
    mailing: bool = True
    """False while no mail service is set up: then the loss is audited and shown, and nobody mailed."""
    away: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)
    """Since when each number is seen away by this process, and when it last was."""

    async def __call__(self) -> None:
        for instance in self.instances:
            if await self.messaging.connection(instance) is Connection.OPEN:
                await self._is_here(instance)
            else:
                await self._is_away(instance)

    async def _is_here(self, instance: str) -> None:
        self.away.pop(instance, None)
        told = await self._told(instance)
        if told is not None and told.action != BACK:
            await self._note(BACK, instance)

    async def _is_away(self, instance: str) -> None:
        told = await self._told(instance)
        if (told is None or told.action == BACK) and self._for_long(instance):
            told = await self._note(LOST, instance)
        if told is not None and told.action == LOST and self.mailing:
            await self._mail(instance, told.at)

    def _for_long(self, instance: str) -> bool:
        now = self.clock.now()
        since, last = self.away.get(instance, (now, now))
        if now - last > _FORGOTTEN:
            since = now
        self.away[instance] = (since, now)
        return now - since >= A_FLAP

    async def _told(self, instance: str) -> AuditEntry | None:
        """What was noted last of this number."""
        async with self.store.begin() as work:
            entries = await work.audit_of(_resource(instance))
        return entries[-1] if entries else None

    async def _note(self, action: str, instance: str) -> AuditEntry:
        entry = JARVIS.entry(action, _resource(instance), at=self.clock.now())
        async with self.store.begin() as work:
            await work.record(entry)
        await self.events.publish(Event(kind="alert", id=f"{action}:{instance}"))
        return entry

    async def _mail(self, instance: str, lost_at: datetime) -> None:
        key = f"{_MAIL}/{instance}/{lost_at:%Y%m%dT%H%M%S}"
        async with self.store.begin() as work:
            if await work.desk.mail_status(key) is not None:
                return
            addresses = await back_office(work, await work.desk.preferences())
        if addresses:
            outcome = await self.mailer.send(addressed(number_lost_mail(instance, lost_at), addresses, key))
            await self._noted(outcome, key, instance)

    async def _noted(self, outcome: MailAccepted | MailFailed, key: str, instance: str) -> None:
        """A mail that is refused for good is audited instead: trying again cannot help."""
        if isinstance(outcome, MailFailed) and not outcome.permanent:
            return
        async with self.store.begin() as work:
            match outcome:
                case MailAccepted(mail_id=mail_id):
                    await work.desk.note_mail(key, mail_id, kind=_MAIL, at=self.clock.now())
                case MailFailed(detail=detail):
                    facts = {"reason": detail}
                    await work.record(
                        JARVIS.entry(UNTOLD, _resource(instance), at=self.clock.now(), changes=facts)
                    )


def _resource(instance: str) -> str:
    return f"whatsapp:{instance}"
