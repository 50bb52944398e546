"""The record on PostgreSQL: units of work, and the inbox with one round trip for each message."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from typing import Self

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from uuid_utils.compat import uuid7

from jarvis_adapters.postgres.connections import (
    Link,
    PoolUse,
    Statements,
    engine_for,
    translated,
    use_of,
)
from jarvis_adapters.postgres.tables import messages
from jarvis_adapters.postgres.unit_of_work import PostgresUnitOfWork
from jarvis_adapters.postgres.words import REPLACE_WORDS, words_of, words_of_writer
from jarvis_adapters.storable import RAW_LIMIT, storable_key, storable_message, storable_text
from jarvis_domain.answering.conversation import take_over
from jarvis_domain.answering.messages import (
    Content,
    InboundMessage,
    Media,
    Outcome,
    Reaction,
    Text,
    known_addresses,
)
from jarvis_domain.errors import Conflict
from jarvis_domain.ports.messaging import (
    DeliveryReported,
    HumanReplied,
    MessageDeleted,
    MessageEdited,
    NotForUs,
)
from jarvis_domain.ports.persistence import Inbox, Repeated, Store, Stored
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.understanding.search import phone_terms
from jarvis_domain.understanding.text import fold_words

_RECEIVE = "select jarvis_receive($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
_REPORT = "select jarvis_report($1, $2, $3)"
_KEEP = "insert into webhook_events (instance, event, why, raw) values ($1, $2, $3, $4)"
_KEEP_EARLY = "select jarvis_keep_early($1, $2, $3, $4)"
_OPEN = sa.or_(messages.c.outcome.is_(None), messages.c.outcome == Outcome.PARKED)
_WRITER = "select jarvis_writer($1, $2, $3)"
_KNOWN_AS = "update contractors set words = words || array_to_tsvector($2::text[]) where id = $1"
# Known by its id, or, while its sender has not noted the id yet, by its text.
_IS_ECHO = """
    select exists (
        select from replies
        where instance = $1 and (whatsapp_id = $2 or (
            whatsapp_id is null and attempts > 0 and btrim(text, E' \\n\\r\\t') = btrim($3, E' \\n\\r\\t')
            and contractor_id = (select contractor_id from contractor_addresses where address = $4)
        ))
    )
"""


class PostgresStore(Store, Inbox):
    """The store of any number of processes on one migrated database.

    `quiet` and `at_most` are the burst's times: an answer is due `quiet` after its last message, `at_most`
    after its first. Leases, waits and due times go by the database's clock, stamps that people read by
    `clock`. A call that finds no database within 2 s raises StoreUnavailable.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        statements: Statements,
        *,
        quiet: timedelta,
        at_most: timedelta,
        clock: Clock,
    ) -> None:
        self._engine = engine
        self._each_alone = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._ask = statements.ask
        self._statements = statements
        self._quiet = quiet
        self._at_most = at_most
        self._clock = clock

    @classmethod
    async def open(cls, dsn: str, *, quiet: timedelta, at_most: timedelta, clock: Clock) -> Self:
        """Connects when first used, so that a process may start before its database."""
        return cls(
            engine_for(dsn, connections=10),
            await Statements.open(dsn),
            quiet=quiet,
            at_most=at_most,
            clock=clock,
        )

    def pools(self) -> dict[str, PoolUse]:
        """The connections of units of work, and those of single statements."""
        return {"transactions": use_of(self._engine), "statements": self._statements.use()}

    async def close(self) -> None:
        await self._engine.dispose()
        await self._statements.close()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[PostgresUnitOfWork]:
        async with self._transaction() as link:
            work = PostgresUnitOfWork(link, self._clock, self._at_most)
            yield work
            await work.write_audit()

    @asynccontextmanager
    async def once(self) -> AsyncIterator[PostgresUnitOfWork]:
        async with self._connected(self._each_alone) as link:
            work = PostgresUnitOfWork(Link(link), self._clock, self._at_most)
            yield work
            await work.write_audit()

    async def receive(self, message: InboundMessage) -> Stored | Repeated:
        message = storable_message(message)
        id_ = uuid7()
        writer = await self._ask(
            _RECEIVE,
            id_,
            uuid7(),
            message.instance,
            message.whatsapp_id,
            [str(address) for address in known_addresses(message)],
            str(message.sender),
            None if message.alias is None else str(message.alias),
            message.name,
            fold_words(message.name),
            msgspec.json.encode(message.content).decode(),
            message.sent_at,
            words_of(message.content),
            words_of_writer(message),
            self._quiet,
            self._at_most,
        )
        return Repeated() if writer is None else Stored(message=id_, contractor=writer)

    async def edit(self, event: MessageEdited) -> bool:
        text = storable_text(event.content.text)
        if await self._edit(event, text):
            return True
        kept = await self._ask(_KEEP_EARLY, *_key(event), text, words_of(Text(text)))
        return False if kept else await self._edit(event, text)

    async def _edit(self, event: MessageEdited, text: str) -> bool:
        async with self._transaction() as link:
            found = await link.run(
                sa.select(messages.c.id, messages.c.content, messages.c.outcome)
                .where(*_named(event), _OPEN)
                .with_for_update()
            )
            content = _edited(msgspec.convert(found[0].content, Content), text) if found else None
            if content is None:
                return False
            await link.run(sa.update(messages).where(messages.c.id == found[0].id).values(content=content))
            await link.run(REPLACE_WORDS, {"message": found[0].id, "words": words_of(content)})
            if found[0].outcome is not None:  # parked: what it asks now is looked up anew
                work = PostgresUnitOfWork(link, self._clock, self._at_most)
                await work.wake(await work.reopen_message(found[0].id))
            return True

    async def delete(self, event: MessageDeleted) -> bool:
        if await self._delete(event):
            return True
        return False if await self._ask(_KEEP_EARLY, *_key(event), None, []) else await self._delete(event)

    async def _delete(self, event: MessageDeleted) -> bool:
        async with self._transaction() as link:
            message = await link.one(sa.select(messages.c.id).where(*_named(event)))
            work = PostgresUnitOfWork(link, self._clock, self._at_most)
            try:
                await work.settle([message], Outcome.IGNORED, reason="deleted by its writer")
            except Conflict:
                return False
            await work.write_audit()
            return True

    async def report(self, event: DeliveryReported) -> bool:
        key = (storable_key(event.instance), storable_key(event.whatsapp_id))
        return bool(await self._ask(_REPORT, *key, event.delivery))

    async def human_replied(self, event: HumanReplied, *, until: datetime) -> bool:
        key = (storable_key(event.instance), storable_key(event.whatsapp_id))
        if await self._ask(_IS_ECHO, *key, storable_text(event.text), str(event.to)):
            return False
        contractor = await self._ask(_WRITER, [str(event.to)], "", uuid7())
        await self._ask(_KNOWN_AS, contractor, sorted(phone_terms(str(event.to))))
        async with self.begin() as work:
            conversation = await work.conversation(contractor)
            await work.save_conversation(contractor, take_over(conversation, until))
        return True

    async def keep(self, event: NotForUs, raw: bytes) -> None:
        facts = (storable_key(event.instance), storable_text(event.event), storable_text(event.why))
        await self._ask(_KEEP, *facts, raw[:RAW_LIMIT])

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[Link]:
        async with self._connected(self._engine) as connection:
            yield Link(connection)
            with translated():
                await connection.commit()

    @asynccontextmanager
    async def _connected(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        async with AsyncExitStack() as stack:
            with translated():
                connection = await stack.enter_async_context(engine.connect())
            yield connection


def _key(event: MessageEdited | MessageDeleted) -> tuple[str, str]:
    return storable_key(event.instance), storable_key(event.whatsapp_id)


def _named(event: MessageEdited | MessageDeleted) -> tuple[sa.ColumnElement[bool], ...]:
    instance, whatsapp_id = _key(event)
    return messages.c.instance == instance, messages.c.whatsapp_id == whatsapp_id


def _edited(content: Content, text: str) -> Content | None:
    """With this text; None for a reaction, which has none."""
    match content:
        case Text():
            return Text(text)
        case Media(kind, _):
            return Media(kind, text)
        case Reaction():
            return None
