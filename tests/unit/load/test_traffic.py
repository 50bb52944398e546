"""The traffic is realistic, keeps the product's limits, and is the same for the same seed."""

from collections import Counter, defaultdict
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarvis_app.load.phrases import PHRASES, SHARES
from jarvis_app.load.rates import Rate
from jarvis_app.load.traffic import Plan, contractors_for, faults_of, traffic
from jarvis_domain.understanding.contracts import find_contracts
from jarvis_domain.understanding.reading import Intent
from jarvis_domain.understanding.rules import read_by_rules

LONG = Plan(rate=Rate(10.0), seconds=120, contractors=600)


@st.composite
def plans(draw):
    rate = Rate(draw(st.floats(min_value=0.2, max_value=10)))
    return Plan(
        rate=rate,
        seconds=draw(st.floats(min_value=1, max_value=30)),
        contractors=contractors_for(rate),
        hit_rate=draw(st.floats(min_value=0, max_value=1)),
        burst=draw(st.floats(min_value=0, max_value=1)),
        seed=draw(st.integers(min_value=0, max_value=10_000)),
    )


@settings(max_examples=15)
@given(plans())
def test_the_same_plan_is_the_same_traffic(plan):
    assert traffic(plan) == traffic(plan)


def test_another_seed_is_another_traffic():
    other = Plan(rate=LONG.rate, seconds=LONG.seconds, contractors=LONG.contractors, seed=2)

    assert traffic(LONG) != traffic(other)


@settings(max_examples=15)
@given(plans())
def test_as_many_messages_are_written_as_the_rate_says(plan):
    written = sum(len(question.messages) for question in traffic(plan))

    assert written == max(1, round(plan.rate.per_second * plan.seconds))


@settings(max_examples=15)
@given(plans())
def test_every_message_belongs_to_a_question_that_its_texts_ask(plan):
    for question in traffic(plan):
        text = "\n".join(message.text for message in question.messages)

        assert question.messages
        assert {found.number.value for found in find_contracts(text)} == set(question.numbers)


@settings(max_examples=15)
@given(plans())
def test_messages_of_a_burst_follow_each_other_within_the_burst_window(plan):
    for question in traffic(plan):
        times = [message.at for message in question.messages]

        assert all(0 < later - earlier < 2 for earlier, later in pairwise(times))
        assert times[-1] - times[0] < 6


@settings(max_examples=15)
@given(plans())
def test_nobody_begins_a_question_in_the_midst_of_another(plan):
    said_at = defaultdict(float)
    for question in traffic(plan):
        assert question.messages[0].at >= said_at[question.phone]
        said_at[question.phone] = question.messages[-1].at


def test_nobody_writes_more_than_ten_messages_in_any_minute():
    times = defaultdict(list)
    for question in traffic(LONG):
        times[question.phone] += [message.at for message in question.messages]

    for written in times.values():
        assert all(sum(begin <= at < begin + 60 for at in written) <= 10 for begin in written)


@pytest.mark.parametrize("hit_rate", [0.0, 0.5, 0.8, 0.95])
def test_the_share_of_contracts_asked_again_is_near_the_hit_rate(hit_rate):
    plan = Plan(rate=LONG.rate, seconds=LONG.seconds, contractors=LONG.contractors, hit_rate=hit_rate)
    asked = [number for question in traffic(plan) for number in question.numbers]

    assert 1 - len(set(asked)) / len(asked) == pytest.approx(hit_rate, abs=0.03)


def test_small_talk_follows_a_question_that_named_a_contract():
    """Help is offered once in a row: small talk after small talk would rightly get no answer."""
    others = {text for phrases in PHRASES.values() for text in phrases.other}
    before = {}
    for question in traffic(LONG):
        if question.messages[0].text in others:
            assert before[question.phone].numbers
        before[question.phone] = question


def test_some_webhooks_come_twice_and_some_questions_name_several_contracts_or_none():
    questions = traffic(LONG)
    copies = Counter(message.copies for question in questions for message in question.messages)

    assert 0.02 < copies[2] / (copies[1] + copies[2]) < 0.1
    assert {0, 1, 2, 3} == {len(question.numbers) for question in questions}


def test_every_language_is_written_in():
    texts = [message.text for question in traffic(LONG) for message in question.messages]

    for tongue in SHARES:
        assert any(text in texts for text in PHRASES[tongue].hello), tongue


@pytest.mark.parametrize("tongue", list(SHARES))
def test_the_rules_read_each_phrase_as_the_traffic_means_it(tongue):
    phrases = PHRASES[tongue]
    for text in (*phrases.asking, phrases.several):
        reading = read_by_rules(text.format("F1234567D"))
        assert (reading.intent, reading.spam) == (Intent.STATUS_CHECK, False), text
    for text in phrases.bare:
        reading = read_by_rules(text)
        assert (reading.intent, reading.contracts) == (Intent.STATUS_CHECK, ()), text
    for text in (*phrases.other, *phrases.hello):
        reading = read_by_rules(text)
        assert (reading.intent, reading.closing, reading.same_contract) == (Intent.OTHER, False, False), text
    for text in phrases.thanks:
        assert read_by_rules(text).closing, text


def test_a_plan_beyond_the_products_limits_says_so():
    few = Plan(rate=Rate(10.0), seconds=60, contractors=5)

    assert any("above the limit of 10" in fault for fault in faults_of(few))
    assert list(faults_of(LONG)) == []
