"""`make load`: the four runs of the load, and their figures written into docs/load.md."""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "load.md"
REPORTS = ROOT / ".load"
# What it shows, the flags, and the minutes at full length and in the short version.
RUNS = {
    "order": ("the order's 100 a minute", "--rate 100/min", 10, 0.5),
    "burst": ("a burst of 100 a second", "--rate 100/s", 1, 0.1),
    "several": ("2 web and 3 workers on one database", "--rate 100/min --webs 2 --workers 3", 2, 0.5),
    "knee": ("faster and faster, one web and one worker", "--find-knee --rate 4/s", 0.5, 0.1),
}


def main() -> int:
    call = _arguments()
    results = {name: _run(name, call) for name in call.runs or RUNS}
    text = "\n".join(page_of({name: told for name, (_, told) in results.items()}, call))
    page = call.page or (REPORTS / "load.md" if call.short or call.runs else PAGE)
    _write(page, text)
    if not call.short and page == PAGE:
        for picture in ("latency", "memory"):
            shutil.copy(REPORTS / "order" / f"{picture}.svg", PAGE.with_name(f"load-{picture}.svg"))
    sys.stdout.write(f"\n{text}\n\nwritten to {page.relative_to(ROOT)}\n")
    return max(code for code, _ in results.values())


def _arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("runs", nargs="*", choices=[[], *RUNS], help="all of them unless named")
    parser.add_argument("--short", action="store_true", help="a minute or two in all, into .load/load.md")
    parser.add_argument("--seed", default="1")
    parser.add_argument(
        "--page",
        type=lambda text: Path(text).absolute(),
        help="docs/load.md unless it is a part or the short version",
    )
    return parser.parse_args()


def _run(name, call):
    """Exit code and figures; what it says meanwhile goes to standard error."""
    command = [sys.executable, "-m", "jarvis_app", "load", *_flags(name, call).split()]
    sys.stderr.write(f"\n== {RUNS[name][0]}: jarvis load {_flags(name, call)}\n")
    report = ["--json", "--report", str(REPORTS / name)]
    done = subprocess.run([*command, *report], env=_settings(), stdout=subprocess.PIPE, check=False)  # noqa: S603 our own command
    if not done.stdout:
        sys.exit(done.returncode)
    return done.returncode, json.loads(done.stdout)


def _flags(name, call):
    _, flags, full, short = RUNS[name]
    return f"{flags} --minutes {short if call.short else full} --seed {call.seed}"


def _settings():
    """Defaults, whatever is set here: figures of other settings would not be those of the page."""
    return {name: value for name, value in os.environ.items() if not name.startswith("JARVIS_")}


def page_of(told, call):
    """The generated part, as lines of Markdown."""
    commit = _git("rev-parse", "--short", "HEAD") + ("+" if _git("status", "--porcelain", "src") else "")
    length = "The short version" if call.short else "Written by `make load`"
    yield f"{length} on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC: commit {commit}, seed {call.seed},"
    cores = f"{os.cpu_count()} cores for everything"
    yield f"Python {platform.python_version()}, {cores}, load average {_busy()} at the end."
    yield ""
    runs = {name: report for name, report in told.items() if name != "knee"}
    if runs:
        yield from _table(runs, call)
    for name, report in runs.items():
        yield from _processes(name, report)
    if knee := told.get("knee"):
        yield from _knee(knee, call)


def _table(runs, call):
    yield "| | " + " | ".join(RUNS[name][0] for name in runs) + " |"
    yield "|---|" + "---|" * len(runs)
    for label, cell in _ROWS.items():
        yield f"| {label} | " + " | ".join(cell(report) for report in runs.values()) + " |"
    yield "| `jarvis load` | " + " | ".join(f"`{_flags(name, call)}`" for name in runs) + " |"
    yield ""


def _ms(*values):
    return ", ".join(f"{value:,.0f}" for value in values) + " ms"


def _step(name):
    return lambda r: (
        f"{_ms(r['steps'][name]['p50_ms'], r['steps'][name]['p95_ms'])} (of {r['steps'][name]['count']})"
    )


_ROWS = {
    "messages sent, answered": lambda r: f"{r['sent']}, {r['answered']}",
    "lost, duplicated, out of order": lambda r: f"{r['lost']}, {r['duplicated']}, {r['out_of_order']}",
    "delivered (receipt of the phone)": lambda r: f"{r['delivered_rate']:.2%}",
    "answer p50, p95, p99, max": lambda r: _ms(r["p50_ms"], r["p95_ms"], r["p99_ms"], r["max_ms"]),
    "p95 of the worst minute": lambda r: _ms(r["worst_minute_p95_ms"]),
    "last answer after the last message": lambda r: f"{r['drained_after_s']:g} s",
    "answers a second, from the first message to the last answer": lambda r: (
        f"{r['replies'] / r['took_s']:.1f}"
    ),
    "webhook taken p50, p95": lambda r: _ms(r["webhooks"]["p50_ms"], r["webhooks"]["p95_ms"]),
    "webhooks tried again, refused": lambda r: f"{r['webhooks_tried_again']}, {r['webhooks_refused']}",
    "reading p50, p95": _step("read"),
    "look-up p50, p95": _step("looked_up"),
    "send p50, p95": _step("sent"),
    "cache hits; look-ups of the portal": lambda r: f"{r['cache_hit_rate']:.1%}; {r['portal_look_ups']}",
    "readings without the model": lambda r: f"{r['fallback_rate']:.2%}",
    "most sends in 10 s": lambda r: str(r["most_sends_in_10_s"]),
    "messages written late, p95": lambda r: _ms(r["late_p95_ms"]),
    "Redis, most": lambda r: "none" if r["redis_mb"] is None else f"{r['redis_mb']:g} MB",
    "a page of the portal takes": lambda r: f"{r['portal_page_s']:g} s",
    "notes": lambda r: "; ".join(r["notes"]) or "none",
}


def _processes(name, report):
    yield f"Processes, {RUNS[name][0]}:"
    yield ""
    yield "| process | CPU | memory first, peak, last | database connections, most open (in use at a look) |"
    yield "|---|---|---|---|"
    for process, figures in report["processes"].items():
        memory = ", ".join(f"{figures[f'rss_mb_{when}']:.0f}" for when in ("first", "peak", "last"))
        yield f"| {process} | {figures['cpu_s']:.1f} s | {memory} MB | {_pools(process, report['pools'])} |"
    yield ""


def _pools(process, pools):
    mine = {
        key.removeprefix(f"{process} "): most for key, most in pools.items() if key.startswith(f"{process} ")
    }
    kinds = dict.fromkeys(key.split()[0] for key in mine)
    return ", ".join(f"{kind} {mine[f'{kind} open']:g} ({mine[f'{kind} in_use']:g})" for kind in kinds)


def _knee(knee, call):
    knee_rate = knee["knee"] or "none"
    yield f"`jarvis load {_flags('knee', call)}`: the highest rate that held is **{knee_rate}**."
    yield ""
    yield (
        "| messages | held | sent | lost, doubled, jumbled | p50, p95 | last answer after "
        "| cache hits | no model |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for step in knee["steps"]:
        faults = f"{step['lost']}, {step['duplicated']}, {step['out_of_order']}"
        yield (
            f"| {step['rate']} | {'yes' if step['held'] else 'no'} | {step['sent']} | {faults} "
            f"| {_ms(step['p50_ms'], step['p95_ms'])} | {step['drained_after_s']:g} s "
            f"| {step['cache_hit_rate']:.0%} | {step['fallback_rate']:.1%} |"
        )


def _busy():
    return " ".join(f"{average:.1f}" for average in os.getloadavg())


def _git(*words):
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603, S607 our own repository
    return done.stdout.strip()


def _write(page, text):
    """Between the page's markers; alone where there is no such page."""
    between = re.compile(r"(<!-- begin runs -->\n).*?(<!-- end runs -->)", re.DOTALL)
    page.parent.mkdir(parents=True, exist_ok=True)
    if not page.exists() or page.parent == REPORTS:
        page.write_text(text + "\n")
        return
    written, replaced = between.subn(lambda found: f"{found[1]}{text}\n{found[2]}", page.read_text())
    if not replaced:
        raise LookupError(f"{page} has no place for the runs: write its markers")
    page.write_text(written)


if __name__ == "__main__":
    sys.exit(main())
