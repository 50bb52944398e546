"""Figures: counts add up, periods divide, quantiles never fall, and the days are Casablanca's."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.answering.wording import CASABLANCA
from jarvis_domain.desk.figures import (
    AN_HOUR,
    BOUNDS,
    OVER,
    SECONDS,
    Counted,
    Estimate,
    Figures,
    Tally,
    bucket,
    buckets,
    day_of,
    days_of,
    figures_of,
    hour_of,
    hours_of,
    quantile,
    series,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
moments = st.timedeltas(timedelta(days=-800), timedelta(days=400)).map(lambda away: NOON + away)
hours = st.integers(0, 60).map(lambda count: NOON + count * AN_HOUR)
names = st.sampled_from(Counted)
tallies = st.lists(st.builds(Tally, hours, names, st.sampled_from(["a", "b", "250"]), st.integers(1, 9)))
histograms = st.dictionaries(st.sampled_from(buckets(SECONDS)), st.integers(0, 50))
shares = st.floats(0, 1)
periods = st.tuples(moments, st.timedeltas(timedelta(), timedelta(days=4))).map(lambda p: (p[0], p[0] + p[1]))


@given(tallies, st.integers(0, 60))
def test_the_figures_of_two_parts_add_up_to_those_of_the_whole(counted, cut):
    early, late = [], []
    for tally in counted:
        (early if tally.at < NOON + cut * AN_HOUR else late).append(tally)
    assert figures_of(early) + figures_of(late) == figures_of(counted)


@given(tallies, names)
def test_the_points_of_a_series_add_up_to_the_figure_of_the_whole(counted, what):
    points = list(series(counted, hours_of(NOON, NOON + 61 * AN_HOUR)))
    assert sum(figures.of(what) for _, figures in points) == figures_of(counted).of(what)
    assert len(points) == 61


@given(tallies, names)
def test_a_whole_is_the_sum_of_its_values(counted, what):
    figures = figures_of(counted)
    known = set(buckets(BOUNDS[what])) if what in BOUNDS else set(figures.by(what))
    assert sum(figures.by(what).values()) == figures.of(what, *known)


@given(periods, st.integers(0, 96))
def test_two_periods_that_meet_count_each_hour_once(period, shift):
    since, until = period
    middle = min(until, since + shift * AN_HOUR)
    parts = [*hours_of(since, middle), *hours_of(middle, until)]
    assert parts == list(hours_of(since, until))
    assert len(set(parts)) == len(parts)


@given(periods)
def test_every_hour_of_a_period_lies_in_one_of_its_days(period):
    days = {day_of(hour) for hour in hours_of(*period)}
    assert sorted(days) == list(days_of(*period))


@given(moments)
def test_a_day_begins_at_midnight_in_casablanca_and_an_hour_at_its_full_hour(moment):
    day, hour = day_of(moment), hour_of(moment)
    assert day <= hour <= moment < hour + AN_HOUR
    assert day.astimezone(CASABLANCA).time() == datetime.min.time()
    assert day.astimezone(CASABLANCA).date() == moment.astimezone(CASABLANCA).date()


def test_a_day_of_ramadan_begins_an_hour_later_in_utc():
    assert day_of(datetime(2026, 2, 10, 12, tzinfo=UTC)) == datetime(2026, 2, 9, 23, tzinfo=UTC)
    assert day_of(datetime(2026, 3, 1, 12, tzinfo=UTC)) == datetime(2026, 3, 1, tzinfo=UTC)


@given(histograms, shares, shares)
def test_a_greater_share_never_took_less_time(found, one, other):
    low, high = sorted([one, other])
    first, second = quantile(found, SECONDS, low), quantile(found, SECONDS, high)
    if first is None or second is None:
        assert sum(found.values()) == 0
    else:
        assert first.ms <= second.ms


@given(st.lists(st.floats(0, 700, allow_nan=False), min_size=1), shares)
def test_a_quantile_lies_in_the_bucket_of_the_value_it_stands_for(seconds, share):
    found: dict[str, int] = {}
    for took in seconds:
        value = bucket(timedelta(seconds=took), SECONDS)
        found[value] = found.get(value, 0) + 1
    estimate = quantile(found, SECONDS, share)
    below = sum(count for value, count in found.items() if value != OVER and int(value) <= estimate.ms)
    assert below <= share * len(seconds) + 1e-6 or estimate.at_least
    measured = len(seconds) - found.get(OVER, 0)
    assert estimate.at_least == (measured == 0 or measured < share * len(seconds))


def test_half_of_a_bucket_is_its_middle_and_beyond_the_last_bound_only_that_is_said():
    assert quantile({"500": 10}, SECONDS, 0.5) == Estimate(ms=375)
    assert quantile({"500": 1, OVER: 9}, SECONDS, 0.5) == Estimate(ms=600_000, at_least=True)
    assert quantile({}, SECONDS, 0.5) is None


@given(st.timedeltas(timedelta(seconds=-5), timedelta(hours=1)))
def test_a_duration_stays_below_the_bound_it_is_tallied_under(took):
    value = bucket(took, SECONDS)
    if value == OVER:
        assert took >= timedelta(milliseconds=SECONDS[-1])
    else:
        assert took < timedelta(milliseconds=int(value))


def test_names_of_another_version_are_left_out():
    assert figures_of([Tally(NOON, "what_will_be", "x", 3)]) == Figures({})
