"""Figures of a process as /metrics tells them: read, added up, and compared before and after."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from prometheus_client.parser import text_string_to_metric_families

Labels = tuple[tuple[str, str], ...]
_PARTS = ("_total", "_sum", "_count", "_bucket")


class Exposition(msgspec.Struct, frozen=True):
    """Every sample by its name and labels."""

    samples: Mapping[tuple[str, Labels], float] = {}

    def total(self, name: str, **labels: str) -> float:
        """The sum over every sample of this name with (at least) these labels."""
        wanted = set(labels.items())
        return sum(value for (n, ls), value in self.samples.items() if n == name and wanted <= set(ls))

    def by(self, name: str, label: str) -> dict[str, float]:
        """The sums by one label's values."""
        sums: dict[str, float] = defaultdict(float)
        for (found, labels), value in self.samples.items():
            if found == name:
                sums[dict(labels).get(label, "")] += value
        return dict(sums)

    def since(self, before: "Exposition") -> "Exposition":
        """What was counted since; gauges mean nothing in it. A process that began anew counts from zero."""
        counted = {
            key: value - before.samples.get(key, 0.0) if value >= before.samples.get(key, 0.0) else value
            for key, value in self.samples.items()
            if key[0].endswith(_PARTS)
        }
        return Exposition(counted)


def read_exposition(text: str) -> Exposition:
    """Prometheus' text form; raises ValueError for anything else."""
    return Exposition(
        {
            (sample.name, tuple(sorted(sample.labels.items()))): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }
    )


def together(expositions: Iterable[Exposition]) -> Exposition:
    """The figures of several processes as those of one."""
    sums: dict[tuple[str, Labels], float] = defaultdict(float)
    for exposition in expositions:
        for key, value in exposition.samples.items():
            sums[key] += value
    return Exposition(dict(sums))


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """How long something took, in milliseconds."""

    count: int
    p50_ms: float
    p95_ms: float


def spread_of(counted: Exposition, name: str, **labels: str) -> Spread:
    """From a histogram's buckets, straight lines drawn within each: no finer than its buckets are."""
    wanted = set(labels.items())
    buckets: dict[float, float] = defaultdict(float)
    for (found, ls), value in counted.samples.items():
        if found == f"{name}_bucket" and wanted <= set(ls):
            buckets[float(dict(ls)["le"])] += value
    steps = sorted(buckets.items())
    count = steps[-1][1] if steps else 0
    return Spread(count=round(count), p50_ms=_within(steps, 0.5), p95_ms=_within(steps, 0.95))


def _within(steps: Sequence[tuple[float, float]], share: float) -> float:
    """Milliseconds below which this share lies; the last bucket's beginning where it has no end."""
    wanted = share * steps[-1][1] if steps else 0.0
    low, below = 0.0, 0.0
    for high, upto in steps:
        if upto >= wanted and upto > below:
            end = low if high == float("inf") else high
            return round(1000 * (low + (end - low) * (wanted - below) / (upto - below)), 1)
        low, below = high, upto
    return 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of all does not exceed; 0 for none."""
    if not values:
        return 0.0
    ranked = sorted(values)
    return ranked[max(0, -int(-share * len(ranked) // 1) - 1)]
