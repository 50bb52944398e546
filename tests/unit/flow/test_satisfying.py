"""What answers the question after a resolution, and what only looks as if it did."""

import asyncio

import pytest

from jarvis_domain.answering.conversation import AwaitingNumber, Conversation, WithHuman
from jarvis_domain.answering.messages import Reaction, Text
from jarvis_domain.answering.says import Thanks
from support.back_office import HUMAN_FOR, BackOffice

THANKS = (Thanks(),)
DAY = 24 * 3600


class Asked:
    """An office where a contractor was asked how satisfied they are."""

    async def begin(self):
        self.office = office = BackOffice()
        self.leila, self.karim = await office.colleague(), await office.contractor()
        self.complaint = (await office.files(self.karim)).complaint
        await office.handle.resolve(self.complaint.id, "fait", version=1, who=self.leila)
        await office.settle_all(self.karim)
        self.texts = await office.said(self.karim)
        office.clock.advance(60)
        return self

    async def question(self):
        async with self.office.store.begin() as work:
            return await work.cases.open_question(self.karim)

    async def hears(self, *contents, conversation=None):
        """What Satisfy makes of a burst, in a transaction of its own."""
        for content in contents:
            await self.office.contractor(content=content)
        async with self.office.store.begin() as work:
            burst = await work.unanswered(self.karim)
            said = await self.office.satisfy.inside(work, burst, conversation or Conversation())
            self.last = burst[-1].id
        await self.office.settle_all(self.karim)
        return said

    async def scores(self):
        rows = await self.office.audit(f"complaint:{self.complaint.id}")
        return [row.changes["score"] for row in rows if row.action == "satisfaction_answered"]

    def flags(self):
        return tuple(self.office.store._state.messages[self.last].flags)


def test_nobody_is_asked_any_more_about_a_solution_that_did_not_hold():
    async def story():
        asked = await Asked().begin()
        await asked.office.handle.reopen(asked.complaint.id, "encore", version=2, who=asked.leila)

        assert await asked.question() is None
        assert await asked.hears(Text("1")) is None

    asyncio.run(story())


@pytest.mark.parametrize(
    ("contents", "score"),
    [([Text("1")], "1"), ([Text("bof")], "2"), ([Text("لا")], "3"), ([Text("oui"), Text("merci")], "1")],
)
def test_a_short_answer_is_recorded_and_thanked_for(contents, score):
    async def story():
        asked = await Asked().begin()

        assert await asked.hears(*contents) == THANKS
        assert await asked.scores() == [score]
        assert await asked.question() is None
        assert await asked.hears(Text("3")) is None
        assert asked.flags() == ()

    asyncio.run(story())


def test_who_is_not_satisfied_is_shown_to_the_back_office():
    async def story():
        asked = await Asked().begin()
        await asked.hears(Text("3"))

        assert asked.flags() == ("dissatisfied",)

    asyncio.run(story())


def test_a_reaction_counts_on_the_question_and_nowhere_else():
    async def story():
        asked = await Asked().begin()
        ours = (await asked.question()).whatsapp_id

        assert await asked.hears(Reaction("👎", "3EB0ELSEWHERE")) is None
        assert await asked.hears(Reaction("", ours)) is None
        assert await asked.hears(Reaction("👎", ours), conversation=awaiting(asked, later=1)) == THANKS
        assert await asked.scores() == ["3"]

    asyncio.run(story())


def awaiting(asked, later):
    at = asked.office.clock.now()
    touched = at if later else asked.complaint.opened_at
    return Conversation(state=AwaitingNumber(), touched_at=touched)


def test_a_text_is_for_whoever_asked_last():
    async def story():
        asked = await Asked().begin()

        assert await asked.hears(Text("1"), conversation=awaiting(asked, later=1)) is None
        assert await asked.hears(Text("1"), conversation=awaiting(asked, later=0)) == THANKS

    asyncio.run(story())


def test_what_is_said_to_a_colleague_is_no_answer():
    async def story():
        asked = await Asked().begin()
        held = Conversation(state=WithHuman(until=asked.office.clock.now() + HUMAN_FOR))

        assert await asked.hears(Text("oui"), conversation=held) is None

    asyncio.run(story())


@pytest.mark.parametrize("text", ["F1234567D", "1 F1234567D", "non toujours bloqué", "3/3", "salam"])
def test_what_says_something_else_is_read_as_something_else(text):
    async def story():
        asked = await Asked().begin()

        assert await asked.hears(Text(text)) is None
        assert await asked.question() is not None

    asyncio.run(story())


def test_after_three_days_it_is_no_answer_any_more():
    async def story():
        asked = await Asked().begin()
        asked.office.clock.advance(3 * DAY)

        assert await asked.hears(Text("1")) is None
        assert await asked.scores() == []

    asyncio.run(story())
