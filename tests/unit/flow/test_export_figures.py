"""The sheet of counts: every count that there is has its words, and what has none is told as it is."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from jarvis_domain.answering.wording import Wording
from jarvis_domain.desk.figures import BOUNDS, OVER, Counted, Tally, buckets
from jarvis_domain.flow.export_figures import figures_table, rows_of

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
_, MEASURE, VALUE, _ = figures_table().fields


@pytest.mark.parametrize("what", Counted)
def test_everything_that_is_counted_has_a_name_in_both_languages(what):
    name = MEASURE.of(Tally(NOON, what, "1", 1))
    assert isinstance(name, Wording)
    assert name.fr
    assert name.ar
    assert VALUE.of(Tally(NOON, what, "new_in_another_version" if what not in BOUNDS else OVER, 1))


def test_a_duration_is_told_by_the_bound_it_stays_below():
    told = [
        VALUE.of(Tally(NOON, Counted.RESOLVED_IN, value, 1)) for value in buckets(BOUNDS[Counted.RESOLVED_IN])
    ]
    assert (told[0], told[-2], told[-1]) == ("< 1 h", "< 720 h", ">= 720 h")
    assert VALUE.of(Tally(NOON, Counted.END_TO_END, "250", 1)) == "< 0.25 s"


def test_rows_come_in_the_order_of_time_and_only_those_that_are_asked_for():
    tallies = [
        Tally(NOON + timedelta(hours=1), Counted.MESSAGES, "answered", 3),
        Tally(NOON, Counted.OPENED, "autre", 1),
        Tally(NOON, Counted.MESSAGES, "answered", 2),
        Tally(NOON, "of_another_version", "x", 1),
    ]

    async def rows(what):
        return [row.count async for row in rows_of(tallies, what)]

    assert asyncio.run(rows((Counted.MESSAGES,))) == [2, 3]
    assert asyncio.run(rows(())) == [2, 1, 3]
