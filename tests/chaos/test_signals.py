"""Every signal that can end a worker, with five replies in flight: drained or let go, none left claimed."""

import asyncio
import signal

import psycopg
import pytest

from chaos.test_kill_9 import QUICK, UNLUCKY, drained
from support.processes import eventually
from support.proxy import proxy_to
from support.traffic import CLEAN, LEFT, Traffic

GENTLE = {"TERM": [signal.SIGTERM], "INT": [signal.SIGINT], "TERM five times": [signal.SIGTERM] * 5}
HARD = {"QUIT": [signal.SIGQUIT], "KILL": [signal.SIGKILL]}


def in_flight(dsn):
    with psycopg.connect(dsn, autocommit=True) as link:
        return link.execute(LEFT["claimed jobs"]).fetchone()[0]


@pytest.mark.night
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", [*GENTLE, *HARD])
def test_whatever_signal_ends_a_worker_with_five_replies_in_flight_nothing_is_left_claimed(
    house, observed, name
):
    traffic = Traffic(contractors=5, each=1)
    house.simulators()
    with proxy_to(house.world) as proxy:
        house.settings["JARVIS_EVOLUTION_URL"] = f"{proxy.url}/evolution"
        house.web_process()
        worker = house.worker_process(*UNLUCKY, "worker", *QUICK)
        eventually(lambda: "model_warm_up" in house.logs()["worker"], "the worker is up")
        proxy.black_hole()
        asyncio.run(traffic.post(house.web, copies=1))
        eventually(lambda: in_flight(house.dsn) == 5, "five are in flight")
        for number in (GENTLE | HARD)[name]:
            worker.send(number)
        proxy.heal()
        left = worker.exit_code(), in_flight(house.dsn)
        house.worker_process(*UNLUCKY, "worker", *QUICK)

        assert drained(house, traffic) == CLEAN
    assert left == (0, 0) if name in GENTLE else left[0] == -HARD[name][0]
    observed(
        "B10",
        f"{name} with five replies in flight",
        "Drained within the grace, or let go; no row left claimed",
        f"exit code {left[0]}, {left[1]} claimed at that moment; after the next worker's start 0; "
        "lost 0, doubled 0",
    )
