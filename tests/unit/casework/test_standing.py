"""What a contractor is told of his complaints."""

from datetime import timedelta

import pytest

from jarvis_domain.answering.says import NoComplaint
from jarvis_domain.answering.wording import COMPLAINT_STATES
from jarvis_domain.casework.complaints import ComplaintStatus
from jarvis_domain.casework.standing import MOST_TOLD, standings
from support.casework import DAY, LEILA, ONG, opened
from support.talk import NOON, number


def about(contract, *, at=NOON):
    return opened(contract=contract, at=at)


def solved(complaint, at=NOON):
    return complaint.resolve("ligne activée", by=LEILA, at=at).complaint


def told(*complaints, now=NOON, asked=()):
    return [(say.contract, say.status) for say in standings(complaints, now, about=asked)]


@pytest.mark.parametrize("status", ComplaintStatus)
def test_every_state_has_its_words(status):
    assert COMPLAINT_STATES[status].fr
    assert COMPLAINT_STATES[status].ar


def test_without_a_complaint_there_is_none():
    assert standings((), NOON) == (NoComplaint(),)


def test_the_unresolved_are_told_newest_first_and_three_at_most():
    many = [about(index, at=NOON - index * DAY) for index in range(1, 6)]

    assert told(*reversed(many)) == [(number(index), "open") for index in range(1, MOST_TOLD + 1)]


def test_the_resolved_are_told_where_nothing_is_unresolved():
    assert told(solved(about(1)), about(2)) == [(number(2), "open")]
    assert told(solved(about(1))) == [(number(1), "resolved")]


def test_a_resolution_is_told_for_seven_days():
    done = solved(about(1))

    assert told(done, now=NOON + 7 * DAY) == [(number(1), "resolved")]
    assert standings([done], NOON + 7 * DAY + timedelta(seconds=1)) == (NoComplaint(),)


def test_a_contract_that_is_named_is_told_of_alone_unless_nothing_is_known_of_it():
    ours = (about(1), about(2))

    assert told(*ours, asked={number(2)}) == [(number(2), "open")]
    assert len(told(*ours, asked={number(3)})) == 2


def test_our_ticket_is_named_also_after_the_resolution():
    escalated = about(1).escalate(ONG, by="jarvis", at=NOON).complaint

    for complaint in (escalated, solved(escalated)):
        assert standings([complaint], NOON)[0].ticket == str(ONG)
