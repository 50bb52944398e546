"""Contract look-ups in both modes of the portal, in turns: how many a second, and the memory they take.

`python -m bench.lookups browser|http PORTAL` is one of the two processes: it looks up what it reads on its input.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import psutil

from jarvis_adapters.d2d_portal.portal import D2dPortal
from jarvis_adapters.d2d_portal.profile import load_profile
from jarvis_adapters.memory.clock import SystemClock
from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.understanding.contracts import ContractNumber
from support.processes import Town, environment

ROUNDS = 7
LOOK_UPS = {"browser": 60, "http": 600}
AT_ONCE = 4
_ACCOUNT = "jarvis-demo"


def measure(folder: Path, dsn: str) -> list[str]:
    town = Town(folder, dsn)
    town.simulators()
    modes = {mode: _Mode(mode, f"{town.world}/portal") for mode in LOOK_UPS}
    try:
        for mode in modes.values():
            mode.round(4 * AT_ONCE)
        rounds = [{name: modes[name].round(LOOK_UPS[name]) for name in modes} for _ in range(ROUNDS)]
        asked = len([line for line in town.ledger("portal") if line["kind"] == "search"])
        known = sum(mode.looked_up for mode in modes.values())
    finally:
        for mode in modes.values():
            mode.end()
        town.end()
    ratios = sorted(found["http"]["per_second"] / found["browser"]["per_second"] for found in rounds)
    return [
        *(_row(name, [found[name] for found in rounds]) for name in modes),
        _ratio_row(ratios, asked / known),
    ]


def _row(mode: str, rounds: list[dict[str, float]]) -> str:
    speed = statistics.median(found["per_second"] for found in rounds)
    took = statistics.median(found["median_ms"] for found in rounds)
    size = rounds[-1]
    return (
        f"| look-ups in the portal, mode {mode}, {AT_ONCE} at once: a second, median; Python + Chromium |"
        f" {speed:.0f}, {took:.1f} ms; {size['python_mb']:.0f} + {size['chromium_mb']:.0f} MB | |"
    )


def _ratio_row(ratios: list[float], pages: float) -> str:
    spread = f"{ratios[0]:.1f}-{ratios[-1]:.1f}"
    return (
        f"| look-ups/s, http beside browser; contract pages asked for each look-up |"
        f" {statistics.median(ratios):.1f}× ({spread}); {pages:.2f} | ≥ 10× |"
    )


class _Mode:
    """One mode in a process of its own, signed in once and for all rounds."""

    def __init__(self, mode: str, portal: str) -> None:
        command = [sys.executable, "-m", "bench.lookups", mode, portal]
        self._process = subprocess.Popen(  # noqa: S603 our own program
            command, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.looked_up = 0

    def round(self, count: int) -> dict[str, float]:
        self.looked_up += count
        self._process.stdin.write(f"{count}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def end(self) -> None:
        self._process.stdin.close()
        self._process.wait(30)


async def _serve(mode: str, portal: str) -> None:
    crm = D2dPortal(
        load_profile(None),
        portal,
        _ACCOUNT,
        _ACCOUNT,
        clock=SystemClock(),
        pages=AT_ONCE,
        over_http=mode == "http",
    )
    try:
        while line := await asyncio.to_thread(sys.stdin.readline):
            sys.stdout.write(json.dumps(await _round(crm, int(line))) + "\n")
            sys.stdout.flush()
    finally:
        await crm.close()


async def _round(crm: D2dPortal, count: int) -> dict[str, float]:
    numbers = (ContractNumber(f"F{digits}D") for digits in range(2_000_000, 2_000_000 + count))
    took: list[float] = []
    began = time.perf_counter()
    await asyncio.gather(*(_look_up_each(crm, numbers, took) for _ in range(AT_ONCE)))
    seconds = time.perf_counter() - began
    chromium = sum(_held(child) for child in _chromium())
    return {
        "per_second": count / seconds,
        "median_ms": 1000 * statistics.median(took),
        "python_mb": psutil.Process().memory_full_info().pss / 1e6,
        "chromium_mb": chromium / 1e6,
    }


def _chromium() -> list[psutil.Process]:
    """Playwright's driver among them: it is there for the browser."""
    return psutil.Process().children(recursive=True)


def _held(process: psutil.Process) -> int:
    """Nothing, where it has ended since it was listed: pages come and go."""
    try:
        return process.memory_full_info().pss
    except psutil.NoSuchProcess:
        return 0


async def _look_up_each(crm: D2dPortal, numbers, took: list[float]) -> None:
    for number in numbers:
        began = time.perf_counter()
        answer = await crm.look_up(number)
        took.append(time.perf_counter() - began)
        assert isinstance(answer, ContractSnapshot), answer
        assert answer.number == number


if __name__ == "__main__":
    import logging

    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    asyncio.run(_serve(*sys.argv[1:]))
