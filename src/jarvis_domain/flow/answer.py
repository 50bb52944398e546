"""Answer: what a contractor wrote is read, looked up and answered, the outcome in one transaction."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import msgspec

from jarvis_domain.answering.contract_status import StatusAnswer
from jarvis_domain.answering.conversation import (
    Conversation,
    Decision,
    Flag,
    LookedUp,
    Silence,
    Turn,
    after_look_up,
    take_turn,
)
from jarvis_domain.answering.messages import Outcome, StoredMessage, reply_to
from jarvis_domain.answering.replies import compose_reply
from jarvis_domain.errors import Conflict
from jarvis_domain.flow.bursts import Burst, bursts_of, media_of, quoted_of, text_of
from jarvis_domain.flow.look_up import ContractLookUps
from jarvis_domain.flow.read import Read, Reader
from jarvis_domain.ports.messaging import Messaging
from jarvis_domain.ports.persistence import AuditEntry, Store, UnitOfWork
from jarvis_domain.ports.runtime import Clock, Event, Events, Ids, Journal, Limiter, Step
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.reading import Reading
from jarvis_domain.understanding.rules import read_by_rules

MAX_ATTEMPTS = 3
_MINUTE = timedelta(minutes=1)
_TYPING_AFTER = 0.3
"""Seconds; an answer that is quicker needs no "typing…"."""

Answers = dict[ContractNumber, StatusAnswer]

_SILENT_OUTCOMES = {
    Silence.SPAM: Outcome.IGNORED,
    Silence.NOTHING: Outcome.IGNORED,
    Silence.HUMAN: Outcome.WITH_HUMAN,
    Silence.LIMITED: Outcome.LIMITED,
}


class Understood(msgspec.Struct, frozen=True, kw_only=True):
    """A text read and its contracts looked up; `fallback` says why the model did not help, if so."""

    turn: Turn
    answers: Answers = {}
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Answers everything a contractor has said and not been answered.

    Rules: the rules read at once and start the look-ups, the model reads in the meantime; a burst gets one
    reply, quoting the message that names the contract; above the limit messages are settled without a
    look-up and one notice is sent; a question the portal cannot answer is told once and parked; who is with
    a human hears nothing from us; what was begun three times is settled as failed, for the BO to see.
    """

    store: Store
    reader: Reader
    look_ups: ContractLookUps
    messaging: Messaging
    limiter: Limiter
    events: Events
    clock: Clock
    ids: Ids
    journal: Journal
    grouped: bool = True
    messages_per_minute: int = 10

    async def __call__(self, contractor: UUID) -> None:
        faults: list[Exception] = []
        tried: set[UUID] = set()
        more = True
        while more:
            burst, conversation, more = await self._begin_next(contractor, tried)
            tried |= {message.id for message in burst}
            try:
                await self._answer_or_give_up(burst, conversation)
            except Exception as fault:  # noqa: BLE001 raised below: the other bursts must not wait for this one
                faults.append(fault)
        if faults:
            raise ExceptionGroup("some messages could not be answered", faults)

    async def _begin_next(self, contractor: UUID, tried: set[UUID]) -> tuple[Burst, Conversation, bool]:
        """The next burst not yet tried in this run, its attempt counted, and whether another is left."""
        async with self.store.begin() as work:
            left = [m for m in await work.unanswered(contractor) if m.id not in tried]
            bursts = bursts_of(left, grouped=self.grouped)
            if not bursts:
                return (), Conversation(), False
            burst = await work.begin_answering([message.id for message in bursts[0]])
            return burst, await work.conversation(contractor), len(bursts) > 1

    async def _answer_or_give_up(self, burst: Burst, conversation: Conversation) -> None:
        if not burst:
            return
        with self.journal.about(message=burst[-1].id):
            if burst[0].attempts > MAX_ATTEMPTS:
                await self._give_up(burst)
            else:
                await self._answer(burst, conversation)

    async def _answer(self, burst: Burst, conversation: Conversation) -> None:
        within, above = await self._split_by_limit(burst)
        understood = await self._understand(within, conversation, limited=bool(above))
        await self._conclude(within, above, understood)

    async def _split_by_limit(self, burst: Burst) -> tuple[Burst, Burst]:
        """The messages within the contractor's limit, and the ones above it."""
        within: list[StoredMessage] = []
        above: list[StoredMessage] = []
        for message in burst:
            key, member = f"inbound:{message.contractor}", str(message.id)
            limit = self.messages_per_minute
            # What waited for a worker was not sent in this minute, whatever it is that waits.
            waited = self.clock.now() - message.received_at > _MINUTE
            allowed = waited or await self.limiter.allow(key, member, limit=limit, window=_MINUTE)
            (within if allowed else above).append(message)
        return tuple(within), tuple(above)

    # reading and looking up, at the same time

    async def _understand(self, burst: Burst, conversation: Conversation, *, limited: bool) -> Understood:
        blind = Turn(media=media_of(burst), limited=limited)
        text = text_of(burst)
        if not text:
            return Understood(turn=blind)
        began = self.clock.monotonic()
        rules = read_by_rules(text)
        planned = self._plan(conversation, blind, rules)
        async with self._typing(burst, planned), asyncio.TaskGroup() as together:
            asked = together.create_task(self._look_up_all(planned))
            bettered = together.create_task(self.reader.better(rules, text))
        read, answers = bettered.result(), asked.result()
        missing = [n for n in self._plan(conversation, blind, read.reading) if n not in answers]
        answers |= await self._look_up_all(missing)
        self._note_read(burst, read, began)
        turn = msgspec.structs.replace(blind, reading=read.reading)
        return Understood(turn=turn, answers=answers, fallback=read.fallback)

    def _plan(self, conversation: Conversation, blind: Turn, reading: Reading) -> tuple[ContractNumber, ...]:
        """What would have to be looked up if this were the reading."""
        turn = msgspec.structs.replace(blind, reading=reading)
        return take_turn(conversation, turn, self.clock.now()).look_up

    async def _look_up_all(self, numbers: Iterable[ContractNumber]) -> Answers:
        async with asyncio.TaskGroup() as together:
            asking = {number: together.create_task(self.look_ups.look_up(number)) for number in numbers}
        return {number: task.result() for number, task in asking.items()}

    @asynccontextmanager
    async def _typing(self, burst: Burst, planned: tuple[ContractNumber, ...]) -> AsyncIterator[None]:
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

    # what follows, all of it in one transaction

    async def _conclude(self, within: Burst, above: Burst, understood: Understood) -> None:
        """Read anew: a human may have taken over, or the writer corrected himself, while we looked up."""
        contractor = (within or above)[0].contractor
        async with self.store.begin() as work:
            _must_be_unchanged((*within, *above), await work.unanswered(contractor))
            conversation = await work.conversation(contractor)
            decision = take_turn(conversation, understood.turn, self.clock.now())
            looked_up = _looked_up(decision, understood.answers)
            reply = await self._reply(work, within or above, looked_up, understood.answers)
            await work.save_conversation(contractor, looked_up.conversation)
            await self._settle(work, within, above, decision, looked_up, reply)
            await self._record(work, within or above, understood, (*decision.flags, *looked_up.flags))
        self._note_end(within, above, decision, looked_up, reply)
        await self.events.publish(Event(kind="contractor", id=str(contractor)))

    async def _reply(
        self, work: UnitOfWork, burst: Burst, looked_up: LookedUp, answers: Answers
    ) -> UUID | None:
        if not looked_up.say:
            return None
        reply = compose_reply(looked_up.say, answers, await work.catalogue(), self.clock.now())
        due = reply_to(quoted_of(burst), reply, self.ids.new())
        await work.queue_reply(due)
        return due.id

    async def _settle(
        self,
        work: UnitOfWork,
        within: Burst,
        above: Burst,
        decision: Decision,
        looked_up: LookedUp,
        reply: UUID | None,
    ) -> None:
        if above:
            held = decision.silence is Silence.HUMAN
            outcome = Outcome.WITH_HUMAN if held else Outcome.LIMITED
            await work.settle([m.id for m in above], outcome, reply=reply, reason="rate limit")
        if looked_up.owed:
            for message in within:
                await work.park(message.id, looked_up.owed)
        elif within:
            silence = decision.silence
            outcome = Outcome.ANSWERED if silence is None else _SILENT_OUTCOMES[silence]
            await work.settle([m.id for m in within], outcome, reply=reply, reason=silence or "")

    async def _record(
        self, work: UnitOfWork, burst: Burst, understood: Understood, flags: tuple[Flag, ...]
    ) -> None:
        quoted = quoted_of(burst)
        if understood.turn.reading is not None:
            await work.note_reading(quoted.id, understood.turn.reading, understood.fallback)
        if flags:
            entry = AuditEntry(
                at=self.clock.now(),
                actor="jarvis",
                action="message_flagged",
                resource=f"message:{quoted.id}",
                changes={"flags": ", ".join(flags)},
            )
            await work.record(entry)

    async def _give_up(self, burst: Burst) -> None:
        async with self.store.begin() as work:
            reason = f"answering was begun {MAX_ATTEMPTS} times and never ended"
            await work.settle([message.id for message in burst], Outcome.FAILED, reason=reason)
        for message in burst:
            self.journal.note(Step.FAILED, message=message.id, reason=reason)
            await self.events.publish(Event(kind="message", id=str(message.id)))

    # the journal

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

    def _note_end(
        self, within: Burst, above: Burst, decision: Decision, looked_up: LookedUp, reply: UUID | None
    ) -> None:
        step = Step.PARKED if looked_up.owed else Step.REPLIED if reply else Step.IGNORED
        for message in within:
            self._note(step, message, reply=reply, reason=decision.silence)
        for message in above:
            self._note(Step.IGNORED, message, reply=reply, reason=Silence.LIMITED)

    def _note(self, step: Step, message: StoredMessage, **facts: object) -> None:
        age = (self.clock.now() - message.received_at).total_seconds()
        self.journal.note(step, message=message.id, age_ms=1000 * age, **facts)


def _must_be_unchanged(burst: Burst, unanswered: Burst) -> None:
    now = {message.id: message.inbound for message in unanswered}
    if any(now.get(message.id) != message.inbound for message in burst):
        raise Conflict("a message was edited, deleted or settled while it was being answered")


def _looked_up(decision: Decision, answers: Answers) -> LookedUp:
    if any(number not in answers for number in decision.look_up):
        raise Conflict("the conversation changed while it was being answered")
    asked = {number: answers[number] for number in decision.look_up}
    return after_look_up(decision.conversation, decision.say, asked)
