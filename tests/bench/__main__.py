"""`make bench`: measures on this machine, prints, and writes docs/benchmarks.md."""

import os
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import idle, overhead, reading, webhook
from jarvis_adapters.postgres.embedded import EmbeddedPostgres
from support.database import Databases

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench` on {when}: Python {python}, {cores} cores, load generator, JARVIS and PostgreSQL on the same ones.
Ratios within one run count; absolute figures are this machine's on that day.

| what | measured | aim |
|---|---|---|
"""


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="jarvis-bench-"))
    folder.chmod(0o711)
    rows = []
    with EmbeddedPostgres(folder / "postgres", state_dir=folder / "state") as server:
        databases = Databases(server)
        for part in (webhook, overhead, idle, reading):
            with databases.fresh() as dsn:
                rows += part.measure(folder, dsn)
                print("\n".join(rows[-4:]))
    page = HEAD.format(
        when=f"{datetime.now(UTC):%Y-%m-%d}", python=platform.python_version(), cores=os.cpu_count()
    )
    PAGE.write_text(page + "\n".join(rows) + "\n\n" + NOTES)


NOTES = """## How each is measured
- **Webhook**: the real route (signature, decode, store once, wake the answer: one round trip) and a bare route in the same
  server that inserts the body as one row, in turns, 10 connections; the median of the rounds' ratios.
- **Own overhead**: from the webhook's arrival to the simulated WhatsApp's receipt of the reply, portal and model answering at
  once, burst window and pace off, 10 messages a second, each of another contractor.
- **Idle memory, start**: `jarvis web` and `jarvis worker` as they run alone, without browser and PostgreSQL.
- **Reading**: `read_by_rules` over the development messages, one core.
"""

if __name__ == "__main__":
    main()
