"""The tallies on PostgreSQL: kept by the hour and the day, and counted anew where they may be behind."""

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Self

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from jarvis_adapters.postgres.connections import Link, engine_for, translated
from jarvis_adapters.postgres.counting import COUNT, asked
from jarvis_adapters.postgres.personal_columns import NOBODY
from jarvis_domain.answering.messages import Outcome
from jarvis_domain.desk.figures import LONGEST_PERIOD, Counted, Tally, day_of, days_of, hours_of
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.ports.views import Period

FRESH = timedelta(hours=3)
"""How far back the hours are counted anew each time."""
MOVING = timedelta(days=3)
"""How far back the hours are counted anew hourly; what is changed in older ones marks them (late_hours)."""

_BATCH = 24
_PATIENCE_SECONDS = 20.0
_ONE_AT_A_TIME = sa.text("select pg_advisory_xact_lock(x'4A415654'::bit(32)::int, 0)")

# Complete are the spans that were counted after their end; whole days are kept only when they are.
_KEPT = sa.text("""
    select at, counts from tallies
    where span = :span and at = any (cast(:moments as timestamptz[]))
        and counted_at >= at + interval '1 hour'
""")

Counts = dict[str, dict[str, int]]
_ENDLESS = frozenset({"waiting", "overdue", Outcome.PARKED})


async def tallies_between(link: Link, period: Period, now: datetime, *, by_day: bool) -> Sequence[Tally]:
    """What is kept, and what may be behind counted now.

    Raises ValueError for a period without both ends, or of more than 400 days.
    """
    since, until = _ends(period)
    if not by_day:
        return await _of_hours(link, list(hours_of(since, until)), now)
    days = {day: _end_of(day) for day in days_of(since, until)}
    kept = await _kept(link, "day", [day for day, end in days.items() if since <= day and end <= until])
    behind = [(max(since, day), min(until, end)) for day, end in days.items() if day not in kept]
    hours = [hour for part in behind for hour in hours_of(*part)]
    return [*_tallies(kept), *_by_day(await _of_hours(link, hours, now))]


def _ends(period: Period) -> tuple[datetime, datetime]:
    if period.since is None or period.until is None or period.until - period.since > LONGEST_PERIOD:
        raise ValueError("tallies need both ends of a period of at most 400 days")
    return period.since, period.until


def _end_of(day: datetime) -> datetime:
    return day_of(day + timedelta(hours=36))


async def _of_hours(link: Link, hours: Sequence[datetime], now: datetime) -> list[Tally]:
    kept = await _kept(link, "hour", hours)
    behind = [hour for hour in hours if hour not in kept]
    counted = await link.run(COUNT, asked(behind, now)) if behind else ()
    return _tallies(kept) + [Tally(row.hour, row.name, row.value, row.times) for row in counted]


async def _kept(link: Link, span: str, moments: Sequence[datetime]) -> dict[datetime, Counts]:
    """What was counted in those of these hours or days that are complete."""
    rows = await link.run(_KEPT, {"span": span, "moments": moments}) if moments else ()
    return {row.at: row.counts for row in rows}


def _tallies(kept: Mapping[datetime, Counts]) -> list[Tally]:
    return [
        Tally(at, name, value, count)
        for at, counts in kept.items()
        for name, values in counts.items()
        for value, count in values.items()
    ]


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
    left join tallies on tallies.span = 'hour' and tallies.at = hour
    where tallies.at is null
        or tallies.counted_at < hour + interval '1 hour'
        or hour >= cast(:now as timestamptz) - cast(:fresh as interval)
        or (hour >= cast(:now as timestamptz) - cast(:moving as interval)
            and tallies.counted_at <= cast(:now as timestamptz) - interval '1 hour')
        or (tallies.unfinished and tallies.counted_at <= cast(:now as timestamptz) - interval '1 hour')
        or hour = any (cast(:late as timestamptz[]))
    order by hour desc
""")
# A reply that is older than the marks are made for marks its hours itself.
_LATE = sa.text("""
    with due as (
        select at, array_agg(id) as marks from late_hours
        where reply_id is null or not exists (
            select from replies where replies.id = reply_id and accepted_at is null
                and queued_at >= cast(:now as timestamptz) - cast(:moving as interval)
        )
        group by at
    )
    select at, marks, exists (
        select from messages
        where received_at >= at and received_at < at + interval '1 hour' and sender = cast(:nobody as text)
    ) or exists (
        select from replies
        where queued_at >= at and queued_at < at + interval '1 hour' and recipient = cast(:nobody as text)
    ) as erased from due
""")
_UNMARK = sa.text("delete from late_hours where id = any (cast(:marks as bigint[]))")
# Mails are deleted by age: what was counted of them stays.
_KEEP = sa.text("""
    insert into tallies
        select :span, kept.at, cast(kept.counts as jsonb), kept.unfinished, cast(:now as timestamptz)
        from unnest(
            cast(:moments as timestamptz[]), cast(:counts as text[]), cast(:unfinished as boolean[])
        ) as kept (at, counts, unfinished)
        on conflict (span, at) do update set
            counts = excluded.counts || case
                when excluded.counts ? 'sign_in_mails' or not tallies.counts ? 'sign_in_mails' then '{}'
                else jsonb_build_object('sign_in_mails', tallies.counts -> 'sign_in_mails') end,
            unfinished = excluded.unfinished, counted_at = excluded.counted_at
""")


class KeepTallies:
    """Counts the hours that may have changed: a chore, and the end of a seeding.

    Those of the last three hours each time; those of the last three days, and older ones with messages that
    had no end yet, once an hour; and whatever was never counted. The newest first.
    """

    def __init__(self, engine: AsyncEngine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    @classmethod
    def open(cls, dsn: str, clock: Clock) -> Self:
        """Connects when it is first used."""
        return cls(engine_for(dsn, connections=2), clock)

    async def close(self) -> None:
        await self._engine.dispose()

    async def __call__(self) -> None:
        """As much as can be done in some twenty seconds; the rest next time."""
        await self.all_due(seconds=_PATIENCE_SECONDS)

    async def all_due(self, *, seconds: float | None = None) -> None:
        """Without `seconds`, to the end."""
        now, began = self._clock.now(), self._clock.monotonic()
        late = await self._late(now)
        due = await self._due(now, list(late))
        for start in range(0, len(due), _BATCH):
            hours = due[start : start + _BATCH]
            await self._count(hours, [mark for hour in hours for mark in late.get(hour, ())], now)
            if seconds is not None and self._clock.monotonic() - began > seconds:
                return

    async def _late(self, now: datetime) -> dict[datetime, Sequence[int]]:
        """The marks of each hour in which something was changed."""
        async with self._transaction() as link:
            found = await link.run(_LATE, {"now": now, "moving": MOVING, "nobody": NOBODY})
            erased = [mark for row in found if row.erased for mark in row.marks]
            await link.run(_UNMARK, {"marks": erased})
        return {row.at: row.marks for row in found if not row.erased}

    async def _due(self, now: datetime, late: Sequence[datetime]) -> list[datetime]:
        async with self._transaction() as link:
            facts = {"now": now, "fresh": FRESH, "moving": MOVING, "late": late}
            found = await link.run(_DUE, facts)
        return [row.hour for row in found]

    async def _count(self, hours: Sequence[datetime], marks: Sequence[int], now: datetime) -> None:
        async with self._transaction() as link:
            await link.run(_ONE_AT_A_TIME)
            await link.run(_UNMARK, {"marks": marks})
            counts: dict[datetime, Counts] = {hour: {} for hour in hours}
            for row in await link.run(COUNT, asked(hours, now)):
                counts[row.hour].setdefault(row.name, {})[row.value] = row.times
            await _keep(link, "hour", counts, now)
            await _keep_days(link, {day_of(hour) for hour in hours}, now)

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


async def _keep(link: Link, span: str, kept: Mapping[datetime, Counts], now: datetime) -> None:
    facts = {
        "span": span,
        "moments": list(kept),
        "counts": [msgspec.json.encode(one).decode() for one in kept.values()],
        "unfinished": [not _ENDLESS.isdisjoint(one.get(Counted.MESSAGES, ())) for one in kept.values()],
        "now": now,
    }
    await link.run(_KEEP, facts)


async def _keep_days(link: Link, touched: Iterable[datetime], now: datetime) -> None:
    """Those of them that have every hour complete."""
    days: dict[datetime, Counts] = {}
    for day in sorted(touched):
        hours = list(hours_of(day, _end_of(day)))
        kept = await _kept(link, "hour", hours)
        if len(kept) == len(hours):
            days[day] = {}
            for tally in _tallies(kept):
                values = days[day].setdefault(tally.name, {})
                values[tally.value] = values.get(tally.value, 0) + tally.count
    await _keep(link, "day", days, now)
