"""Cursors and typed values: what comes back is ours, what people type is understood or named."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from litestar.exceptions import ValidationException

from jarvis_adapters.http.lists import Part
from jarvis_adapters.http.typed import contract_typed, moment_typed, phone_typed
from jarvis_domain.answering.wording import CASABLANCA
from jarvis_domain.ports.views import Page, Position

SECRET = b"a secret of thirty-two characters"
positions = st.builds(Position, st.text(), st.text())


def part(cursor=None, secret=SECRET):
    return Part(limit=50, cursor=cursor, secret=secret)


def cursor_of(position, name="list", secret=SECRET):
    return part(secret=secret).listed(name, Page(rows=(), next=position), str).next


@given(positions)
def test_a_cursor_leads_back_to_where_its_page_ended(position):
    assert part(cursor_of(position)).of("list").after == position


@given(positions, st.integers(0), st.sampled_from("ABCdef019-_="))
@example(Position(key="0ࠀ𐀀", id="0ࠀ𐀀"), 61, "d")  # only bits that no byte needs
def test_a_cursor_with_one_sign_changed_is_refused(position, place, sign):
    cursor = cursor_of(position)
    place %= len(cursor)
    forged = cursor[:place] + sign + cursor[place + 1 :]
    if forged != cursor:
        with pytest.raises(ValidationException):
            part(forged).of("list")


@given(st.text(min_size=1))
def test_nothing_that_people_make_up_is_a_cursor(text):
    with pytest.raises(ValidationException):
        part(text).of("list")


@given(positions)
def test_a_cursor_is_of_one_list_and_one_secret(position):
    for cursor in (cursor_of(position, "other"), cursor_of(position, secret=SECRET[::-1])):
        with pytest.raises(ValidationException):
            part(cursor).of("list")


def test_no_cursor_and_an_empty_one_are_the_beginning():
    assert part().of("list").after is part("").of("list").after is None


@given(st.dates(min_value=datetime(1990, 1, 1, tzinfo=UTC).date()).filter(lambda day: day.year < 9999))
@example(datetime(2026, 3, 22, tzinfo=UTC).date())  # the day the clocks of Casablanca change after Ramadan
def test_a_bare_date_is_that_day_in_casablanca(day):
    since, until = moment_typed(str(day), "since"), moment_typed(str(day), "until", end=True)
    assert since.astimezone(CASABLANCA).date() == day
    assert (until - timedelta(microseconds=1)).astimezone(CASABLANCA).date() == day
    assert until.astimezone(CASABLANCA).date() == day + timedelta(days=1)


@given(st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29), timezones=st.timezones()))  # noqa: DTZ001 hypothesis adds the zone
def test_a_moment_with_its_offset_is_that_moment(moment):
    assert moment_typed(moment.isoformat(), "since") == moment.astimezone(UTC)


@given(st.text(max_size=40))
@example("2026-11-22T10:00:00")
@example("0001-01-01T00:00:00+14:00")
@example("9999-12-31")
@example("0001-01-01")
def test_a_moment_is_understood_or_refused_by_its_field(text):
    try:
        assert moment_typed(text, "until", end=True).tzinfo is UTC
    except ValidationException as refused:
        assert refused.extra[0]["key"] == "until"  # noqa: PT017 either is right


@given(st.text(max_size=60))
def test_numbers_are_understood_or_refused_by_their_field(text):
    for read, name in ((contract_typed, "contract"), (phone_typed, "phone")):
        try:
            assert read(text).value
        except ValidationException as refused:
            assert refused.extra[0]["key"] == name  # noqa: PT017 either is right


def test_typos_of_a_contract_number_are_forgiven_and_two_numbers_are_not_one():
    assert contract_typed(" f1234567d ").value == contract_typed("F 123 4567 D").value == "F1234567D"
    with pytest.raises(ValidationException):
        contract_typed("F1234567D F7654321D")
