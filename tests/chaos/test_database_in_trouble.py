"""PostgreSQL stopped, killed, cut off and deaf: no 2xx for what is not durable, nothing durable lost."""

import asyncio
import json
import os
import random
import signal
import subprocess
import threading
import time
from collections import Counter, defaultdict
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest

from chaos.test_kill_9 import UNLUCKY, drained
from jarvis_adapters.postgres.embedded import EmbeddedPostgres
from jarvis_adapters.postgres.migrate import upgrade
from support.processes import eventually, town
from support.proxy import proxied_database
from support.traffic import AT_ONCE, CLEAN, Traffic, status_of

PROMISED = 10.0
"""The route gives up after 2 s; Evolution waits 30 s, and a busy machine needs some of that."""


@contextmanager
def town_behind_a_proxy(folder, dsn):
    with (
        proxied_database(dsn) as (proxy, through),
        town(folder, through, **AT_ONCE) as house,
    ):
        house.dsn = dsn
        yield house, proxy


async def post_one(url, raw):
    async with httpx.AsyncClient(timeout=PROMISED) as http:
        return await status_of(http, url, raw)


@pytest.mark.timeout(300)
def test_while_the_database_is_away_the_gateway_is_asked_to_come_again_in_every_way_it_can_be_away(
    tmp_path, database, observed
):
    traffic = Traffic(contractors=4, each=1)
    with town_behind_a_proxy(tmp_path, database) as (house, proxy):
        house.simulators()
        house.web_process()
        faults = (proxy.refuse, proxy.black_hole, proxy.deaf, proxy.cut)
        for fault, raw in zip(faults, traffic.bodies, strict=True):
            fault()
            status = asyncio.run(post_one(house.web, raw))
            # After a mere cut the pool may have connected anew in time.
            assert status in ({200, 503} if fault == proxy.cut else {503}), fault.__name__
            proxy.heal()
            eventually(lambda one=raw: asyncio.run(post_one(house.web, one)) == 200, "the next try is taken")
        house.worker_process(*UNLUCKY, "worker", "--instant")

        assert drained(house, traffic) == CLEAN
    observed(
        "A7",
        "PostgreSQL refuses, is a black hole, does not accept, or is cut off (proxy)",
        "503 within 4 s, never a 2xx or a final 4xx; the next try is stored",
        "4 faults: 503 each time while away (after a mere cut the pool connects anew), lost 0, doubled 0",
    )


@pytest.mark.timeout(300)
def test_a_connection_cut_during_the_commit_is_never_acknowledged(tmp_path, database, observed, long):
    rounds = 50 if long else 5
    traffic = Traffic(contractors=1 + rounds, each=1)
    with town_behind_a_proxy(tmp_path, database) as (house, proxy):
        house.simulators()
        house.web_process()
        first, *others = traffic.bodies
        assert asyncio.run(post_one(house.web, first)) == 200  # connected and prepared
        with psycopg.connect(database, autocommit=True) as link:
            for already, raw in enumerate(others, start=1):
                proxy.reset_after(0)
                assert asyncio.run(post_one(house.web, raw)) == 503
                proxy.heal()
                stored = link.execute("select count(*) from messages").fetchone()
                statuses = {asyncio.run(post_one(house.web, raw)) for _ in range(2)}
                assert (stored, statuses) == ((already + 1,), {200})
        house.worker_process(*UNLUCKY, "worker", "--instant")

        assert drained(house, traffic) == CLEAN
    observed(
        "A17",
        "The connection is reset when the database's answer to the insert, its commit included, comes back",
        "503, never a 2xx; the next try is taken and there is one row",
        f"{rounds} cuts: 503 each, one row each, lost 0, doubled 0",
    )


class Server:
    """A PostgreSQL of this test's own, that can be killed."""

    def __init__(self, folder):
        self._server = EmbeddedPostgres(folder / "killed", state_dir=folder / "state")
        self.dsn = self._server.start()
        asyncio.run(upgrade(self.dsn))

    @property
    def pid(self):
        with psycopg.connect(self.dsn) as link:
            data = Path(link.execute("show data_directory").fetchone()[0])
            assert link.execute("show synchronous_commit").fetchone() == ("on",)
        return int((data / "postmaster.pid").read_text().splitlines()[0])

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)

    def start_again(self):
        self._server.stop()
        assert self._server.start() == self.dsn

    def end(self):
        self._server.stop()


@pytest.fixture
def server(reachable_folder):
    own = Server(reachable_folder)
    try:
        yield own
    finally:
        own.end()


@pytest.mark.timeout(900)
def test_what_was_acknowledged_survives_a_database_killed_under_load(tmp_path, server, observed, long, seed):
    """100 messages a minute; each is tried until it is taken, and its contractor's next one only then."""
    kills, every, draw = (6, 0.6, random.Random(seed)) if long else (1, 0.1, random.Random(seed))
    with town(tmp_path, server.dsn, **AT_ONCE) as house:
        house.dsn = server.dsn
        house.simulators()
        house.web_process()
        house.worker_process(*UNLUCKY, "worker", "--instant")
        with psycopg.connect(server.dsn, autocommit=True) as link:  # one that still starts would end
            eventually(lambda: link.execute(WORKERS).fetchone()[0], "the worker works")
        traffic, met, moment = Traffic(contractors=10, each=2, seed=seed), Counter(), threading.Event()
        for turn in range(kills):
            new = traffic.bodies if turn == 0 else traffic.more(2)
            posting = threading.Thread(target=lambda new=new: met.update(pour(house, traffic, new, every)))
            posting.start()
            moment.wait(draw.uniform(0.2, 0.8) * every * len(new))  # any moment of the load will do
            server.kill()
            server.start_again()
            posting.join()
        with psycopg.connect(server.dsn) as link:
            assert link.execute("select count(*) from messages").fetchone() == (traffic.wanted,)

        assert drained(house, traffic, 240) == CLEAN
    assert set(met) <= {200, 503, 0, 500}, met
    assert met[500] == 0
    observed(
        "A16",
        "kill -9 of PostgreSQL under a load of 100 messages a minute, then recovery",
        "Every acknowledged id is there and answered once; `synchronous_commit` is on",
        f"{kills} kills, {traffic.wanted} taken, {met[503]} times 503: lost 0, doubled 0, out of order 0",
    )


def pour(house, traffic, bodies, every):
    """Each on schedule, but none before its contractor's last one is taken: what is refused comes late."""

    async def one_after_the_other(places):
        met = Counter()
        for place in places:
            await asyncio.sleep(began + place * every - time.monotonic())
            met += await traffic.post_until_taken(house.web, [bodies[place]])
        return met

    async def all_of_them():
        return await asyncio.gather(*(one_after_the_other(places) for places in by_contractor(bodies)))

    began = time.monotonic()
    return sum(asyncio.run(all_of_them()), Counter())


def by_contractor(bodies):
    """The places of each contractor's messages."""
    places = defaultdict(list)
    for place, raw in enumerate(bodies):
        places[json.loads(raw)["data"]["key"]["remoteJid"]].append(place)
    return places.values()


WORKERS = "select count(*) from procrastinate_workers"
DISCONNECT = """
    select pg_terminate_backend(pid, 5000) from pg_stat_activity
    where backend_type = 'client backend' and pid <> pg_backend_pid()
"""


@pytest.fixture
def failing_disk(server):
    """`with failing_disk(call, error)`: every such call of PostgreSQL for a client fails so."""

    @contextmanager
    def failing(call, error):
        pid = server.pid
        words = ["-e", f"trace={call}", "-e", f"inject={call}:error={error}", "-p", str(pid)]
        with subprocess.Popen(["strace", "-f", "-qq", "-o", os.devnull, *words]) as tracing:  # noqa: S603, S607 a tool of the system's own
            try:
                status = Path(f"/proc/{pid}/status")

                def watched():
                    return f"TracerPid:\t{tracing.pid}" in status.read_text()

                eventually(watched, "strace watches the server")
                with psycopg.connect(server.dsn, autocommit=True) as link:
                    link.execute(DISCONNECT)  # strace sees those who connect from now on
                yield
            finally:
                tracing.terminate()

    return failing


@pytest.mark.night
@pytest.mark.timeout(300)
def test_a_disk_that_fails_is_never_acknowledged(tmp_path, server, failing_disk, observed):
    traffic = Traffic(contractors=3, each=1)
    with town(tmp_path, server.dsn, **AT_ONCE) as house:
        house.dsn = server.dsn
        house.simulators()
        house.web_process()
        before, *others = traffic.bodies
        assert asyncio.run(post_one(house.web, before)) == 200
        with failing_disk("fdatasync", "EIO"):
            assert {asyncio.run(post_one(house.web, raw)) for raw in others} == {503}
        server.start_again()
        house.worker_process(*UNLUCKY, "worker", "--instant")
        asyncio.run(traffic.post_until_taken(house.web))

        assert drained(house, traffic) == CLEAN
    observed(
        "A15",
        "`fdatasync` of PostgreSQL fails with EIO (strace)",
        "503; PostgreSQL starts again; no acknowledged row is missing",
        f"503 while it failed; {traffic.wanted} messages: lost 0, doubled 0",
    )
