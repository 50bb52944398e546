"""The webhook route beside a bare single-row insert in the same server."""

import asyncio
import statistics
from pathlib import Path

from bench.wire import Rounds, load, request_bytes
from support.processes import Town
from support.webhooks import signed, upsert

REQUESTS = 2000
ROUNDS = 4


def measure(folder: Path, dsn: str) -> list[str]:
    town = Town(folder, dsn, log_level="warning")
    try:
        town.web_process("-m", "bench.processes", "webhook")
        pairs = [_round(town.web, turn) for turn in range(ROUNDS)]
    finally:
        town.end()
    ratios = [route.per_second / bare.per_second for bare, route in pairs]
    bare, route = pairs[ratios.index(statistics.median_low(ratios))]
    share = f"{statistics.median(ratios):.0%} ({min(ratios):.0%}-{max(ratios):.0%})"
    return [
        f"| webhook route, share of a bare insert's requests/s | {share} | ≥ 50 % |",
        f"| webhook route, requests/s, p95 | {route.per_second:.0f}, {route.p95_ms:.1f} ms | |",
        f"| bare insert, requests/s, p95 | {bare.per_second:.0f}, {bare.p95_ms:.1f} ms | |",
    ]


def _round(web: str, turn: int) -> tuple[Rounds, Rounds]:
    bodies = [
        upsert(
            f"2126{turn:02d}{i % 500:06d}", f"statut F{i:07d}D", wa_id=f"3EB0{turn}{i:010d}", at=1795343624
        )
        for i in range(REQUESTS)
    ]
    bare = [request_bytes(f"{web}/api/webhook/bare-insert", body, signed(body)) for body in bodies]
    ours = [request_bytes(f"{web}/api/webhook/message", body, signed(body)) for body in bodies]
    measured = asyncio.run(load(web, bare)), asyncio.run(load(web, ours))
    for one in measured:
        assert set(one.statuses) == {200}, one.statuses
    return measured
