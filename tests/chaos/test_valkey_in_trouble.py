"""Valkey killed, started again and emptied: it may cost speed, never a message."""

import asyncio

import httpx
import pytest

from chaos.test_kill_9 import UNLUCKY, drained
from support.processes import eventually
from support.traffic import CLEAN, Traffic, answered
from support.valkey import valkey


@pytest.fixture
def cached(house):
    with valkey() as server:
        house.settings["JARVIS_REDIS_URL"] = f"unix://{server.socket}"
        house.simulators()
        house.web_process()
        house.worker_process(*UNLUCKY, "worker", "--instant")
        yield house, server


def cache_state(house):
    parts = httpx.get(f"{house.web}/health/ready").json()["parts"]
    return next(part["state"] for part in parts if part["name"] == "cache")


@pytest.mark.timeout(200)
def test_without_valkey_every_message_is_answered_and_the_health_page_says_so(cached, observed):
    house, server = cached
    traffic = Traffic(contractors=10, each=1)
    asyncio.run(traffic.post(house.web))
    server.kill()
    statuses = asyncio.run(traffic.post(house.web, traffic.more(1)))
    eventually(lambda: answered(traffic, house.sent()), "answered without a cache")
    while_away = cache_state(house)
    server.start()
    statuses += asyncio.run(traffic.post(house.web, traffic.more(1)))

    assert drained(house, traffic) == CLEAN
    assert statuses == {200: 60}
    assert (while_away, cache_state(house)) == ("degraded", "ok")
    observed(
        "A8",
        "kill -9 of Valkey in the middle of traffic, started again later",
        "Webhooks stored and answered; health says `degraded`, then `ok`",
        f"{traffic.wanted} messages, 60 webhooks with status 200: lost 0, doubled 0",
    )


@pytest.mark.timeout(200)
def test_a_cache_emptied_in_the_middle_costs_look_ups_and_nothing_else(cached, observed):
    house, server = cached
    traffic = Traffic(contractors=10, each=1)

    async def empty():
        async with server.client() as client:
            await client.flushall()

    for _ in range(3):
        asyncio.run(traffic.post(house.web, traffic.more(1)))
        asyncio.run(empty())
    asyncio.run(traffic.post(house.web))

    assert drained(house, traffic) == CLEAN
    observed(
        "B22",
        "FLUSHALL three times in the middle of traffic",
        "Slower, still right: every question answered once",
        f"{traffic.wanted} messages: lost 0, doubled 0",
    )
