"""Rates as people write them."""

import pytest

from jarvis_app.load.rates import Rate, parse_rate
from jarvis_domain.errors import InvalidValue


@pytest.mark.parametrize(
    ("text", "per_second"), [("100/min", 100 / 60), ("5/s", 5.0), ("900/h", 0.25), (" 1.5/S ", 1.5)]
)
def test_a_rate_is_a_number_over_seconds_minutes_or_hours(text, per_second):
    assert parse_rate(text).per_second == pytest.approx(per_second)


@pytest.mark.parametrize("text", ["", "100", "100/day", "-1/s", "0/s", "1e9/s", "١/s", "nan/s", "/s"])
def test_anything_else_is_refused_with_the_mend(text):
    with pytest.raises(InvalidValue, match="100/min, 5/s or 900/h"):
        parse_rate(text)


@pytest.mark.parametrize(("per_second", "shown"), [(100 / 60, "100/min"), (100.0, "100/s")])
def test_a_rate_is_shown_as_it_was_written(per_second, shown):
    assert str(Rate(per_second)) == shown
