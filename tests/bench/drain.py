"""A backlog that grew while no worker ran: how fast one worker answers it, and whether each once."""

import asyncio
import re
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
EACH = 10
"""Messages of a contractor, where they are answered together."""
PATIENCE = 900
_NUMBER = re.compile(r"F\d{7}D")
_WAITING = """
    select (select count(*) from messages where outcome is null)
        + (select count(*) from replies where done_at is null)
"""


def measure(folder: Path, dsn: str, messages: int = MESSAGES) -> list[str]:
    """The hardest case first: nothing can be answered together."""
    alone = _drained(folder, dsn, "3", messages, messages, burst_seconds=0)
    together = _drained(folder, dsn, "4", messages, messages // EACH)
    return [
        *_rows(f"backlog of {messages:,}, each another contractor's", alone, messages),
        *_rows(f"the same of {messages // EACH:,} contractors, as JARVIS is set", together, messages),
    ]


def _rows(what: str, drained: tuple[float, Counter[str], str], messages: int) -> list[str]:
    took, named, spent = drained
    lost, twice = messages - len(named), sum(count - 1 for count in named.values())
    return [
        f"| {what}: drained by one worker that starts | {messages / took:.0f} messages/s | ≥ 100 |",
        f"| its contracts without an answer, answered twice | {lost}, {twice} | 0, 0 |",
        f"| its CPU a message | {spent} | |",
    ]


def _drained(
    folder: Path, dsn: str, series: str, messages: int, contractors: int, **settings: object
) -> tuple[float, Counter[str], str]:
    """Seconds, how often each contract was named in French, and the CPU a message."""
    (home := folder / f"drain{series}").mkdir()
    town = Town(home, dsn, log_level="warning", sends_per_second=0, **settings)
    try:
        simulators, web = town.simulators(), town.web_process()
        _store(town.web, series, messages, contractors)
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
    named = Counter(one for reply in sent for one in set(_NUMBER.findall(reply["text"].split("──")[0])))
    return took, named, cpu.told(spent, left)


def _store(web: str, series: str, messages: int, contractors: int) -> None:
    """Through the webhook, the contractors in turns; no worker is there to hear of them."""
    at = int(time.time())
    bodies = [
        upsert(
            f"2126{series}{i % contractors:07d}",
            f"statut F{series}{i:06d}D",
            wa_id=f"3EB0BACKLOG{series}{i:08d}",
            at=at,
        )
        for i in range(messages)
    ]
    requests = [request_bytes(f"{web}/api/webhook/message", body, signed(body)) for body in bodies]
    stored = asyncio.run(load(web, requests))
    assert stored.statuses == {200: messages}, stored.statuses


def _until(enough: Callable[[int], bool], link: psycopg.Connection) -> int:
    """Messages without an answer and replies that have not left; looked at once a second, for a look costs too."""
    deadline = time.monotonic() + PATIENCE
    while not enough(waiting := link.execute(_WAITING).fetchone()[0]):
        assert time.monotonic() < deadline, f"{waiting} are still waiting"
        time.sleep(1)
    return waiting
