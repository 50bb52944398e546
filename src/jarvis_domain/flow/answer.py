"""Answer: what a contractor wrote is read, looked up and answered, the outcome in one transaction."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import msgspec

from jarvis_domain.answering.conversation import Conversation
from jarvis_domain.answering.messages import Outcome, StoredMessage
from jarvis_domain.desk.preferences import Admission
from jarvis_domain.errors import StoreUnavailable
from jarvis_domain.flow.bursts import Burst, bursts_of
from jarvis_domain.flow.conclude import Conclude
from jarvis_domain.flow.understand import Understand
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock, Event, Events, Journal, Limiter, Step

MAX_ATTEMPTS = 3
_MINUTE = timedelta(minutes=1)


class _Begun(msgspec.Struct, frozen=True, kw_only=True):
    """A burst whose answering has begun, whose turn it is, and whether there is another after it."""

    burst: Burst = ()
    conversation: Conversation = Conversation()
    more: bool = False
    admission: Admission = Admission.OPEN
    admitted: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """Answers everything a contractor has said and not been answered.

    Rules: a burst gets one reply, quoting the message that names the contract; above the limit messages are
    settled without a look-up and one notice is sent; a question the portal cannot answer is told once and
    parked; who is with a human hears nothing from us; where only the registered are answered, the others
    are told so once a day; what was begun three times is settled as failed, for the BO to see.
    """

    store: Store
    understand: Understand
    conclude: Conclude
    limiter: Limiter
    events: Events
    clock: Clock
    journal: Journal
    grouped: bool = True
    messages_per_minute: int = 10

    async def __call__(self, contractor: UUID) -> None:
        faults: list[Exception] = []
        tried: set[UUID] = set()
        more = True
        while more:
            begun = await self._begin_next(contractor, tried)
            tried |= {message.id for message in begun.burst}
            more = begun.more
            try:
                await self._answer_or_give_up(begun)
            except StoreUnavailable:  # of no burst's making: to go on might answer the next one before this
                raise
            except Exception as fault:  # noqa: BLE001 raised below: the other bursts must not wait for this one
                faults.append(fault)
        if faults:
            raise ExceptionGroup("some messages could not be answered", faults)

    async def _begin_next(self, contractor: UUID, tried: set[UUID]) -> _Begun:
        """The next burst not yet tried in this run, its attempt counted."""
        async with self.store.once() as work:
            waiting = await work.waiting(contractor)
        left = [m for m in waiting.messages if m.id not in tried] if waiting else []
        if waiting is None or not (bursts := bursts_of(left, grouped=self.grouped)):
            return _Begun()
        async with self.store.once() as work:
            burst = await work.begin_answering([message.id for message in bursts[0]])
        return _Begun(
            burst=burst,
            conversation=waiting.conversation,
            more=len(bursts) > 1,
            admission=waiting.admission,
            admitted=waiting.admission is Admission.OPEN or waiting.registered,
        )

    async def _answer_or_give_up(self, begun: _Begun) -> None:
        burst = begun.burst
        if not burst:
            return
        with self.journal.about(message=burst[-1].id):
            if burst[0].attempts > MAX_ATTEMPTS:
                await self._give_up(burst)
            elif not begun.admitted:
                await self.conclude.turn_away(burst)
            else:
                await self._answer(begun)

    async def _answer(self, begun: _Begun) -> None:
        within, above = await self._split_by_limit(begun.burst)
        counted = begun.admission is Admission.OPEN
        understood = await self.understand(within, begun.conversation, limited=bool(above), counted=counted)
        await self.conclude(within, above, understood)

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

    async def _give_up(self, burst: Burst) -> None:
        async with self.store.begin() as work:
            reason = f"answering was begun {MAX_ATTEMPTS} times and never ended"
            await work.settle([message.id for message in burst], Outcome.FAILED, reason=reason)
        for message in burst:
            self.journal.note(Step.FAILED, message=message.id, reason=reason)
            await self.events.publish(Event(kind="message", id=str(message.id)))
