"""Promises: kept, broken, or not known while nothing was measured."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.desk.figures import Counted, Figures, Tally, figures_of
from jarvis_domain.desk.promises import PROMISES, PromiseKey, Standing, measure

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def measured(key, **counts):
    """The promise when so many of each value were counted: `replies={"read": 3}`."""
    rows = [Tally(NOON, name, value, n) for name, found in counts.items() for value, n in found.items()]
    return next(one for one in measure(figures_of(rows)) if one.promise.key is key)


def test_with_nothing_measured_nothing_is_kept_and_nothing_broken():
    assert {one.standing for one in measure(Figures())} == {Standing.UNKNOWN}
    assert {one.value for one in measure(Figures())} == {None}
    assert [one.promise.key for one in measure(Figures())] == list(PromiseKey)


def test_a_reply_counts_as_delivered_by_its_receipt_and_never_by_its_acceptance():
    one = measured(PromiseKey.DELIVERY, replies={"read": 50, "delivered": 49, "accepted": 2, "queued": 7})
    assert (one.sample, round(one.value, 3), one.standing) == (101, 0.98, Standing.BROKEN)
    assert measured(PromiseKey.DELIVERY, replies={"read": 99, "failed": 1}).standing is Standing.KEPT


def test_the_slowest_twentieth_may_take_longer_than_promised():
    kept = measured(PromiseKey.END_TO_END, end_to_end={"70000": 95, "120000": 5})
    assert (kept.standing, kept.sample) == (Standing.BROKEN, 100)
    assert measured(PromiseKey.END_TO_END, end_to_end={"70000": 96, "over": 4}).standing is Standing.KEPT


def test_what_waits_for_the_portal_is_neither_lost_nor_at_its_end():
    messages = {"answered": 8, "failed": 1, "parked": 3, "waiting": 2}
    one = measured(PromiseKey.NOTHING_LOST, messages=messages)
    assert (one.value, one.sample, one.standing) == (1, 9, Standing.KEPT)
    assert measured(PromiseKey.NOTHING_LOST, messages=messages | {"overdue": 1}).standing is Standing.BROKEN


def test_no_model_configured_is_no_fallback():
    assert measured(PromiseKey.MODEL, readings={"rules": 100}).standing is Standing.UNKNOWN
    assert measured(PromiseKey.MODEL, readings={"model": 95, "fallback": 5}).standing is Standing.BROKEN


def test_a_low_share_from_the_cache_breaks_no_promise_made_for_the_load_test():
    assert measured(PromiseKey.CACHE, look_ups={"portal": 9, "cache": 1}).standing is Standing.UNKNOWN
    assert measured(PromiseKey.CACHE, look_ups={"portal": 1, "cache": 9}).standing is Standing.KEPT


def test_every_promise_says_in_both_languages_what_is_counted_and_what_is_missing():
    for promise in PROMISES:
        for sentence in (promise.counted, promise.missing):
            assert sentence.fr.endswith((".", ".)"))
            assert sentence.en.endswith((".", ".)"))


@given(
    st.dictionaries(
        st.sampled_from(Counted),
        st.dictionaries(
            st.sampled_from(
                [
                    "1",
                    "yes",
                    "cache",
                    "read",
                    "on_time",
                    "late",
                    "clear",
                    "fallback",
                    "model",
                    "delivered",
                    "answered",
                    "250",
                    "over",
                ]
            ),
            st.integers(0, 9),
        ),
    )
)
def test_a_share_is_never_below_nothing_or_above_all(counts):
    for one in measure(Figures(counts)):
        if one.promise.unit == "share" and one.value is not None:
            assert 0 <= one.value <= 1
            assert one.sample > 0
