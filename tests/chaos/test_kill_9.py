"""kill -9 at every point of a message's way: nothing lost, nothing doubled, whatever was under way."""

import asyncio
import random
import signal

import psycopg
import pytest

from support.points import WAY
from support.processes import eventually
from support.traffic import CLEAN, Traffic, answered, answered_numbers, broken_links, left_over, verdict

UNLUCKY = ("-m", "support.unlucky")
QUICK = ("--instant", "--lease", "4", "--stalled-after", "4")
"""Of the short forms; at length JARVIS's own times count: lease 30 s, dead after 20 s."""


def drained(house, traffic, patience=150):
    """Heal, drain, then check: by the ledger of the simulated WhatsApp first, by our own tables second."""
    eventually(lambda: answered(traffic, house.sent()), "every question is answered", patience)
    eventually(lambda: not left_over(house.dsn), "nothing is left over", patience)
    assert broken_links(house.dsn) == []
    return verdict(traffic, house.sent())


@pytest.mark.timeout(300)
def test_two_hundred_messages_are_answered_once_and_in_order_whatever_dies(house, observed):
    house.settings |= {"JARVIS_BURST_SECONDS": "1", "JARVIS_BURST_MAX_SECONDS": "6"}
    traffic = Traffic(contractors=40, each=5)
    house.simulators()
    house.faults("evolution", rates={"cut_sent": 0.05}, seed=11)
    house.web_process()
    statuses = asyncio.run(traffic.post(house.web))  # whole: what comes after the answer to the next is late
    worker = house.worker_process()
    for replies in (4, 12):
        eventually(lambda enough=replies: len(house.sent()) >= enough, f"{replies} replies", 120)
        worker.kill()
        worker = house.worker_process()

    assert drained(house, traffic) == CLEAN
    assert statuses == {200: 600}
    assert worker.stop() == 0
    assert verdict(traffic, house.sent()) == CLEAN
    observed(
        "A1, A10, B4, C1",
        "Each webhook three times, out of order; 5 % of the sends accepted, then cut; two kills of the "
        "worker; through a real browser",
        "Every question answered once, in order; an audit entry each, the chain whole",
        "200 messages, 600 webhooks, 2 kills: lost 0, doubled 0, out of order 0",
    )


@pytest.mark.timeout(1200)
def test_a_worker_killed_at_any_point_of_the_way_loses_nothing_and_doubles_nothing(
    house, observed, long, seed
):
    draw = random.Random(seed)
    points = [*WAY] * 3 if long else ["committed", "after_send"]
    draw.shuffle(points)
    traffic = Traffic(contractors=5, each=0, seed=seed)
    house.simulators()
    house.web_process()
    for point in points:
        killed_at(house, point, traffic, traffic.more(1), draw.randint(1, 3))

    assert verdict(traffic, house.sent()) == CLEAN
    observed(
        "B1, B2",
        f"kill -9 of the worker at each of {len(WAY)} points: {', '.join(WAY)} (lease and death after 4 s)",
        "Lost 0, doubled 0, order kept, no claimed job left",
        f"{traffic.wanted} messages, {len(points)} kills: lost 0, doubled 0, out of order 0",
    )


@pytest.mark.night
@pytest.mark.timeout(400)
def test_with_the_times_of_production_a_killed_worker_costs_less_than_the_promise(house, observed):
    """Dead after 20 s, looked for each 5 s, a lease of 30 s, and a browser that starts: within 70 s."""
    traffic = Traffic(contractors=5, each=0)
    house.simulators()
    house.web_process()
    for point in ("looked_up", "claimed", "after_send"):
        killed_at(house, point, traffic, traffic.more(1), 1, patience=70, unlucky=(), healthy=())

    assert verdict(traffic, house.sent()) == CLEAN
    observed(
        "B1",
        "kill -9 between the portal's answer and the send, with production's times and a real browser",
        "Exactly one reply after the restart, within lease and poll",
        f"{traffic.wanted} messages, 3 kills: all answered once, each time within 70 s of the restart",
    )


def killed_at(house, point, traffic, new, passes, *, patience=150, unlucky=QUICK, healthy=QUICK):
    """One worker dies at the point; another takes over until nothing is left, and is then killed too.

    Not more often than twice in a row: what was begun three times and never ended counts as deadly.
    """
    dying = house.worker_process(*UNLUCKY, "worker", *unlucky, "--at", point, "--passes", str(passes))
    asyncio.run(traffic.post(house.web, new))
    assert dying.exit_code(90) == -signal.SIGKILL, point
    heir = house.worker_process(*UNLUCKY, "worker", *healthy)
    drained(house, traffic, patience)
    heir.kill()


@pytest.mark.timeout(300)
def test_a_web_process_killed_before_its_answer_stores_the_redelivery_once(house, observed, long):
    rounds = 20 if long else 1
    traffic = Traffic(contractors=rounds, each=1)
    house.simulators()
    for raw in traffic.bodies:
        web = house.web_process(*UNLUCKY, "web", "--at", "received")
        met = asyncio.run(traffic.post(house.web, [raw], copies=1))
        assert met == {0: 1}
        assert web.exit_code() == -signal.SIGKILL
    house.web_process()
    house.worker_process(*UNLUCKY, "worker", "--instant")
    assert asyncio.run(traffic.post(house.web, copies=2)) == {200: 2 * rounds}

    assert drained(house, traffic) == CLEAN
    observed(
        "A6",
        "kill -9 of the web process after the commit, before its 200",
        "The caller has no 2xx; the redelivery gets one and no second reply",
        f"{rounds} kills: {rounds} redeliveries taken, lost 0, doubled 0",
    )


HOLD = """
    create function hold() returns trigger language plpgsql as
        'begin perform pg_advisory_xact_lock(4711); return new; end';
    create constraint trigger held_at_commit after insert on messages deferrable initially deferred
        for each row execute function hold()
"""
WAITING = "select count(*) from pg_locks where locktype = 'advisory' and not granted and objid = 4711"


@pytest.mark.night
@pytest.mark.timeout(300)
@pytest.mark.parametrize("ends", ["commits", "is rolled back"])
def test_a_web_process_killed_within_the_commit_leaves_one_row_after_the_redelivery(house, observed, ends):
    rounds = 10
    traffic = Traffic(contractors=rounds, each=1)
    house.simulators()
    with psycopg.connect(house.dsn, autocommit=True) as link:
        link.execute(HOLD)
        for raw in traffic.bodies:
            killed_within_the_commit(house, traffic, raw, link, ends)
        link.execute("drop trigger held_at_commit on messages")
    house.web_process()
    house.worker_process(*UNLUCKY, "worker", "--instant")
    assert asyncio.run(traffic.post(house.web, copies=2)) == {200: 2 * rounds}

    assert drained(house, traffic) == CLEAN
    observed(
        "A5",
        f"kill -9 of the web process between INSERT and COMMIT, which then {ends}",
        "The caller has no 2xx; the redelivery makes exactly one row and one reply",
        f"{rounds} kills: lost 0, doubled 0",
    )


def killed_within_the_commit(house, traffic, raw, link, ends):
    link.execute("select pg_advisory_lock(4711)")
    web = house.web_process()

    async def post_and_kill():
        posting = asyncio.create_task(traffic.post(house.web, [raw], copies=1))
        await asyncio.to_thread(
            eventually, lambda: link.execute(WAITING).fetchone() == (1,), "the commit is under way"
        )
        web.kill()
        return await posting

    assert asyncio.run(post_and_kill()) == {0: 1}
    if ends == "is rolled back":
        link.execute(
            "select pg_terminate_backend(pid, 5000) from pg_locks where objid = 4711 and not granted"
        )
    link.execute("select pg_advisory_unlock(4711)")


@pytest.mark.night
@pytest.mark.timeout(600)
def test_a_message_that_kills_its_worker_each_time_is_given_up_and_nobody_waits_for_it(house, observed):
    """Head of the line: what the same contractor wrote afterwards waits until then, and is answered."""
    poison, others = Traffic(contractors=1, each=1), Traffic(contractors=5, each=1)
    (deadly,) = next(iter(poison.asked.values()))
    house.simulators()
    house.web_process()
    asyncio.run(poison.post(house.web, copies=1))
    kills = 0

    def given_up():
        with psycopg.connect(house.dsn, autocommit=True) as link:
            return link.execute("select count(*) from messages where outcome = 'failed'").fetchone() == (1,)

    while not given_up():
        worker = house.worker_process(
            *UNLUCKY, "worker", "--instant", "--stalled-after", "4", "--at", "looked_up", "--naming", deadly
        )
        eventually(lambda one=worker: not one.lives() or given_up(), "killed, or given up", 200)
        kills += not worker.lives()
        assert kills < 10
        if kills == 1:  # what is in flight beside it three times would be given up with it
            asyncio.run(others.post(house.web, copies=3))
    later = poison.more(1)
    asyncio.run(poison.post(house.web, later, copies=1))
    eventually(lambda: len(house.sent()) >= 6, "the others and the later one are answered")

    assert deadly not in str(answered_numbers(house.sent()))
    assert verdict(others, house.sent())["lost"] == []
    assert len(verdict(poison, house.sent())["lost"]) == 1
    observed(
        "B12",
        "A message that kills its worker each time it is looked up",
        "Given up after some attempts and shown to the back office; nobody else waits",
        f"{kills} kills, then failed; 5 others and the contractor's next message answered",
    )
