"""A backlog that grew while no worker ran: how fast one worker answers it, and whether each once."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import psycopg

from bench import cpu
from bench.wire import load, request_bytes
from support.processes import Town
from support.webhooks import signed, upsert

MESSAGES = 10_000
PATIENCE = 900
_WAITING = """
    select (select count(*) from messages where outcome is null)
        + (select count(*) from replies where done_at is null)
"""


def measure(folder: Path, dsn: str, messages: int = MESSAGES, contractors: int | None = None) -> list[str]:
    town = Town(folder, dsn, log_level="warning", burst_seconds=0, sends_per_second=0)
    try:
        simulators, web = town.simulators(), town.web_process()
        ids = _store(town.web, messages, contractors or messages)
        began = time.time()
        pids = {"web": web.pid, "simulators": simulators.pid}
        pids["worker"] = town.worker_process("-m", "bench.processes", "worker").pid
        with psycopg.connect(dsn, autocommit=True) as link:
            left = _until(lambda waiting: waiting < messages, link)
            before = cpu.used(pids)
            _until(lambda waiting: waiting == 0, link)
        spent = cpu.since(before, cpu.used(pids))
        sent = town.sent()
    finally:
        town.end()
    took = max(datetime.fromisoformat(reply["at"]).timestamp() for reply in sent) - began
    answers = Counter(reply["quoted_id"] for reply in sent)
    lost, twice = len(set(ids) - set(answers)), sum(count - 1 for count in answers.values())
    return [
        f"| backlog of {messages:,}: drained by one worker that starts | {messages / took:.0f} messages/s | ≥ 100 |",
        f"| backlog: lost, answered twice | {lost}, {twice} | 0, 0 |",
        f"| backlog: CPU a message | {cpu.told(spent, left)} | |",
    ]


def _store(web: str, messages: int, contractors: int) -> list[str]:
    """Through the webhook, the contractors in turns; no worker is there to hear of them."""
    ids = [f"3EB0BACKLOG{i:08d}" for i in range(messages)]
    at = int(time.time())
    bodies = [
        upsert(f"21263{i % contractors:07d}", f"statut F{3_000_000 + i}D", wa_id=id_, at=at)
        for i, id_ in enumerate(ids)
    ]
    requests = [request_bytes(f"{web}/api/webhook/message", body, signed(body)) for body in bodies]
    stored = asyncio.run(load(web, requests))
    assert stored.statuses == {200: messages}, stored.statuses
    return ids


def _until(enough: Callable[[int], bool], link: psycopg.Connection) -> int:
    """Messages without an answer and replies that have not left; looked at once a second, for a look costs too."""
    deadline = time.monotonic() + PATIENCE
    while not enough(waiting := link.execute(_WAITING).fetchone()[0]):
        assert time.monotonic() < deadline, f"{waiting} are still waiting"
        time.sleep(1)
    return waiting
