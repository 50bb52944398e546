"""Case work on any store and a clock moved by hand: contractors who write, colleagues who work, a mailer."""

from datetime import timedelta
from itertools import count
from uuid import UUID

from msgspec.structs import replace

from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.memory.mail import MemoryMailer
from jarvis_adapters.memory.store import MemoryStore
from jarvis_domain.answering.messages import InboundMessage, Outcome, Text
from jarvis_domain.casework.complaints import Filing
from jarvis_domain.desk.actors import JARVIS, Actor
from jarvis_domain.desk.sign_in import Caller
from jarvis_domain.desk.staff import Role, Staff, parse_email
from jarvis_domain.flow.complain import Complain
from jarvis_domain.flow.converse import Converse
from jarvis_domain.flow.escalate import Escalate
from jarvis_domain.flow.follow_ticket import FollowTicket
from jarvis_domain.flow.handle import HandleComplaint
from jarvis_domain.flow.satisfy import Satisfy
from jarvis_domain.flow.send_notices import SendNotices
from jarvis_domain.flow.settings_desk import SettingsDesk
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.phones import PhoneNumber
from jarvis_domain.understanding.reading import ComplaintType

ORANGE = (parse_email("b2b@orange.example"), parse_email("suivi@orange.example"))
TEAM = (parse_email("bo@tktm.example"),)
HUMAN_FOR = timedelta(minutes=30)


class RandomIds:
    """Ids as scattered as real ones, the same in each run; `again` are the next ones instead."""

    def __init__(self):
        self._numbers = count(1)
        self.drawn, self.again = [], []

    def new(self):
        value = next(self._numbers) * 0x9E3779B97F4A7C15F39CC0605CEDC835
        self.drawn.append(self.again.pop(0) if self.again else UUID(int=value % 2**128))
        return self.drawn[-1]


class Heard:
    """Events that were published, in order."""

    def __init__(self):
        self.events = []

    async def publish(self, event):
        self.events.append(event)

    def of(self, kind):
        return [event.id for event in self.events if event.kind == kind]


class Died(Exception):
    """The process was killed here."""


class Mortal:
    """A mailer whose process dies when it was told to, the mail sent or not."""

    def __init__(self, mailer):
        self.mailer, self.deaths = mailer, []

    @property
    def sent(self):
        return self.mailer.sent

    def fail_next(self, *how, **more):
        self.mailer.fail_next(*how, **more)

    async def send(self, mail):
        when = self.deaths.pop(0) if self.deaths else ""
        if when == "before":
            raise Died
        outcome = await self.mailer.send(mail)
        if when == "after":
            raise Died
        return outcome


class PlainSheets:
    """A workbook is what Python shows of it."""

    def attach(self, sheets):
        return repr(sheets).encode()


class BackOffice:
    """Every flow of case work on one store."""

    def __init__(self, store=None, clock=None, mailer=None, sheets=None, **sending):
        self.clock = clock or ManualClock()
        self.store = store or MemoryStore(self.clock, quiet=timedelta(), at_most=timedelta())
        self.mailer, self.heard, self.ids = mailer or MemoryMailer(), Heard(), RandomIds()
        parts = (self.store, self.heard, self.clock, self.ids)
        self.escalate = Escalate(*parts)
        with_escalation = (self.store, self.escalate, self.heard, self.clock, self.ids)
        self.complain, self.handle = Complain(*with_escalation), HandleComplaint(*with_escalation)
        self.follow_ticket = FollowTicket(*parts)
        self.converse = Converse(*parts, HUMAN_FOR)
        self.satisfy = Satisfy(self.clock)
        self.settings = SettingsDesk(self.store, self.heard, self.clock)
        self.send_notices = SendNotices(
            self.store, self.mailer, sheets or PlainSheets(), self.heard, self.clock, **sending
        )
        self._wrote = count(1)

    async def prefer(self, **wanted):
        async with self.store.begin() as work:
            await work.desk.save_preferences(replace(await work.desk.preferences(), **wanted))

    async def contractor(self, text="salam", *, phone=1, content=None):
        """Somebody who has written this."""
        return (await self.hears(text, phone=phone, content=content)).contractor

    async def hears(self, text="salam", *, phone=1, content=None):
        message = InboundMessage(
            instance="jarvis",
            whatsapp_id=f"3EB0{next(self._wrote):016X}",
            sender=PhoneNumber(f"+2126001112{phone:02d}"),
            name="Karim",
            content=content or Text(text),
            sent_at=self.clock.now(),
        )
        return await self.store.receive(message)

    async def settle_all(self, contractor):
        async with self.store.begin() as work:
            waiting = [message.id for message in await work.unanswered(contractor)]
            if waiting:
                await work.settle(waiting, Outcome.IGNORED)

    async def colleague(self, name="leila", role=Role.BO, **more):
        """Somebody of the staff, as an actor."""
        now, email = self.clock.now(), parse_email(f"{name}@tktm.example")
        person = Staff(id=self.ids.new(), email=email, role=role, created_at=now, **more)
        async with self.store.begin() as work:
            await work.desk.add_person(person)
        return Actor(id=str(person.id), caller=Caller(ip="192.0.2.7", user_agent="Firefox"))

    async def files(self, contractor, kind=ComplaintType.AUTRE, contract=1, details="", who=JARVIS):
        filing = Filing(
            kind=kind,
            contract=ContractNumber(f"F{contract:07d}D"),
            contractor=contractor,
            details=details,
        )
        return await self.complain(filing, who=who)

    async def complaint(self, id_):
        async with self.store.begin() as work:
            return await work.cases.complaint(id_)

    async def complaints_of(self, contractor):
        async with self.store.begin() as work:
            return await work.cases.complaints_of(contractor)

    async def tickets_of(self, complaint):
        async with self.store.begin() as work:
            return await work.cases.tickets_of(complaint)

    async def waiting(self):
        """The notices that have not left, each with why."""
        async with self.store.begin() as work:
            return [(notice.kind, why) for notice, why in await work.cases.waiting_notices()]

    async def audit(self, resource):
        async with self.store.begin() as work:
            return list(await work.audit_of(resource))

    async def actions(self, resource):
        return [entry.action for entry in await self.audit(resource)]

    async def said(self, contractor):
        """What waits for this contractor in the outbox is taken, as its sender does: the texts."""
        texts = []
        async with self.store.begin() as work:
            while claimed := await work.claim_reply(contractor, lease=timedelta(seconds=30)):
                await work.accept_reply(claimed.due.id, f"OUT{claimed.due.id}")
                texts.append(claimed.due.reply.text)
        return texts

    def sent(self, kind):
        """The mails of a kind that have arrived."""
        return [mail for mail in self.mailer.sent if mail.idempotency_key.startswith(f"{kind}/")]
