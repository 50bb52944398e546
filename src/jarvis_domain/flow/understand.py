"""Understand: a burst is read and its contracts are looked up, at the same time."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import msgspec

from jarvis_domain.answering.contract_status import StatusAnswer
from jarvis_domain.answering.conversation import Conversation, Turn, take_turn
from jarvis_domain.flow.bursts import Burst, media_of, quoted_of, text_of
from jarvis_domain.flow.look_up import ContractLookUps
from jarvis_domain.flow.read import Read, Reader
from jarvis_domain.ports.messaging import Messaging
from jarvis_domain.ports.runtime import Clock, Journal, Limiter, Step
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.reading import Reading
from jarvis_domain.understanding.rules import read_by_rules

_HOUR = timedelta(hours=1)
_TYPING_AFTER = 0.3
"""Seconds; an answer that is quicker needs no "typing…"."""

Answers = dict[ContractNumber, StatusAnswer]


class Understood(msgspec.Struct, frozen=True, kw_only=True):
    """A text read and its contracts looked up; `fallback` says why the model did not help, if so.

    `refused` are the contracts beyond those one may ask for in an hour: they were not looked up.
    """

    turn: Turn
    answers: Answers = {}
    refused: frozenset[ContractNumber] = frozenset()
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Understand:
    """The rules read at once and start the look-ups; the model reads in the meantime.

    Who asks for more than `contracts_per_hour` different contracts gets no status of those beyond, where
    this is `counted`.
    """

    reader: Reader
    look_ups: ContractLookUps
    messaging: Messaging
    limiter: Limiter
    clock: Clock
    journal: Journal
    contracts_per_hour: int = 60

    async def __call__(
        self, burst: Burst, conversation: Conversation, *, limited: bool, counted: bool
    ) -> Understood:
        """`limited`: more was written than this burst, above the rate limit."""
        text = text_of(burst)
        if not text:
            return Understood(turn=Turn(media=media_of(burst), limited=limited))
        blind = Turn(message=quoted_of(burst).id, text=text, media=media_of(burst), limited=limited)
        began = self.clock.monotonic()
        rules = read_by_rules(text)
        planned, refused = await self._counted(burst, self._plan(conversation, blind, rules), counted=counted)
        async with self._typing(burst, planned), asyncio.TaskGroup() as together:
            asked = together.create_task(self._look_up_all(planned))
            bettered = together.create_task(self.reader.better(rules, text))
        read, answers = bettered.result(), asked.result()
        missing = [n for n in self._plan(conversation, blind, read.reading) if n not in answers]
        found, more_refused = await self._counted(burst, missing, counted=counted)
        answers |= await self._look_up_all(found)
        self._note_read(burst, read, began)
        turn = msgspec.structs.replace(blind, reading=read.reading)
        refused |= more_refused
        return Understood(turn=turn, answers=answers, refused=refused, fallback=read.fallback)

    def _plan(self, conversation: Conversation, blind: Turn, reading: Reading) -> tuple[ContractNumber, ...]:
        """What would have to be looked up if this were the reading."""
        turn = msgspec.structs.replace(blind, reading=reading)
        return take_turn(conversation, turn, self.clock.now()).look_up

    async def _counted(
        self, burst: Burst, numbers: Iterable[ContractNumber], *, counted: bool
    ) -> tuple[list[ContractNumber], frozenset[ContractNumber]]:
        """Those to look up, and those beyond what one may ask for."""
        key, limit = f"contracts:{burst[0].contractor}", self.contracts_per_hour
        within: list[ContractNumber] = []
        beyond: list[ContractNumber] = []
        for number in numbers:
            allowed = not counted or await self.limiter.allow(key, number.value, limit=limit, window=_HOUR)
            (within if allowed else beyond).append(number)
            if not allowed:
                self.journal.note(Step.LOOKED_UP, contract=str(number), source="withheld")
        return within, frozenset(beyond)

    async def _look_up_all(self, numbers: Iterable[ContractNumber]) -> Answers:
        async with asyncio.TaskGroup() as together:
            asking = {number: together.create_task(self.look_ups.look_up(number)) for number in numbers}
        return {number: task.result() for number, task in asking.items()}

    @asynccontextmanager
    async def _typing(self, burst: Burst, planned: Iterable[ContractNumber]) -> AsyncIterator[None]:
        """Shows "typing…" while a look-up takes its time."""
        if not planned:
            yield
            return

        async def show() -> None:
            await self.clock.sleep(_TYPING_AFTER)
            await self.messaging.show_typing(burst[-1].inbound.instance, burst[-1].inbound.sender)

        showing = asyncio.create_task(show())
        try:
            yield
        finally:
            showing.cancel()

    def _note_read(self, burst: Burst, read: Read, began: float) -> None:
        reading = read.reading
        self.journal.note(
            Step.READ,
            message=burst[-1].id,
            by=reading.by,
            language=reading.language,
            intent=reading.intent,
            contracts=len(reading.contracts),
            way=read.way,
            fallback=read.fallback or None,
            took_ms=1000 * (self.clock.monotonic() - began),
        )
