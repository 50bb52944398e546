"""Deliver: a contractor's due replies leave in order, each once, whatever dies on the way."""

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never
from uuid import UUID

from jarvis_domain.answering.messages import ClaimedReply
from jarvis_domain.ports.messaging import (
    Absent,
    Accepted,
    Found,
    LookUpFailed,
    Messaging,
    Misconfigured,
    NotSent,
    NotThere,
    PerhapsSent,
    Refused,
    SendOutcome,
)
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock, Event, Events, Journal, Limiter, Step

_QUICK_WAITS = (1.0, 2.0, 4.0)
"""Seconds before the three quick tries again; longer than the gateway takes to record what it sent."""
_SLOW_WAITS = (15.0, 30.0, 60.0)
"""Then an outage is assumed: slower and slower, the last one again and again until MAX_ATTEMPTS."""
_MISCONFIGURED_WAIT = 60.0
_ASK_AGAIN = timedelta(minutes=1)
"""WhatsApp may not find a number that it has, for a moment."""
MAX_ATTEMPTS = 500
"""About eight hours of one try a minute; then the reply is given up, visibly."""


def wait_before_retry(attempt: int) -> timedelta:
    """How long to wait after failed attempt number `attempt` (1 is the first)."""
    waits = _QUICK_WAITS + _SLOW_WAITS
    return timedelta(seconds=waits[min(attempt, len(waits)) - 1])


@dataclass(frozen=True, slots=True)
class Pace:
    """`every`: least time between two sends of one WhatsApp number; zero switches the pace off.

    `lease`: how long a claimed reply is ours. Past half of it nothing is sent any more, because another
    worker may hold the reply when ours wakes up late.
    """

    every: timedelta = timedelta(seconds=0.5)
    lease: timedelta = timedelta(seconds=30)
    jitter: float = 0.2


@dataclass(frozen=True, slots=True)
class Deliver:
    """Sends everything due to one contractor; stops at the first reply that has to wait.

    Rules: the oldest first, one in flight per contractor, at the number's pace, quoting the message it
    answers; from the second attempt on the gateway's record is searched before anything is sent again.
    """

    store: Store
    messaging: Messaging
    limiter: Limiter
    events: Events
    clock: Clock
    journal: Journal
    pace: Pace

    async def __call__(self, contractor: UUID) -> None:
        more = True
        while more:
            await self._wait_for_turn(contractor)
            more = await self._next(contractor)

    async def _next(self, contractor: UUID) -> bool:
        """The oldest due reply, as far as it goes now; false when there surely is no other to send."""
        began = self.clock.monotonic()  # before the claim: we may sleep between its commit and its answer
        if (claimed := await self._claim(contractor)) is None:
            return False
        if claimed.attempt > 1 and not await self._may_send_again(claimed):
            return True
        if self.clock.monotonic() - began > self.pace.lease.total_seconds() / 2:
            return False  # the lease runs out by itself, and the watch wakes this delivery again
        return await self._settle(claimed, await self.messaging.send(claimed.due), began)

    async def _wait_for_turn(self, contractor: UUID) -> None:
        """Until the number's next slot, before anything is claimed: no lease is spent on waiting."""
        if self.pace.every:
            async with self.store.once() as work:
                instance = await work.due_instance(contractor)
            if instance is not None:
                await self._wait_for_slot(instance)

    async def _claim(self, contractor: UUID) -> ClaimedReply | None:
        async with self.store.once() as work:
            return await work.claim_reply(contractor, lease=self.pace.lease)

    async def _may_send_again(self, claimed: ClaimedReply) -> bool:
        match await self.messaging.find_sent(claimed.due):
            case Found(whatsapp_id=whatsapp_id):
                await self._accepted(claimed, whatsapp_id, found=True)
                return False
            case LookUpFailed(detail=detail):
                await self._postpone(claimed, wait_before_retry(claimed.attempt), detail)
                return False
            case Absent():
                return True

    async def _wait_for_slot(self, instance: str) -> None:
        wait = await self.limiter.reserve(f"send:{instance}", every=self.pace.every)
        if wait:
            jitter = random.random() * self.pace.jitter * self.pace.every.total_seconds()
            await self.clock.sleep(wait.total_seconds() + jitter)

    async def _settle(self, claimed: ClaimedReply, outcome: SendOutcome, began: float) -> bool:
        """Keeps how it ended; false when there surely is no other to send."""
        match outcome:
            case Accepted(whatsapp_id=whatsapp_id):
                took = self.clock.monotonic() - began
                return await self._accepted(claimed, whatsapp_id, took_ms=1000 * took)
            case NotThere(detail=detail) if claimed.attempt == 1:
                await self._postpone(claimed, _ASK_AGAIN, detail)
            case Refused(detail=detail) | NotThere(detail=detail):
                await self._fail(claimed, detail)
            case NotSent(detail=detail, retry_after=asked):
                await self._postpone(
                    claimed, max(asked or timedelta(), wait_before_retry(claimed.attempt)), detail
                )
            case PerhapsSent(detail=detail):
                await self._postpone(
                    claimed, max(timedelta(seconds=2), wait_before_retry(claimed.attempt)), detail
                )
            case Misconfigured(detail=detail):
                await self._postpone(claimed, timedelta(seconds=_MISCONFIGURED_WAIT), detail)
            case _:
                assert_never(outcome)
        return True

    async def _accepted(self, claimed: ClaimedReply, whatsapp_id: str, **facts: object) -> bool:
        """Whether another is due by now; one queued later brings a job of its own."""
        async with self.store.once() as work:
            another = await work.accept_reply(claimed.due.id, whatsapp_id)
        self.journal.note(Step.SENT, reply=claimed.due.id, attempt=claimed.attempt, **facts)
        await self.events.publish(Event(kind="reply", id=str(claimed.due.id)))
        return another

    async def _postpone(self, claimed: ClaimedReply, wait: timedelta, reason: str) -> None:
        if claimed.attempt >= MAX_ATTEMPTS:
            await self._fail(claimed, f"given up after {claimed.attempt} attempts: {reason}")
            return
        async with self.store.once() as work:
            await work.postpone_reply(claimed.due.id, wait=wait, reason=reason)
        self.journal.note(
            Step.POSTPONED,
            reply=claimed.due.id,
            attempt=claimed.attempt,
            wait_s=wait.total_seconds(),
            reason=reason,
        )

    async def _fail(self, claimed: ClaimedReply, reason: str) -> None:
        async with self.store.begin() as work:
            await work.fail_reply(claimed.due.id, reason)
        self.journal.note(Step.FAILED, reply=claimed.due.id, attempt=claimed.attempt, reason=reason)
        await self.events.publish(Event(kind="reply", id=str(claimed.due.id)))
