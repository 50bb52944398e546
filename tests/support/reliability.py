"""`docs/reliability.md`: the table between its marks, from what a run of the chaos tests observed."""

import os
import platform
import re
from datetime import UTC, datetime

BEGIN, END = "<!-- written by make chaos -->", "<!-- end -->"
_HEAD = """
{when}, Python {python}, {cores} cores, `--seed {seed}`: {count} faults, {failed} failed.

| checks | fault | what must be observed | what was observed |
|---|---|---|---|
"""


def write(page, rows, failed, *, seed):
    """Replaces the table; a test that failed before it could tell is named."""
    head = _HEAD.format(
        when=f"{datetime.now(UTC):%Y-%m-%d}",
        python=platform.python_version(),
        cores=os.cpu_count(),
        seed=seed,
        count=len(rows) + len(failed),
        failed=len(failed),
    )
    lines = [_line(row["checks"], row["fault"], row["must"], row["seen"]) for row in sorted(rows, key=_place)]
    lines += [_line("", f"`{name}`", "", "**failed**") for name in failed]
    before, _, rest = page.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(before + BEGIN + head + "\n".join(lines) + "\n\n" + END + after)


def _place(row):
    """A2 before A10."""
    letter, number = re.match(r"([A-Z]*)(\d*)", row["checks"]).groups()
    return letter, int(number or 0), row["fault"]


def _line(*cells):
    return f"| {' | '.join(cells)} |"
