"""Outages of a number as the simulated gateway makes them, through the real clients and the real database."""

import asyncio
from datetime import timedelta

import httpx
from litestar import Litestar

from jarvis_adapters.evolution.client import EvolutionGateway
from jarvis_adapters.memory.clock import ManualClock, SystemClock
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_adapters.resend.client import ResendMailer
from jarvis_adapters.simulators.evolution import evolution_router
from jarvis_adapters.simulators.resend import DEMO_RESEND_KEY, resend_router
from jarvis_domain.flow.outage import TellOfOutages
from support.back_office import TEAM, BackOffice
from support.serving import serve


async def looks(numbers, clock, times):
    for _ in range(times):
        await numbers()
        clock.advance(30)


def test_forty_five_reconnections_are_no_mail_and_a_logout_is_one(database):
    async def story(url, http):
        clock = ManualClock()
        store = await PostgresStore.open(database, quiet=timedelta(), at_most=timedelta(), clock=clock)
        office = BackOffice(store, clock)
        await office.prefer(back_office_addresses=TEAM)
        gateway = EvolutionGateway(http, f"{url}/evolution", "jarvis-demo", SystemClock())
        mailer = ResendMailer(http, f"{url}/resend", DEMO_RESEND_KEY, "JARVIS <no-reply@tktm.example>", clock)
        numbers = TellOfOutages(store, gateway, mailer, office.heard, clock, ("jarvis",))

        async def turned(**to):
            (await http.put(f"{url}/evolution/_connection/jarvis", json=to)).raise_for_status()

        async def mails():
            return (await http.get(f"{url}/resend/_ledger")).json()["mails"]

        await turned(state="connecting", times=45)
        await looks(numbers, clock, 3)
        await turned(state="open")
        await looks(numbers, clock, 3)
        assert await mails() == []

        await turned(state="close")
        await looks(numbers, clock, 20)
        (mail,) = await mails()
        assert mail["to"] == ["bo@tktm.example"]
        await store.close()

    async def run(url):
        async with httpx.AsyncClient() as http:
            await story(url, http)

    with serve(Litestar([evolution_router(), resend_router()], openapi_config=None)) as url:
        asyncio.run(run(url))
