"""How a run is shown: live while it lasts, then as a table, all of it on standard error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.live import Live
from rich.table import Table

from jarvis_app.load.exposition import percentile
from jarvis_app.load.play import Moment, Watching
from jarvis_app.load.report import Report

_LINE_EVERY = 10.0


@contextmanager
def live(console: Console) -> Iterator[Watching]:
    """A table that follows the run on a terminal; elsewhere a line every ten seconds."""
    if console.is_terminal:
        with Live(console=console, refresh_per_second=4, transient=True) as screen:
            yield lambda moment: screen.update(_moment_table(moment))
        return
    yield _Lines(console)


class _Lines:
    def __init__(self, console: Console) -> None:
        self._console = console
        self._next = 0.0

    def __call__(self, moment: Moment) -> None:
        if moment.seconds >= self._next:
            self._next = moment.seconds + _LINE_EVERY
            verdict = moment.verdict
            self._console.print(
                f"{moment.seconds:5.0f} s  written {moment.written}/{moment.wanted}, "
                f"waiting {moment.waiting}, p95 {percentile(moment.recent, 0.95):.1f} s, "
                f"doubled {verdict.duplicated}, out of order {verdict.out_of_order}",
                highlight=False,
            )


def _moment_table(moment: Moment) -> Table:
    table = Table(title=f"{moment.seconds:.0f} s", show_header=False, min_width=44)
    table.add_column(justify="left")
    table.add_column(justify="right")
    table.add_row("messages written", f"{moment.written} of {moment.wanted}")
    table.add_row("questions asked", str(moment.asked))
    table.add_row("waiting for their answer", str(moment.waiting))
    table.add_row("answered in the last 30 s: p50", f"{percentile(moment.recent, 0.5):.2f} s")
    table.add_row("answered in the last 30 s: p95", f"{percentile(moment.recent, 0.95):.2f} s")
    table.add_row("doubled", str(moment.verdict.duplicated))
    table.add_row("out of order", str(moment.verdict.out_of_order))
    return table


def console() -> Console:
    """Standard error: standard output is for the JSON."""
    return Console(file=sys.stderr)


def report_table(report: Report) -> Table:
    verdict = "clean" if report.clean else "NOT CLEAN"
    table = Table(title=f"{report.rate} for {report.minutes:g} min: {verdict}", show_header=False)
    table.add_column(justify="left")
    table.add_column(justify="right")
    for name, value in _rows(report):
        table.add_row(name, value)
    return table


def _rows(report: Report) -> Iterator[tuple[str, str]]:
    yield "messages sent, answered", f"{report.sent}, {report.answered}"
    yield "lost, duplicated, out of order", f"{report.lost}, {report.duplicated}, {report.out_of_order}"
    yield "answers that reached the phone", f"{report.delivered_rate:.1%}"
    yield (
        "answer p50, p95, p99, max",
        _milliseconds(report.p50_ms, report.p95_ms, report.p99_ms, report.max_ms),
    )
    yield "p95 of the worst minute", _milliseconds(report.worst_minute_p95_ms)
    yield "last answer after the last message", f"{report.drained_after_s:g} s"
    yield "webhook taken p50, p95", _milliseconds(report.webhooks.p50_ms, report.webhooks.p95_ms)
    for step, spread in report.steps.items():
        yield f"step {step} p50, p95 (of {spread.count})", _milliseconds(spread.p50_ms, spread.p95_ms)
    yield "cache hits", f"{report.cache_hit_rate:.1%} (by {report.cache_hit_rate_by})"
    yield "readings without the model", f"{report.fallback_rate:.1%}"
    yield "oldest message that waited", f"{report.oldest_waiting_s:g} s"
    for pool, most in report.pools.items():
        if most:
            yield f"connections: {pool}, most", f"{most:g}"
    if report.redis_mb is not None:
        yield "Redis", f"{report.redis_mb:g} MB"
    for name, figures in report.processes.items():
        memory = f"{figures.rss_mb_first:.0f}, {figures.rss_mb_peak:.0f}, {figures.rss_mb_last:.0f} MB"
        yield f"{name}: CPU; memory first, peak, last", f"{figures.cpu_s:g} s; {memory}"
    for note in report.notes:
        yield "note", note


def _milliseconds(*values: float) -> str:
    return ", ".join(f"{value:.0f}" for value in values) + " ms"
