"""What the gateway reports about a conversation is announced to whoever looks at it, once."""

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
def test_a_report_is_announced_once_however_often_it_comes(report):
    async def story():
        house = House(contract())
        await house.answers("fin wsel F1234567D ?")
        event = report(house)
        async with house.events.subscribe() as events:
            await house.receive(event, b"{}")
            await house.receive(event, b"{}")
            await house.events.publish(END)
            heard = [await anext(events)]
            while heard[-1] != END:
                heard.append(await anext(events))
        assert heard == [Event(kind="reply", id=event.whatsapp_id), END]

    asyncio.run(story())
