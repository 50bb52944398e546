"""JARVIS's own time per message: from the webhook to the reply's arrival at WhatsApp."""

import asyncio
import statistics
import time
from datetime import datetime
from pathlib import Path

import httpx

from support.processes import Town, eventually
from support.webhooks import signed, upsert

MESSAGES = 200
PER_SECOND = 10


def measure(folder: Path, dsn: str) -> list[str]:
    town = Town(folder, dsn, log_level="warning", burst_seconds=0, sends_per_second=0)
    try:
        town.simulators()
        town.web_process("-m", "bench.processes", "answers")
        asyncio.run(_post(town.web, 20, "warm"))
        sent_at = asyncio.run(_post(town.web, MESSAGES, "run"))
        eventually(lambda: len(town.sent()) >= MESSAGES + 20, "every reply")
        took = sorted(_took(town.sent(), sent_at))
    finally:
        town.end()
    median, p95 = statistics.median(took), took[int(len(took) * 0.95)]
    return [
        f"| own overhead per message at {PER_SECOND}/s, median, p95 | {median:.0f} ms, {p95:.0f} ms | < 40 ms |"
    ]


async def _post(web: str, count: int, name: str) -> dict[str, float]:
    """Open loop: on schedule even when the answers are late; answers when each was sent."""
    sent_at: dict[str, float] = {}
    began = time.time()
    async with httpx.AsyncClient() as http, asyncio.TaskGroup() as group:
        for i in range(count):
            await asyncio.sleep(max(0.0, began + i / PER_SECOND - time.time()))
            wa_id = f"3EB0{name}{i:05d}"
            phone = f"21261{len(name)}{i:06d}"
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
