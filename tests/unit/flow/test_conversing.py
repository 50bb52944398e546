"""Colleagues who write to contractors, and messages they deal with."""

import asyncio
from uuid import UUID

import pytest

from jarvis_domain.answering.conversation import Idle, WithHuman
from jarvis_domain.flow.outcomes import Missing
from support.back_office import HUMAN_FOR, BackOffice
from support.house import SALMA


async def at_work(text="salam"):
    office = BackOffice()
    stored = await office.hears(text)
    return office, await office.colleague(), stored.contractor, stored.message


async def state(office, contractor):
    async with office.store.begin() as work:
        return (await work.conversation(contractor)).at(office.clock.now()).state


async def waiting(office, contractor):
    async with office.store.begin() as work:
        return await work.unanswered(contractor)


def test_a_colleagues_words_go_out_as_they_are_and_answer_what_waits():
    async def story():
        office, leila, karim, _ = await at_work("où en est mon dossier ?")
        due = await office.converse.reply(karim, "On s'en occupe, Karim.", who=leila)

        assert (due.by, due.quoted_text) == (leila.id, "où en est mon dossier ?")
        assert await office.said(karim) == ["On s'en occupe, Karim."]
        assert await waiting(office, karim) == ()
        assert await state(office, karim) == WithHuman(until=office.clock.now() + HUMAN_FOR)
        actions = await office.actions(f"contractor:{karim}")
        assert actions == ["conversation_taken_over", "human_replied"]
        assert office.heard.of("reply") == [str(due.id)]

    asyncio.run(story())


def test_a_second_reply_holds_the_conversation_longer_without_taking_it_again():
    async def story():
        office, leila, karim, _ = await at_work()
        await office.converse.reply(karim, "bonjour", who=leila)
        office.clock.advance(600)
        await office.converse.reply(karim, "voilà", who=leila)

        assert await state(office, karim) == WithHuman(until=office.clock.now() + HUMAN_FOR)
        actions = await office.actions(f"contractor:{karim}")
        assert actions.count("conversation_taken_over") == 1

    asyncio.run(story())


@pytest.mark.parametrize("text", ["", " \n", "x" * 4001])
def test_a_reply_has_words_and_not_too_many(text):
    async def story():
        office, leila, karim, _ = await at_work()
        with pytest.raises(ValueError, match="1 to 4000"):
            await office.converse.reply(karim, text, who=leila)
        assert len(await waiting(office, karim)) == 1

    asyncio.run(story())


def test_who_never_wrote_cannot_be_written_to():
    async def story():
        office, leila, _, _ = await at_work()
        async with office.store.begin() as work:
            await work.contractors.register(SALMA, name="Salma")
            salma = await work.contractor_at(SALMA)

        assert await office.converse.reply(salma, "bonjour", who=leila) == Missing()
        assert await office.converse.reply(office.ids.new(), "bonjour", who=leila) == Missing()

    asyncio.run(story())


def test_a_conversation_is_taken_over_and_handed_back():
    async def story():
        office, leila, karim, _ = await at_work()
        taken = await office.converse.take_over(karim, who=leila)
        free = await office.converse.hand_back(karim, who=leila)
        await office.converse.hand_back(karim, who=leila)

        assert (taken.state, free.state) == (WithHuman(until=office.clock.now() + HUMAN_FOR), Idle())
        rows = await office.audit(f"contractor:{karim}")
        assert [row.action for row in rows] == ["conversation_taken_over", "conversation_handed_back"]
        assert {row.ip for row in rows} == {"192.0.2.7"}
        nobody = office.ids.new()
        assert await office.converse.take_over(nobody, who=leila) == Missing()
        assert await office.converse.hand_back(nobody, who=leila) == Missing()

    asyncio.run(story())


def test_a_settled_message_is_replayed_one_that_waits_is_not():
    async def story():
        office, leila, karim, message = await at_work()
        assert await office.converse.replay(message, who=leila) is False
        await office.settle_all(karim)
        assert await office.converse.replay(message, who=leila) is True

        assert [one.id for one in await waiting(office, karim)] == [message]
        assert (await office.actions(f"message:{message}"))[-1] == "message_replayed"
        assert await office.converse.replay(office.ids.new(), who=leila) == Missing()

    asyncio.run(story())


def test_a_message_is_marked_as_handled_by_whom():
    async def story():
        office, leila, _, message = await at_work()
        assert await office.converse.handled(message, who=leila) is True

        (entry,) = [row for row in await office.audit(f"message:{message}") if row.actor == leila.id]
        assert entry.action == "message_handled"
        assert await office.converse.handled(UUID(int=5), who=leila) == Missing()
        assert office.heard.of("message") == [str(message)]

    asyncio.run(story())


def test_a_mark_of_handled_is_taken_back_by_whom_and_once():
    async def story():
        office, leila, _, message = await at_work()
        await office.converse.handled(message, who=leila)
        taken = [await office.converse.not_handled(message, who=leila) for _ in range(2)]

        assert taken == [True, False]
        told = [row.action for row in await office.audit(f"message:{message}") if row.actor == leila.id]
        assert told == ["message_handled", "message_not_handled"]
        assert await office.converse.not_handled(UUID(int=5), who=leila) == Missing()
        assert office.heard.of("message") == [str(message)] * 2

    asyncio.run(story())
