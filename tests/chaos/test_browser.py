"""A browser killed again and again over hundreds of look-ups: replaced, nothing left, nothing growing."""

import asyncio
import os
import random
import signal
from pathlib import Path

import psutil
import pytest

from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.understanding.contracts import ContractNumber
from support.portal import browser_on, served_portal

TOGETHER, LOOK_UPS = 10, 500


async def kill_browser(crm):
    """The browser of this portal, which is asked for its own pid."""
    session = await crm._session._browser.new_browser_cdp_session()
    processes = await session.send("SystemInfo.getProcessInfo")
    [browser] = [process["id"] for process in processes["processInfo"] if process["type"] == "browser"]
    os.kill(browser, signal.SIGKILL)
    return browser


@pytest.mark.night
@pytest.mark.timeout(900)
def test_five_hundred_look_ups_with_a_browser_killed_now_and_then_leave_no_process_and_no_growth(
    observed, seed
):
    draw, killed, sizes, right = random.Random(seed), [], [], 0
    with served_portal() as portal, browser_on(portal.url) as (crm, runner):
        for turn in range(LOOK_UPS // TOGETHER):
            numbers = [ContractNumber(f"F{2_000_000 + TOGETHER * turn + one}D") for one in range(TOGETHER)]

            async def look_up(numbers=numbers, deadly=turn % 5 == 4):
                looking = [asyncio.create_task(crm.look_up(number)) for number in numbers]
                if deadly:
                    await asyncio.sleep(draw.uniform(0.0, 0.3))  # any moment of the look-ups will do
                    killed.append(await kill_browser(crm))
                return await asyncio.gather(*looking)

            answers = runner.run(look_up())
            right += sum(
                isinstance(answer, ContractSnapshot) and answer.number == number
                for answer, number in zip(answers, numbers, strict=True)
            )
            sizes.append(psutil.Process().memory_info().rss / 1e6)

    assert right == LOOK_UPS
    assert [pid for pid in killed if Path(f"/proc/{pid}").exists()] == []
    grown = sizes[-1] / sizes[len(sizes) // 5]
    assert grown < 1.25
    observed(
        "B19",
        "kill -9 of Chromium in the middle of look-ups",
        "Asked again in a new browser; no zombie; memory flat over 500 look-ups",
        f"{LOOK_UPS} look-ups, {len(killed)} kills: {right} right answers, none of the killed left, "
        f"memory after 500 is {grown:.2f} of that after 100",
    )
