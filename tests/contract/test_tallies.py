"""The contract of tallies: both stores count the same, by the hour and by the day, kept or counted anew."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.memory.tallies import tallies_of
from jarvis_adapters.postgres.connections import Link, engine_for
from jarvis_adapters.postgres.personal_columns import blank
from jarvis_adapters.postgres.tallies import KeepTallies, tallies_between
from jarvis_domain.answering.messages import Delivery, Outcome
from jarvis_domain.desk.figures import AN_HOUR, day_of, figures_of, hour_of
from jarvis_domain.ports.views import Period
from jarvis_domain.understanding.reading import ReadBy
from support.counted import BEGIN, NOW, SeenMessage, SentReply, change, fill, later, records, state_of
from support.talk import status_check

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


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records, records, st.booleans())
def test_what_changes_in_an_old_hour_is_counted_the_same_by_both_stores(counting, record, others, by_day):
    changes = dict(enumerate(others))
    after = state_of([later(fact, changes.get(place)) for place, fact in enumerate(record)])
    counting.clock = ManualClock(NOW + timedelta(days=10))

    async def story():
        keep = KeepTallies(counting.engine, counting.clock)
        await fill(counting.engine, state_of(record))
        await keep()
        await change(counting.engine, after)
        await keep()
        return await counting.tallies(WHOLE, by_day=by_day)

    expected = tallies_of(after, WHOLE, counting.clock.now(), by_day=by_day)
    assert told(counting.runner.run(story())) == told(expected)


def one_answer(*, at, queued, accepted=None):
    """A message that was answered, by a reply that left much later."""
    reply = SentReply(queued - BEGIN, Delivery.READ, accepted, "jarvis", "نعم")
    seen = SeenMessage(
        at - BEGIN, Outcome.ANSWERED, status_check(1, by=ReadBy.RULES), "", (), (), queued - at, reply
    )
    return state_of([seen])


@pytest.fixture
def now():
    return datetime.now(UTC)


def test_an_answer_that_left_days_late_counts_in_the_hour_of_its_message_once_it_is_accepted(counting, now):
    at = now - timedelta(days=5)
    counting.clock = ManualClock(now)
    period = Period(since=hour_of(at), until=hour_of(at) + AN_HOUR)
    parked = one_answer(at=at, queued=now)
    (row,) = parked.messages.values()
    waiting = state_of([])
    waiting.contractors |= parked.contractors
    waiting.messages[row.stored.id] = msgspec.structs.replace(row, outcome=None, settled_at=None, reply=None)

    async def story():
        keep = KeepTallies(counting.engine, counting.clock)
        await fill(counting.engine, waiting)
        await keep()
        for answered in (parked, one_answer(at=at, queued=now, accepted=timedelta(seconds=3))):
            await change(counting.engine, answered)
            await keep()
        await keep()
        return await counting.tallies(period), await marks(counting)

    tallies, left = counting.runner.run(story())
    assert ("end_to_end", 1) in {(tally.name, tally.count) for tally in tallies}
    assert left == 0


async def marks(counting):
    async with counting.reading() as link:
        return await link.one(sa.text("select count(*) from late_hours"))


def test_a_change_of_the_last_two_days_marks_no_hour(counting, now):
    at = now - timedelta(hours=47)

    async def story():
        await fill(counting.engine, one_answer(at=at, queued=at))
        await change(counting.engine, one_answer(at=at, queued=at, accepted=timedelta(seconds=3)))
        return await marks(counting)

    assert counting.runner.run(story()) == 0


def test_an_old_hour_of_which_rows_were_erased_keeps_its_figures(counting):
    counting.clock = ManualClock(NOW + timedelta(days=400))
    before = one_answer(at=BEGIN, queued=BEGIN)

    async def story():
        keep = KeepTallies(counting.engine, counting.clock)
        await fill(counting.engine, before)
        await keep()
        async with counting.engine.begin() as link:
            await link.execute(blank("messages"))
            await link.execute(blank("replies"))
        await change_outcome(counting)
        await keep()
        return await counting.tallies(WHOLE), await marks(counting)

    tallies, left = counting.runner.run(story())
    assert told(tallies) == told(tallies_of(before, WHOLE, counting.clock.now(), by_day=False))
    assert left == 0


async def change_outcome(counting):
    async with counting.engine.begin() as link:
        await link.execute(sa.text("update messages set flags = '{complaint}'"))


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
