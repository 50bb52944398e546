"""What models of every quality do to the rules' reading of the labelled messages."""

from collections import Counter

import pytest

from jarvis_domain import ground, read_by_rules
from support.scripted_models import alarmist, garbled, good, hostile, labelled, poor, sly

FIELDS = ("language", "intent", "complaint_type", "spam")
EVERYTHING = [*labelled("dev"), *labelled("second")]
POOR_LOSES = 0.005
"""Of the messages, net, on a field: what a model that is wrong in every second message may cost at most."""
SLY_LOSES = 0.015
"""The same for one that is wrong in every message and hides it well."""


def gains(model, messages, text_of=lambda message: message.text):
    """By field: messages the model put right, less messages it spoilt; types are scored of complaints."""
    net = Counter(dict.fromkeys(FIELDS, 0))
    for message in messages:
        text = text_of(message)
        rules = read_by_rules(text)
        fused = ground(model(message), rules, text)
        for field in FIELDS:
            truth = getattr(message, field)
            if field == "complaint_type" and truth is None:
                continue
            net[field] += (getattr(fused, field) == truth) - (getattr(rules, field) == truth)
    return net


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", ["dev", "second"])
def test_a_good_model_never_loses_more_than_it_wins_on_any_field(name, seed):
    # When the rules are right of all these messages there is nothing to win: lower SURE_OF_A_QUESTION then.
    net = gains(good(seed), labelled(name))

    assert {field: gain for field, gain in net.items() if gain < 0} == {}


@pytest.mark.parametrize(("model", "won"), [(good(), 0.03), (poor(), 0.0)], ids=["good", "poor"])
def test_where_the_rules_know_few_of_the_words_a_model_wins(model, won):
    net = gains(model, EVERYTHING, garbled)

    assert {field: gain for field, gain in net.items() if gain < 0} == {}
    assert net["intent"] > won * len(EVERYTHING)


@pytest.mark.parametrize("seed", range(3))
def test_a_poor_model_costs_little(seed):
    net = gains(poor(seed), EVERYTHING)

    assert {field: gain for field, gain in net.items() if gain < -POOR_LOSES * len(EVERYTHING)} == {}


def test_a_hostile_model_that_invents_numbers_costs_nothing():
    assert gains(hostile, EVERYTHING) == dict.fromkeys(FIELDS, 0)


def test_a_sly_model_costs_little():
    net = gains(sly, EVERYTHING)

    assert {field: gain for field, gain in net.items() if gain < -SLY_LOSES * len(EVERYTHING)} == {}


def test_a_model_that_calls_everything_spam_silences_nobody_at_work():
    silenced = [
        message.text
        for message in EVERYTHING
        if not message.spam and ground(alarmist(message), read_by_rules(message.text), message.text).spam
    ]

    assert len(silenced) <= 1 + len(EVERYTHING) // 200, silenced


@pytest.mark.parametrize("model", [good(), poor(), hostile, alarmist, sly])
def test_no_model_at_all_changes_a_number(model):
    for message in EVERYTHING:
        rules = read_by_rules(message.text)
        fused = ground(model(message), rules, message.text)
        assert (fused.contracts, fused.incomplete) == (rules.contracts, rules.incomplete)
