"""Units of work, answering: unsettled messages, conversations, what was said and what is still owed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
import structlog
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from jarvis_adapters.postgres.rows import message_of
from jarvis_adapters.postgres.rows_desk import preferences_of
from jarvis_adapters.postgres.tables import contractor_addresses, contractors, messages
from jarvis_adapters.postgres.tables_desk import preferences
from jarvis_adapters.postgres.work_record import Recording
from jarvis_adapters.storable import storable, storable_key, storable_text
from jarvis_domain.answering.contract_status import StatusAnswer
from jarvis_domain.answering.conversation import Conversation, Flag
from jarvis_domain.answering.messages import Outcome, StoredMessage
from jarvis_domain.errors import Conflict
from jarvis_domain.ports.persistence import AuditEntry, Backlog, Heard, Parked, Waiting
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.phones import Address
from jarvis_domain.understanding.reading import Reading

log = structlog.get_logger(__name__)

_UNSETTLED = messages.c.outcome.is_(None)

# Of the wanted messages every one, or none of them.
_SETTLE = sa.text("""
    with held as (
        select id from messages
        where id = any(cast(:ids as uuid[])) and (outcome is null or outcome = 'parked')
        order by id for update
    )
    update messages set outcome = :outcome, reply_id = :reply, reason = :reason, settled_at = :ended_at
    where id = any(array(select id from held))
      and (select count(*) from held) = cardinality(cast(:ids as uuid[]))
    returning id
""")
_PARK = sa.text("""
    with held as (
        select id from messages where id = any(cast(:ids as uuid[])) and outcome is null
        order by id for update
    )
    update messages set outcome = :outcome, owed = :owed, parked_at = :ended_at
    where id = any(array(select id from held))
      and (select count(*) from held) = cardinality(cast(:ids as uuid[]))
    returning id
""")

# Built once: to build a statement costs as much as to run it.
_CONTRACTOR = sa.bindparam("contractor", type_=sa.Uuid)
_UNANSWERED = sa.select(messages).where(
    messages.c.contractor_id == sa.func.jarvis_contractor(_CONTRACTOR), _UNSETTLED
)
# The conversation is held as in _CONVERSATION, once for all rows: such a CTE is not folded into its reader.
_HELD = sa.select(sa.func.jarvis_conversation(_CONTRACTOR, type_=JSONB).label("state")).cte("held")
_WAITING = _UNANSWERED.add_columns(
    _HELD.c.state,
    sa.select(preferences.c.body).scalar_subquery().label("preferences"),
    contractors.c.registered,
).select_from(messages.join(contractors).join(_HELD, sa.true()))
_BEGIN = (
    sa.update(messages)
    .where(messages.c.id == sa.any_(sa.bindparam("chosen", type_=ARRAY(sa.Uuid))), _UNSETTLED)
    .values(attempts=messages.c.attempts + 1)
    .returning(messages)
)
_SAVE_CONVERSATION = sa.text("""
    insert into conversations (contractor_id, state) values (jarvis_hold_contractor(:contractor), :state)
    on conflict (contractor_id) do update set state = excluded.state, updated_at = clock_timestamp()
""").bindparams(sa.bindparam("state", type_=JSONB))
# Held while a conversation is read and changed; `receive` does not wait for it.
_CONVERSATION = sa.text("select jarvis_conversation(:contractor) as state").columns(state=JSONB)
_WAKE = sa.text("select jarvis_wake_answer(jarvis_hold_contractor(:contractor), interval '0', :at_most)")
_BACKLOG = sa.text("select count(*), min(received_at) from messages where outcome is null")
_HEARD = sa.text("select min(received_at), max(received_at) from messages where instance = :instance")
_KNOWN = sa.text("""
    select whatsapp_id from messages where instance = :instance and whatsapp_id = any(cast(:ids as text[]))
""")
_FORGOTTEN = sa.text("""
    select distinct contractor_id from messages
    where outcome is null and received_at < clock_timestamp() - cast(:older_than as interval)
      and not exists (
          select from procrastinate_jobs where lock = 'answer:' || contractor_id and status = 'todo'
      )
    order by contractor_id
""")

_READ = sa.text("""
    with noted as (
        update messages
        set reading = :reading, reading_detail = :detail, answers = :answers, read_at = clock_timestamp()
        where id = :message
        returning id, received_at
    ), gone as (
        delete from message_contracts where message_id = :message and number <> all (cast(:numbers as text[]))
    ), named as (
        insert into message_contracts (message_id, number, at)
        select id, number, received_at from noted, unnest(cast(:numbers as text[])) as number
        on conflict do nothing
    )
    select id from noted
""").bindparams(sa.bindparam("reading", type_=JSONB), sa.bindparam("answers", type_=JSONB))
_FLAG = sa.text("""
    update messages set flags = array(
        select flag from unnest(flags || cast(:flags as text[])) with ordinality as named (flag, place)
        group by flag order by min(place)
    )
    where id = :message
    returning id
""")
_REOPEN = sa.text("""
    update messages set outcome = null, reason = '', reply_id = null, owed = '{}', parked_at = null,
        settled_at = null, attempts = 0
    where id = :message and outcome is not null
    returning contractor_id
""")


class Answering(Recording):
    """The answering part of a unit of work."""

    async def waiting(self, contractor: UUID) -> Waiting | None:
        rows = await self._link.run(_WAITING, {"contractor": contractor})
        if not rows:
            return None
        return Waiting(
            messages=_in_order(rows),
            conversation=_conversation(rows[0].state, contractor),
            admission=preferences_of(rows[0].preferences).admission,
            registered=rows[0].registered,
        )

    async def unanswered(self, contractor: UUID) -> tuple[StoredMessage, ...]:
        return _in_order(await self._link.run(_UNANSWERED, {"contractor": contractor}))

    async def begin_answering(self, chosen: Sequence[UUID]) -> tuple[StoredMessage, ...]:
        return _in_order(await self._link.run(_BEGIN, {"chosen": list(chosen)}))

    async def conversation(self, contractor: UUID) -> Conversation:
        return _conversation(await self._link.one(_CONVERSATION, {"contractor": contractor}), contractor)

    async def save_conversation(self, contractor: UUID, conversation: Conversation) -> None:
        await self._link.run(_SAVE_CONVERSATION, {"contractor": contractor, "state": storable(conversation)})

    async def note_reading(
        self, message: UUID, reading: Reading, detail: str = "", *, answers: Sequence[StatusAnswer] = ()
    ) -> None:
        facts = {
            "message": message,
            "reading": storable(reading),
            "detail": storable_text(detail),
            "answers": [storable(answer) for answer in answers],
            "numbers": list({str(found.number) for found in reading.contracts}),
        }
        if await self._link.one(_READ, facts) is None:
            raise LookupError(f"no message {message}")

    async def flag(self, message: UUID, flags: Sequence[Flag]) -> None:
        if not await self._link.run(_FLAG, {"message": message, "flags": [str(flag) for flag in flags]}):
            raise LookupError(f"no message {message}")

    async def unflag(self, message: UUID, flag: Flag) -> None:
        left = sa.func.array_remove(messages.c.flags, str(flag))
        await self._link.run(sa.update(messages).where(messages.c.id == message).values(flags=left))

    async def mark_handled(self, message: UUID, by: UUID, at: datetime) -> None:
        handled = sa.update(messages).where(messages.c.id == message).values(handled_by=by, handled_at=at)
        if not await self._link.run(handled.returning(messages.c.id)):
            raise LookupError(f"no message {message}")

    async def unmark_handled(self, message: UUID) -> bool:
        mine = messages.c.id == message
        open_again = sa.update(messages).where(mine, messages.c.handled_at.is_not(None))
        if await self._link.run(open_again.values(handled_by=None, handled_at=None).returning(messages.c.id)):
            return True
        if await self._link.one(sa.select(messages.c.id).where(mine)) is None:
            raise LookupError(f"no message {message}")
        return False

    async def reopen_message(self, message: UUID) -> UUID:
        rows = await self._link.run(_REOPEN, {"message": message})
        if rows:
            return UUID(str(rows[0].contractor_id))
        if await self._link.one(sa.select(messages.c.id).where(messages.c.id == message)) is None:
            raise LookupError(f"no message {message}")
        raise Conflict("the message is unsettled")

    async def settle(
        self, messages: Sequence[UUID], outcome: Outcome, *, reply: UUID | None = None, reason: str = ""
    ) -> None:
        if outcome is Outcome.PARKED:
            raise ValueError("a message is parked with the contracts it is owed: use park()")
        reason = storable_text(reason)
        values = {"outcome": outcome, "reply": reply, "reason": reason}
        facts = {"reason": reason, "reply": str(reply or "")}
        await self._end(messages, _SETTLE, values, facts)

    async def park(self, message: UUID, contracts: Sequence[ContractNumber]) -> None:
        owed = [str(number) for number in contracts]
        values = {"outcome": Outcome.PARKED, "owed": owed}
        await self._end([message], _PARK, values, {"owed": " ".join(owed)})

    async def parked(self, *, limit: int = 100) -> tuple[Parked, ...]:
        rows = await self._link.run(
            sa.select(messages)
            .where(messages.c.outcome == Outcome.PARKED)
            .order_by(messages.c.parked_at, messages.c.seq)
            .limit(limit)
        )
        return tuple(
            Parked(
                message=message_of(row),
                contracts=tuple(ContractNumber(number) for number in row.owed),
                parked_at=row.parked_at,
            )
            for row in rows
        )

    async def wake(self, contractor: UUID) -> None:
        await self._link.run(_WAKE, {"contractor": contractor, "at_most": self._at_most})

    async def forgotten(self, *, older_than: timedelta) -> tuple[UUID, ...]:
        rows = await self._link.run(_FORGOTTEN, {"older_than": older_than})
        return tuple(row.contractor_id for row in rows)

    async def backlog(self) -> Backlog:
        ((waiting, oldest),) = await self._link.run(_BACKLOG)
        return Backlog(waiting=waiting, oldest=oldest)

    async def heard(self, instance: str) -> Heard | None:
        ((first, latest),) = await self._link.run(_HEARD, {"instance": instance})
        return Heard(first=first, latest=latest) if first is not None else None

    async def never_received(self, instance: str, whatsapp_ids: Sequence[str]) -> frozenset[str]:
        kept_as = {storable_key(id_): id_ for id_ in whatsapp_ids}
        asked = {"instance": storable_key(instance), "ids": list(kept_as)}
        known = {row.whatsapp_id for row in await self._link.run(_KNOWN, asked)}
        return frozenset(id_ for key, id_ in kept_as.items() if key not in known)

    async def contractor_at(self, address: Address) -> UUID | None:
        wanted = contractor_addresses.c.address == str(address)
        rows = await self._link.run(sa.select(contractor_addresses.c.contractor_id).where(wanted))
        return rows[0].contractor_id if rows else None

    async def _end(
        self,
        ids: Sequence[UUID],
        how: sa.TextClause,
        values: dict[str, Any],
        facts: dict[str, str],
    ) -> None:
        """All of the messages, with an audit row each, or none of them and Conflict."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return
        ended = await self._link.run(how, {"ids": wanted, "ended_at": self._clock.now(), **values})
        if len(ended) != len(wanted):
            raise Conflict("a message was settled meanwhile")
        await self._record_all(
            AuditEntry(
                at=self._clock.now(),
                actor="jarvis",
                action=f"message_{values['outcome']}",
                resource=f"message:{message}",
                changes={key: value for key, value in facts.items() if value},
            )
            for message in wanted
        )


def _conversation(state: object, contractor: UUID) -> Conversation:
    if state is None:
        return Conversation()
    try:
        return msgspec.convert(state, Conversation)
    except msgspec.ValidationError as fault:  # of another version; half an hour of memory is lost, no message
        log.warning("conversation_forgotten", contractor=contractor, reason=str(fault))
        return Conversation()


def _in_order(rows: Sequence[sa.Row[Any]]) -> tuple[StoredMessage, ...]:
    return tuple(message_of(row) for row in sorted(rows, key=lambda row: (row.sent_at, row.seq)))
