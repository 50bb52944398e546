"""Units of work, delivering: the outbox, one reply of a contractor after the other."""

from datetime import timedelta
from uuid import UUID

import msgspec
import sqlalchemy as sa

from jarvis_adapters.postgres.rows import columns_of, due_of
from jarvis_adapters.postgres.tables import replies
from jarvis_adapters.postgres.work_record import Recording
from jarvis_adapters.storable import storable, storable_key, storable_text
from jarvis_domain.answering.messages import ClaimedReply, Delivery, DueReply

_HOLD = sa.text("select jarvis_hold_contractor(:contractor)")
_WAKE = sa.text("select jarvis_wake_delivery(jarvis_hold_contractor(:contractor), clock_timestamp())")

# Only the oldest undone row qualifies, so that a row which is locked is never passed by.
_CLAIM = sa.text("""
    update replies set attempts = attempts + 1, claimable_at = clock_timestamp() + cast(:lease as interval)
    where id = (
        select id from replies as head
        where contractor_id = jarvis_contractor(:contractor) and done_at is null
          and claimable_at <= clock_timestamp()
          and not exists (
              select from replies as older
              where older.contractor_id = head.contractor_id and older.done_at is null
                and older.seq < head.seq
          )
        for update skip locked
    )
    returning *
""")
_DUE_INSTANCE = sa.text("""
    select instance from (
        select instance, claimable_at from replies
        where contractor_id = jarvis_contractor(:contractor) and done_at is null
        order by seq limit 1
    ) as head
    where claimable_at <= clock_timestamp()
""")
# Whoever comes too early leaves a job for the right moment: nobody else may be there to come then.
_COME_BACK = sa.text("""
    select jarvis_wake_delivery(contractor_id, claimable_at) from (
        select contractor_id, claimable_at from replies
        where contractor_id = jarvis_contractor(:contractor) and done_at is null
        order by seq limit 1
    ) as head
""")
_POSTPONE = sa.text("""
    with postponed as (
        update replies set claimable_at = clock_timestamp() + cast(:wait as interval), reason = :reason
        where id = :reply and done_at is null
        returning contractor_id, claimable_at
    )
    select jarvis_wake_delivery(contractor_id, claimable_at) from postponed
""")
_STRANDED = sa.text("""
    select contractor_id from (
        select distinct on (contractor_id) contractor_id, claimable_at from replies
        where done_at is null order by contractor_id, seq
    ) as head
    where claimable_at <= clock_timestamp()
      and not exists (
          select from procrastinate_jobs
          where lock = 'deliver:' || contractor_id and status in ('todo', 'doing')
      )
    order by contractor_id
""")


class Delivering(Recording):
    """The delivering part of a unit of work."""

    async def queue_reply(self, due: DueReply) -> None:
        # Held first: the row's number is drawn when no earlier reply of the contractor is still under way.
        contractor = await self._link.one(_HOLD, {"contractor": due.contractor})
        due = storable(msgspec.structs.replace(due, instance=storable_key(due.instance)))
        await self._link.run(sa.insert(replies).values(contractor_id=contractor, **columns_of(due)))
        await self.wake_delivery(contractor)

    async def due_instance(self, contractor: UUID) -> str | None:
        instance: str | None = await self._link.one(_DUE_INSTANCE, {"contractor": contractor})
        return instance

    async def claim_reply(self, contractor: UUID, *, lease: timedelta) -> ClaimedReply | None:
        rows = await self._link.run(_CLAIM, {"contractor": contractor, "lease": lease})
        if not rows:
            await self._link.run(_COME_BACK, {"contractor": contractor})
            return None
        return ClaimedReply(due=due_of(rows[0]), attempt=rows[0].attempts)

    async def accept_reply(self, reply: UUID, whatsapp_id: str) -> None:
        accept = sa.select(sa.func.jarvis_accept(reply, storable_key(whatsapp_id)))
        if not await self._link.one(accept):
            raise LookupError(f"no reply {reply}")

    async def postpone_reply(self, reply: UUID, *, wait: timedelta, reason: str) -> None:
        facts = {"reply": reply, "wait": wait, "reason": storable_text(reason)}
        if not await self._link.run(_POSTPONE, facts):
            await self._must_exist(reply)

    async def fail_reply(self, reply: UUID, reason: str) -> None:
        failed = await self._link.run(
            sa.update(replies)
            .where(replies.c.id == reply, replies.c.done_at.is_(None))
            .values(done_at=sa.func.clock_timestamp(), delivery=Delivery.FAILED, reason=storable_text(reason))
            .returning(replies.c.id)
        )
        if not failed:
            await self._must_exist(reply)

    async def stranded(self) -> tuple[UUID, ...]:
        return tuple(row.contractor_id for row in await self._link.run(_STRANDED))

    async def wake_delivery(self, contractor: UUID) -> None:
        await self._link.run(_WAKE, {"contractor": contractor})

    async def delivery_of(self, reply: UUID) -> Delivery | None:
        found = await self._link.one(sa.select(replies.c.delivery).where(replies.c.id == reply))
        return None if found is None else Delivery(found)

    async def _must_exist(self, reply: UUID) -> None:
        """A reply that is done is left as it is; one that never was is a bug."""
        if await self.delivery_of(reply) is None:
            raise LookupError(f"no reply {reply}")
