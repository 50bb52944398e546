"""Separate processes, webhooks tripled and jumbled, sends cut, workers killed: nothing lost or doubled."""

import asyncio
import random
import time
from collections import Counter, defaultdict

import httpx
import pytest

from support.processes import eventually, town
from support.webhooks import signed, upsert

BURST = 1.0


class Traffic:
    """`contractors` who ask about `each` contracts, one message a contract, in an order of their own."""

    def __init__(self, contractors, each, seed=7):
        self.asked = defaultdict(list)
        now = int(time.time())
        self.bodies = []
        for person in range(contractors):
            phone = f"2126001{person:05d}"
            for turn in range(each):
                number = f"F{2000000 + person * each + turn}D"
                self.asked[phone].append(number)
                self.bodies.append(
                    upsert(phone, f"statut {number} svp", wa_id=f"3EB0{person:05d}{turn:05d}", at=now + turn)
                )
        self._random = random.Random(seed)

    def shuffled(self, copies):
        deliveries = self.bodies * copies
        self._random.shuffle(deliveries)
        return deliveries

    async def post(self, url, copies=3):
        """Every webhook `copies` times, out of order, ten at once; answers the statuses."""
        places = asyncio.Semaphore(10)
        async with httpx.AsyncClient(timeout=30) as http:

            async def one(raw):
                async with places:
                    answer = await http.post(f"{url}/api/webhook/message", content=raw, headers=signed(raw))
                    return answer.status_code

            return Counter(await asyncio.gather(*(one(raw) for raw in self.shuffled(copies))))


def answered_numbers(sent):
    """Per phone, the contract numbers in the order in which WhatsApp received their answers."""
    seen = defaultdict(list)
    for message in sent:
        french = message["text"].split("──")[0]
        seen[message["to"]] += [word.strip("*") for word in french.split() if word.startswith("*F")]
    return dict(seen)


def verdict(traffic, sent):
    """Lost, duplicated and out-of-order answers by the ledger of the simulated WhatsApp."""
    got = answered_numbers(sent)
    lost = [n for phone, asked in traffic.asked.items() for n in asked if n not in got.get(phone, [])]
    doubled = [n for numbers in got.values() for n, count in Counter(numbers).items() if count > 1]
    jumbled = [
        phone
        for phone, asked in traffic.asked.items()
        if [n for n in asked if n in got.get(phone, [])] != list(dict.fromkeys(got.get(phone, [])))
    ]
    return {"lost": lost, "doubled": doubled, "out_of_order": jumbled}


CLEAN = {"lost": [], "doubled": [], "out_of_order": []}


@pytest.mark.timeout(300)
def test_two_hundred_messages_are_answered_once_and_in_order_whatever_dies(tmp_path, database):
    traffic = Traffic(contractors=40, each=5)
    with town(tmp_path, database, burst_seconds=BURST, sends_per_second=0) as house:
        house.simulators()
        house.faults("evolution", rates={"cut_sent": 0.05}, seed=11)
        house.web_process()
        worker = house.worker_process()
        statuses = asyncio.run(traffic.post(house.web))
        for replies in (4, 12):
            eventually(lambda enough=replies: len(house.sent()) >= enough, f"{replies} replies", 120)
            worker.kill()
            worker = house.worker_process()
        wanted = sum(map(len, traffic.asked.values()))
        answered = lambda: sum(map(len, answered_numbers(house.sent()).values())) >= wanted  # noqa: E731
        eventually(answered, "every message is answered", 150)

        assert statuses == {200: 600}
        assert verdict(traffic, house.sent()) == CLEAN
        assert worker.stop() == 0
        assert verdict(traffic, house.sent()) == CLEAN


@pytest.mark.parametrize(
    ("flaw", "shows"), [("no_dedupe", "doubled"), ("no_look_up", "doubled")], ids=["no dedupe", "no look-up"]
)
@pytest.mark.timeout(200)
def test_the_same_run_catches_a_worker_that_is_known_to_be_bad(tmp_path, database, flaw, shows):
    traffic = Traffic(contractors=10, each=2)
    with town(tmp_path, database, burst_seconds=0, sends_per_second=0) as house:
        house.simulators()
        house.faults("evolution", rates={"cut_sent": 0.5}, seed=11)
        house.web_process("-m", "support.flawed", flaw, "web")
        house.worker_process("-m", "support.flawed", flaw, "worker")
        asyncio.run(traffic.post(house.web))
        caught = lambda: verdict(traffic, house.sent())[shows]  # noqa: E731

        assert eventually(caught, f"{flaw} is caught", 90)
