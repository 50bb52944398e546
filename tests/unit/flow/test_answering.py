"""From what a contractor writes to what is sent back, on the memory parts."""

import asyncio
from datetime import timedelta

import pytest

from jarvis_adapters.memory.language_model import MemoryLanguageModel
from jarvis_domain.answering.messages import Media, MediaKind, Reaction, Text
from jarvis_domain.errors import StoreUnavailable
from jarvis_domain.flow.receive import Kept
from jarvis_domain.ports.crm import CrmPageChanged, CrmUnavailable
from jarvis_domain.ports.language_model import ModelFailure, ModelUnavailable
from jarvis_domain.ports.messaging import (
    HumanReplied,
    MessageDeleted,
    MessageEdited,
    NotSent,
    NotThere,
    PerhapsSent,
    Refused,
)
from jarvis_domain.ports.runtime import Step
from jarvis_domain.understanding.phones import PhoneNumber
from jarvis_domain.understanding.reading import Intent, Language, ModelProposal
from support.house import KARIM, SALMA, House, contract


def test_a_contract_number_is_answered_with_its_status_in_french_over_arabic():
    async def story():
        house = House(contract("F1234567D"))
        (reply,) = await house.answers("salam, fin wsel F1234567D ?")
        french, arabic = reply.split("\u0627", 1)[0], reply

        assert "F1234567D" in french
        assert "activation" in french.lower()
        assert any("\u0600" <= letter <= "\u06ff" for letter in arabic)

    asyncio.run(story())


def test_a_burst_is_answered_once_as_one_text():
    async def story():
        house = House(contract("F1234567D"))
        for piece in ("salam", "bghit n3ref", "F1234567D"):
            await house.hears(piece)
            house.clock.advance(1)
        await house.works()

        assert len(house.said) == 1
        assert house.messaging.sent[0].due.quoted_text == "F1234567D"
        assert await house.counts() == {"answered": 3, "reply:accepted": 1}

    asyncio.run(story())


def test_without_a_burst_window_every_message_has_its_own_reply_in_order():
    async def story():
        numbers = ["F1000001D", "F1000002D", "F1000003D"]
        house = House(*map(contract, numbers), burst=0)
        for number in numbers:
            await house.hears(number)
        await house.works()

        assert [sent.due.quoted_text for sent in house.messaging.sent] == numbers

    asyncio.run(story())


def test_a_repeated_webhook_is_answered_once():
    async def story():
        house = House(contract())
        outcomes = [await house.hears("F1234567D", wa_id="3EB0A") for _ in range(5)]
        await house.works()
        await house.hears("F1234567D", wa_id="3EB0A")
        await house.works()

        assert outcomes == [Kept.STORED, *[Kept.REPEATED] * 4]
        assert len(house.said) == 1

    asyncio.run(story())


def test_several_contracts_are_answered_in_one_reply_failures_named():
    async def story():
        house = House(contract("F1000001D"))
        (reply,) = await house.answers("F1000001D et F0000001D")

        assert "F1000001D" in reply
        assert "F0000001D" in reply
        assert len(house.crm.asked) == 2

    asyncio.run(story())


def test_a_missing_number_is_asked_once_and_the_next_message_fills_it():
    async def story():
        house = House(contract("F1234567D"))
        (asked,) = await house.answers("bonjour, où en est mon contrat ?")
        (answered,) = await house.answers("F1234567D")

        assert "F1234567D" not in asked
        assert "F1234567D" in answered

    asyncio.run(story())


def test_the_same_contract_is_the_last_one_spoken_of():
    async def story():
        house = House(contract("F1234567D"))
        await house.answers("F1234567D")
        (reply,) = await house.answers("et le même contrat ?")

        assert "F1234567D" in reply

    asyncio.run(story())


def test_spam_is_kept_and_not_answered():
    async def story():
        house = House(contract())
        text = "PROMO !!! Gagnez 1000 DH gratuit, cliquez ici http://gagne.example maintenant"

        assert await house.answers(text) == []
        assert await house.counts() == {"ignored": 1}

    asyncio.run(story())


def test_a_voice_note_is_answered_by_asking_for_text():
    async def story():
        house = House()
        replies = await house.answers("", content=Media(MediaKind.AUDIO))

        assert len(replies) == 1

    asyncio.run(story())


def test_a_caption_is_read_like_a_text():
    async def story():
        house = House(contract("F1234567D"))
        (reply,) = await house.answers("", content=Media(MediaKind.IMAGE, "F1234567D"))

        assert "F1234567D" in reply

    asyncio.run(story())


def test_a_reaction_is_settled_in_silence():
    async def story():
        house = House()

        assert await house.answers("", content=Reaction("👍", "3EB0A1")) == []
        assert await house.counts() == {"ignored": 1}

    asyncio.run(story())


def test_the_eleventh_message_of_a_minute_is_stored_but_not_looked_up_and_told_once():
    async def story():
        numbers = [f"F100{index:04d}D" for index in range(13)]
        house = House(*map(contract, numbers), burst=0)
        for number in numbers:
            await house.hears(number)
        await house.works(3)

        assert len(house.crm.asked) == 10
        assert len(house.said) == 11
        assert await house.counts() == {"answered": 10, "limited": 3, "reply:accepted": 11}

    asyncio.run(story())


def test_one_contractor_s_limit_does_not_touch_another():
    async def story():
        house = House(contract("F1234567D"), burst=0, limit=1)
        await house.hears("F1234567D", phone=KARIM)
        await house.hears("F1234567D", phone=KARIM)
        await house.works()
        (reply,) = await house.answers("F1234567D", phone=SALMA)

        assert "F1234567D" in reply

    asyncio.run(story())


def test_who_is_with_a_human_hears_nothing_from_the_bot_until_the_hold_ends():
    async def story():
        house = House(contract("F1234567D"))
        await house.answers("bonjour")
        typed = HumanReplied(
            instance="jarvis", whatsapp_id="3A1", to=KARIM, text="je regarde", sent_at=house.clock.now()
        )
        await house.receive(typed, b"{}")

        assert await house.answers("F1234567D") == []
        house.clock.advance(31 * 60)
        assert len(await house.answers("F1234567D")) == 1

    asyncio.run(story())


def test_an_edit_before_the_answer_changes_what_is_answered():
    async def story():
        house = House(contract("F1234567D"), contract("F7654321D"))
        await house.hears("F1234567D", wa_id="3EB0A")
        edit = MessageEdited(instance="jarvis", whatsapp_id="3EB0A", content=Text("F7654321D"))
        await house.receive(edit, b"{}")
        await house.works()

        assert [str(number) for number in house.crm.asked] == ["F7654321D"]

    asyncio.run(story())


def test_a_message_deleted_before_the_answer_is_not_answered():
    async def story():
        house = House(contract())
        await house.hears("F1234567D", wa_id="3EB0A")
        await house.receive(MessageDeleted(instance="jarvis", whatsapp_id="3EB0A"), b"{}")
        await house.works()

        assert house.said == []
        assert await house.counts() == {"ignored": 1}

    asyncio.run(story())


def test_a_late_backlog_is_answered_with_one_reply_even_without_a_burst_window():
    async def story():
        house = House(contract("F1000001D"), contract("F1000002D"), burst=0)
        hours_ago = house.clock.now() - timedelta(hours=2)
        await house.hears("F1000001D", sent_at=hours_ago)
        await house.hears("F1000002D", sent_at=hours_ago)
        await house.works()

        assert len(house.said) == 1

    asyncio.run(story())


# the portal away


def test_with_the_portal_away_the_contractor_is_told_once_and_answered_when_it_is_back():
    async def story():
        house = House(contract("F1234567D"))
        house.crm.failure = CrmUnavailable(detail="maintenance")
        (told,) = await house.answers("F1234567D")
        again = await house.answers("F1234567D")
        await house.watch.answer_parked()
        still_away = await house.counts()
        house.crm.failure = None
        house.clock.advance(120)
        await house.watch.answer_parked()
        await house.works()

        assert "activation" not in told.lower()
        assert again == []
        assert still_away["parked"] == 2
        assert "activation" in house.said[-1].lower()
        assert len(house.said) == 2
        assert await house.counts() == {"answered": 2, "reply:accepted": 2}

    asyncio.run(story())


def test_with_the_portal_away_a_known_status_is_given_with_its_age():
    async def story():
        house = House(contract("F1234567D"))
        await house.answers("F1234567D")
        house.clock.advance(2 * 3600)
        house.crm.failure = CrmUnavailable(detail="down")
        (reply,) = await house.answers("F1234567D")

        assert "2 h" in reply
        assert await house.counts() == {"answered": 2, "reply:accepted": 2}

    asyncio.run(story())


def test_a_question_parked_for_a_day_is_given_up_visibly():
    async def story():
        house = House()
        house.crm.failure = CrmUnavailable(detail="down")
        await house.answers("F1234567D")
        house.clock.advance(25 * 3600)
        await house.watch.answer_parked()

        assert (await house.counts())["failed"] == 1

    asyncio.run(story())


# the language model


def test_a_model_that_fails_costs_nothing_but_a_note_of_why():
    async def story():
        down = MemoryLanguageModel(lambda _: ModelUnavailable(failure=ModelFailure.TIMEOUT))
        house = House(contract("F1234567D"), model=down)
        (reply,) = await house.answers("salam F1234567D")
        reads = [facts for step, facts in house.journal.lines if step is Step.READ]

        assert "F1234567D" in reply
        assert [facts["fallback"] for facts in reads] == ["timeout"]

    asyncio.run(story())


def test_a_contract_the_model_invented_is_neither_looked_up_nor_answered():
    async def story():
        invented = ModelProposal(
            language=Language.FR, intent=Intent.STATUS_CHECK, contracts=("F7654321D",), spam=False
        )
        house = House(contract("F7654321D"), model=MemoryLanguageModel(lambda _: invented))
        replies = await house.answers("où en est mon contrat svp")

        assert house.crm.asked == []
        assert all("F7654321D" not in reply for reply in replies)

    asyncio.run(story())


# delivering


def test_a_send_that_was_cut_after_acceptance_is_found_and_not_sent_again():
    async def story():
        house = House(contract())
        house.messaging.fail_next(PerhapsSent(detail="cut"), after_sending=True)
        await house.answers("F1234567D")

        assert len(house.said) == 1
        assert (await house.counts())["reply:accepted"] == 1

    asyncio.run(story())


def test_a_send_that_was_cut_before_acceptance_is_sent_again_once():
    async def story():
        house = House(contract())
        house.messaging.fail_next(PerhapsSent(detail="cut"), after_sending=False)
        await house.answers("F1234567D")

        assert len(house.said) == 1

    asyncio.run(story())


def test_replies_wait_out_an_outage_and_leave_in_order():
    async def story():
        house = House(contract("F1000001D"), contract("F1000002D"), burst=0)
        for _ in range(4):
            house.messaging.fail_next(NotSent(detail="offline"), after_sending=False)
        await house.hears("F1000001D")
        await house.hears("F1000002D")
        await house.works(60)

        assert [sent.due.quoted_text for sent in house.messaging.sent] == ["F1000001D", "F1000002D"]

    asyncio.run(story())


def test_a_refused_reply_is_given_up_and_the_next_one_leaves():
    async def story():
        house = House(contract("F1000001D"), contract("F1000002D"), burst=0)
        house.messaging.fail_next(Refused(detail="no text"))
        await house.hears("F1000001D")
        await house.hears("F1000002D")
        await house.works()

        assert [sent.due.quoted_text for sent in house.messaging.sent][-1] == "F1000002D"
        assert (await house.counts())["reply:failed"] == 1

    asyncio.run(story())


@pytest.mark.parametrize(("times", "failed"), [(1, 0), (2, 1)], ids=["once", "twice"])
def test_a_number_that_whatsapp_does_not_find_is_asked_for_once_more_a_minute_later(times, failed):
    async def story():
        house = House(contract("F1000001D"), burst=0)
        for _ in range(times):
            house.messaging.fail_next(NotThere(detail="not on WhatsApp"))
        await house.hears("F1000001D")
        await house.works(50)
        assert (house.messaging.sent, (await house.counts()).get("reply:failed", 0)) == ([], 0)
        await house.works(20)
        assert len(house.messaging.sent) == 1 - failed
        assert (await house.counts()).get("reply:failed", 0) == failed

    asyncio.run(story())


class Broken(Exception):
    pass


def poison(house):
    """From now on looking F6666666D up is a bug that raises."""
    look_up = house.crm.look_up

    async def breaking(number):
        if str(number) == "F6666666D":
            raise Broken
        return await look_up(number)

    house.crm.look_up = breaking


def test_what_cannot_be_answered_is_settled_as_failed_and_blocks_nobody():
    async def story():
        house = House(contract("F1234567D"), burst=0)
        poison(house)
        await house.hears("F6666666D")
        await house.works(30)
        await house.hears("F1234567D")
        for _ in range(4):
            house.clock.advance(61)
            await house.watch.wake_forgotten()
            await house.works(20)

        assert len(house.said) == 1
        assert await house.counts() == {"answered": 1, "failed": 1, "reply:accepted": 1}

    asyncio.run(story())


@pytest.mark.parametrize("burst", [0, 2.0], ids=["one by one", "grouped"])
def test_a_message_that_cannot_be_answered_takes_no_other_of_its_contractor_with_it(burst):
    async def story():
        house = House(contract("F1234567D"), burst=burst)
        poison(house)
        await house.hears("F6666666D")
        await house.hears("F1234567D")
        for _ in range(4):
            await house.works(30)
            house.clock.advance(61)
            await house.watch.wake_forgotten()

        assert [sent.due.quoted_text for sent in house.messaging.sent] == ["F1234567D"]
        assert await house.counts() == {"answered": 1, "failed": 1, "reply:accepted": 1}

    asyncio.run(story())


def test_a_database_that_is_gone_for_a_moment_changes_no_order():
    async def story():
        numbers = ["F1000001D", "F1000002D"]
        house = House(*map(contract, numbers), burst=0)
        begin, faults = house.store.begin, [StoreUnavailable("gone for a moment")] * 2

        def interrupted():
            if house.crm.asked and faults:
                raise faults.pop()
            return begin()

        house.store.begin = interrupted
        for number in numbers:
            await house.hears(number)
        await house.works(30)

        assert faults == []
        assert [sent.due.quoted_text for sent in house.messaging.sent] == numbers

    asyncio.run(story())


def test_a_number_with_a_gentle_pace_serves_many_contractors_at_that_pace():
    async def story():
        house = House(contract("F1234567D"), burst=0, sends_per_second=0.2)
        phones = [PhoneNumber(f"+2126001{index:05d}") for index in range(12)]
        for phone in phones:
            await house.hears("F1234567D", phone=phone)
        working = asyncio.create_task(house.works(1))
        for _ in range(1000):
            house.clock.advance(0.1)
            for _ in range(20):
                await asyncio.sleep(0)
        await working

        assert sorted(str(sent.due.to) for sent in house.messaging.sent) == sorted(map(str, phones))
        assert set((await house.counts()).values()) == {12}

    asyncio.run(story())


def test_an_edit_during_the_look_up_is_answered_as_edited():
    async def story():
        house = House(contract("F1234567D"), contract("F7654321D"))
        look_up = house.crm.look_up

        async def slow(number):
            edit = MessageEdited(instance="jarvis", whatsapp_id="3EB0A", content=Text("F7654321D"))
            await house.receive(edit, b"{}")
            return await look_up(number)

        house.crm.look_up = slow
        await house.hears("F1234567D", wa_id="3EB0A")
        await house.works()

        assert len(house.said) == 1
        assert "F7654321D" in house.said[0]

    asyncio.run(story())


def test_what_waited_for_a_worker_is_not_counted_against_this_minute():
    async def story():
        numbers = [f"F100{index:04d}D" for index in range(12)]
        house = House(*map(contract, numbers), burst=0)
        for number in numbers:
            await house.hears(number)
            house.clock.advance(61)
        house.clock.advance(61)
        await house.works()

        assert await house.counts() == {"answered": 12, "reply:accepted": 12}

    asyncio.run(story())


def test_owed_answers_leave_a_conversation_to_the_human_who_has_it():
    async def story():
        house = House(contract("F1234567D"))
        house.crm.failure = CrmUnavailable(detail="down")
        await house.answers("F1234567D")
        typed = HumanReplied(
            instance="jarvis", whatsapp_id="3A1", to=KARIM, text="je regarde", sent_at=house.clock.now()
        )
        await house.receive(typed, b"{}")
        house.crm.failure = None
        house.clock.advance(120)
        await house.watch.answer_parked()
        await house.works()

        assert len(house.said) == 1
        assert (await house.counts())["with_human"] == 1

    asyncio.run(story())


def test_pages_that_always_fail_do_not_keep_the_others_waiting():
    async def story():
        bad = [f"F666666{index}D" for index in range(3)]
        house = House(contract("F1234567D"))
        house.crm.failure = CrmUnavailable(detail="down")
        for index, number in enumerate([*bad, "F1234567D"]):
            await house.answers(number, phone=PhoneNumber(f"+21260000000{index}"))
        house.crm.failure = None
        answer = house.crm.look_up

        async def partly(number):
            return CrmPageChanged(detail="odd") if str(number) in bad else await answer(number)

        house.crm.look_up = partly
        for _ in range(4):
            house.clock.advance(300)
            await house.watch.answer_parked()
            await house.works(2)

        assert any("activation" in said.lower() for said in house.said)

    asyncio.run(story())


SETTLED = {
    "answered": Text("F1234567D"),
    "ignored": Reaction("👍", "3EB0A1"),
}


@pytest.mark.parametrize("outcome", SETTLED)
def test_every_settled_message_has_an_audit_row(outcome):
    async def story():
        house = House(contract("F1234567D"))
        await house.answers("", content=SETTLED[outcome])
        message = next(facts["message"] for step, facts in house.journal.lines if step is Step.RECEIVED)
        async with house.store.begin() as work:
            entries = await work.audit_of(f"message:{message}")

        assert [entry.action for entry in entries if outcome in entry.action] == [f"message_{outcome}"]

    asyncio.run(story())
