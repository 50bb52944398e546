"""What the back office does with messages, replies, templates and preferences, on every store."""

import asyncio
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jarvis_domain.answering.catalogue import DEFAULT_CATALOGUE
from jarvis_domain.answering.contract_status import (
    ContractSnapshot,
    ContractUnknown,
    Source,
    StatusKnown,
    StatusUnavailable,
)
from jarvis_domain.answering.conversation import Flag
from jarvis_domain.answering.messages import Outcome
from jarvis_domain.answering.templates import TemplateKey
from jarvis_domain.desk.preferences import Admission, Digest, Preferences
from jarvis_domain.desk.staff import EmailAddress, Role, Staff
from jarvis_domain.errors import Conflict
from support.cases import HOUR, wrote
from support.persistence_stores import InMemory, OnPostgres
from support.persistence_values import CONTRACTS, DAY, due_reply
from support.talk import number, status_check

LEASE = HOUR
MINE = Preferences(
    orange_addresses=(EmailAddress("b2b@orange.example"),),
    back_office_addresses=(EmailAddress("bo@tktm.ma"), EmailAddress("salma@tktm.ma")),
    digest=Digest.HOURLY,
    admission=Admission.REGISTERED,
    ask_satisfaction=False,
)


@pytest.fixture(params=["memory", "postgres"])
def hands(request):
    memory = request.param == "memory"
    made = InMemory() if memory else OnPostgres(request.getfixturevalue("database"))
    yield made
    made.close()


# messages


def test_what_the_portal_said_is_kept_with_the_reading_and_replaced_by_the_next(hands):
    async def story():
        message = (await wrote(hands)).message
        shown = ContractSnapshot(number=number(1), etat="En cours\x00", read_at=DAY)
        answers = [
            StatusKnown(snapshot=shown, source=Source.STALE),
            ContractUnknown(number=number(2)),
            StatusUnavailable(number=number(3), reason="timeout"),
        ]
        async with hands.store.begin() as work:
            await work.note_reading(message, status_check(1, 2, 3), answers=answers)
        kept = StatusKnown(snapshot=replace(shown, etat="En cours"), source=Source.STALE)
        assert await hands.answers_of(message) == [kept, *answers[1:]]
        async with hands.store.begin() as work:
            await work.note_reading(message, status_check(2), "model down")
        assert await hands.answers_of(message) == []

    hands.run(story())


def test_flags_add_up_each_once_in_the_order_they_came(hands):
    @settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.lists(st.sampled_from(Flag), max_size=4), max_size=4))
    def holds(raised):
        hands.run(story(raised))

    async def story(raised):
        message = (await wrote(hands, id_=str(uuid4()))).message
        for flags in raised:
            async with hands.store.begin() as work:
                await work.flag(message, flags)
        expected = dict.fromkeys(str(flag) for flags in raised for flag in flags)
        assert await hands.flags_of(message) == list(expected)

    holds()


def test_a_flag_that_was_acted_on_is_taken_off_and_the_others_stay(hands):
    async def story():
        message = (await wrote(hands)).message
        async with hands.store.begin() as work:
            await work.flag(message, [Flag.COMPLAINT, Flag.GAVE_UP])
            await work.unflag(message, Flag.COMPLAINT)
            await work.unflag(message, Flag.SPAM)
            await work.unflag(uuid4(), Flag.SPAM)
        assert await hands.flags_of(message) == ["gave_up"]

    hands.run(story())


def test_a_message_that_never_was_can_be_neither_flagged_handled_nor_reopened(hands):
    async def story():
        for change in (
            lambda work: work.flag(uuid4(), [Flag.SPAM]),
            lambda work: work.mark_handled(uuid4(), uuid4(), DAY),
            lambda work: work.unmark_handled(uuid4()),
            lambda work: work.reopen_message(uuid4()),
        ):
            with pytest.raises(LookupError):
                async with hands.store.begin() as work:
                    await change(work)

    hands.run(story())


def test_a_message_is_handled_by_a_person_who_is_known(hands):
    async def story():
        message = (await wrote(hands)).message
        person = Staff(id=uuid4(), email=EmailAddress("leila@tktm.ma"), role=Role.BO, created_at=DAY)
        async with hands.store.begin() as work:
            await work.desk.add_person(person)
            await work.mark_handled(message, person.id, DAY)
        with pytest.raises(LookupError):
            async with hands.store.begin() as work:
                await work.mark_handled(message, uuid4(), DAY)

    hands.run(story())


def test_a_mark_of_handled_is_taken_back_once_and_may_be_set_again(hands):
    async def story():
        message = (await wrote(hands)).message
        person = Staff(id=uuid4(), email=EmailAddress("leila@tktm.ma"), role=Role.BO, created_at=DAY)
        async with hands.store.begin() as work:
            await work.desk.add_person(person)
            await work.flag(message, [Flag.COMPLAINT])
        for _ in range(2):
            async with hands.store.begin() as work:
                await work.mark_handled(message, person.id, DAY)
            assert await hands.handled_by(message) == person.id
            for marked in (True, False):
                async with hands.store.begin() as work:
                    assert await work.unmark_handled(message) is marked
                assert await hands.handled_by(message) is None
        assert await hands.flags_of(message) == ["complaint"]

    hands.run(story())


@pytest.mark.parametrize("outcome", Outcome)
def test_a_message_that_ended_is_answered_anew_as_if_it_had_just_come(hands, outcome):
    async def story():
        stored = await wrote(hands)
        async with hands.store.begin() as work:
            await work.begin_answering([stored.message])
            if outcome is Outcome.PARKED:
                await work.park(stored.message, CONTRACTS)
            else:
                await work.settle([stored.message], outcome, reason="because")
        async with hands.store.begin() as work:
            assert await work.reopen_message(stored.message) == stored.contractor
        async with hands.store.begin() as work:
            (waiting,) = await work.unanswered(stored.contractor)
            assert (waiting.id, waiting.attempts) == (stored.message, 0)
            assert await work.parked() == ()
        with pytest.raises(Conflict, match="unsettled"):
            async with hands.store.begin() as work:
                await work.reopen_message(stored.message)
        async with hands.store.begin() as work:
            await work.settle([stored.message], Outcome.ANSWERED)

    hands.run(story())


def test_of_two_who_reopen_one_message_one_does(hands):
    async def reopen(message):
        async with hands.store.begin() as work:
            return await work.reopen_message(message)

    async def story():
        stored = await wrote(hands)
        async with hands.store.begin() as work:
            await work.settle([stored.message], Outcome.FAILED)
        seen = await asyncio.gather(*(reopen(stored.message) for _ in range(3)), return_exceptions=True)
        assert sorted(type(one).__name__ for one in seen) == ["Conflict", "Conflict", "UUID"]

    hands.run(story())


# replies


def test_a_reply_says_who_wrote_it(hands):
    async def story():
        contractor = (await wrote(hands)).contractor
        leila = replace(due_reply(contractor), by="leila\x00")
        async with hands.store.begin() as work:
            await work.queue_reply(leila)
        async with hands.store.begin() as work:
            claimed = await work.claim_reply(contractor, lease=LEASE)
        assert claimed.due == replace(leila, by="leila")

    hands.run(story())


# templates


def test_the_versions_of_a_template_are_listed_newest_first(hands):
    async def story():
        key, words = TemplateKey.AIDE, ("Bonjour", "Bonsoir")
        for word in words:
            async with hands.store.begin() as work:
                await work.publish_template(replace(DEFAULT_CATALOGUE[key], fr=word), by=f"{word}-er")
        async with hands.store.begin() as work:
            found = await work.template_versions(key)
            assert await work.template_versions(TemplateKey.FERME) == ()
            assert (await work.catalogue())[key] == found[0].template
        told = [(one.version, one.template.fr, one.by) for one in found]
        assert told == [(2, "Bonsoir", "Bonsoir-er"), (1, "Bonjour", "Bonjour-er")]
        assert {one.at for one in found} == {hands.clock.now()}

    hands.run(story())


# preferences


async def preferences_in(hands):
    async with hands.store.begin() as work:
        return await work.desk.preferences()


async def save(hands, preferences):
    async with hands.store.begin() as work:
        await work.desk.save_preferences(preferences)


def test_preferences_are_the_defaults_until_somebody_saves_some(hands):
    async def story():
        assert await preferences_in(hands) == Preferences()
        await save(hands, MINE)
        assert await preferences_in(hands) == replace(MINE, version=1)
        await save(hands, replace(MINE, digest=Digest.OFF, version=1))
        assert await preferences_in(hands) == replace(MINE, digest=Digest.OFF, version=2)

    hands.run(story())


@pytest.mark.parametrize("version", [0, 1])
def test_of_two_who_save_one_version_the_second_is_told(hands, version):
    async def story():
        if version:
            await save(hands, MINE)
        changes = [replace(MINE, digest=digest, version=version) for digest in (Digest.OFF, Digest.DAILY)]
        seen = await asyncio.gather(*(save(hands, one) for one in changes), return_exceptions=True)
        assert sorted(type(one).__name__ for one in seen) == ["Conflict", "NoneType"]
        assert (await preferences_in(hands)).version == version + 1
        with pytest.raises(Conflict):
            await save(hands, replace(MINE, version=version + 7))

    hands.run(story())
