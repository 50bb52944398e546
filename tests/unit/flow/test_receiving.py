"""What the gateway reports about a conversation is announced to whoever looks at it."""

import asyncio

import pytest

from jarvis_domain.answering.messages import Delivery
from jarvis_domain.ports.messaging import DeliveryReported, HumanReplied
from jarvis_domain.ports.runtime import Event
from support.house import KARIM, House, contract

END = Event(kind="end", id="")


def delivered(house):
    sent = house.messaging.sent[0].whatsapp_id
    return DeliveryReported(instance="jarvis", whatsapp_id=sent, delivery=Delivery.DELIVERED)


def written_by_hand(house):
    at = house.clock.now()
    return HumanReplied(instance="jarvis", whatsapp_id="3EB0BB", to=KARIM, text="Je regarde.", sent_at=at)


@pytest.mark.parametrize("report", [delivered, written_by_hand])
def test_a_report_is_announced(report):
    async def story():
        house = House(contract())
        await house.answers("fin wsel F1234567D ?")
        event = report(house)
        async with house.events.subscribe() as events:
            await house.receive(event, b"{}")
            assert await anext(events) == Event(kind="reply", id=event.whatsapp_id)

    asyncio.run(story())


def test_a_repeated_receipt_is_not_announced_again():
    async def story():
        house = House(contract())
        await house.answers("fin wsel F1234567D ?")
        await house.receive(delivered(house), b"{}")
        async with house.events.subscribe() as events:
            await house.receive(delivered(house), b"{}")
            await house.events.publish(END)
            assert await anext(events) == END

    asyncio.run(story())
