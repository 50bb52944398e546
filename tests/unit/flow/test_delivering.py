"""A sender that sleeps while its lease runs: what it holds may be another's when it wakes up."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from support.house import KARIM, House, contract


class Sleepy:
    """After each commit, and before anybody hears of it, so much time passes."""

    def __init__(self, store, clock, asleep):
        self._store, self._clock, self._asleep = store, clock, asleep

    @asynccontextmanager
    async def once(self):
        async with self._store.once() as work:
            yield work
        self._clock.advance(self._asleep)


@pytest.mark.parametrize(("asleep", "sent"), [(14, 1), (16, 0), (60, 0)])
def test_time_slept_between_the_claim_and_its_answer_counts_against_the_lease(asleep, sent):
    async def story():
        house = House(contract("F1234567D"), burst=0)
        await house.hears("F1234567D")
        async with house.store.begin() as work:
            contractor = await work.contractor_at(KARIM)
        await house.tasks.answer(contractor)
        deliver = replace(house.tasks.deliver, store=Sleepy(house.store, house.clock, asleep))
        assert deliver.pace.lease == timedelta(seconds=30)
        await deliver(contractor)

        assert len(house.messaging.sent) == sent

    asyncio.run(story())
