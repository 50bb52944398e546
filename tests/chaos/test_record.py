"""The record itself: many who audit at once, a schema that changes under traffic, clocks that are wrong."""

import asyncio
import time
from datetime import timedelta

import psycopg
import pytest

from chaos.test_kill_9 import QUICK, UNLUCKY, drained
from jarvis_adapters.memory.clock import SystemClock
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_domain.desk.audit import AuditEntry
from support.traffic import CLEAN, Traffic, broken_links


def test_two_hundred_who_audit_at_once_leave_one_whole_chain(database, observed, long):
    rounds, took = 10 if long else 1, []

    async def audit(store, number):
        began = time.monotonic()
        async with store.begin() as work:
            entry = AuditEntry(at=SystemClock().now(), actor="ali", action=f"{number}", resource="it")
            await work.record(entry)
        took.append(time.monotonic() - began)

    async def story():
        store = await PostgresStore.open(
            database, quiet=timedelta(), at_most=timedelta(), clock=SystemClock()
        )
        try:
            for _ in range(rounds):
                await asyncio.gather(*(audit(store, number) for number in range(200)))
        finally:
            await store.close()

    asyncio.run(story())
    with psycopg.connect(database) as link:
        assert link.execute("select count(*) from audit_log").fetchone() == (200 * rounds,)

    assert broken_links(database) == []
    slowest = sorted(took)[int(0.95 * len(took))]
    observed(
        "C6",
        "200 audit entries at once, each in a transaction of its own",
        "One whole chain; what it costs is told",
        f"{rounds} rounds: {200 * rounds} entries, 0 broken links; 95 % within {slowest * 1000:.0f} ms, "
        "the wait for a connection included",
    )


EXPAND = "alter table {table} add column later_{turn} text; create index on {table} (later_{turn})"
CONTRACT = "alter table {table} drop column later_{turn}"
TABLES = ("messages", "replies", "conversations", "contractors", "audit_log", "procrastinate_jobs")


@pytest.mark.night
@pytest.mark.timeout(400)
def test_a_schema_that_grows_and_shrinks_while_workers_run_costs_no_message(house, observed):
    """Every statement that was prepared before is stale afterwards."""
    traffic, rounds = Traffic(contractors=10, each=0), 5
    house.simulators()
    house.web_process()
    house.worker_process(*UNLUCKY, "worker", *QUICK)
    statuses = asyncio.run(traffic.post(house.web, traffic.more(1), copies=1))
    with psycopg.connect(house.dsn, autocommit=True) as link:
        for turn in range(rounds):
            for change in (EXPAND, CONTRACT):
                for table in TABLES:
                    link.execute(change.format(table=table, turn=turn))
                statuses += asyncio.run(traffic.post_until_taken(house.web, traffic.more(1)))

    assert drained(house, traffic) == CLEAN
    assert statuses[200] == traffic.wanted
    observed(
        "C7",
        f"Columns and indexes added to {len(TABLES)} tables and dropped again while web and worker run",
        "No error of a stale schema costs a message",
        f"{rounds} times expanded and contracted, {traffic.wanted} messages, "
        f"{sum(statuses.values()) - statuses[200]} webhooks tried again: lost 0, doubled 0",
    )


@pytest.mark.night
@pytest.mark.timeout(400)
def test_clocks_that_are_an_hour_wrong_and_jump_neither_lose_nor_double(house, tmp_path, observed):
    """Leases go by the database's clock, waits by monotonic ones."""
    traffic, clocks = Traffic(contractors=5, each=0), [tmp_path / name for name in ("web", "one", "two")]
    for clock in clocks:
        clock.write_text("0")
    house.simulators()
    house.faults("evolution", rates={"cut_sent": 0.2, "gateway": 0.2}, seed=11)
    house.web_process(*UNLUCKY, "web", "--clock", str(clocks[0]))
    for clock in clocks[1:]:
        house.worker_process(*UNLUCKY, "worker", *QUICK, "--clock", str(clock))
    for hours in ((0, 0, 0), (1, -1, 0), (-1, 1, 0), (0, 1, -1), (1, 1, 1)):
        for clock, wrong in zip(clocks, hours, strict=True):
            clock.write_text(str(3600 * wrong))
        asyncio.run(traffic.post(house.web, traffic.more(1)))

    assert drained(house, traffic) == CLEAN
    observed(
        "C9",
        "Clocks of web and two workers an hour fast, slow, and jumping between, with sends cut and failing",
        "Nothing is held for ever or sent twice",
        f"4 jumps, {traffic.wanted} messages: lost 0, doubled 0, out of order 0",
    )
