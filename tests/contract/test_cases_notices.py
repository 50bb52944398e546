"""The contract of Cases, notices and satisfaction, on every store."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from msgspec.structs import replace

from jarvis_domain.casework.satisfaction import SatisfactionAnswered, SatisfactionAsked, Score
from jarvis_domain.errors import Conflict
from jarvis_domain.ports.cases import NoticeKind, OpenQuestion
from support.back_office import ORANGE, TEAM
from support.cases import HOUR, escalated, filed, office_notice, orange_notice, queued, wrote
from support.persistence_stores import InMemory, OnPostgres
from support.persistence_values import DAY, LIDS, PHONES, due_reply

LEASE = timedelta(minutes=5)


@pytest.fixture(params=["memory", "postgres"])
def hands(request):
    memory = request.param == "memory"
    made = InMemory() if memory else OnPostgres(request.getfixturevalue("database"))
    yield made
    made.close()


async def claimed(hands, kind=NoticeKind.ORANGE, at=DAY, limit=100):
    async with hands.store.begin() as work:
        return list(await work.cases.claim_notices(kind, at, lease=LEASE, limit=limit))


def tried(notice, times=1):
    return replace(notice, attempts=times)


# notices


def test_a_notice_is_claimed_as_it_was_queued_by_whoever_sends_its_kind(hands):
    async def story():
        ticket = await escalated(hands)
        orange, office = orange_notice(ticket), office_notice(ticket)
        await queued(hands, orange, office)
        assert await claimed(hands) == [tried(orange)]
        assert await claimed(hands, NoticeKind.BACK_OFFICE) == [tried(office)]

    hands.run(story())


def test_notices_are_claimed_oldest_first_up_to_the_limit(hands):
    async def story():
        ticket = await escalated(hands)
        notices = [orange_notice(ticket, at=DAY - n * HOUR) for n in range(4)]
        await queued(hands, *notices)
        assert await claimed(hands, limit=3) == [tried(one) for one in notices[:0:-1]]
        assert await claimed(hands, limit=3) == [tried(notices[0])]

    hands.run(story())


def test_of_many_claimers_each_notice_goes_to_one(hands):
    async def story():
        ticket = await escalated(hands)
        notices = [orange_notice(ticket) for _ in range(12)]
        await queued(hands, *notices)
        taken = await asyncio.gather(*(claimed(hands, limit=3) for _ in range(8)))
        ids = [notice.id for some in taken for notice in some]
        rest = [notice.id for notice in await claimed(hands)]
        assert sorted(ids + rest) == sorted(notice.id for notice in notices)

    hands.run(story())


def test_a_notice_is_held_until_the_lease_ends(hands):
    async def story():
        notice = orange_notice(await escalated(hands))
        await queued(hands, notice)
        assert await claimed(hands, at=DAY - timedelta(seconds=1)) == []
        assert await claimed(hands) == [tried(notice)]
        assert await claimed(hands, at=DAY + LEASE - timedelta(seconds=1)) == []
        assert await claimed(hands, at=DAY + LEASE) == [tried(notice, 2)]

    hands.run(story())


def test_a_notice_that_ended_is_never_claimed_again_and_stays_ended(hands):
    async def story():
        notice = orange_notice(await escalated(hands))
        lost = replace(notice, id=uuid4())
        await queued(hands, notice, lost)
        async with hands.store.begin() as work:
            await work.cases.end_notice(notice.id, DAY)
            await work.cases.end_notice(lost.id, DAY, failure="no such address\x00")
            await work.cases.postpone_notice(notice.id, DAY, reason="again")
            await work.cases.end_notice(notice.id, DAY + HOUR, failure="twice")
        async with hands.store.begin() as work:
            assert list(await work.cases.waiting_notices()) == []
        assert await claimed(hands, at=DAY + HOUR) == []

    hands.run(story())


def test_a_postponed_notice_waits_and_says_why(hands):
    async def story():
        notice = orange_notice(await escalated(hands))
        await queued(hands, notice)
        await claimed(hands)
        async with hands.store.begin() as work:
            await work.cases.postpone_notice(notice.id, DAY + HOUR, reason="no address\x00 at Orange")
        assert await claimed(hands, at=DAY + HOUR - timedelta(seconds=1)) == []
        async with hands.store.begin() as work:
            assert list(await work.cases.waiting_notices()) == [(tried(notice), "no address at Orange")]
        assert await claimed(hands, at=DAY + HOUR) == [tried(notice, 2)]

    hands.run(story())


def test_a_notice_stays_addressed_to_whom_its_first_try_wrote(hands):
    async def story():
        ticket = await escalated(hands)
        notice, other = orange_notice(ticket), office_notice(ticket)
        await queued(hands, notice, other)
        async with hands.store.begin() as work:
            await work.cases.address_notice(notice.id, ORANGE)
            await work.cases.address_notice(notice.id, TEAM)
        assert await claimed(hands) == [replace(tried(notice), to=ORANGE)]
        assert await claimed(hands, NoticeKind.BACK_OFFICE) == [tried(other)]

    hands.run(story())


def test_the_waiting_notices_come_oldest_first_a_hundred_at_most(hands):
    async def story():
        ticket = await escalated(hands)
        notices = [office_notice(ticket, at=DAY - n * HOUR) for n in range(101)]
        await queued(hands, *notices)
        async with hands.store.begin() as work:
            waiting = await work.cases.waiting_notices()
        assert list(waiting) == [(notice, "") for notice in notices[:0:-1]]

    hands.run(story())


def test_a_notice_queued_in_a_failed_unit_of_work_never_leaves(hands):
    async def fail(notice):
        async with hands.store.begin() as work:
            await work.cases.queue_notice(notice)
            raise ZeroDivisionError

    async def story():
        notice = orange_notice(await escalated(hands))
        with pytest.raises(ZeroDivisionError):
            await fail(notice)
        assert await claimed(hands) == []

    hands.run(story())


def test_a_notice_is_queued_once_and_for_a_ticket_that_is_there(hands):
    async def story():
        notice = orange_notice(await escalated(hands))
        await queued(hands, notice)
        with pytest.raises(Conflict, match="notice"):
            await queued(hands, notice)
        with pytest.raises(LookupError):
            await queued(hands, replace(notice, id=uuid4(), ticket=uuid4()))
        for change in (
            lambda cases: cases.address_notice(uuid4(), ORANGE),
            lambda cases: cases.end_notice(uuid4(), DAY),
            lambda cases: cases.postpone_notice(uuid4(), DAY, reason=""),
        ):
            with pytest.raises(LookupError):
                async with hands.store.begin() as work:
                    await change(work.cases)

    hands.run(story())


# satisfaction


async def asked(hands, complaint, contractor, at=DAY):
    """The question, and the id of the reply it is in."""
    question, due = SatisfactionAsked(complaint=complaint.id, asked_at=at), due_reply(contractor)
    async with hands.store.begin() as work:
        await work.queue_reply(due)
        await work.cases.ask_satisfaction(question, contractor=contractor, reply=due.id)
    return question, due.id


async def open_question(hands, contractor):
    async with hands.store.begin() as work:
        return await work.cases.open_question(contractor)


async def answered(hands, question, score=Score.SATISFIED):
    answer = SatisfactionAnswered(
        complaint=question.complaint, asked_at=question.asked_at, score=score, answered_at=DAY + HOUR
    )
    async with hands.store.begin() as work:
        await work.cases.answer_satisfaction(answer)


async def conflicts(doing):
    with pytest.raises(Conflict, match="question"):
        await doing


def test_a_question_about_what_was_reopened_is_open_no_more(hands):
    async def story():
        contractor = (await wrote(hands)).contractor
        question, _ = await asked(hands, await filed(hands, contractor), contractor)
        async with hands.store.begin() as work:
            await work.cases.close_question(uuid4(), DAY + HOUR)
        assert await open_question(hands, contractor) is not None
        async with hands.store.begin() as work:
            await work.cases.close_question(question.complaint, DAY + HOUR)
        assert await open_question(hands, contractor) is None
        await conflicts(answered(hands, question))

    hands.run(story())


def test_a_question_is_open_until_it_is_answered_once(hands):
    async def story():
        contractor = (await wrote(hands)).contractor
        assert await open_question(hands, contractor) is None
        question, reply = await asked(hands, await filed(hands, contractor), contractor)
        assert await open_question(hands, contractor) == OpenQuestion(asked=question)
        async with hands.store.begin() as work:
            await work.accept_reply(reply, "ours-1")
        assert await open_question(hands, contractor) == OpenQuestion(asked=question, whatsapp_id="ours-1")
        await answered(hands, question)
        assert await open_question(hands, contractor) is None
        await conflicts(answered(hands, question, Score.DISSATISFIED))

    hands.run(story())


def test_of_two_answers_at_once_one_counts(hands):
    async def story():
        contractor = (await wrote(hands)).contractor
        question, _ = await asked(hands, await filed(hands, contractor), contractor)
        answers = (answered(hands, question, score) for score in Score)
        seen = await asyncio.gather(*answers, return_exceptions=True)
        assert sorted(type(one).__name__ for one in seen) == ["Conflict", "Conflict", "NoneType"]

    hands.run(story())


def test_a_newer_question_closes_the_older_one(hands):
    async def story():
        contractor = (await wrote(hands)).contractor
        complaint = await filed(hands, contractor)
        older, _ = await asked(hands, complaint, contractor)
        newer, _ = await asked(hands, complaint, contractor, at=DAY + HOUR)
        assert await open_question(hands, contractor) == OpenQuestion(asked=newer)
        await conflicts(answered(hands, older))

    hands.run(story())


def test_a_question_needs_a_complaint_a_contractor_and_a_reply_that_are_there(hands):
    async def story():
        contractor = (await wrote(hands)).contractor
        complaint = await filed(hands, contractor)
        _, reply = await asked(hands, complaint, contractor)
        unknown = SatisfactionAsked(complaint=uuid4(), asked_at=DAY)
        known = SatisfactionAsked(complaint=complaint.id, asked_at=DAY)
        for question, who, where in (
            (unknown, contractor, reply),
            (known, uuid4(), reply),
            (known, contractor, uuid4()),
        ):
            with pytest.raises(LookupError):
                async with hands.store.begin() as work:
                    await work.cases.ask_satisfaction(question, contractor=who, reply=where)
        with pytest.raises(LookupError):
            await answered(hands, unknown)

    hands.run(story())


@pytest.mark.parametrize("both", [True, False])
def test_a_question_follows_who_turned_out_to_be_another_unless_he_was_asked_too(hands, both):
    async def story():
        by_lid = (await wrote(hands, id_="m1", known_by=(LIDS[0], None))).contractor
        by_phone = (await wrote(hands, id_="m2", known_by=(PHONES[0], None))).contractor
        moved, _ = await asked(hands, await filed(hands, by_lid), by_lid)
        own = (await asked(hands, await filed(hands, by_phone), by_phone))[0] if both else None
        await wrote(hands, id_="m3", known_by=(PHONES[0], LIDS[0]))
        for known_as in (by_lid, by_phone):
            assert (await open_question(hands, known_as)).asked == (own or moved)

    hands.run(story())
