"""`python -m support.flawed FLAW web|worker …` is JARVIS with one safeguard taken out: tests must notice."""

import argparse
from itertools import count

import httpx
import msgspec
from dishka import Provider, Scope, provide

from jarvis_adapters.evolution.client import EvolutionGateway
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_app.logs import configure_logs
from jarvis_app.processes import bind, database, run_in_loop, serve
from jarvis_app.settings import Settings, load_settings
from jarvis_domain.ports.messaging import Absent, Messaging
from jarvis_domain.ports.persistence import Inbox
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


FLAWS = {"no_dedupe": NoDedupe, "no_look_up": NoLookUp}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("flaw", choices=FLAWS)
    parser.add_argument("command", choices=["web", "worker"])
    parser.add_argument("--port", type=int)
    call = parser.parse_args()
    settings = load_settings()
    configure_logs(settings)
    listening = bind("127.0.0.1", call.port) if call.command == "web" else None
    with database(settings) as dsn:
        instead = [FLAWS[call.flaw]()]
        run_in_loop(
            serve(settings, dsn, listening=listening, worker=call.command == "worker", instead=instead)
        )


if __name__ == "__main__":
    main()
