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

from bench import dashboard, drain, idle, lists, lookups, overhead, reading, webhook
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
    "lookups": lookups,
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
  server that inserts the body as one row, in turns, the one and then the other first, 10 connections; the median of the rounds'
  ratios. Requests a second depend on who else uses the cores in that second; the CPU a request needs much less.
- **Own overhead**: from the webhook's arrival to the simulated WhatsApp's receipt of the reply, web and worker in one process,
  portal and model answering at once, burst window and pace off, ten seconds of each rate, each message another contractor's.
- **Backlog**: stored through the webhook while no worker runs; then one worker starts, and its start counts. First each message
  is another contractor's: the hardest case, since nothing is answered together. Then each contractor has ten, and JARVIS is set as
  it is delivered, but for the pace: what one contractor has waiting is one reply. Nobody runs ANALYZE but the worker's own chore and
  autovacuum. The simulated WhatsApp's ledger tells which contracts were answered, how often, and when the last answer came; its
  receipts, three webhooks a reply, are stored meanwhile.
- **CPU a message**: of the processes named, user and system time; `postgres` is the server with all its connections.
- **Look-ups**: both modes of the portal in turns, on the simulated portal.
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

## How cost grows, and what limits each
- **Webhook**: one statement a message, whatever the number of rows; each message adds to about twenty indexes. Limited by the web
  process's one core, then by the disk's flushes. Beside the bare row it also proves the sender, reads the body, folds the words the
  message is found by, and keeps its writer: half of what it takes more is Python, half PostgreSQL, where the words' index and
  the writer's row are the most of it.
- **Own overhead**: about twenty statements, one transaction of several and two jobs; it does not grow with the record. It is flat while
  the cores have time left: past that messages wait in the queue, and the median is the queue's. With the simulated world and the
  load generator on the same two cores that is between 30 and 100 messages a second, each another contractor's.
- **Backlog**: an answer is CPU: in the worker first, half of it in statements (a third in the socket, a sixth in SQLAlchemy), then
  in PostgreSQL; a fifth of it is the simulated world's, on the same two cores. A second worker helps only where there is a third
  core. A job is found by index, so that a queue of ten thousand is as quick as one of ten; without the indexes each pick reads all
  that waits. Connections are kept: to open one costs more than to answer a message.
- **Audit log**: its lock is held for one statement and one commit, one answer at a time over all workers (ADR 0014).
- **Pace**: in production a WhatsApp number sends `JARVIS_SENDS_PER_SECOND` (2) at most; that is far below all of this.
- **Lists, searches, stats**: see the ratios; what grows is the search of several common words.
- **Dashboard under load**: events are gathered, so that a page asks again every two seconds at most; what an interaction waits for
  is a core that JARVIS, PostgreSQL and the browser share in this measurement.
"""

if __name__ == "__main__":
    main()
