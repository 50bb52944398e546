"""The contract of Contractors, on every store."""

import asyncio
from uuid import uuid4

import pytest

from jarvis_domain.answering.messages import Text
from jarvis_domain.ports.contractors import Registration
from support.cases import wrote
from support.persistence_stores import InMemory, OnPostgres
from support.persistence_values import LIDS, PHONES

ADDED, CHANGED, UNCHANGED = Registration


@pytest.fixture(params=["memory", "postgres"])
def hands(request):
    memory = request.param == "memory"
    made = InMemory() if memory else OnPostgres(request.getfixturevalue("database"))
    yield made
    made.close()


async def contractor_in(hands, id_):
    async with hands.store.begin() as work:
        return await work.contractors.contractor(id_)


async def register(hands, phone=PHONES[0], name="Karim Alami", **more):
    async with hands.store.begin() as work:
        return await work.contractors.register(phone, name=name, **more)


async def listed(hands, phone=PHONES[0]):
    async with hands.store.begin() as work:
        return await work.contractors.contractor(await work.contractor_at(phone))


def facts(contractor):
    return (contractor.phone, contractor.name, contractor.registered, contractor.region)


def test_who_wrote_is_known_by_phone_and_the_name_whatsapp_gave(hands):
    async def story():
        stored = await wrote(hands)
        known = await contractor_in(hands, stored.contractor)
        assert facts(known) == (PHONES[0], "Saïd", False, "")
        assert known.id == stored.contractor
        assert known.created_at.tzinfo is not None
        assert await contractor_in(hands, uuid4()) is None

    hands.run(story())


def test_who_is_known_only_by_lid_has_no_phone(hands):
    async def story():
        stored = await wrote(hands, known_by=(LIDS[0], None))
        assert (await contractor_in(hands, stored.contractor)).phone is None

    hands.run(story())


def test_a_phone_is_put_on_the_list_before_and_after_it_writes(hands):
    async def story():
        assert await register(hands, region="Fès") is ADDED
        stored = await wrote(hands)
        assert await listed(hands) == await contractor_in(hands, stored.contractor)
        assert facts(await listed(hands)) == (PHONES[0], "Karim Alami", True, "Fès")
        await wrote(hands, id_="m2", known_by=(PHONES[1], None))
        assert await register(hands, PHONES[1], "Salma") is ADDED
        assert facts(await listed(hands, PHONES[1])) == (PHONES[1], "Salma", True, "")

    hands.run(story())


def test_registering_tells_what_it_changed_and_keeps_what_it_is_not_told(hands):
    async def story():
        await register(hands, region="Fès")
        assert await register(hands, region="Fès") is UNCHANGED
        assert await register(hands, name="", region="") is UNCHANGED
        assert await register(hands, name="Karim El Alami") is CHANGED
        assert await register(hands, name="", region="Meknès\x00") is CHANGED
        assert facts(await listed(hands)) == (PHONES[0], "Karim El Alami", True, "Meknès")

    hands.run(story())


def test_a_phone_is_taken_off_the_list_and_put_back(hands):
    async def story():
        await register(hands)
        assert await register(hands, name="", registered=False) is CHANGED
        assert not (await listed(hands)).registered
        assert await register(hands, name="") is ADDED
        assert await register(hands, PHONES[1], registered=False) is UNCHANGED
        async with hands.store.begin() as work:
            assert await work.contractor_at(PHONES[1]) is None

    hands.run(story())


def test_one_phone_registered_by_many_at_once_is_one_contractor(hands):
    async def story():
        told = await asyncio.gather(*(register(hands) for _ in range(5)))
        assert sorted(told) == [ADDED] + [UNCHANGED] * 4

    hands.run(story())


def test_a_listed_name_stays_whatever_whatsapp_says(hands):
    async def story():
        await register(hands)
        await wrote(hands)
        assert (await listed(hands)).name == "Karim Alami"
        await register(hands, PHONES[1], name="")
        await wrote(hands, id_="m2", known_by=(PHONES[1], None))
        assert (await listed(hands, PHONES[1])).name == "Saïd"

    hands.run(story())


def test_a_registration_that_is_rolled_back_never_was(hands):
    async def fail():
        async with hands.store.begin() as work:
            await work.contractors.register(PHONES[0], name="Karim")
            raise ZeroDivisionError

    async def story():
        with pytest.raises(ZeroDivisionError):
            await fail()
        async with hands.store.begin() as work:
            assert await work.contractor_at(PHONES[0]) is None

    hands.run(story())


def test_whoever_turns_out_to_be_listed_is_listed_under_both_addresses(hands):
    async def story():
        by_lid = (await wrote(hands, known_by=(LIDS[0], None))).contractor
        await register(hands, region="Fès")
        await wrote(hands, id_="m2", known_by=(PHONES[0], LIDS[0]))
        assert await contractor_in(hands, by_lid) == await listed(hands)
        assert facts(await listed(hands)) == (PHONES[0], "Karim Alami", True, "Fès")

    hands.run(story())


def test_what_the_list_says_of_one_of_two_holds_for_the_one_they_are(hands):
    async def story():
        stays = (await wrote(hands, known_by=(PHONES[0], LIDS[0]))).contractor
        await register(hands, PHONES[1], name="Salma", region="Oujda")
        await wrote(hands, id_="m2", known_by=(PHONES[1], LIDS[0]))
        assert facts(await contractor_in(hands, stays)) == (PHONES[0], "Salma", True, "Oujda")

    hands.run(story())


def test_the_last_message_is_the_one_written_last(hands):
    async def story():
        stored = await wrote(hands, id_="m1", sent=5)
        await wrote(hands, id_="m2", sent=9, content=Text("F1234560D"))
        await wrote(hands, id_="m3", sent=7)
        await wrote(hands, id_="m4", sent=9, known_by=(PHONES[1], None))
        async with hands.store.begin() as work:
            last = await work.contractors.last_message(stored.contractor)
            assert (last.inbound.whatsapp_id, last.text) == ("m2", "F1234560D")
            assert await work.contractors.last_message(uuid4()) is None

    hands.run(story())
