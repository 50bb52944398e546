"""Evolution gone, mute, restarted, repeating itself, or behind a bad line: each question answered once."""

import asyncio
import json
import time
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import psycopg
import pytest

from chaos.test_kill_9 import QUICK, UNLUCKY, drained
from support.processes import eventually
from support.proxy import proxy_to
from support.traffic import CLEAN, Traffic, answered
from support.webhooks import signed, upsert

FIRST = "212600500099"


def asked(turn):
    return f"2126005000{turn:02d}", f"F{3000000 + turn}D"


def in_use(house):
    """The number has heard somebody; then both processes end."""
    house.simulators()
    web, worker = house.web_process(), house.worker_process(*UNLUCKY, "worker", *QUICK)

    def subscribed():
        return "webhook_subscribed" in house.logs()["web"]

    eventually(subscribed, "the gateway posts to us")
    house.write(FIRST, "statut F2999999D svp")
    eventually(lambda: len(house.sent()) == 1, "the number is in use")
    assert (web.stop(), worker.stop()) == (0, 0)


def back_again(house, missed):
    """Both processes are started; each missed question is answered once, and so is what comes after."""
    house.web_process()
    house.worker_process(*UNLUCKY, "worker", *QUICK)
    eventually(lambda: len(house.sent()) >= 1 + missed, "all are answered", 150)
    house.write(FIRST, "statut F3000099D svp")
    eventually(lambda: len(house.sent()) >= 2 + missed, "what comes after is answered too")

    by_phone = Counter(message["to"] for message in house.sent())
    assert by_phone == Counter({asked(turn)[0]: 1 for turn in range(missed)} | {FIRST: 2})
    assert all(number in str(house.sent()) for _, number in map(asked, range(missed)))


@pytest.mark.timeout(400)
def test_what_was_written_while_jarvis_was_down_is_answered_once_it_is_back(house, observed, long):
    missed, oldest = (50, timedelta(minutes=65)) if long else (20, timedelta(minutes=3))
    in_use(house)
    with psycopg.connect(house.dsn) as link:
        link.execute("update messages set received_at = received_at - interval '2 hours'")
    house.faults("evolution", forget_retries=True)
    for turn in range(missed):
        phone, number = asked(turn)
        written = int(time.time() - oldest.total_seconds() + turn)
        house.write(phone, f"statut {number} svp", at=written)

    def webhooks():
        return [w for w in house.ledger()["webhooks"] if w["event"] == "messages.upsert"]

    eventually(lambda: len([w for w in webhooks() if w["ended"]]) == missed + 1, "the gateway gave up")

    back_again(house, missed)
    observed(
        "A11",
        f"JARVIS down for {oldest.total_seconds() / 60:.0f} min, the gateway's retries forgotten",
        "Each message missed is fetched from Evolution and answered once",
        f"{missed} missed: lost 0, doubled 0",
    )


@pytest.mark.night
@pytest.mark.timeout(400)
def test_a_gateway_restarted_with_fifty_retries_in_hand_costs_no_message(house, observed):
    in_use(house)
    for turn in range(50):
        phone, number = asked(turn)
        house.write(phone, f"statut {number} svp", at=int(time.time()) - 120)

    def tried():
        return [w for w in house.ledger()["webhooks"] if w["statuses"] and not any(w["statuses"])]

    eventually(lambda: len(tried()) >= 50, "every webhook was tried in vain")
    httpx.post(f"{house.world}/evolution/_restart").raise_for_status()

    back_again(house, 50)
    observed(
        "A12",
        "Evolution restarted while it held 50 retries",
        "All 50 are found in its record and answered once",
        "50 forgotten: lost 0, doubled 0",
    )


@pytest.mark.night
@pytest.mark.timeout(200)
def test_a_connected_gateway_that_goes_mute_is_told(house, tmp_path, observed):
    clock = tmp_path / "clock"
    clock.write_text("0")
    house.simulators()
    house.web_process(*UNLUCKY, "web", "--clock", str(clock))
    raw = upsert(FIRST, "salam", wa_id="3EB0A13", at=int(time.time()))
    answer = httpx.post(f"{house.web}/api/webhook/message", content=raw, headers=signed(raw))
    assert answer.status_code == 200
    house.faults("evolution", mute=True)
    heard = number_state(house)
    clock.write_text(str((next_working_afternoon() - datetime.now(UTC)).total_seconds()))

    assert (heard, number_state(house)) == ("ok", "degraded")
    observed(
        "A13",
        "Evolution connected, but mute until the next working day's afternoon (clock moved)",
        "Health degrades: connected but silent",
        "`ok`, then `degraded` with the reason",
    )


def number_state(house):
    parts = httpx.get(f"{house.web}/health/ready").json()["parts"]
    return next(part["state"] for part in parts if part["name"] == "whatsapp:jarvis")


def next_working_afternoon():
    here = datetime.now(ZoneInfo("Africa/Casablanca")) + timedelta(days=1)
    monday = here if here.weekday() != 6 else here + timedelta(days=1)
    return monday.replace(hour=15, minute=0)


@pytest.mark.night
@pytest.mark.timeout(300)
def test_eight_hundred_copies_of_one_message_are_one_reply_and_cost_no_budget(house, observed):
    traffic = Traffic(contractors=1, each=1)
    house.settings["JARVIS_MESSAGES_PER_MINUTE"] = "10"
    house.simulators()
    house.web_process()
    house.worker_process(*UNLUCKY, "worker", *QUICK)
    statuses = asyncio.run(traffic.post(house.web, copies=837))
    statuses += asyncio.run(traffic.post(house.web, traffic.more(9), copies=1))

    assert drained(house, traffic) == CLEAN
    assert statuses == {200: 846}
    figures = httpx.get(f"{house.web}/metrics").text
    assert 'jarvis_webhooks_total{outcome="repeated"} 836.0' in figures
    observed(
        "A4",
        "837 copies of one message, then nine more messages of the same phone within the minute",
        "1 reply to the copies; the limit of ten a minute is not touched; the copies are counted",
        "837 copies: 1 reply; the nine others answered; 836 counted as repeated",
    )


@pytest.mark.night
@pytest.mark.timeout(600)
def test_a_line_to_the_gateway_that_fails_in_every_way_costs_no_reply(house, observed):
    traffic = Traffic(contractors=3, each=0)
    house.simulators()
    with proxy_to(house.world) as proxy:
        house.settings["JARVIS_EVOLUTION_URL"] = f"{proxy.url}/evolution"
        house.web_process()
        house.worker_process(*UNLUCKY, "worker", "--instant")
        faults = {
            "answer cut off": lambda: proxy.reset_after(0),
            "cut": proxy.cut,
            "refusing": proxy.refuse,
            "deaf": proxy.deaf,
            "black hole": proxy.black_hole,
            "latency of 2 s": lambda: proxy.delay(2),
            "20 bytes at a time": lambda: proxy.slice(20),
        }
        for fault in faults.values():
            fault()
            asyncio.run(traffic.post(house.web, traffic.more(1)))

            def told():
                return len(postponed(house)) or answered(traffic, house.sent())

            eventually(told, "the fault was met")
            proxy.heal()
            eventually(lambda: answered(traffic, house.sent()), "answered once healed", 150)

        assert drained(house, traffic) == CLEAN
    observed(
        "B4",
        f"The line to Evolution, by a proxy: {', '.join(faults)}",
        "Look-up before any resend: one reply each, in order",
        f"{len(faults)} faults, {traffic.wanted} messages: lost 0, doubled 0, out of order 0",
    )


def postponed(house):
    """Per reply, the seconds it was told to wait, in order."""
    waits = defaultdict(list)
    for line in house.logs()["worker"].splitlines():
        if '"postponed"' in line:
            told = json.loads(line)
            waits[told["reply"]].append(told["wait_s"])
    return waits


@pytest.mark.night
@pytest.mark.timeout(1000)
def test_replies_wait_out_an_outage_slower_and_slower_and_leave_in_order(house, observed):
    """Ten minutes, at full length: tries after 1, 2, 4, 15, 30, then every 60 s."""
    minutes = 10
    traffic = Traffic(contractors=5, each=0)
    house.simulators()
    with proxy_to(house.world) as proxy:
        house.settings["JARVIS_EVOLUTION_URL"] = f"{proxy.url}/evolution"
        house.web_process()
        house.worker_process(*UNLUCKY, "worker", "--instant")
        proxy.refuse()
        ends = time.monotonic() + 60 * minutes
        for _ in range(10):
            asyncio.run(traffic.post(house.web, traffic.more(1)))
        eventually(lambda: len(postponed(house)) == 5, "the first of each contractor waits")
        eventually(lambda: time.monotonic() > ends, "the outage is over", 60 * minutes + 5)
        assert house.sent() == []
        proxy.heal()

        assert drained(house, traffic) == CLEAN
    waits = list(postponed(house).values())
    assert all(told == sorted(told) for told in waits)
    tries = max(map(len, waits))
    observed(
        "B5",
        f"Evolution refuses every connection for {minutes} min",
        "All replies afterwards, order kept, none twice, tries bounded and slower and slower",
        f"{traffic.wanted} messages: lost 0, doubled 0, out of order 0; {tries} tries at most, waits of "
        f"{', '.join(f'{wait:.0f}' for wait in sorted({wait for told in waits for wait in told}))} s",
    )
