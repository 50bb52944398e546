"""A worker that is stopped and wakes up after its lease: what it held was given to another meanwhile."""

import asyncio
import random
import signal
import threading

import psutil
import pytest

from chaos.test_kill_9 import QUICK, UNLUCKY, drained
from support.processes import eventually
from support.traffic import CLEAN, Traffic, answered, verdict

PAUSED = ("--at", "claimed", "--how", "stop")


def is_stopped(process):
    return psutil.Process(process.pid).status() == psutil.STATUS_STOPPED


def sleep_past_the_lease(house, *flaws):
    """One worker stops with a claimed reply, another sends it, the first wakes up: the traffic."""
    traffic = Traffic(contractors=1, each=1)
    house.simulators()
    house.web_process()
    sleeper = house.worker_process(*UNLUCKY, "worker", *QUICK, *PAUSED, *flaws)
    asyncio.run(traffic.post(house.web, copies=1))
    eventually(lambda: is_stopped(sleeper), "the worker stops with a reply in its hands")
    other = house.worker_process(*UNLUCKY, "worker", *QUICK)
    eventually(lambda: answered(traffic, house.sent()), "another worker sends it")
    other.kill()
    sleeper.send(signal.SIGCONT)
    asyncio.run(traffic.post(house.web, traffic.more(1), copies=1))
    eventually(lambda: answered(traffic, house.sent()), "the sleeper is awake and works")
    return traffic


@pytest.mark.timeout(300)
def test_a_worker_that_slept_past_its_lease_sends_nothing_twice(house, observed):
    traffic = sleep_past_the_lease(house)

    assert drained(house, traffic) == CLEAN
    observed(
        "B3",
        "SIGSTOP of a worker right after it claimed a reply, SIGCONT when another has sent it",
        "No second send, no row closed before its time",
        "1 pause: lost 0, doubled 0",
    )


@pytest.mark.timeout(300)
def test_the_suite_catches_a_worker_that_does_not_ask_whether_its_lease_still_holds(house, observed):
    traffic = sleep_past_the_lease(house, "--flaw", "no_guard")

    assert eventually(lambda: verdict(traffic, house.sent())["doubled"], "the second send is seen")
    observed(
        "known bad",
        "The same pause, without the guard",
        "The suite sees the double",
        "doubled, as it must be",
    )


@pytest.mark.night
@pytest.mark.timeout(600)
def test_workers_that_fall_asleep_at_any_moment_send_nothing_twice(house, observed, seed):
    draw, moment = random.Random(seed), threading.Event()
    traffic = Traffic(contractors=20, each=0, seed=seed)
    house.simulators()
    house.web_process()
    workers = [house.worker_process(*UNLUCKY, "worker", *QUICK) for _ in range(3)]
    pauses = 15
    for _ in range(pauses):
        asyncio.run(traffic.post(house.web, traffic.more(1)))
        sleeper = draw.choice(workers)
        moment.wait(draw.uniform(0.0, 0.5))
        sleeper.send(signal.SIGSTOP)
        moment.wait(draw.uniform(5.0, 8.0))  # the fault itself lasts: longer than the lease of 4 s
        sleeper.send(signal.SIGCONT)

    assert drained(house, traffic, 240) == CLEAN
    observed(
        "B3",
        "SIGSTOP of one of three workers at any moment, for 5 to 8 s (lease and death shortened to 4 s)",
        "Lost 0, doubled 0, order kept",
        f"{traffic.wanted} messages, {pauses} pauses: lost 0, doubled 0, out of order 0",
    )
