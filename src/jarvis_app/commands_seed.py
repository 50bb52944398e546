"""`jarvis seed`: fills a database with an imagined past."""

import time

import msgspec

from jarvis_adapters.memory.clock import SystemClock
from jarvis_adapters.postgres.migrate import upgrade
from jarvis_adapters.postgres.seed import Seeded, seed
from jarvis_adapters.postgres.seed_rows import Plan
from jarvis_adapters.postgres.tallies import KeepTallies
from jarvis_app.logs import configure_logs
from jarvis_app.processes import database, run_in_loop
from jarvis_app.settings import Settings


def seed_database(
    settings: Settings, *, messages: int, complaints: int | None, days: int, number: int, force: bool
) -> int:
    """Adds messages and what came of them up to now, and counts them; `number` makes it another past."""
    configure_logs(msgspec.structs.replace(settings, log_level="error"))
    plan = Plan(
        messages=messages,
        complaints=messages // 10 if complaints is None else min(complaints, messages),
        days=days,
        seed=number,
        until=SystemClock().now(),
    )
    with database(settings) as dsn:
        began = time.monotonic()
        seeded = run_in_loop(_filled(dsn, plan, force=force))
        took = time.monotonic() - began
    print(f"{seeded.total} rows in {took:.1f} s: {seeded.total / took:.0f} rows/s")
    for table, count in seeded.rows.items():
        print(f"{count:>10}  {table}")
    return 0


async def _filled(dsn: str, plan: Plan, *, force: bool) -> Seeded:
    await upgrade(dsn)
    seeded = await seed(dsn, plan, force=force)
    keep = KeepTallies.open(dsn, SystemClock())
    try:
        await keep.all_due()
    finally:
        await keep.close()
    return seeded
