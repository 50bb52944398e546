"""Memory at rest, and the time from start to ready."""

import re
import time
from pathlib import Path

from support.processes import Town, eventually

SETTLE_SECONDS = 3


def measure(folder: Path, dsn: str) -> list[str]:
    town = Town(folder, dsn, log_level="info")
    try:
        town.simulators()
        began = time.monotonic()
        web = town.web_process()
        ready = time.monotonic() - began
        worker = town.worker_process()
        eventually(lambda: "worker_started" in town.logs()["worker"], "the worker works")
        time.sleep(SETTLE_SECONDS)
        sizes = [_megabytes(web), _megabytes(worker)]
    finally:
        town.end()
    return [
        f"| idle memory, web + worker | {sizes[0]:.0f} + {sizes[1]:.0f} = {sum(sizes):.0f} MB RSS | < 250 MB |",
        f"| start of `jarvis web` to ready | {ready:.1f} s | < 8 s |",
    ]


def _megabytes(process) -> float:
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024
