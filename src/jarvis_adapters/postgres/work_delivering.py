"""Units of work, delivering: the outbox, one reply of a contractor after the other."""

from datetime import timedelta
from functools import cache
from uuid import UUID

import msgspec
import sqlalchemy as sa

from jarvis_adapters.postgres.rows import columns_of, due_of
from jarvis_adapters.postgres.tables import replies
from jarvis_adapters.postgres.work_record import Recording
from jarvis_adapters.storable import storable, storable_key, storable_text
from jarvis_domain.answering.messages import ClaimedReply, Delivery, DueReply

_ACCEPT = sa.text("select jarvis_accept_next(:reply, :id)")
_WAKE = sa.text("select jarvis_wake_delivery(jarvis_hold_contractor(:contractor), clock_timestamp())")

_CLAIM = sa.text("select * from jarvis_claim_reply(:contractor, :lease)")
_DUE_INSTANCE = sa.text("""
    select instance from (
        select instance, claimable_at from replies
        where contractor_id = jarvis_contractor(:contractor) and done_at is null
        order by seq limit 1
    ) as head
    where claimable_at <= clock_timestamp()
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
        due = storable(msgspec.structs.replace(due, instance=storable_key(due.instance)))
        columns = columns_of(due)
        await self._link.run(_queueing(tuple(columns)), {"owner": due.contractor, **columns})

    async def due_instance(self, contractor: UUID) -> str | None:
        instance: str | None = await self._link.one(_DUE_INSTANCE, {"contractor": contractor})
        return instance

    async def claim_reply(self, contractor: UUID, *, lease: timedelta) -> ClaimedReply | None:
        rows = await self._link.run(_CLAIM, {"contractor": contractor, "lease": lease})
        return ClaimedReply(due=due_of(rows[0]), attempt=rows[0].attempts) if rows else None

    async def accept_reply(self, reply: UUID, whatsapp_id: str) -> bool:
        another = await self._link.one(_ACCEPT, {"reply": reply, "id": storable_key(whatsapp_id)})
        if another is None:
            raise LookupError(f"no reply {reply}")
        return bool(another)

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


@cache
def _queueing(columns: tuple[str, ...]) -> sa.Select[tuple[None]]:
    """Holds the contractor, queues the reply and wakes the delivery.

    Held first: the row's number is drawn when no earlier reply of the contractor is still under way.
    """
    owner = sa.bindparam("owner", type_=sa.Uuid)
    held = sa.select(sa.func.jarvis_hold_contractor(owner, type_=sa.Uuid).label("id")).cte("held")
    given = [sa.bindparam(name, type_=replies.c[name].type) for name in columns]
    queued = (
        sa.insert(replies)
        .from_select(["contractor_id", *columns], sa.select(held.c.id, *given))
        .returning(replies.c.contractor_id)
        .cte("queued")
    )
    return sa.select(sa.func.jarvis_wake_delivery(queued.c.contractor_id, sa.func.clock_timestamp()))
