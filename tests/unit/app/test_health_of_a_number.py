"""A number that is connected and hears nothing is not well, and says what to do."""

import asyncio
from datetime import timedelta

import pytest

from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.memory.messaging import MemoryMessaging
from jarvis_adapters.memory.store import MemoryStore
from jarvis_app.health import Looks
from jarvis_app.settings import Secret, Settings
from jarvis_domain.answering.messages import InboundMessage, Text
from jarvis_domain.ports.health import PartState
from jarvis_domain.ports.messaging import Connection
from jarvis_domain.understanding.phones import PhoneNumber

SETTINGS = Settings(evolution_url="http://evolution:8080", evolution_api_key=Secret("key"), silent_hours=2)


async def look_after(hours, *, connection=Connection.OPEN):
    clock, messaging = ManualClock(), MemoryMessaging()
    store = MemoryStore(clock, quiet=timedelta(), at_most=timedelta())
    messaging.connections["jarvis"] = connection
    message = InboundMessage(
        instance="jarvis",
        whatsapp_id="m1",
        sender=PhoneNumber("+212600111222"),
        content=Text("salam"),
        sent_at=clock.now(),
    )
    await store.receive(message)
    clock.advance(hours * 3600)
    looks = Looks(SETTINGS, store, messaging, None, None, None, clock)
    return await looks._whatsapp("jarvis")()


@pytest.mark.parametrize(("hours", "state"), [(1, PartState.OK), (3, PartState.DEGRADED), (10, PartState.OK)])
def test_silence_in_working_time_degrades_a_connected_number(hours, state):
    assert asyncio.run(look_after(hours)).state is state


def test_a_number_that_is_not_connected_says_so_instead():
    part = asyncio.run(look_after(3, connection=Connection.CLOSED))
    assert (part.state, "not connected" in part.says) == (PartState.DEGRADED, True)
