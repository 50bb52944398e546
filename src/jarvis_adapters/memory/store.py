"""The record in memory, with real rollback: for notebooks, unit tests and one process without a database."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from uuid_utils.compat import uuid7

from jarvis_adapters.memory.store_contractors import enrol, merge
from jarvis_adapters.memory.store_jobs import JobList
from jarvis_adapters.memory.store_state import (
    RISING,
    Contractor,
    EarlyRow,
    KeptRow,
    MessageRow,
    ReceiptRow,
    State,
)
from jarvis_adapters.memory.store_work import MemoryUnitOfWork, settled_entry
from jarvis_adapters.storable import RAW_LIMIT, storable_key, storable_message, storable_text
from jarvis_domain.answering.conversation import Conversation, take_over
from jarvis_domain.answering.messages import (
    Content,
    InboundMessage,
    Media,
    Outcome,
    Reaction,
    StoredMessage,
    Text,
    known_addresses,
)
from jarvis_domain.ports.messaging import (
    DeliveryReported,
    HumanReplied,
    MessageDeleted,
    MessageEdited,
    NotForUs,
)
from jarvis_domain.ports.persistence import Inbox, Repeated, Store, Stored
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.understanding.phones import Address, PhoneNumber


class MemoryStore(Store, Inbox):
    """Units of work run one after the other; one that fails leaves nothing behind, jobs included.

    `quiet` and `at_most` are the burst's times: an answer is due `quiet` after its last message, `at_most`
    after its first. A unit of work must not be begun inside another one of the same task.
    """

    def __init__(self, clock: Clock, *, quiet: timedelta, at_most: timedelta) -> None:
        self._clock = clock
        self._quiet = quiet
        self._at_most = at_most
        self._state = State()
        self._lock = asyncio.Lock()
        self.changed = asyncio.Event()
        """Set whenever something was committed; for whoever waits for jobs."""

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[MemoryUnitOfWork]:
        async with self._transaction() as state:
            yield MemoryUnitOfWork(state, self._clock, self._at_most)

    def once(self) -> AbstractAsyncContextManager[MemoryUnitOfWork]:
        return self.begin()

    @asynccontextmanager
    async def jobs(self) -> AsyncIterator[JobList]:
        """The waiting jobs, for a worker, in a transaction of their own; `changed` is left to the worker."""
        async with self._alone() as state:
            yield JobList(state, self._clock)

    @asynccontextmanager
    async def look(self) -> AsyncIterator[State]:
        """What is committed, for views, which change nothing."""
        async with self._lock:
            yield self._state

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[State]:
        async with self._alone() as state:
            yield state
        self.changed.set()

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[State]:
        async with self._lock:
            before = self._state.copy()
            try:
                yield self._state
            except BaseException:
                self._state = before
                raise

    async def receive(self, message: InboundMessage) -> Stored | Repeated:
        message = storable_message(message)
        key = (message.instance, message.whatsapp_id)
        async with self._transaction() as state:
            if key in state.message_ids:
                return Repeated()
            now = self._clock.now()
            writer = _writer(state, known_addresses(message), message.name, now)
            stored = StoredMessage(id=uuid7(), contractor=writer, inbound=message, received_at=now)
            state.messages[stored.id] = MessageRow(stored=stored, order=state.next())
            state.message_ids[key] = stored.id
            state.wake_answer(writer, now, self._quiet, self._at_most)
            await self._apply_early(state, key)
            return Stored(message=stored.id, contractor=writer)

    async def _apply_early(self, state: State, key: tuple[str, str]) -> None:
        for number, row in list(state.early.items()):
            event = row.event
            if (storable_key(event.instance), storable_key(event.whatsapp_id)) == key:
                del state.early[number]
                await self._changed(state, event)

    async def edit(self, event: MessageEdited) -> bool:
        async with self._transaction() as state:
            return await self._changed(state, event)

    async def delete(self, event: MessageDeleted) -> bool:
        async with self._transaction() as state:
            return await self._changed(state, event)

    async def _changed(self, state: State, event: MessageEdited | MessageDeleted) -> bool:
        row = _message(state, event.instance, event.whatsapp_id)
        if row is None:
            state.early[state.next()] = EarlyRow(event, self._clock.now())
        if row is None or not row.open:
            return False
        if isinstance(event, MessageDeleted):
            return self._delete(state, row)
        return await self._edit(state, row, event)

    async def _edit(self, state: State, row: MessageRow, event: MessageEdited) -> bool:
        content = _edited(row.stored.inbound.content, storable_text(event.content.text))
        if content is None:
            return False
        inbound = msgspec.structs.replace(row.stored.inbound, content=content)
        state.change_message(row.stored.id, stored=msgspec.structs.replace(row.stored, inbound=inbound))
        if row.outcome is not None:  # parked: what it asks now is looked up anew
            work = MemoryUnitOfWork(state, self._clock, self._at_most)
            await work.wake(await work.reopen_message(row.stored.id))
        return True

    def _delete(self, state: State, row: MessageRow) -> bool:
        settled: dict[str, object] = {"outcome": Outcome.IGNORED, "settled_at": self._clock.now()}
        state.change_message(row.stored.id, reason="deleted by its writer", **settled)
        state.note(settled_entry(state.messages[row.stored.id], self._clock))
        return True

    async def report(self, event: DeliveryReported) -> bool:
        key = (storable_key(event.instance), storable_key(event.whatsapp_id))
        async with self._transaction() as state:
            now = self._clock.now()
            reported = ReceiptRow(event.delivery, now)
            known = state.receipts.get(key, reported)
            state.receipts[key] = max(known, reported, key=lambda row: RISING.index(row.delivery))
            return state.raise_delivery(*key, event.delivery, now)

    async def human_replied(self, event: HumanReplied, *, until: datetime) -> bool:
        async with self._transaction() as state:
            if _is_echo(state, event):
                return False
            contractor = _writer(state, (event.to,), "", self._clock.now())
            _, conversation = state.conversations.get(contractor, (0, Conversation()))
            state.conversations[contractor] = (state.next(), take_over(conversation, until))
            return True

    async def keep(self, event: NotForUs, raw: bytes) -> None:
        async with self._transaction() as state:
            state.kept[state.next()] = KeptRow(event, raw[:RAW_LIMIT], self._clock.now())


def _message(state: State, instance: str, whatsapp_id: str) -> MessageRow | None:
    message = state.message_ids.get((storable_key(instance), storable_key(whatsapp_id)))
    return None if message is None else state.messages[message]


def _edited(content: Content, text: str) -> Content | None:
    match content:
        case Text():
            return Text(text)
        case Media(kind, _):
            return Media(kind, text)
        case Reaction():
            return None


def _is_echo(state: State, event: HumanReplied) -> bool:
    """Our own reply, known by its id, or, while its sender has not noted the id yet, by its text."""
    contractor, id_ = state.addresses.get(event.to), storable_key(event.whatsapp_id)
    text = storable_text(event.text).strip()
    for row in state.replies.values():
        if row.due.instance == storable_key(event.instance) and row.whatsapp_id == id_:
            return True
        under_way = row.whatsapp_id is None and row.attempts > 0 and row.due.contractor == contractor
        if under_way and row.due.reply.text.strip() == text:
            return True
    return False


def _writer(state: State, addresses: Sequence[Address], name: str, now: datetime) -> UUID:
    """The one contractor of these addresses: created, completed or merged if need be."""
    owners = dict.fromkeys(state.addresses[address] for address in addresses if address in state.addresses)
    first, *others = owners or (enrol(state, now),)
    for other in others:
        first = merge(state, first, other, now)
    state.addresses |= dict.fromkeys(addresses, first)
    row = state.contractors[first]
    phone = next((address for address in addresses if isinstance(address, PhoneNumber)), None)
    state.contractors[first] = msgspec.structs.replace(row, phone=row.phone or phone, name=_name(row, name))
    if state.undone(first) and others:
        state.wake_delivery(first, now)
    return first


def _name(row: Contractor, name: str) -> str:
    """The list knows better than WhatsApp what somebody is called."""
    return row.name if not name or (row.registered and row.name) else name
