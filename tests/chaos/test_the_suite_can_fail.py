"""Workers known to be bad, each for want of one safeguard: the verdict must name what they do."""

import asyncio
import signal

import pytest

from chaos.test_kill_9 import QUICK, UNLUCKY
from support.processes import eventually
from support.traffic import Traffic, left_over, verdict


@pytest.mark.parametrize("flaw", ["no_dedupe", "no_look_up"])
@pytest.mark.timeout(200)
def test_it_catches_doubles_of_a_worker_that_is_known_to_be_bad(house, observed, flaw):
    traffic = Traffic(contractors=10, each=2)
    house.simulators()
    house.faults("evolution", rates={"cut_sent": 0.5}, seed=11)
    house.web_process(*UNLUCKY, "web", "--flaw", flaw)
    house.worker_process(*UNLUCKY, "worker", "--instant", "--flaw", flaw)
    asyncio.run(traffic.post(house.web))

    assert eventually(lambda: verdict(traffic, house.sent())["doubled"], f"{flaw} is caught", 90)
    observed(
        "known bad",
        f"`{flaw}`: webhooks three times, half of the sends accepted, then cut",
        "The suite sees the doubles",
        "doubled, as it must be",
    )


@pytest.mark.timeout(200)
def test_it_catches_the_loss_of_a_worker_that_notes_a_reply_as_sent_before_it_sends_it(house, observed):
    traffic = Traffic(contractors=2, each=1)
    house.simulators()
    house.web_process()
    hasty = (*UNLUCKY, "worker", *QUICK, "--flaw", "mark_first")
    worker = house.worker_process(*hasty, "--at", "before_send")
    asyncio.run(traffic.post(house.web, copies=1))
    assert worker.exit_code() == -signal.SIGKILL
    house.worker_process(*hasty)
    eventually(lambda: not left_over(house.dsn), "the worker believes that all is done")

    assert verdict(traffic, house.sent())["lost"]
    observed(
        "known bad",
        "`mark_first`: a reply is noted as sent before it is; kill -9 between the two",
        "The suite sees the loss",
        "lost, as it must be",
    )
