"""Escalation: who decides, the five minutes, and who is told."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.casework.escalation import (
    ESCALATION_LIMIT,
    EscalationClock,
    EscalationPending,
    EscalationSent,
    Handling,
    MailBackOffice,
    MailOrange,
    Notice,
    RaiseAlert,
    TellContractor,
    escalates_now,
    escalation_notices,
    handling_of,
    is_late,
    mark_sent,
    time_left,
    time_taken,
)
from jarvis_domain.casework.orange_pack import compose_pack
from jarvis_domain.casework.priority import Priority
from support.casework import COMPLAINT, CONTRACTOR, LEILA, ONG, opened
from support.talk import NOON, number

SECOND = timedelta(seconds=1)
spans = st.timedeltas(timedelta(), timedelta(hours=2))


@pytest.mark.parametrize(
    ("priority", "handling"),
    [
        (Priority.LOW, Handling.INTERNAL),
        (Priority.MEDIUM, Handling.PROPOSED),
        (Priority.HIGH, Handling.AT_ONCE),
    ],
)
def test_the_priority_says_who_decides(priority, handling):
    assert handling_of(priority) is handling
    assert escalates_now(opened(priority)) is (handling is Handling.AT_ONCE)


def test_what_orange_has_or_what_is_done_is_not_escalated_again():
    urgent = opened(Priority.HIGH)

    assert escalates_now(urgent.assign(to=LEILA, by=LEILA, at=NOON).complaint)
    assert not escalates_now(urgent.escalate(ONG, by=LEILA, at=NOON).complaint)
    assert not escalates_now(urgent.resolve("fait", by=LEILA, at=NOON).complaint)


@pytest.mark.parametrize(
    ("after", "late"),
    [(timedelta(), False), (ESCALATION_LIMIT - SECOND, False), (ESCALATION_LIMIT, True)],
)
def test_five_minutes_are_too_long(after, late):
    pending = EscalationPending(decided_at=NOON)

    assert is_late(pending, NOON + after) is late
    assert is_late(mark_sent(pending, NOON + after), NOON) is late


@given(spans, spans)
def test_what_is_taken_and_what_is_left_are_the_five_minutes(after, later):
    pending = EscalationPending(decided_at=NOON)
    sent = mark_sent(pending, NOON + after)

    assert time_taken(pending, NOON + after) == time_taken(sent, NOON + after + later) == after
    assert (
        time_left(pending, NOON + after)
        == time_left(sent, NOON)
        == max(ESCALATION_LIMIT - after, timedelta())
    )


def test_the_clock_stops_once():
    sent = mark_sent(EscalationPending(decided_at=NOON), NOON + SECOND)

    assert mark_sent(sent, NOON + 2 * SECOND) == sent


def test_a_clock_that_goes_back_takes_no_time():
    sent = mark_sent(EscalationPending(decided_at=NOON), NOON - SECOND)

    assert sent == EscalationSent(decided_at=NOON, sent_at=NOON)
    assert time_taken(EscalationPending(decided_at=NOON), NOON - SECOND) == timedelta()


def test_a_clock_survives_being_written_and_read():
    for clock in (EscalationPending(decided_at=NOON), EscalationSent(decided_at=NOON, sent_at=NOON)):
        assert msgspec.json.decode(msgspec.json.encode(clock), type=EscalationClock) == clock


def escalated():
    complaint = opened(Priority.HIGH).escalate(ONG, by="jarvis", at=NOON).complaint
    return complaint, compose_pack(complaint, ONG, contractor_name="Hassan", status=None, now=NOON)


def test_orange_the_back_office_the_contractor_and_the_dashboard_are_told():
    complaint, pack = escalated()

    orange, office, contractor, alert = escalation_notices(complaint, pack)

    assert orange == MailOrange(pack=pack)
    assert isinstance(office, MailBackOffice)
    assert contractor == TellContractor(contractor=CONTRACTOR, contract=number(), ticket=ONG)
    assert alert == RaiseAlert(complaint=COMPLAINT, ticket=ONG, priority=Priority.HIGH)


def test_the_back_office_reads_which_contract_and_why():
    office = escalation_notices(*escalated())[1]

    assert office.subject == f"Escalade {ONG} : F0000001D, dossier bloqué"
    assert "priorité haute" in office.text
    assert "Personne ne la suit encore." in office.text


def test_notices_survive_being_written_and_read():
    notices = escalation_notices(*escalated())

    assert msgspec.json.decode(msgspec.json.encode(notices), type=tuple[Notice, ...]) == notices
