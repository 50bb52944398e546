"""A portal, a store of statuses and a journal that do what the test says, and tell what was asked of them."""

import asyncio
from contextlib import asynccontextmanager

from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.errors import StoreUnavailable
from jarvis_domain.understanding.contracts import ContractNumber

NUMBER = ContractNumber("F1234567D")
OTHER = ContractNumber("F7654321D")


class ScriptedCrm:
    """Answers with `answer` (a value, or a function of the number); `gate` holds every look-up back."""

    def __init__(self, clock, answer=None):
        self._clock = clock
        self.answer = answer or self.snapshot
        self.asked = []
        self.gate = asyncio.Event()
        self.gate.set()
        self._arrivals = asyncio.Semaphore(0)

    async def arrived(self):
        """Returns once a look-up has reached the portal; each call waits for one more."""
        await self._arrivals.acquire()

    def snapshot(self, number, etat="En cours"):
        return ContractSnapshot(number=number, etat=etat, read_at=self._clock.now())

    async def look_up(self, number):
        self.asked.append(number)
        self._arrivals.release()
        await self.gate.wait()
        answer = self.answer(number) if callable(self.answer) else self.answer
        if isinstance(answer, Exception):
            raise answer
        return answer


class StatusStore:
    """Only what is known of contracts; `away` makes every unit of work fail."""

    def __init__(self):
        self.known = {}
        self.away = False

    @asynccontextmanager
    async def once(self):
        if self.away:
            raise StoreUnavailable("the test took it away")
        yield self

    async def remember_status(self, snapshot):
        self.known[snapshot.number] = snapshot

    async def last_status(self, number):
        return self.known.get(number)


class Notes(list):
    """A journal: the facts of every note."""

    def note(self, step, **facts):
        self.append({"step": str(step), **facts})

    def of(self, step, fact):
        return [note[fact] for note in self if note["step"] == step and fact in note]
