"""Twenty messages come while JARVIS is down and the gateway forgets its retries: all answered, once each."""

import time
from collections import Counter

import pytest

from support.processes import eventually, town


def asked(turn):
    return f"2126005000{turn:02d}", f"F{3000000 + turn}D"


def answers_by_phone(sent):
    return Counter(message["to"] for message in sent)


@pytest.mark.timeout(200)
def test_what_was_written_while_jarvis_was_down_is_answered_once_it_is_back(tmp_path, database):
    with town(tmp_path, database, burst_seconds=0, sends_per_second=0) as house:
        house.simulators()
        web, worker = house.web_process(), house.worker_process()
        subscribed = lambda: "webhook_subscribed" in house.logs()["web"]  # noqa: E731
        eventually(subscribed, "the gateway posts to us")
        house.write("212600500099", "statut F2999999D svp")
        eventually(lambda: len(house.sent()) == 1, "the number is in use")
        assert (web.stop(), worker.stop()) == (0, 0)

        house.faults("evolution", forget_retries=True)
        for turn in range(20):
            phone, number = asked(turn)
            house.write(phone, f"statut {number} svp", at=int(time.time()) - 120 - turn)
        webhooks = lambda: [w for w in house.ledger()["webhooks"] if w["event"] == "messages.upsert"]  # noqa: E731
        given_up = lambda: len([w for w in webhooks() if w["ended"]]) == 21  # noqa: E731
        eventually(given_up, "the gateway gave up")
        house.web_process()
        house.worker_process()
        eventually(lambda: len(house.sent()) >= 21, "all are answered", 120)
        phone, number = asked(0)
        house.write(phone, "statut F3000099D svp")
        eventually(lambda: len(house.sent()) >= 22, "what comes after is answered too")

        assert answers_by_phone(house.sent()) == Counter(
            {asked(turn)[0]: 1 for turn in range(20)} | {phone: 2, "212600500099": 1}
        )
        assert all(number in "".join(m["text"] for m in house.sent()) for _, number in map(asked, range(20)))
