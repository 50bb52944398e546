"""The pictures of a run, as SVG that needs nothing from outside: latency, throughput, memory."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jarvis_app.load.census import Look
from jarvis_app.load.report import Report, Window

_POINTS = 120


def draw(report: Report, looks: Sequence[tuple[float, Look]], folder: Path) -> None:
    """Writes latency.svg, throughput.svg and memory.svg into the folder."""
    _latency(report.windows).render_to_file(str(folder / "latency.svg"))
    _throughput(report.windows).render_to_file(str(folder / "throughput.svg"))
    _memory(looks).render_to_file(str(folder / "memory.svg"))


def _chart(title: str, unit: str) -> Any:
    import pygal  # type: ignore[import-untyped]  # noqa: PLC0415 ships no types; see the next line

    # It looks for plugins with a finder of an old kind, through which every later import would go.
    sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]
    return pygal.XY(
        title=title,
        x_title="seconds",
        y_title=unit,
        show_dots=False,
        js=(),  # its tooltips would be fetched from somewhere else
        include_x_axis=True,
        range_min=0,
        legend_at_bottom=True,
    )


def _latency(windows: Sequence[Window]) -> Any:
    chart = _chart("From the question to its answer on WhatsApp", "ms")
    chart.add("p50", [(w.at_s, w.p50_ms) for w in windows if w.p50_ms is not None])
    chart.add("p95", [(w.at_s, w.p95_ms) for w in windows if w.p95_ms is not None])
    return chart


def _throughput(windows: Sequence[Window]) -> Any:
    width = windows[1].at_s - windows[0].at_s if len(windows) > 1 else 1.0
    chart = _chart("Questions", "a second")
    chart.add("asked", [(w.at_s, w.asked / width) for w in windows])
    chart.add("of these answered", [(w.at_s, w.answered / width) for w in windows])
    return chart


def _memory(looks: Sequence[tuple[float, Look]]) -> Any:
    chart = _chart("Memory of each process", "MB")
    shown = looks[:: max(1, len(looks) // _POINTS)]
    began = shown[0][0] if shown else 0.0
    for name in dict.fromkeys(name for _, look in shown for name in look):
        chart.add(name, [(at - began, look[name].rss_mb) for at, look in shown if name in look])
    return chart
