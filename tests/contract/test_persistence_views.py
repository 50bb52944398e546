"""What the store can be asked about the whole: the backlog, and who writes from an address."""

import pytest

from jarvis_domain.answering.messages import Outcome
from jarvis_domain.understanding.phones import Lid, PhoneNumber
from support.persistence_stores import InMemory, OnPostgres
from support.persistence_values import inbound


@pytest.fixture(params=["memory", "postgres"])
def hands(request):
    on_postgres = request.param == "postgres"
    made = OnPostgres(request.getfixturevalue("database")) if on_postgres else InMemory()
    yield made
    made.close()


def test_the_backlog_counts_what_is_unsettled_since_its_oldest(hands):
    async def story():
        async with hands.store.begin() as work:
            empty = await work.backlog()
        first = await hands.store.receive(inbound("A1"))
        await hands.store.receive(inbound("A2"))
        async with hands.store.begin() as work:
            both = await work.backlog()
            await work.settle([first.message], Outcome.IGNORED)
            left = await work.backlog()

        assert (empty.waiting, empty.oldest) == (0, None)
        assert (both.waiting, left.waiting) == (2, 1)
        assert both.oldest <= left.oldest

    hands.run(story())


def test_a_contractor_is_found_by_each_address_and_nobody_by_an_unknown_one(hands):
    async def story():
        phone, lid = PhoneNumber("+212600111222"), Lid("190120240360480@lid")
        stored = await hands.store.receive(inbound(known_by=(lid, phone)))
        async with hands.store.begin() as work:
            found = [await work.contractor_at(address) for address in (phone, lid)]
            nobody = await work.contractor_at(PhoneNumber("+212600999888"))

        assert found == [stored.contractor] * 2
        assert nobody is None

    hands.run(story())
