"""The contract of tallies: both stores count the same, by the hour and by the day, kept or counted anew."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.memory.tallies import tallies_of
from jarvis_adapters.postgres.connections import Link, engine_for
from jarvis_adapters.postgres.tallies import KeepTallies, tallies_between
from jarvis_domain.desk.figures import AN_HOUR, day_of, figures_of, hour_of
from jarvis_domain.ports.views import Period
from support.counted import BEGIN, NOW, fill, records, state_of

WHOLE = Period(since=BEGIN - timedelta(days=1), until=NOW + AN_HOUR)
cuts = st.integers(0, 100).map(lambda hours: WHOLE.since + hours * AN_HOUR)


class Counting:
    """A database to fill, to keep tallies of, and to ask."""

    def __init__(self, dsn):
        self.runner = asyncio.Runner()
        self.engine = engine_for(dsn)
        self.clock = ManualClock(NOW)
        self.keep = KeepTallies(self.engine, self.clock)

    def close(self):
        self.runner.run(self.engine.dispose())
        self.runner.close()

    @asynccontextmanager
    async def reading(self):
        async with self.engine.connect() as connection:
            yield Link(connection)

    async def tallies(self, period, *, by_day=False):
        async with self.reading() as link:
            return await tallies_between(link, period, self.clock.now(), by_day=by_day)


@pytest.fixture
def counting(database):
    made = Counting(database)
    yield made
    made.close()


def told(tallies):
    return sorted((tally.at, str(tally.name), str(tally.value), tally.count) for tally in tallies)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records, cuts, cuts, st.booleans(), st.booleans())
def test_both_stores_count_the_same_whatever_is_kept(counting, record, one, other, kept, by_day):
    state = state_of(record)
    period = Period(since=min(one, other), until=max(one, other))

    async def story():
        await fill(counting.engine, state)
        if kept:
            await counting.keep()
        return await counting.tallies(period, by_day=by_day)

    assert told(counting.runner.run(story())) == told(tallies_of(state, period, NOW, by_day=by_day))


@given(records, cuts)
def test_two_periods_that_meet_add_up_to_the_whole(record, cut):
    state = state_of(record)

    def counted(since, until, *, by_day):
        return figures_of(tallies_of(state, Period(since=since, until=until), NOW, by_day=by_day))

    whole = counted(WHOLE.since, WHOLE.until, by_day=True)
    assert counted(WHOLE.since, cut, by_day=True) + counted(cut, WHOLE.until, by_day=False) == whole


@given(records)
def test_every_tally_of_a_day_is_the_sum_of_its_hours(record):
    state = state_of(record)
    by_day = tallies_of(state, WHOLE, NOW, by_day=True)
    by_hour = tallies_of(state, WHOLE, NOW, by_day=False)
    assert {tally.at for tally in by_day} == {day_of(tally.at) for tally in by_hour}
    assert all(tally.at == hour_of(tally.at) for tally in by_hour)
    assert figures_of(by_day) == figures_of(by_hour)


@pytest.mark.parametrize(
    "period", [Period(), Period(since=NOW), Period(since=NOW, until=NOW + 401 * 24 * AN_HOUR)]
)
def test_a_period_without_ends_or_of_more_than_400_days_is_refused(counting, period):
    with pytest.raises(ValueError, match="400 days"):
        counting.runner.run(counting.tallies(period))
    with pytest.raises(ValueError, match="400 days"):
        tallies_of(state_of([]), period, NOW, by_day=False)
