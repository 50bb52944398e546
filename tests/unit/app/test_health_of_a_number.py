"""A number that is connected and hears nothing is not well, and says what to do."""

import asyncio
from datetime import timedelta

import pytest

from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.memory.messaging import MemoryMessaging
from jarvis_adapters.memory.store import MemoryStore
from jarvis_app.health import Looks
from jarvis_app.settings import Secret, Settings
from jarvis_domain.answering.messages import Delivery, InboundMessage, Text
from jarvis_domain.ports.health import PartState
from jarvis_domain.ports.messaging import Connection, DeliveryReported
from jarvis_domain.understanding.phones import PhoneNumber
from support.persistence_values import due_reply

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


async def sent(replies, *, confirmed, minutes):
    """How the receipts look so long after so many replies left, the first of them confirmed."""
    clock = ManualClock()
    store = MemoryStore(clock, quiet=timedelta(), at_most=timedelta())
    message = InboundMessage(
        instance="one",
        whatsapp_id="m1",
        sender=PhoneNumber("+212600111222"),
        content=Text("salam"),
        sent_at=clock.now(),
    )
    contractor = (await store.receive(message)).contractor
    for number in range(replies):
        due = due_reply(contractor, f"reply {number}")
        async with store.begin() as work:
            await work.queue_reply(due)
            await work.accept_reply(due.id, f"w{number}")
    for number in range(confirmed):
        await store.report(
            DeliveryReported(instance="one", whatsapp_id=f"w{number}", delivery=Delivery.DELIVERED)
        )
    clock.advance(minutes * 60)
    return await Looks(SETTINGS, store, MemoryMessaging(), None, None, None, clock).receipts()


@pytest.mark.parametrize(
    ("replies", "confirmed", "minutes", "state"),
    [
        (6, 0, 14, PartState.OK),
        (6, 0, 16, PartState.DEGRADED),
        (6, 2, 16, PartState.OK),  # four phones may be off
        (110, 105, 16, PartState.OK),
        (100, 95, 16, PartState.DEGRADED),
        (6, 0, 25 * 60, PartState.OK),  # of the day before
    ],
)
def test_replies_without_a_receipt_after_a_quarter_of_an_hour_degrade_health(
    replies, confirmed, minutes, state
):
    part = asyncio.run(sent(replies, confirmed=confirmed, minutes=minutes))
    assert part.state is state
    assert ("runbook" in part.mend) == (state is PartState.DEGRADED)
