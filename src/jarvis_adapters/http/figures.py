"""Figures over HTTP: what was counted in a period, its trends, and how the promises stand."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal

import msgspec
from dishka.integrations.litestar import FromDishka, inject
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from jarvis_adapters.http.guards import requires
from jarvis_adapters.http.lists import PERIOD
from jarvis_adapters.http.refusals import UNTAKEN
from jarvis_adapters.http.typed import refused
from jarvis_domain.desk.figures import (
    BOUNDS,
    LONGEST_PERIOD,
    Counted,
    Estimate,
    Figures,
    Tally,
    days_of,
    figures_of,
    hours_of,
    series,
)
from jarvis_domain.desk.promises import Comparison, Measured, PromiseKey, Sentence, Standing, Unit, measure
from jarvis_domain.desk.staff import Permission
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.ports.views import Period, Views

_TAGS = ["dashboard"]
_READ = [requires(Permission.READ)]
_USUAL = timedelta(days=7)
_BY_HOUR = timedelta(days=3)
"""Longer periods have a point for each day: nobody sees more than some dozens of points."""
_COMPLAINTS = (
    *(Counted.OPENED, Counted.PRIORITIES, Counted.REGIONS, Counted.RESOLVED, Counted.RESOLVED_IN),
    *(Counted.ESCALATIONS, Counted.ASKED, Counted.SCORES),
)

Counts = dict[Counted, dict[str, int]]


class TimeOut(msgspec.Struct, frozen=True, kw_only=True):
    """Half of them, and 95 % of them, took less than this."""

    median: Estimate
    p95: Estimate


class FiguresOut(msgspec.Struct, frozen=True, kw_only=True):
    """What was counted: `counts` by what and by which value, `times` of what takes time."""

    since: datetime
    until: datetime
    counts: Counts
    times: dict[Counted, TimeOut]


class PointOut(msgspec.Struct, frozen=True, kw_only=True):
    """What was counted in the hour or day that begins at `at`; only what was."""

    at: datetime
    counts: Counts
    times: dict[Counted, TimeOut]


class StatsOut(msgspec.Struct, frozen=True, kw_only=True):
    """`before` is the period of the same length just before, if it was asked for."""

    figures: FiguresOut
    before: FiguresOut | None
    step: Literal["hour", "day"]
    series: tuple[PointOut, ...]


class PromiseOut(msgspec.Struct, frozen=True, kw_only=True):
    """A promise and its figure: `share` is 0 to 1, `value` null while nothing was measured."""

    key: PromiseKey
    unit: Unit
    comparison: Comparison
    target: float
    value: float | None
    sample: int
    standing: Standing
    counted: Sentence
    missing: Sentence


class PromisesOut(msgspec.Struct, frozen=True, kw_only=True):
    since: datetime
    until: datetime
    promises: tuple[PromiseOut, ...]


@get(
    "/api/dashboard/stats",
    guards=_READ,
    dependencies=PERIOD,
    responses=UNTAKEN,
    operation_id="readStats",
    tags=_TAGS,
)
@inject
async def read_stats(
    period: NamedDependency[Period],
    views: FromDishka[Views],
    clock: FromDishka[Clock],
    *,
    compare: FromQuery[bool] = False,
) -> StatsOut:
    """Reads everything that is counted.

    Of the last seven days unless a period is named; whole hours count.
    """
    return await _stats(views, ends_of(period, clock.now()), tuple(Counted), compare=compare)


@get(
    "/api/dashboard/complaints",
    guards=_READ,
    dependencies=PERIOD,
    responses=UNTAKEN,
    operation_id="readComplaintTrends",
    tags=_TAGS,
)
@inject
async def read_complaint_trends(
    period: NamedDependency[Period],
    views: FromDishka[Views],
    clock: FromDishka[Clock],
    *,
    compare: FromQuery[bool] = False,
) -> StatsOut:
    """Reads how complaints develop.

    By type, priority and region, how fast they were solved, and how contractors liked it.
    """
    return await _stats(views, ends_of(period, clock.now()), _COMPLAINTS, compare=compare)


@get(
    "/api/dashboard/promises",
    guards=_READ,
    dependencies=PERIOD,
    responses=UNTAKEN,
    operation_id="readPromises",
    tags=_TAGS,
)
@inject
async def read_promises(
    period: NamedDependency[Period], views: FromDishka[Views], clock: FromDishka[Clock]
) -> PromisesOut:
    """Reads what JARVIS promises, and how it stands.

    Over the last seven days unless a period is named.
    """
    since, until = ends_of(period, clock.now())
    tallies = await views.tallies(Period(since=since, until=until), by_day=told_by_day(since, until))
    found = tuple(map(_promise, measure(figures_of(tallies))))
    return PromisesOut(since=since, until=until, promises=found)


def ends_of(period: Period, now: datetime) -> tuple[datetime, datetime]:
    """Both ends of what is asked for, the last seven days unless it says; 422 for a period too long."""
    until = period.until or now
    since = period.since or until - _USUAL
    if not timedelta() < until - since <= LONGEST_PERIOD:
        raise refused("since", f"Choisissez une période de {LONGEST_PERIOD.days} jours au plus.")
    return since, until


def told_by_day(since: datetime, until: datetime) -> bool:
    return until - since > _BY_HOUR


async def _stats(
    views: Views,
    ends: tuple[datetime, datetime],
    counted: Sequence[Counted],
    *,
    compare: bool,
) -> StatsOut:
    since, until = ends
    by_day = told_by_day(since, until)
    tallies = await views.tallies(Period(since=since, until=until), by_day=by_day)
    earlier = (since - (until - since), since)
    before = await views.tallies(Period(since=earlier[0], until=since), by_day=by_day) if compare else None
    moments: Callable[[datetime, datetime], Iterator[datetime]] = days_of if by_day else hours_of
    return StatsOut(
        figures=_figures(tallies, ends, counted),
        before=None if before is None else _figures(before, earlier, counted),
        step="day" if by_day else "hour",
        series=tuple(_points(tallies, counted, moments(since, until))),
    )


def _figures(
    tallies: Sequence[Tally], ends: tuple[datetime, datetime], counted: Sequence[Counted]
) -> FiguresOut:
    figures = figures_of(tallies)
    return FiguresOut(
        since=ends[0],
        until=ends[1],
        counts={what: dict(figures.by(what)) for what in counted},
        times=_times(figures, counted),
    )


def _times(figures: Figures, counted: Sequence[Counted]) -> dict[Counted, TimeOut]:
    return {what: time for what in counted if what in BOUNDS and (time := _time(figures, what))}


def _time(figures: Figures, what: Counted) -> TimeOut | None:
    median, p95 = figures.quantile(what, 0.5), figures.quantile(what, 0.95)
    return TimeOut(median=median, p95=p95) if median and p95 else None


def _points(
    tallies: Sequence[Tally], counted: Sequence[Counted], moments: Iterable[datetime]
) -> Iterator[PointOut]:
    """Durations are told as times only: their buckets would be most of the answer."""
    for at, figures in series(tallies, moments):
        counts = {what: dict(figures.by(what)) for what in counted if what not in BOUNDS and figures.of(what)}
        yield PointOut(at=at, counts=counts, times=_times(figures, counted))


def _promise(measured: Measured) -> PromiseOut:
    promise = measured.promise
    return PromiseOut(
        key=promise.key,
        unit=promise.unit,
        comparison=promise.comparison,
        target=promise.target,
        value=measured.value,
        sample=measured.sample,
        standing=measured.standing,
        counted=promise.counted,
        missing=promise.missing,
    )


FIGURE_ROUTES = (read_stats, read_complaint_trends, read_promises)
