"""The breaker: five failures in a row or more than half of twenty open it, one call tries again."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_adapters.memory.clock import ManualClock
from jarvis_domain.flow.breaker import Breaker, Closed, HalfOpen, Open

REST = timedelta(seconds=30)


def breaker_and_clock():
    clock = ManualClock()
    return Breaker(clock, failures=5, rest=REST), clock


def settle(breaker, given_pass, *, ok):
    (breaker.succeeded if ok else breaker.failed)(given_pass)


def opened():
    breaker, clock = breaker_and_clock()
    for _ in range(5):
        breaker.failed(breaker.admit())
    return breaker, clock


@given(outcomes=st.lists(st.booleans(), max_size=60))
def test_it_opens_exactly_after_five_failures_in_a_row_or_more_than_half_of_twenty(outcomes):
    breaker, _ = breaker_and_clock()
    for count, ok in enumerate(outcomes, start=1):
        settle(breaker, breaker.admit(), ok=ok)
        so_far = outcomes[:count]
        five_in_a_row = count >= 5 and not any(so_far[-5:])
        half_of_twenty = count >= 20 and so_far[-20:].count(False) > 10
        assert isinstance(breaker.state, Open) == (five_in_a_row or half_of_twenty)
        if isinstance(breaker.state, Open):
            return


@pytest.mark.parametrize(("failed", "opens"), [(10, False), (11, True)])
def test_half_of_the_last_twenty_is_borne_and_one_more_is_not(failed, opens):
    """Never five in a row: the failures are spread over the successes."""
    breaker, _ = breaker_and_clock()
    for turn in range(20):
        settle(breaker, breaker.admit(), ok=(turn * failed) % 20 >= failed)

    assert isinstance(breaker.state, Open) is opens


@given(calls=st.lists(st.sampled_from(["ask", "succeed", "fail", "drop", "wait"]), max_size=80))
def test_whatever_happens_nobody_passes_during_the_rest_and_at_most_one_in_half_open(calls):
    breaker, clock = breaker_and_clock()
    out = []
    for call in calls:
        before = breaker.state
        if call == "ask":
            admitted = breaker.admit()
            if isinstance(before, Open | HalfOpen):
                assert (admitted is None) == (clock.monotonic() < before.until)
            else:
                assert admitted is not None
            out += [admitted] if admitted else []
        elif call == "wait":
            clock.advance(7)
        elif out:
            {"succeed": breaker.succeeded, "fail": breaker.failed, "drop": breaker.dropped}[call](out.pop(0))


def test_after_the_rest_exactly_one_call_passes_and_its_success_closes():
    breaker, clock = opened()
    during = breaker.admit()
    clock.advance(30)
    probe, second = breaker.admit(), breaker.admit()
    breaker.succeeded(probe)

    assert during is None
    assert second is None
    assert breaker.state == Closed()
    assert breaker.admit() is not None


def test_a_probe_that_fails_opens_for_another_rest():
    breaker, clock = opened()
    clock.advance(30)
    breaker.failed(breaker.admit())

    assert breaker.state == Open(60)
    assert breaker.admit() is None


def test_a_probe_that_was_given_up_lets_the_next_call_try():
    breaker, clock = opened()
    clock.advance(30)
    breaker.dropped(breaker.admit())

    assert breaker.admit() is not None


def test_a_probe_never_heard_of_blocks_for_one_rest_only():
    breaker, clock = opened()
    clock.advance(30)
    breaker.admit()
    early = breaker.admit()
    clock.advance(30)

    assert early is None
    assert breaker.admit() is not None


def test_a_late_outcome_from_before_the_turn_changes_nothing():
    breaker, clock = breaker_and_clock()
    late = [breaker.admit() for _ in range(3)]
    for _ in range(5):
        breaker.failed(breaker.admit())
    breaker.succeeded(late[0])
    after_success = breaker.state
    clock.advance(30)
    breaker.admit()
    breaker.failed(late[1])
    breaker.dropped(late[2])

    assert after_success == Open(30)
    assert isinstance(breaker.state, HalfOpen)
