"""`python -m bench.export DSN`: every complaint as a sheet, in a process of its own whose memory is watched."""

import asyncio
import json
import re
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

from jarvis_adapters.excel.workbooks import ExcelWorkbooks
from jarvis_adapters.memory.clock import SystemClock
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_adapters.postgres.views import PostgresViews
from jarvis_domain.answering.templates import ReplyLanguage
from jarvis_domain.casework.complaints import ComplaintStatus
from jarvis_domain.desk.actors import Actor
from jarvis_domain.flow.export import Export
from jarvis_domain.ports.views import ComplaintFilter

_NONE = timedelta()


def exported(dsn: str) -> str:
    command = [sys.executable, "-m", "bench.export", dsn]
    told = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 our own program
    found = json.loads(told.stdout.splitlines()[-1])
    return (
        f"| export of {found['rows']:,} complaints: time, memory it added |"
        f" {found['seconds']:.1f} s, {found['megabytes']:.0f} MB | < 20 s, < 60 MB |"
    )


async def _measured(dsn: str) -> dict[str, float]:
    clock = SystemClock()
    views = PostgresViews.open(dsn, clock)
    store = await PostgresStore.open(dsn, quiet=_NONE, at_most=_NONE, clock=clock)
    export = Export(store, views, ExcelWorkbooks(), clock)
    try:
        await _take(export, ComplaintFilter(status=(ComplaintStatus.OPEN,)))
        before, began = _megabytes("VmRSS"), time.perf_counter()
        size = await _take(export, ComplaintFilter())
        seconds = time.perf_counter() - began
        rows = sum([1 async for _ in views.all_complaints(ComplaintFilter())])
        return {"rows": rows, "seconds": seconds, "megabytes": _megabytes("VmHWM") - before, "bytes": size}
    finally:
        await views.close()
        await store.close()


async def _take(export: Export, wanted: ComplaintFilter) -> int:
    sheet = await export.complaints(wanted, ReplyLanguage.FR, who=Actor(id="console"))
    return sum([len(piece) async for piece in sheet.pieces])


def _megabytes(which: str) -> float:
    status = Path("/proc/self/status").read_text()
    return int(re.search(rf"{which}:\s+(\d+)", status)[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_measured(sys.argv[1]))))
