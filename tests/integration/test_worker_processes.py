"""Workers as real processes: killed, asked to stop, poisoned, left without a database."""

import asyncio
import os
import signal
from pathlib import Path
from uuid import uuid4

import pytest

from jarvis_adapters.postgres.embedded import EmbeddedPostgres
from jarvis_adapters.postgres.migrate import upgrade
from jarvis_adapters.postgres.worker import TRIES
from support.working import Ledger, WorkerProcess


@pytest.fixture
def ledger(database):
    return Ledger(database)


def server_pid(ledger):
    folder = Path(ledger.run("show data_directory")[0][0])
    return int((folder / "postmaster.pid").read_text().splitlines()[0])


def test_a_job_whose_worker_was_killed_runs_again_in_another(ledger):
    contractor = uuid4()
    ledger.hold(contractor)
    with WorkerProcess(ledger.dsn, stalled_after=3) as one, WorkerProcess(ledger.dsn, stalled_after=3) as two:
        ledger.wake(contractor)
        ledger.until(lambda: ledger.steps(contractor) == ["began"])
        victim = next(worker for worker in (one, two) if worker.pid == ledger.last_pid())
        victim.send(signal.SIGKILL)
        ledger.until(lambda: ledger.steps(contractor) == ["began", "began"])
        ledger.let_go()
        ledger.until(lambda: ledger.states() == {})

    assert ledger.steps(contractor) == ["began", "began", "ended"]
    assert ledger.last_pid() != victim.pid


def test_a_message_that_kills_every_worker_is_given_up_and_nobody_else_waits_for_it(ledger):
    deadly, harmless = uuid4(), uuid4()
    ledger.poison(deadly)
    ledger.wake(deadly)
    for _ in range(TRIES):
        with WorkerProcess(ledger.dsn, stalled_after=3) as worker:
            assert worker.exit_code() == -signal.SIGKILL
    with WorkerProcess(ledger.dsn, stalled_after=3):
        ledger.wake(harmless)
        ledger.until(lambda: ledger.states() == {"failed": 1})
        ledger.run("delete from poison")
        ledger.wake(deadly)
        ledger.until(lambda: "ended" in ledger.steps(deadly))

    assert ledger.steps(harmless) == ["began", "ended"]
    assert ledger.steps(deadly) == ["began"] * TRIES + ["began", "ended"]


def test_jobs_in_flight_finish_when_the_worker_is_asked_to_stop(ledger):
    contractors = [uuid4() for _ in range(5)]
    ledger.hold(*contractors)
    with WorkerProcess(ledger.dsn) as worker:
        ledger.wake(*contractors)
        ledger.until(lambda: ledger.count("began") == 5)
        worker.send(signal.SIGTERM)
        ledger.let_go()

        assert worker.exit_code() == 0

    assert all(ledger.steps(each) == ["began", "ended"] for each in contractors)
    assert ledger.states() == {}


def test_jobs_that_outlast_the_grace_go_back_even_from_their_last_try_and_run_in_the_next_worker(ledger):
    contractors = [uuid4() for _ in range(5)]
    ledger.hold(*contractors)
    ledger.wake(*contractors)
    ledger.run("update procrastinate_jobs set attempts = %s", TRIES - 1)
    with WorkerProcess(ledger.dsn, grace=0.2) as worker:
        ledger.until(lambda: ledger.count("began") == 5)
        worker.send(signal.SIGTERM)

        assert worker.exit_code() == 0
    assert ledger.states() == {"todo": 5}

    ledger.let_go()
    with WorkerProcess(ledger.dsn):
        ledger.until(lambda: ledger.states() == {})
    assert all(ledger.steps(each) == ["began", "began", "ended"] for each in contractors)


def test_workers_that_share_a_database_run_each_job_once(ledger):
    contractors = [uuid4() for _ in range(1000)]
    ledger.wake(*contractors)
    with WorkerProcess(ledger.dsn), WorkerProcess(ledger.dsn), WorkerProcess(ledger.dsn):
        ledger.until(lambda: ledger.states() == {})

    runs = ledger.run("select contractor, count(*) from ledger where step = 'ended' group by 1")
    assert dict(runs) == dict.fromkeys(contractors, 1)
    assert ledger.run("select count(distinct pid) > 1 from ledger") == [(True,)]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_worker_goes_on_after_its_database_was_stopped_or_killed_and_started_again(how, reachable_folder):
    server = EmbeddedPostgres(
        reachable_folder / f"restarted-{how.name}", state_dir=reachable_folder / "state"
    )
    in_flight, later = uuid4(), uuid4()
    try:
        ledger = Ledger(server.start())
        asyncio.run(upgrade(ledger.dsn))
        ledger.hold(in_flight)
        with WorkerProcess(ledger.dsn, stalled_after=3):
            ledger.wake(in_flight)
            ledger.until(lambda: ledger.steps(in_flight) == ["began"])
            os.kill(server_pid(ledger), how)
            server.stop()
            server.start()
            ledger.let_go()
            ledger.wake(later)
            ledger.until(lambda: ledger.states() == {})

            assert ledger.steps(in_flight)[-1] == "ended"
            assert ledger.steps(later) == ["began", "ended"]
    finally:
        server.stop()
