"""What is counted of JARVIS's work, hour by hour, and what can be told from the counts."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

import msgspec

from jarvis_domain.answering.wording import CASABLANCA

AN_HOUR = timedelta(hours=1)
LONGEST_PERIOD = timedelta(days=400)
OVERDUE_AFTER = timedelta(minutes=10)
"""A message that nobody has settled by then should have been."""


class Tally(msgspec.Struct, frozen=True):
    """How often something happened in one hour or day: `name` says what is counted, `value` which of it."""

    at: datetime
    name: str
    value: str
    count: int


class Counted(StrEnum):
    """What is tallied; each thing counts in the hour it belongs to, whenever it became known.

    * By the hour in which a message was received: MESSAGES by outcome, or `waiting`, or `overdue` after ten
      minutes; LANGUAGES (or `none`), INTENTS and COMPLAINT_TYPES as read; READINGS by `model`, `rules`, or
      `fallback` when a configured model did not help; NUMBERS by messages that showed one, `clear` or
      `doubtful`; CONTRACTS asked about; LOOK_UPS by source, `not_found` or `unavailable`; FLAGS; ANSWERED_IN,
      from received to settled, and END_TO_END, from received to its reply's acceptance by WhatsApp.
    * By the hour in which a reply was queued: REPLIES by delivery; WRITTEN_BY `jarvis` or `person`; BILINGUAL
      `yes` or `no`, of those JARVIS wrote.
    * By the hour in which a complaint was opened: OPENED by type, PRIORITIES, REGIONS (the contractor's as
      it is now, or `unknown`). By the hour of its resolution: RESOLVED by type, and RESOLVED_IN.
    * By the hour of the decision: ESCALATIONS `on_time`, `late`, or `waiting` for its five minutes.
    * By the hour of asking: ASKED for satisfaction. By the hour of the answer: SCORES.
    * By the hour in which the mail service took it: SIGN_IN_MAILS by status.

    The values of ANSWERED_IN, END_TO_END and RESOLVED_IN are those of `bucket`.
    """

    MESSAGES = "messages"
    LANGUAGES = "languages"
    INTENTS = "intents"
    COMPLAINT_TYPES = "complaint_types"
    READINGS = "readings"
    NUMBERS = "numbers"
    CONTRACTS = "contracts"
    LOOK_UPS = "look_ups"
    FLAGS = "flags"
    ANSWERED_IN = "answered_in"
    END_TO_END = "end_to_end"
    REPLIES = "replies"
    WRITTEN_BY = "written_by"
    BILINGUAL = "bilingual"
    OPENED = "opened"
    PRIORITIES = "priorities"
    REGIONS = "regions"
    RESOLVED = "resolved"
    RESOLVED_IN = "resolved_in"
    ESCALATIONS = "escalations"
    ASKED = "asked"
    SCORES = "scores"
    SIGN_IN_MAILS = "sign_in_mails"


_SECOND, _HOUR = 1_000, 3_600_000
# 70 s is a bound, so that the share below the promised time is exact.
SECONDS: tuple[int, ...] = (
    250, 500, *(n * _SECOND for n in (1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 120, 300, 600)),
)  # fmt: skip
HOURS: tuple[int, ...] = tuple(n * _HOUR for n in (1, 2, 4, 8, 12, 24, 48, 72, 120, 168, 240, 336, 720))
BOUNDS: Mapping[Counted, tuple[int, ...]] = {
    Counted.ANSWERED_IN: SECONDS,
    Counted.END_TO_END: SECONDS,
    Counted.RESOLVED_IN: HOURS,
}
"""The upper bounds of what is counted by how long it took, rising, in milliseconds."""
OVER = "over"


def buckets(bounds: Sequence[int]) -> tuple[str, ...]:
    """The values a duration can be tallied under: each bound it stays below, then `over`."""
    return (*map(str, bounds), OVER)


def bucket(took: timedelta, bounds: Sequence[int]) -> str:
    """Which of them: the lowest bound it stays below; what clocks make negative is in the first."""
    return buckets(bounds)[bisect_right(bounds, took / timedelta(milliseconds=1))]


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """A time in milliseconds, as near as the buckets tell; `at_least`: beyond the last bound."""

    ms: float
    at_least: bool = False


class Figures(msgspec.Struct, frozen=True):
    """The counts of a period. Figures of parts of it, which do not overlap, add up to those of the whole."""

    counts: Mapping[Counted, Mapping[str, int]] = {}

    def by(self, what: Counted) -> Mapping[str, int]:
        """Every value that was counted, the most frequent first; durations in rising order."""
        found = self.counts.get(what, {})
        if what in BOUNDS:
            return {value: found[value] for value in buckets(BOUNDS[what]) if value in found}
        return dict(sorted(found.items(), key=lambda entry: (-entry[1], entry[0])))

    def of(self, what: Counted, *values: str) -> int:
        """How many of these values, or of all when none is named."""
        found = self.counts.get(what, {})
        return sum(found.get(value, 0) for value in values or found)

    def quantile(self, what: Counted, share: float) -> Estimate | None:
        """The time that `share` (0 to 1) of the durations stayed below; None without any."""
        return quantile(self.counts.get(what, {}), BOUNDS[what], share)

    def __add__(self, other: "Figures") -> "Figures":
        return figures_of(
            Tally(datetime.min.replace(tzinfo=UTC), what, value, count)
            for part in (self, other)
            for what, values in part.counts.items()
            for value, count in values.items()
        )


def figures_of(tallies: Iterable[Tally]) -> Figures:
    """The counts of all their hours or days together; names of another version are left out."""
    counts: dict[Counted, dict[str, int]] = {}
    for tally in tallies:
        if tally.name not in _NAMES:
            continue
        values = counts.setdefault(Counted(tally.name), {})
        values[tally.value] = values.get(tally.value, 0) + tally.count
    return Figures(counts)


_NAMES = frozenset(Counted)


def quantile(found: Mapping[str, int], bounds: Sequence[int], share: float) -> Estimate | None:
    """As if the durations of a bucket were spread evenly over it; beyond the last bound only that is said."""
    rank, below, low = share * sum(found.values()), 0, 0
    if not found or not sum(found.values()):
        return None
    for bound in bounds:
        inside = found.get(str(bound), 0)
        if inside and below + inside >= rank:
            return Estimate(ms=low + (bound - low) * max(rank - below, 0) / inside)
        below, low = below + inside, bound
    return Estimate(ms=bounds[-1], at_least=True)


def series(tallies: Iterable[Tally], moments: Iterable[datetime]) -> Iterator[tuple[datetime, Figures]]:
    """The figures of each moment's hour or day, empty where nothing was counted."""
    found: dict[datetime, list[Tally]] = {}
    for tally in tallies:
        found.setdefault(tally.at, []).append(tally)
    for moment in moments:
        yield moment, figures_of(found.get(moment, ()))


def hour_of(moment: datetime) -> datetime:
    """When its hour began."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def day_of(moment: datetime) -> datetime:
    """When its day began in Casablanca, in UTC."""
    return _midnight(moment.astimezone(CASABLANCA))


def hours_of(since: datetime, until: datetime) -> Iterator[datetime]:
    """The hours that a period counts: those that begin in it."""
    hour = hour_of(since)
    hour += AN_HOUR if hour < since else timedelta()
    while hour < until:
        yield hour
        hour += AN_HOUR


def days_of(since: datetime, until: datetime) -> Iterator[datetime]:
    """The days whose hours a period counts; the first and the last may be in it in part."""
    first = next(hours_of(since, until), None)
    if first is None:
        return
    day = first.astimezone(CASABLANCA)
    while (midnight := _midnight(day)) < until:
        yield midnight
        day = datetime.combine(day.date() + timedelta(days=1), time(), CASABLANCA)


def _midnight(local: datetime) -> datetime:
    return datetime.combine(local.date(), time(), CASABLANCA).astimezone(UTC)
