"""Conclude: what follows from a burst that was understood, all of it in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec

from jarvis_domain.answering.conversation import (
    Conversation,
    Decision,
    Flag,
    LookedUp,
    Silence,
    after_look_up,
    take_turn,
    turn_away,
    without,
)
from jarvis_domain.answering.messages import Outcome, StoredMessage, reply_to
from jarvis_domain.answering.replies import compose_reply
from jarvis_domain.answering.says import Say, noted_together
from jarvis_domain.casework.complaints import Filing
from jarvis_domain.casework.standing import standings
from jarvis_domain.desk.actors import JARVIS
from jarvis_domain.errors import Conflict
from jarvis_domain.flow.bursts import Burst, quoted_of
from jarvis_domain.flow.complain import Complain, Filed
from jarvis_domain.flow.satisfy import Satisfy
from jarvis_domain.flow.understand import Answers, Understood
from jarvis_domain.ports.persistence import Store, UnitOfWork, Waiting
from jarvis_domain.ports.runtime import Clock, Event, Events, Ids, Journal, Step

_SILENT_OUTCOMES = {
    Silence.SPAM: Outcome.IGNORED,
    Silence.NOTHING: Outcome.IGNORED,
    Silence.HUMAN: Outcome.WITH_HUMAN,
    Silence.LIMITED: Outcome.LIMITED,
    Silence.NOT_ON_LIST: Outcome.IGNORED,
}


class Concluded(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided and done: the complaints filed, and the reply, if any."""

    decision: Decision
    looked_up: LookedUp
    filed: tuple[Filed, ...] = ()
    reply: UUID | None = None


@dataclass(frozen=True, slots=True)
class Conclude:
    """Complaints filed, satisfaction answered, the reply queued, messages settled: together or not at all.

    Raises Conflict when a message was edited, deleted or settled, or the same complaint was filed, meanwhile.
    """

    store: Store
    complain: Complain
    satisfy: Satisfy
    events: Events
    clock: Clock
    ids: Ids
    journal: Journal

    async def __call__(self, within: Burst, above: Burst, understood: Understood) -> None:
        """Read anew: a human may have taken over, or the writer corrected himself, while we looked up."""
        async with self.store.begin() as work:
            burst = within or above
            waiting = _unchanged((*within, *above), await work.waiting(burst[0].contractor))
            decision = await self._decide(work, within, waiting.conversation, understood)
            looked_up = _looked_up(decision, understood.answers)
            await self._record(work, burst, understood, decision, looked_up)
            filed = await self._file(work, burst, decision)
            says = (*await self._standings(work, burst, decision, understood), *looked_up.say)
            says += noted_together(say for one in filed for say in one.says)
            reply = await self._reply(work, burst, says, understood.answers)
            await work.save_conversation(burst[0].contractor, looked_up.conversation)
            done = Concluded(decision=decision, looked_up=looked_up, filed=filed, reply=reply)
            await self._settle(work, within, above, done)
        await self._tell(within, above, done)

    async def turn_away(self, burst: Burst) -> None:
        """For one who is not on the list: told so once a day; nothing is read or looked up."""
        contractor = burst[0].contractor
        async with self.store.begin() as work:
            waiting = _unchanged(burst, await work.waiting(contractor))
            decision = turn_away(waiting.conversation, self.clock.now())
            reply = await self._reply(work, burst, decision.say, {})
            await self._flag(work, burst, decision.flags)
            await work.save_conversation(contractor, decision.conversation)
            held = decision.silence is Silence.HUMAN
            outcome = Outcome.WITH_HUMAN if held else Outcome.IGNORED
            reason = Silence.HUMAN if held else Silence.NOT_ON_LIST
            await work.settle([m.id for m in burst], outcome, reply=reply, reason=reason)
        for message in burst:
            self._note(Step.IGNORED, message, reply=reply, reason=reason)
        await self.events.publish(Event(kind="contractor", id=str(contractor)))

    async def _decide(
        self, work: UnitOfWork, within: Burst, conversation: Conversation, understood: Understood
    ) -> Decision:
        thanks = await self.satisfy.inside(work, within, conversation)
        if thanks is not None:
            return Decision(conversation=conversation, say=thanks)
        decision = take_turn(conversation, understood.turn, self.clock.now())
        return without(decision, understood.refused)

    async def _file(self, work: UnitOfWork, burst: Burst, decision: Decision) -> tuple[Filed, ...]:
        """From the message that began it; none of those that told it waits for a colleague any more.

        It is found from these, and from those that confirmed it just now.
        """
        filed, confirmed = [], [message.id for message in burst]
        for draft in decision.file:
            filing = Filing(
                kind=draft.kind,
                contract=draft.contract,
                contractor=burst[0].contractor,
                details=draft.details,
            )
            began = draft.messages[0] if draft.messages else quoted_of(burst).id
            told = (*draft.messages, *confirmed)
            filed.append(await self.complain.inside(work, filing, who=JARVIS, message=began, told=told))
        for message in {message for draft in decision.file for message in draft.messages}:
            await work.unflag(message, Flag.COMPLAINT)
        return tuple(filed)

    async def _standings(
        self, work: UnitOfWork, burst: Burst, decision: Decision, understood: Understood
    ) -> tuple[Say, ...]:
        if not decision.tell_complaints:
            return ()
        reading = understood.turn.reading
        about = {found.number for found in reading.contracts} if reading else set()
        complaints = await work.cases.complaints_of(burst[0].contractor)
        return standings(complaints, self.clock.now(), about=about)

    async def _reply(
        self, work: UnitOfWork, burst: Burst, says: Sequence[Say], answers: Answers
    ) -> UUID | None:
        if not says:
            return None
        reply = compose_reply(says, answers, await work.catalogue(), self.clock.now())
        due = reply_to(quoted_of(burst), reply, self.ids.new())
        await work.queue_reply(due)
        return due.id

    async def _settle(self, work: UnitOfWork, within: Burst, above: Burst, done: Concluded) -> None:
        silence = done.decision.silence
        if above:
            outcome = Outcome.WITH_HUMAN if silence is Silence.HUMAN else Outcome.LIMITED
            await work.settle([m.id for m in above], outcome, reply=done.reply, reason="rate limit")
        if done.looked_up.owed:
            for message in within:
                await work.park(message.id, done.looked_up.owed)
        elif within:
            outcome = Outcome.ANSWERED if silence is None else _SILENT_OUTCOMES[silence]
            await work.settle([m.id for m in within], outcome, reply=done.reply, reason=silence or "")

    async def _record(
        self,
        work: UnitOfWork,
        burst: Burst,
        understood: Understood,
        decision: Decision,
        looked_up: LookedUp,
    ) -> None:
        """How it was understood, by which what is filed next is weighed, and what the BO is shown."""
        if understood.turn.reading is not None:
            answers = [understood.answers[number] for number in decision.look_up]
            reading, why = understood.turn.reading, understood.fallback
            await work.note_reading(quoted_of(burst).id, reading, why, answers=answers)
        await self._flag(work, burst, (*decision.flags, *looked_up.flags))

    async def _flag(self, work: UnitOfWork, burst: Burst, flags: Sequence[Flag]) -> None:
        if not flags:
            return
        message = quoted_of(burst)
        await work.flag(message.id, flags)
        changes = {"flags": ", ".join(flags)}
        now = self.clock.now()
        await work.record(JARVIS.entry("message_flagged", f"message:{message.id}", at=now, changes=changes))

    async def _tell(self, within: Burst, above: Burst, done: Concluded) -> None:
        """After the commit: the journal, and those who look at the dashboard."""
        step = Step.PARKED if done.looked_up.owed else Step.REPLIED if done.reply else Step.IGNORED
        for message in within:
            self._note(step, message, reply=done.reply, reason=done.decision.silence)
        for message in above:
            self._note(Step.IGNORED, message, reply=done.reply, reason=Silence.LIMITED)
        for filed in done.filed:
            await self.complain.announce(filed)
        await self.events.publish(Event(kind="contractor", id=str((within or above)[0].contractor)))

    def _note(self, step: Step, message: StoredMessage, **facts: object) -> None:
        age = (self.clock.now() - message.received_at).total_seconds()
        self.journal.note(step, message=message.id, age_ms=1000 * age, **facts)


def _unchanged(burst: Burst, waiting: Waiting | None) -> Waiting:
    now = {message.id: message.inbound for message in waiting.messages} if waiting else {}
    if waiting is None or any(now.get(message.id) != message.inbound for message in burst):
        raise Conflict("a message was edited, deleted or settled while it was being answered")
    return waiting


def _looked_up(decision: Decision, answers: Answers) -> LookedUp:
    if any(number not in answers for number in decision.look_up):
        raise Conflict("the conversation changed while it was being answered")
    asked = {number: answers[number] for number in decision.look_up}
    return after_look_up(decision.conversation, decision.say, asked)
