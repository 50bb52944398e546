"""JARVIS on its memory parts and a clock moved by hand: write to it, let time pass, see what it said."""

from contextlib import nullcontext
from datetime import timedelta
from itertools import count
from uuid import UUID

from jarvis_adapters.memory.cache import MemoryCache
from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.memory.crm import MemoryCrm
from jarvis_adapters.memory.events import MemoryEvents
from jarvis_adapters.memory.language_model import NoLanguageModel
from jarvis_adapters.memory.limiter import MemoryLimiter
from jarvis_adapters.memory.messaging import MemoryMessaging
from jarvis_adapters.memory.store import MemoryStore
from jarvis_adapters.memory.worker import MemoryWorker
from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.answering.messages import InboundMessage, Text
from jarvis_domain.flow.answer import Answer
from jarvis_domain.flow.complain import Complain
from jarvis_domain.flow.conclude import Conclude
from jarvis_domain.flow.deliver import Deliver, Pace
from jarvis_domain.flow.escalate import Escalate
from jarvis_domain.flow.look_up import ContractLookUps
from jarvis_domain.flow.read import Reader
from jarvis_domain.flow.receive import Receive
from jarvis_domain.flow.satisfy import Satisfy
from jarvis_domain.flow.understand import Understand
from jarvis_domain.flow.watch import Watch
from jarvis_domain.ports.messaging import MessageArrived
from jarvis_domain.ports.runtime import Tasks
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.phones import PhoneNumber

KARIM = PhoneNumber("+212600111222")
SALMA = PhoneNumber("+212600333444")


class Notes:
    """A journal that remembers."""

    def __init__(self):
        self.lines = []

    def note(self, step, **facts):
        self.lines.append((step, facts))

    def about(self, **_facts):
        return nullcontext()


class CountedIds:
    def __init__(self):
        self._numbers = count(1)

    def new(self):
        return UUID(int=next(self._numbers))


def contract(number="F1234567D", etat="En cours", sous_etat="Activation lancée"):
    return ContractSnapshot(
        number=ContractNumber(number), etat=etat, sous_etat=sous_etat, read_at=ManualClock().now()
    )


class House:
    """Everything wired as the container wires it, without I/O."""

    def __init__(self, *known, model=None, burst=2.0, sends_per_second=0.0, limit=10, contracts=60):
        self.clock = ManualClock()
        quiet, at_most = timedelta(seconds=burst), timedelta(seconds=3 * burst)
        self.store = MemoryStore(self.clock, quiet=quiet, at_most=at_most)
        self.crm = MemoryCrm(*known, now=self.clock.now)
        self.messaging = MemoryMessaging()
        self.events, self.journal, limiter = MemoryEvents(), Notes(), MemoryLimiter(self.clock)
        self.look_ups = ContractLookUps(
            self.crm, MemoryCache(self.clock), self.store, self.clock, self.journal
        )
        self.receive = Receive(
            self.store, self.events, self.clock, self.journal, human_for=timedelta(minutes=30)
        )
        ids = CountedIds()
        self.complain = Complain(
            self.store, Escalate(self.store, self.events, self.clock, ids), self.events, self.clock, ids
        )
        understand = Understand(
            Reader(model or NoLanguageModel(), MemoryCache(self.clock), self.clock),
            self.look_ups,
            self.messaging,
            limiter,
            self.clock,
            self.journal,
            contracts_per_hour=contracts,
        )
        conclude = Conclude(
            self.store, self.complain, Satisfy(self.clock), self.events, self.clock, ids, self.journal
        )
        answer = Answer(
            self.store,
            understand,
            conclude,
            limiter,
            self.events,
            self.clock,
            self.journal,
            grouped=burst > 0,
            messages_per_minute=limit,
        )
        pace = Pace(every=timedelta(seconds=1 / sends_per_second) if sends_per_second else timedelta())
        deliver = Deliver(self.store, self.messaging, limiter, self.events, self.clock, self.journal, pace)
        self.watch = Watch(self.store, self.look_ups, self.events, self.clock, ids, self.journal)
        self.tasks = Tasks(answer=answer, deliver=deliver)
        self._worker = MemoryWorker(self.store, self.clock)
        self._wrote = count(1)

    async def hears(self, text, *, phone=KARIM, content=None, wa_id=None, sent_at=None):
        """A contractor writes; the webhook's part of the way."""
        message = InboundMessage(
            instance="jarvis",
            whatsapp_id=wa_id or f"3EB0{next(self._wrote):016X}",
            sender=phone,
            content=content or Text(text),
            sent_at=sent_at or self.clock.now(),
        )
        return await self.receive(MessageArrived(message=message), b"{}")

    async def works(self, seconds=10.0):
        """Time passes in steps of half a second; the worker does what is due."""
        for _ in range(int(seconds / 0.5)):
            self.clock.advance(0.5)
            await self._worker.run_due(self.tasks)

    async def answers(self, text, **how):
        """The replies to one text, once everything is quiet."""
        before = len(self.messaging.sent)
        await self.hears(text, **how)
        await self.works()
        return self.said[before:]

    @property
    def said(self):
        return [sent.due.reply.text for sent in self.messaging.sent]

    async def counts(self):
        async with self.store.begin() as work:
            return {name: number for name, number in (await work.counts()).items() if number}
