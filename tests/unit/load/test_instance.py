"""An instance that cannot be loaded is told before anything is sent, with the mend."""

import asyncio

import httpx
import pytest
from litestar import Litestar, get

from jarvis_adapters.simulators.evolution.routes import DEMO_KEY
from jarvis_app.load.run import must_be_there
from jarvis_app.load.town import Instance
from jarvis_app.load.world import World, WorldMissing
from jarvis_app.settings import Settings
from jarvis_app.simulated import simulators_application


@get("/health/live")
async def live() -> dict[str, str]:
    return {"status": "alive"}


async def look(application, *, subscribe=False):
    url = "http://here.test"
    transport = httpx.ASGITransport(app=application)
    async with httpx.AsyncClient(transport=transport, base_url=url) as http:
        if subscribe:
            wanted = {"url": url, "enabled": True, "events": ["MESSAGES_UPSERT"]}
            at = "/evolution/webhook/set/jarvis"
            await http.post(at, json={"webhook": wanted}, headers={"apikey": DEMO_KEY})
        instance = Instance(simulators=url, web=url, metrics={})
        await must_be_there(http, World(http, url), instance)


@pytest.fixture
def world():
    application = simulators_application(Settings())
    application.register(live)
    return application


def test_an_instance_that_is_subscribed_is_fit_to_be_loaded(world):
    assert asyncio.run(look(world, subscribe=True)) is None


def test_an_instance_that_is_not_subscribed_is_told_what_to_set(world):
    with pytest.raises(WorldMissing, match="JARVIS_EVOLUTION_WEBHOOK_SECRET"):
        asyncio.run(look(world))


def test_a_world_that_is_no_simulator_is_told_how_to_start_one():
    with pytest.raises(WorldMissing, match="jarvis simulators --port"):
        asyncio.run(look(Litestar([live])))


def test_an_address_without_jarvis_is_told_how_to_name_another():
    with pytest.raises(WorldMissing, match="--web URL"):
        asyncio.run(look(Litestar([])))
