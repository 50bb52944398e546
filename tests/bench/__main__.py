"""`make bench`: measures on this machine, prints, and writes docs/benchmarks.md.

`python -m bench lists --messages 100000` measures only that part, or at that size, and prints it.
"""

import argparse
import os
import platform
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import dashboard, drain, idle, lists, overhead, reading, webhook
from jarvis_adapters.postgres.embedded import EmbeddedPostgres
from support.database import Databases

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench` on {when}: Python {python}, {cores} cores, load generator, JARVIS and PostgreSQL on the same ones.
Ratios within one run count; absolute figures are this machine's on that day.

| what | measured | aim |
|---|---|---|
"""


PARTS = {
    "webhook": webhook,
    "overhead": overhead,
    "drain": drain,
    "idle": idle,
    "reading": reading,
    "dashboard": dashboard,
}
FULL = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*", help="all of them unless named")
    parser.add_argument("--messages", type=int, default=FULL, help="of the large record of `lists`")
    call = parser.parse_args()
    rows = _measured(call.parts or [*PARTS, "lists"], call.messages)
    if not call.parts and call.messages == FULL:
        page = HEAD.format(
            when=f"{datetime.now(UTC):%Y-%m-%d}", python=platform.python_version(), cores=os.cpu_count()
        )
        PAGE.write_text(page + "\n".join(rows) + "\n\n" + NOTES)


def _measured(parts: list[str], messages: int) -> list[str]:
    folder = Path(tempfile.mkdtemp(prefix="jarvis-bench-"))
    folder.chmod(0o711)
    rows = []
    with EmbeddedPostgres(folder / "postgres", state_dir=folder / "state") as server:
        databases = Databases(server)
        for name in parts:
            if name == "lists":
                found = lists.measure(databases, messages)
            else:
                with databases.fresh() as dsn:
                    found = PARTS[name].measure(folder, dsn)
            print("\n".join(found))
            rows += found
    shutil.rmtree(folder)
    return rows


NOTES = """## How each is measured
- **Webhook**: the real route (signature, decode, store once, wake the answer: one round trip) and a bare route in the same
  server that inserts the body as one row, in turns, 10 connections; the median of the rounds' ratios.
- **Own overhead**: from the webhook's arrival to the simulated WhatsApp's receipt of the reply, portal and model answering at
  once, burst window and pace off, 10 messages a second, each of another contractor.
- **Idle memory, start**: `jarvis web` and `jarvis worker` as they run alone, without browser and PostgreSQL.
- **Reading**: `read_by_rules` over the development messages, one core.
- **Seed**: rows of all tables in the time `jarvis seed` takes to copy them, indexes and statistics included.
- **Lists, searches, single things, stats**: each call of the views that the pages make, on the large record and on one of
  a hundredth in turns, 40 times each after a warm-up round; the slowest p95 on the large one, and the greatest ratio of the
  medians. A tenth of the messages opened complaints, all over the same 90 days. The routes add what any route adds.
- **Export**: all complaints as one sheet in a process of its own, by its peak memory beside what it held before.
- **Dashboard**: JARVIS in one process with 10,000 seeded messages, headless Chromium beside it, each visit with an empty cache
  (LCP: the median of five). The list is scrolled to its end and back, three windows a frame, fetching rows as it goes.
  Interactions are keys and clicks that move through the messages while others come in by the webhook and are answered.
"""

if __name__ == "__main__":
    main()
