"""JARVIS's own time per message at growing rates: from the webhook to the reply's arrival at WhatsApp."""

import asyncio
import statistics
import time
from datetime import datetime
from pathlib import Path

import httpx

from bench import cpu
from support.processes import Town, eventually
from support.webhooks import signed, upsert

RATES = (10, 30, 100)
SECONDS = 10


def measure(folder: Path, dsn: str) -> list[str]:
    town = Town(folder, dsn, log_level="warning", burst_seconds=0, sends_per_second=0)
    try:
        pids = {"simulators": town.simulators().pid}
        pids["JARVIS"] = town.web_process("-m", "bench.processes", "answers").pid
        _at_rate(town, 10, 2, "warm", pids)
        found = {rate: _at_rate(town, rate, SECONDS, f"at{rate}", pids) for rate in RATES}
    finally:
        town.end()
    medians = [statistics.median(took) for took, _ in found.values()]
    slow = [took[int(len(took) * 0.95)] for took, _ in found.values()]
    growth = ", ".join(f"{one / medians[0]:.1f}×" for one in medians[1:])
    rates = ", ".join(map(str, RATES))
    return [
        f"| own overhead per message at {rates}/s, median | {_ms(medians)} | < 40 ms |",
        f"| the same, p95 | {_ms(slow)} | |",
        f"| the medians beside that at {RATES[0]}/s | {growth} | flat |",
        f"| CPU a message at {rates}/s | {'; '.join(told for _, told in found.values())} | |",
    ]


def _ms(times: list[float]) -> str:
    return ", ".join(f"{one:.0f}" for one in times) + " ms"


def _at_rate(town: Town, rate: int, seconds: int, name: str, pids: dict[str, int]) -> tuple[list[float], str]:
    """What each message took, in milliseconds and sorted, and the CPU a message."""
    before, count = cpu.used(pids), rate * seconds
    sent_at = asyncio.run(_post(town.web, count, rate, name))
    eventually(lambda: len(town.sent()) >= count, "every reply", patience=300)
    spent = cpu.since(before, cpu.used(pids))
    took = sorted(_took(town.sent(), sent_at))
    assert len(took) == count, f"{len(took)} answers to {count} messages"
    httpx.delete(f"{town.world}/evolution/_ledger").raise_for_status()
    return took, cpu.told(spent, count)


async def _post(web: str, count: int, rate: int, name: str) -> dict[str, float]:
    """Open loop: on schedule even when the answers are late; answers when each was sent."""
    sent_at: dict[str, float] = {}
    began = time.time()
    async with httpx.AsyncClient(timeout=30) as http, asyncio.TaskGroup() as group:
        for i in range(count):
            await asyncio.sleep(max(0.0, began + i / rate - time.time()))
            wa_id = f"3EB0{name}{i:05d}"
            phone = f"2126{rate:03d}{i:06d}"
            body = upsert(phone, f"statut F{3000000 + i}D", wa_id=wa_id, at=int(time.time()))
            sent_at[wa_id] = time.time()
            group.create_task(http.post(f"{web}/api/webhook/message", content=body, headers=signed(body)))
    return sent_at


def _took(sent: list[dict[str, str]], sent_at: dict[str, float]) -> list[float]:
    return [
        1000 * (datetime.fromisoformat(reply["at"]).timestamp() - sent_at[reply["quoted_id"]])
        for reply in sent
        if reply["quoted_id"] in sent_at
    ]
