"""Safeguards of JARVIS, each taken out by a provider of its own: tests must notice."""

from datetime import timedelta
from itertools import count

import httpx
import msgspec
from dishka import Provider, Scope, decorate, provide

from jarvis_adapters.evolution.client import EvolutionGateway
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_app.settings import Settings
from jarvis_domain.flow.deliver import Deliver
from jarvis_domain.ports.messaging import Absent, Messaging
from jarvis_domain.ports.persistence import Inbox, Store
from jarvis_domain.ports.runtime import Clock


class Forgetful(EvolutionGateway):
    """Never finds what it sent."""

    async def find_sent(self, due):  # noqa: ARG002 it does not even look
        return Absent()


class Everything:
    """An inbox that takes each copy of a webhook for a new message."""

    def __init__(self, store):
        self._store = store
        self._copies = count(1)

    def __getattr__(self, name):
        return getattr(self._store, name)

    async def receive(self, message):
        copy = msgspec.structs.replace(message, whatsapp_id=f"{message.whatsapp_id}-{next(self._copies)}")
        return await self._store.receive(copy)


class Hasty:
    """Notes a reply as sent before it sends it."""

    def __init__(self, messaging, store):
        self._messaging, self._store = messaging, store

    def __getattr__(self, name):
        return getattr(self._messaging, name)

    async def send(self, due):
        async with self._store.begin() as work:
            await work.accept_reply(due.id, f"hasty-{due.id}")
        return await self._messaging.send(due)


class Standing:
    """A clock by which no lease is ever used up."""

    def __init__(self, clock):
        self._clock = clock

    def __getattr__(self, name):
        return getattr(self._clock, name)

    def monotonic(self):
        return 0.0


class NoDedupe(Provider):
    scope = Scope.APP

    @provide(override=True)
    def inbox(self, postgres: PostgresStore) -> Inbox:
        return Everything(postgres)


class NoLookUp(Provider):
    scope = Scope.APP

    @provide(override=True)
    def messaging(self, settings: Settings, http: httpx.AsyncClient, clock: Clock) -> Messaging:
        return Forgetful(http, settings.evolution_url, settings.evolution_api_key.value, clock)


class MarkFirst(Provider):
    scope = Scope.APP

    @decorate
    def messaging(self, messaging: Messaging, store: Store) -> Messaging:
        return Hasty(messaging, store)


class NoGuard(Provider):
    scope = Scope.APP

    @decorate
    def deliver(self, deliver: Deliver) -> Deliver:
        return Deliver(
            deliver.store,
            deliver.messaging,
            deliver.limiter,
            deliver.events,
            Standing(deliver.clock),
            deliver.journal,
            deliver.pace,
        )


FLAWS = {"no_dedupe": NoDedupe, "no_look_up": NoLookUp, "mark_first": MarkFirst, "no_guard": NoGuard}


class Lease(Provider):
    """Replies are claimed for another time than JARVIS's own."""

    scope = Scope.APP

    def __init__(self, seconds):
        super().__init__()
        self._lease = timedelta(seconds=seconds)

    @decorate
    def deliver(self, deliver: Deliver) -> Deliver:
        return Deliver(
            deliver.store,
            deliver.messaging,
            deliver.limiter,
            deliver.events,
            deliver.clock,
            deliver.journal,
            type(deliver.pace)(every=deliver.pace.every, lease=self._lease),
        )
