"""The knee: the highest steady rate at which answers stay quick and nothing piles up."""

from collections.abc import Awaitable, Callable

import msgspec

from jarvis_app.load.rates import Rate
from jarvis_app.load.report import Report
from jarvis_app.load.traffic import Plan, contractors_for

_FASTER = 1.5
_MOST_STEPS = 12
QUICK_MS = 6_000.0
"""What p95 may be: two seconds of it are the burst window; half a minute a tenth too fast goes beyond."""
DRAINED_S = 8.0
"""The last answer may come so much after the last message; more means that a backlog grew."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One rate that was tried, and whether it held."""

    rate: str
    per_second: float
    held: bool
    sent: int
    lost: int
    duplicated: int
    out_of_order: int
    p50_ms: float
    p95_ms: float
    drained_after_s: float
    cache_hit_rate: float
    fallback_rate: float


class KneeReport(msgspec.Struct, frozen=True, kw_only=True):
    """`knee` is the highest rate that held, "" when not even the first did; `last` is the run at it."""

    knee: str
    knee_per_second: float
    steps: tuple[Step, ...]
    last: Report

    @property
    def clean(self) -> bool:
        """Whatever the rate was: nothing lost, doubled or out of order."""
        return not any(step.lost or step.duplicated or step.out_of_order for step in self.steps)


async def find_knee(plan: Plan, play: Callable[[Plan], Awaitable[Report]]) -> KneeReport:
    """Half as fast again from step to step until one does not hold, then once between the two."""
    steps: list[Step] = []
    best: Report | None = None
    rate, high = plan.rate.per_second, 0.0
    while len(steps) < _MOST_STEPS:
        report = await play(_at(plan, rate, len(steps)))
        steps.append(_step(rate, report))
        if steps[-1].held:
            best = report
        if high or not (steps[-1].held or best):
            break
        if steps[-1].held:
            rate *= _FASTER
        else:
            high, rate = rate, rate / _FASTER**0.5
    held = [step for step in steps if step.held]
    knee = max(held, key=lambda step: step.per_second) if held else None
    return KneeReport(
        knee="" if knee is None else knee.rate,
        knee_per_second=0.0 if knee is None else knee.per_second,
        steps=tuple(steps),
        last=best or report,
    )


def holds(report: Report) -> bool:
    """Whether this was a steady rate."""
    return report.clean and report.p95_ms <= QUICK_MS and report.drained_after_s <= DRAINED_S


def _at(plan: Plan, per_second: float, step: int) -> Plan:
    """Other contractors and contracts each time, so that no step lives on what the one before left."""
    rate = Rate(per_second)
    return msgspec.structs.replace(
        plan,
        rate=rate,
        contractors=max(plan.contractors, contractors_for(rate)),
        seed=plan.seed + step,
    )


def _step(per_second: float, report: Report) -> Step:
    return Step(
        rate=report.rate,
        per_second=round(per_second, 3),
        held=holds(report),
        sent=report.sent,
        lost=report.lost,
        duplicated=report.duplicated,
        out_of_order=report.out_of_order,
        p50_ms=report.p50_ms,
        p95_ms=report.p95_ms,
        drained_after_s=report.drained_after_s,
        cache_hit_rate=report.cache_hit_rate,
        fallback_rate=report.fallback_rate,
    )
