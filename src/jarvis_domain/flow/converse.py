"""Converse: a colleague writes to a contractor, takes the conversation, hands it back, replays a message."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from jarvis_domain.answering.conversation import Conversation, WithHuman, hand_back, take_over
from jarvis_domain.answering.messages import DueReply, Outcome, Reply, reply_to
from jarvis_domain.desk.actors import Actor
from jarvis_domain.errors import Conflict
from jarvis_domain.flow.case_record import cut
from jarvis_domain.flow.outcomes import Missing
from jarvis_domain.flow.transactions import in_turn
from jarvis_domain.ports.persistence import Store, UnitOfWork
from jarvis_domain.ports.runtime import Clock, Event, Events, Ids

LONGEST_REPLY = 4000


@dataclass(frozen=True, slots=True)
class Converse:
    """While a colleague has a conversation, for `human_for` from their last word, the bot is silent."""

    store: Store
    events: Events
    clock: Clock
    ids: Ids
    human_for: timedelta

    async def reply(self, contractor: UUID, text: str, *, who: Actor) -> DueReply | Missing:
        """Queues it, quoting what they wrote last; what waits for an answer is answered by it.

        Missing for who never wrote. Raises ValueError unless it has 1 to 4000 characters.
        """
        if not text.strip() or len(text) > LONGEST_REPLY:
            raise ValueError(f"a reply has 1 to {LONGEST_REPLY} characters")

        async def attempt(work: UnitOfWork) -> DueReply | Missing:
            last = await work.contractors.last_message(contractor)
            if last is None:
                return Missing()
            words = Reply(fr=text, ar="", text=text)
            due = reply_to(last, words, self.ids.new(), by=who.id)
            await work.queue_reply(due)
            waiting = [message.id for message in await work.unanswered(due.contractor)]
            if waiting:
                why = "a colleague answered"
                await work.settle(waiting, Outcome.WITH_HUMAN, reply=due.id, reason=why)
            await self._take(work, due.contractor, who)
            facts = {"reply": str(due.id), "text": cut(text)}
            await self._record(work, "human_replied", f"contractor:{due.contractor}", who, facts)
            return due

        due = await in_turn(self.store, attempt)
        if isinstance(due, DueReply):
            await self.events.publish(Event(kind="reply", id=str(due.id)))
            await self.events.publish(Event(kind="contractor", id=str(due.contractor)))
        return due

    async def take_over(self, contractor: UUID, *, who: Actor) -> Conversation | Missing:
        """The bot is silent for them from now on; taking it again holds it longer."""

        async def attempt(work: UnitOfWork) -> Conversation | Missing:
            known = await work.contractors.contractor(contractor)
            return Missing() if known is None else await self._take(work, known.id, who)

        return await self._told(contractor, await in_turn(self.store, attempt))

    async def hand_back(self, contractor: UUID, *, who: Actor) -> Conversation | Missing:
        """The bot answers again from their next message on."""

        async def attempt(work: UnitOfWork) -> Conversation | Missing:
            known = await work.contractors.contractor(contractor)
            if known is None:
                return Missing()
            held = (await work.conversation(known.id)).at(self.clock.now())
            free = hand_back(held)
            if free != held:
                await work.save_conversation(known.id, free)
                await self._record(work, "conversation_handed_back", f"contractor:{known.id}", who)
            return free

        return await self._told(contractor, await in_turn(self.store, attempt))

    async def replay(self, message: UUID, *, who: Actor) -> bool | Missing:
        """Reads and answers it anew, as if it had just come; False for one that is about to be answered."""
        try:
            async with self.store.begin() as work:
                contractor = await work.reopen_message(message)
                await work.wake(contractor)
                await self._record(work, "message_replayed", f"message:{message}", who)
        except LookupError:
            return Missing()
        except Conflict:
            return False
        await self.events.publish(Event(kind="message", id=str(message)))
        return True

    async def handled(self, message: UUID, *, who: Actor) -> bool | Missing:
        """A person has dealt with what it was flagged for."""
        now = self.clock.now()
        try:
            async with self.store.begin() as work:
                await work.mark_handled(message, UUID(who.id), now)
                await self._record(work, "message_handled", f"message:{message}", who)
        except LookupError:
            return Missing()
        await self.events.publish(Event(kind="message", id=str(message)))
        return True

    async def not_handled(self, message: UUID, *, who: Actor) -> bool | Missing:
        """Takes a mark of `handled` back, whoever set it; False where there is none."""
        try:
            async with self.store.begin() as work:
                marked = await work.unmark_handled(message)
                if marked:
                    await self._record(work, "message_not_handled", f"message:{message}", who)
        except LookupError:
            return Missing()
        if marked:
            await self.events.publish(Event(kind="message", id=str(message)))
        return marked

    async def _take(self, work: UnitOfWork, contractor: UUID, who: Actor) -> Conversation:
        now = self.clock.now()
        before = (await work.conversation(contractor)).at(now)
        until = now + self.human_for
        taken = take_over(before, until)
        await work.save_conversation(contractor, taken)
        if not isinstance(before.state, WithHuman):
            facts = {"until": until.isoformat()}
            await self._record(work, "conversation_taken_over", f"contractor:{contractor}", who, facts)
        return taken

    async def _told(self, contractor: UUID, conversation: Conversation | Missing) -> Conversation | Missing:
        if isinstance(conversation, Conversation):
            await self.events.publish(Event(kind="contractor", id=str(contractor)))
        return conversation

    async def _record(
        self,
        work: UnitOfWork,
        action: str,
        resource: str,
        who: Actor,
        facts: dict[str, str] | None = None,
    ) -> None:
        await work.record(who.entry(action, resource, at=self.clock.now(), changes=facts))
