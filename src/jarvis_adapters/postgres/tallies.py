"""The tallies on PostgreSQL: kept by the hour and the day, and counted anew where they may be behind."""

from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Self

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from jarvis_adapters.postgres.connections import Link, engine_for, translated
from jarvis_adapters.postgres.counting import COUNT, asked
from jarvis_domain.desk.figures import LONGEST_PERIOD, Tally, day_of, days_of, hours_of
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.ports.views import Period

FRESH = timedelta(hours=3)
"""How far back the hours are counted anew each time."""
MOVING = timedelta(days=3)
"""How far back late receipts and corrections still move the figures; those hours are counted anew hourly."""

_BATCH = 24
_PATIENCE_SECONDS = 20.0
_ONE_AT_A_TIME = sa.text("select pg_advisory_xact_lock(x'4A415654'::bit(32)::int, 0)")

# Complete are the spans that were counted after their end; one that has no row was complete and empty.
_KEPT = sa.text("""
    select tallied.at, tallies.name, tallies.value, tallies.count
    from tallied left join tallies on tallies.span = tallied.span and tallies.at = tallied.at
    where tallied.span = :span and tallied.at = any (cast(:moments as timestamptz[]))
        and tallied.counted_at >= tallied.at + interval '1 hour'
""")


async def tallies_between(link: Link, period: Period, now: datetime, *, by_day: bool) -> Sequence[Tally]:
    """What is kept, and what may be behind counted now.

    Raises ValueError for a period without both ends, or of more than 400 days.
    """
    since, until = _ends(period)
    if not by_day:
        return await _of_hours(link, list(hours_of(since, until)), now)
    whole = [day for day in days_of(since, until) if since <= day and _end_of(day) <= until]
    complete, kept = await _kept(link, "day", whole)
    rest = [hour for hour in hours_of(since, until) if day_of(hour) not in complete]
    return [*kept, *_by_day(await _of_hours(link, rest, now))]


def _ends(period: Period) -> tuple[datetime, datetime]:
    if period.since is None or period.until is None or period.until - period.since > LONGEST_PERIOD:
        raise ValueError("tallies need both ends of a period of at most 400 days")
    return period.since, period.until


def _end_of(day: datetime) -> datetime:
    return day_of(day + timedelta(hours=36))


async def _of_hours(link: Link, hours: Sequence[datetime], now: datetime) -> list[Tally]:
    complete, kept = await _kept(link, "hour", hours)
    behind = [hour for hour in hours if hour not in complete]
    if not behind:
        return kept
    counted = await link.run(COUNT, asked(behind, now))
    return kept + [Tally(row.hour, row.name, row.value, row.times) for row in counted]


async def _kept(
    link: Link, span: str, moments: Sequence[datetime]
) -> tuple[Collection[datetime], list[Tally]]:
    """Which of these hours or days are complete, and what was counted in them."""
    rows = await link.run(_KEPT, {"span": span, "moments": moments}) if moments else ()
    tallies = [Tally(at, name, value, count) for at, name, value, count in rows if name is not None]
    return {row.at for row in rows}, tallies


def _by_day(tallies: Iterable[Tally]) -> list[Tally]:
    days: Counter[tuple[datetime, str, str]] = Counter()
    for tally in tallies:
        days[day_of(tally.at), tally.name, tally.value] += tally.count
    return [Tally(at, name, value, count) for (at, name, value), count in days.items()]


_DUE = sa.text("""
    with beginning as (
        select least(
            (select min(received_at) from messages), (select min(queued_at) from replies),
            (select min(created_at) from complaints), (select min(sent_at) from mails)
        ) as at
    )
    select hour from beginning, generate_series(
        date_trunc('day', beginning.at, 'Africa/Casablanca'), cast(:now as timestamptz), interval '1 hour'
    ) as hour
    left join tallied on tallied.span = 'hour' and tallied.at = hour
    where tallied.at is null
        or tallied.counted_at < hour + interval '1 hour'
        or hour >= cast(:now as timestamptz) - cast(:fresh as interval)
        or (hour >= cast(:now as timestamptz) - cast(:moving as interval)
            and tallied.counted_at <= cast(:now as timestamptz) - interval '1 hour')
    order by hour desc
""")
_FORGET = sa.text("delete from tallies where span = :span and at = any (cast(:moments as timestamptz[]))")
_FORGET_DAYS = sa.text("delete from tallied where span = 'day' and at = any (cast(:days as timestamptz[]))")
_ADD = sa.text("""
    insert into tallies select 'hour', * from unnest(
        cast(:hours as timestamptz[]), cast(:names as text[]),
        cast(:values as text[]), cast(:times as bigint[])
    )
""")
_MARK = sa.text("""
    insert into tallied select :span, at, cast(:now as timestamptz)
        from unnest(cast(:moments as timestamptz[])) as at
        on conflict (span, at) do update set counted_at = excluded.counted_at
""")
_WHOLE_DAYS = sa.text("""
    select since, until
    from unnest(cast(:days as timestamptz[]), cast(:ends as timestamptz[])) as day (since, until)
    where extract(epoch from until - since) / 3600 = (
        select count(*) from tallied
        where span = 'hour' and at >= since and at < until and counted_at >= at + interval '1 hour'
    )
""")
_ADD_DAYS = sa.text("""
    insert into tallies select 'day', since, name, value, sum(count)
    from unnest(cast(:days as timestamptz[]), cast(:ends as timestamptz[])) as day (since, until)
    join tallies on span = 'hour' and at >= since and at < until
    group by since, name, value
""")


class KeepTallies:
    """Counts the hours that may have changed: a chore, and the end of a seeding.

    Those of the last three hours each time, of the last three days once an hour, and whatever was never
    counted, the newest first.
    """

    def __init__(self, engine: AsyncEngine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    @classmethod
    def open(cls, dsn: str, clock: Clock) -> Self:
        """Connects when it is first used."""
        return cls(engine_for(dsn), clock)

    async def close(self) -> None:
        await self._engine.dispose()

    async def __call__(self) -> None:
        """As much as can be done in some twenty seconds; the rest next time."""
        await self.all_due(seconds=_PATIENCE_SECONDS)

    async def all_due(self, *, seconds: float | None = None) -> None:
        """Without `seconds`, to the end."""
        now, began = self._clock.now(), self._clock.monotonic()
        due = await self._due(now)
        for start in range(0, len(due), _BATCH):
            await self._count(due[start : start + _BATCH], now)
            if seconds is not None and self._clock.monotonic() - began > seconds:
                return

    async def _due(self, now: datetime) -> list[datetime]:
        async with self._transaction() as link:
            found = await link.run(_DUE, {"now": now, "fresh": FRESH, "moving": MOVING})
        return [row.hour for row in found]

    async def _count(self, hours: Sequence[datetime], now: datetime) -> None:
        async with self._transaction() as link:
            await link.run(_ONE_AT_A_TIME)
            counted = await link.run(COUNT, asked(hours, now))
            await link.run(_FORGET, {"span": "hour", "moments": hours})
            columns = zip(*counted, strict=True) if counted else ((),) * 4
            await link.run(_ADD, dict(zip(("hours", "names", "values", "times"), columns, strict=True)))
            await link.run(_MARK, {"span": "hour", "moments": hours, "now": now})
            await _keep_days(link, sorted({day_of(hour) for hour in hours}), now)

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[Link]:
        with translated():
            connection = await self._engine.connect()
        try:
            yield Link(connection)
            with translated():
                await connection.commit()
        finally:
            await connection.close()


async def _keep_days(link: Link, touched: Sequence[datetime], now: datetime) -> None:
    """The days of these that have every hour complete; of the others nothing is kept."""
    await link.run(_FORGET, {"span": "day", "moments": touched})
    await link.run(_FORGET_DAYS, {"days": touched})
    whole = await link.run(_WHOLE_DAYS, {"days": touched, "ends": [_end_of(day) for day in touched]})
    days = [row.since for row in whole]
    await link.run(_ADD_DAYS, {"days": days, "ends": [row.until for row in whole]})
    await link.run(_MARK, {"span": "day", "moments": days, "now": now})
