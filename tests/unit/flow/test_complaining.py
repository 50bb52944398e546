"""Complaints on WhatsApp, on the memory parts: filed once, told, asked after, and who may ask at all."""

import asyncio
from datetime import timedelta

import msgspec
import pytest

from jarvis_domain.answering.conversation import Flag
from jarvis_domain.answering.messages import Reaction
from jarvis_domain.casework.complaints import ComplaintStatus, Filing
from jarvis_domain.casework.satisfaction import SatisfactionAsked
from jarvis_domain.desk.actors import JARVIS
from jarvis_domain.desk.preferences import Admission
from jarvis_domain.ports.crm import CrmUnavailable
from jarvis_domain.ports.messaging import HumanReplied
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.reading import ComplaintType
from support.house import KARIM, SALMA, House, contract

LATE = "l client F1234567D baqi kaytsna l installation 20 youm"
MILD = "le client F1234567D a changé d'adresse, il habite rue 21"


async def complaints(house, phone=KARIM):
    async with house.store.begin() as work:
        contractor = await work.contractor_at(phone)
        return list(await work.cases.complaints_of(contractor)) if contractor else []


async def flags_shown(house):
    """The flags in the audit, message by message."""
    async with house.store.begin() as work:
        entries = [sealed.entry for sealed in await work.desk.audit_after(0, limit=1000)]
    return [entry.changes["flags"] for entry in entries if entry.action == "message_flagged"]


def test_a_complaint_in_darija_is_confirmed_filed_once_and_said_so():
    async def story():
        house = House(contract("F1234567D"))
        (asked,) = await house.answers(LATE)
        before = await complaints(house)
        (told,) = await house.answers("iyeh")
        (filed,) = await complaints(house)

        assert "activation" in asked.lower()
        assert "1 = oui" in asked
        assert before == []
        assert (filed.kind, filed.details) == (ComplaintType.RETARD_INSTALLATION, LATE)
        assert filed.status is ComplaintStatus.ESCALATED
        assert "Réclamation notée : retard d'installation (F1234567D)" in told
        assert f"ticket {filed.state.ticket}" in told
        assert await house.counts() == {"answered": 2, "reply:accepted": 2}

    asyncio.run(story())


def test_a_second_yes_files_nothing_more():
    async def story():
        house = House(contract("F1234567D"))
        for text in (MILD, "1", "1"):
            await house.answers(text)
        (filed,) = await complaints(house)

        assert filed.version == 1

    asyncio.run(story())


def test_the_same_complaint_again_adds_to_the_one_there_is():
    async def story():
        house = House(contract("F1234567D"))
        for text in (MILD, "1", MILD, "oui"):
            await house.answers(text)
        (filed,) = await complaints(house)

        assert filed.version == 2

    asyncio.run(story())


def test_several_contracts_are_a_complaint_each_noted_in_one_piece():
    async def story():
        house = House(contract("F1000001D"), contract("F1000002D"))
        await house.answers("F1000001D et F1000002D: adresse erronée, les clients habitent rue 21")
        (told,) = await house.answers("1")

        assert {str(c.contract) for c in await complaints(house)} == {"F1000001D", "F1000002D"}
        assert "(F1000001D, F1000002D)" in told

    asyncio.run(story())


def test_a_complaint_that_is_left_is_not_filed_and_was_shown_to_the_bo():
    async def story():
        house = House(contract("F1234567D"))
        await house.answers(MILD)
        (told,) = await house.answers("سير")

        assert "annulé" in told
        assert await complaints(house) == []
        assert await flags_shown(house) == [Flag.COMPLAINT]

    asyncio.run(story())


def test_a_filed_complaint_comes_from_the_message_that_began_it_and_waits_for_nobody():
    async def story():
        house = House(contract("F1234567D"))
        for text in (MILD, "c'est la maison bleue en face de la poste", "1"):
            await house.answers(text)
        began, more, yes = house.store._state.messages.values()
        (row,) = house.store._state.complaints.values()

        assert row.messages[0] == began.stored.id
        assert (began.flags, more.flags, yes.flags) == ((), (), ())
        assert await flags_shown(house) == [Flag.COMPLAINT] * 2

    asyncio.run(story())


def test_what_was_told_besides_stays_for_the_back_office():
    async def story():
        house = House(contract("F1234567D"), contract("F7654321D"))
        for text in (MILD, "et F7654321D est bloqué depuis un mois", "0"):
            await house.answers(text)

        assert {message.flags for message in house.store._state.messages.values()} >= {(Flag.COMPLAINT,)}

    asyncio.run(story())


def test_a_complaint_is_filed_though_the_portal_is_away():
    async def story():
        house = House()
        house.crm.failure = CrmUnavailable(detail="down")
        await house.answers(MILD)
        await house.answers("1")

        assert len(await complaints(house)) == 1

    asyncio.run(story())


def test_who_asks_how_the_complaint_stands_is_told_with_its_ticket():
    async def story():
        house = House(contract("F1234567D"))
        (none,) = await house.answers("où en est ma réclamation ?")
        await house.answers(LATE)
        await house.answers("1")
        (told,) = await house.answers("شنو وقع فالشكاية ديالي")
        (filed,) = await complaints(house)

        assert "pas de réclamation" in none
        assert f"transmise à Orange (ticket {filed.state.ticket})" in told

    asyncio.run(story())


def test_a_yes_while_a_colleague_has_the_conversation_files_nothing():
    async def story():
        house = House(contract("F1234567D"))
        await house.answers(MILD)
        typed = HumanReplied(
            instance="jarvis", whatsapp_id="3A1", to=KARIM, text="je regarde", sent_at=house.clock.now()
        )
        await house.receive(typed, b"{}")

        assert await house.answers("1") == []
        assert await complaints(house) == []

    asyncio.run(story())


# satisfaction


async def asked_for_satisfaction(house):
    """Karim was asked whether he is satisfied, in the last reply he got."""
    filing = Filing(
        kind=ComplaintType.AUTRE, contract=ContractNumber("F1234567D"), contractor=await karim(house)
    )
    filed = await house.complain(filing, who=JARVIS)
    await house.works()
    sent = house.messaging.sent[-1]
    async with house.store.begin() as work:
        asked = SatisfactionAsked(complaint=filed.complaint.id, asked_at=house.clock.now())
        await work.cases.ask_satisfaction(asked, contractor=sent.due.contractor, reply=sent.due.id)


async def karim(house):
    async with house.store.begin() as work:
        return await work.contractor_at(KARIM)


@pytest.mark.parametrize("answer", ["1", "نعم", "très satisfait merci"])
def test_an_answer_about_satisfaction_is_thanked_for_and_not_read_as_anything_else(answer):
    async def story():
        house = House(contract("F1234567D"))
        await house.answers("F1234567D")
        await asked_for_satisfaction(house)
        (told,) = await house.answers(answer)
        contractor = await karim(house)
        async with house.store.begin() as work:
            still_open = await work.cases.open_question(contractor)

        assert "avis est noté" in told
        assert still_open is None

    asyncio.run(story())


def test_a_reaction_to_something_else_stays_a_reaction():
    async def story():
        house = House(contract("F1234567D"))
        await house.answers("F1234567D")
        await asked_for_satisfaction(house)

        assert await house.answers("", content=Reaction("👍", "3EBELSE")) == []

    asyncio.run(story())


# who may ask, and how much


async def only_registered(house):
    async with house.store.begin() as work:
        known = await work.desk.preferences()
        await work.desk.save_preferences(msgspec.structs.replace(known, admission=Admission.REGISTERED))


def test_who_is_not_on_the_list_is_told_so_once_a_day_and_nothing_of_any_contract():
    async def story():
        house = House(contract("F1234567D"))
        await only_registered(house)
        (told,) = await house.answers("F1234567D")
        again = await house.answers("F1234567D")
        house.clock.advance(timedelta(hours=24).total_seconds())
        (tomorrow,) = await house.answers("F1234567D")

        assert "inscrits" in told
        assert "F1234567D" not in told
        assert (again, tomorrow) == ([], told)
        assert house.crm.asked == []
        assert await house.counts() == {"ignored": 3, "reply:accepted": 2}
        assert await flags_shown(house) == [Flag.NOT_REGISTERED] * 3

    asyncio.run(story())


def test_who_is_on_the_list_is_answered():
    async def story():
        house = House(contract("F1234567D"))
        await only_registered(house)
        async with house.store.begin() as work:
            await work.contractors.register(KARIM, name="Karim")
        (told,) = await house.answers("F1234567D")
        (turned_away,) = await house.answers("F1234567D", phone=SALMA)

        assert "activation" in told.lower()
        assert "inscrits" in turned_away

    asyncio.run(story())


def test_a_phone_that_tries_many_numbers_gets_no_status_of_those_beyond_and_is_reported():
    async def story():
        house = House(*(contract(f"F100000{n}D") for n in range(5)), contracts=3)
        (first,) = await house.answers("F1000000D F1000001D")
        (second,) = await house.answers("F1000001D F1000002D F1000003D F1000004D")
        house.clock.advance(3601)
        (later,) = await house.answers("F1000004D")

        assert "patientez" not in first
        assert "F1000002D" in second
        assert "F1000003D" not in second
        assert "patientez" in second
        assert "F1000004D" in later
        assert [str(number) for number in house.crm.asked].count("F1000004D") == 1
        assert await flags_shown(house) == [Flag.MANY_NUMBERS]
        withheld = [
            facts["contract"] for _, facts in house.journal.lines if facts.get("source") == "withheld"
        ]
        assert set(withheld) == {"F1000003D", "F1000004D"}

    asyncio.run(story())


def test_where_only_the_registered_may_ask_they_may_ask_for_many():
    async def story():
        house = House(*(contract(f"F100000{n}D") for n in range(3)), contracts=1)
        await only_registered(house)
        async with house.store.begin() as work:
            await work.contractors.register(KARIM, name="Karim")
        (told,) = await house.answers("F1000000D F1000001D F1000002D")

        assert "F1000002D" in told
        assert "patientez" not in told

    asyncio.run(story())
