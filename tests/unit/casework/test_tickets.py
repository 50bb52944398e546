"""Tickets: numbers that are read back as they were given, and states in their order."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.casework.changes import NotAllowed, Refusal
from jarvis_domain.casework.tickets import (
    TICKET_NUMBERS,
    OrangeId,
    OrangeIdWasAssigned,
    Ticket,
    TicketChanged,
    TicketClosed,
    TicketInProgress,
    TicketNumber,
    TicketResolved,
    parse_orange_id,
    parse_ticket_number,
)
from jarvis_domain.errors import InvalidTicketNumber
from support.casework import DAY, ONG, people, texts, ticket, ticket_numbers
from support.talk import NOON, pieces

BY = {"by": "leila", "at": NOON + DAY}
INC = OrangeId("INC0012345")
LEADS = {
    ("open", "start"): "in_progress",
    ("open", "resolve"): "resolved",
    ("in_progress", "resolve"): "resolved",
    ("resolved", "close"): "closed",
    **{(state, "assign_orange_id"): state for state in ("open", "in_progress", "resolved")},
}
TRIES = {
    "start": lambda t: t.start(**BY),
    "resolve": lambda t: t.resolve("câble changé", **BY),
    "close": lambda t: t.close(**BY),
    "assign_orange_id": lambda t: t.assign_orange_id(INC, **BY),
}


def done(change):
    assert isinstance(change, TicketChanged), change
    return change.ticket


def in_progress():
    return done(ticket().start(**BY))


def resolved():
    return done(in_progress().resolve("câble changé", **BY))


def closed():
    return done(resolved().close(**BY))


STATES = {"open": ticket, "in_progress": in_progress, "resolved": resolved, "closed": closed}

# numbers


@given(ticket_numbers)
def test_a_number_has_one_shape_and_reads_back(given_number):
    assert given_number.value.startswith("ONG-")
    assert len(given_number.value) == 10
    assert not set(given_number.value[4:]) & set("01OILSBZAEU")
    assert parse_ticket_number(given_number.value) == given_number


@given(st.sets(st.integers(0, TICKET_NUMBERS - 1), max_size=50))
def test_different_random_values_give_different_numbers(values):
    assert len({TicketNumber.from_random(value) for value in values}) == len(values)


@given(st.integers(0, 2**128))
def test_any_random_integer_gives_a_number(value):
    assert TicketNumber.from_random(value) == TicketNumber.from_random(value % TICKET_NUMBERS)


@pytest.mark.parametrize(
    "typed", ["ONG-7K3FQ9", "ong-7k3fq9", "ONG 7K3FQ9", "ong7k3fq9", " 0NG-7K3FQ9\u200f", "ONG–٧K3FQ9"]
)
def test_a_number_is_read_as_people_type_it(typed):
    assert parse_ticket_number(typed) == ONG


def test_letters_that_are_never_given_are_read_as_the_digits_they_look_like():
    assert parse_ticket_number("ONG-SBZK3F") == TicketNumber("ONG-582K3F")


@pytest.mark.parametrize(
    "typed", ["", "ONG-", "ONG-7K3FQ", "ONG-7K3FQ99", "ONG-7K3FQ0", "F1234567D", "7K3FQ9"]
)
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(InvalidTicketNumber):
        parse_ticket_number(typed)


@pytest.mark.parametrize(
    ("typed", "value"),
    [(" inc0012345 ", "INC0012345"), ("GTR 2026/118-4", "GTR 2026/118-4"), ("#4411", None), ("4411", "4411")],
)
def test_the_number_of_orange_is_taken_as_it_comes(typed, value):
    if value is None:
        with pytest.raises(InvalidTicketNumber):
            parse_orange_id(typed)
    else:
        assert parse_orange_id(typed) == OrangeId(value)


@pytest.mark.parametrize(
    "typed", ["", "12", "en attente", "=1+1", "1" * 41, "12\n34;", ONG.value, "ong 7k3fq9"]
)
def test_neither_our_own_number_nor_a_remark_is_taken_for_oranges(typed):
    with pytest.raises(InvalidTicketNumber):
        parse_orange_id(typed)


@given(pieces)
def test_no_text_breaks_the_reading_of_numbers(text):
    for parse in (parse_ticket_number, parse_orange_id):
        try:
            assert parse(parse(text).value) == parse(text)
        except InvalidTicketNumber:
            assert text.strip() != ONG.value or parse is parse_orange_id


# states


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("tried", TRIES)
def test_each_state_allows_what_the_table_says_and_nothing_else(state, tried):
    change = TRIES[tried](STATES[state]())

    leads_to = change.ticket.status if isinstance(change, TicketChanged) else None
    assert leads_to == LEADS.get((state, tried))


tries = st.one_of(
    st.tuples(st.just("start"), st.just(())),
    st.tuples(st.just("resolve"), st.tuples(texts)),
    st.tuples(st.just("close"), st.just(())),
    st.tuples(st.just("assign_orange_id"), st.tuples(st.sampled_from([INC, OrangeId("4411")]))),
)


@given(st.lists(st.tuples(tries, people), max_size=12))
def test_every_sequence_of_changes_leads_to_a_valid_ticket(tried):
    current = ticket()
    for (name, args), by in tried:
        before, change = current, getattr(current, name)(*args, by=by, at=NOON)
        if isinstance(change, NotAllowed):
            empty_handed = change.reason in {Refusal.NOTHING_CHANGES, Refusal.TEXT_MISSING}
            assert empty_handed or (before.status, name) not in LEADS
            continue
        current = change.ticket
        assert current.status == LEADS[before.status, name]
        assert current.version == before.version + 1
        assert current.history == before.history + change.events

    assert msgspec.json.decode(msgspec.json.encode(current), type=Ticket) == current


def test_each_state_keeps_what_it_needs():
    assert in_progress().state == TicketInProgress(since=NOON + DAY)
    solved = TicketResolved(at=NOON + DAY, notes="câble changé")
    assert resolved().state == solved
    assert closed().state == TicketClosed(at=NOON + DAY, resolved=solved)


def test_the_number_of_orange_may_be_corrected_until_the_ticket_is_closed():
    corrected = done(ticket().assign_orange_id(INC, **BY)).assign_orange_id(OrangeId("4411"), **BY)

    assert corrected.events[0].what == OrangeIdWasAssigned(after=OrangeId("4411"), before=INC)
    assert closed().assign_orange_id(INC, **BY) == NotAllowed(reason=Refusal.ALREADY_CLOSED)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda: in_progress().start(**BY), Refusal.ALREADY_STARTED),
        (lambda: resolved().start(**BY), Refusal.ALREADY_RESOLVED),
        (lambda: closed().start(**BY), Refusal.ALREADY_CLOSED),
        (lambda: ticket().close(**BY), Refusal.NOT_RESOLVED),
        (lambda: closed().close(**BY), Refusal.ALREADY_CLOSED),
        (lambda: ticket().resolve(" ", **BY), Refusal.TEXT_MISSING),
        (
            lambda: done(ticket().assign_orange_id(INC, **BY)).assign_orange_id(INC, **BY),
            Refusal.NOTHING_CHANGES,
        ),
    ],
)
def test_a_refusal_says_why(change, reason):
    assert change() == NotAllowed(reason=reason)
