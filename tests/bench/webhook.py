"""The webhook route beside a bare single-row insert in the same server."""

import asyncio
import statistics
from pathlib import Path

from bench import cpu
from bench.wire import Rounds, load, request_bytes
from support.processes import Town
from support.webhooks import signed, upsert

REQUESTS = 1500
ROUNDS = 8


def measure(folder: Path, dsn: str) -> list[str]:
    town = Town(folder, dsn, log_level="warning")
    try:
        pids = {"web": town.web_process("-m", "bench.processes", "webhook").pid}
        rounds = [_round(town.web, turn, pids) for turn in range(-1, ROUNDS)][1:]
    finally:
        town.end()
    ratios = [route[0].per_second / bare[0].per_second for bare, route in rounds]
    (bare, _), (route, _) = rounds[ratios.index(statistics.median_low(ratios))]
    share = f"{statistics.median(ratios):.0%} ({min(ratios):.0%}-{max(ratios):.0%})"
    cost = statistics.median(spent / plain for (_, plain), (_, spent) in rounds)
    spent = [
        1000 * statistics.median(one[1] for one in side) / REQUESTS for side in zip(*rounds, strict=True)
    ]
    costs = f"{spent[0]:.2f} ms, {spent[1]:.2f} ms, {cost:.2f}×"
    return [
        f"| webhook route, share of a bare insert's requests/s | {share} | ≥ 50 % |",
        f"| webhook route, requests/s, p95 | {route.per_second:.0f}, {route.p95_ms:.1f} ms | |",
        f"| bare insert, requests/s, p95 | {bare.per_second:.0f}, {bare.p95_ms:.1f} ms | |",
        f"| CPU of web and PostgreSQL a request: bare, route, median ratio | {costs} | |",
    ]


def _round(web: str, turn: int, pids: dict[str, int]) -> tuple[tuple[Rounds, float], tuple[Rounds, float]]:
    """Both in turns, the one and then the other first: what begins a round finds the machine as it was left."""
    bodies = [
        upsert(
            f"2126{turn + 1:02d}{i % 500:06d}",
            f"statut F{i:07d}D",
            wa_id=f"3EB0{turn}{i:010d}",
            at=1795343624,
        )
        for i in range(REQUESTS)
    ]
    routes = ["bare-insert", "message"][:: 1 if turn % 2 else -1]
    found = {route: _loaded(f"{web}/api/webhook/{route}", bodies, pids) for route in routes}
    return found["bare-insert"], found["message"]


def _loaded(url: str, bodies: list[bytes], pids: dict[str, int]) -> tuple[Rounds, float]:
    """The round, and the seconds of CPU it took."""
    requests = [request_bytes(url, body, signed(body)) for body in bodies]
    before = cpu.used(pids)
    measured = asyncio.run(load(url, requests))
    assert set(measured.statuses) == {200}, measured.statuses
    return measured, sum(cpu.since(before, cpu.used(pids)).values())
