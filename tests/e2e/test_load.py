"""`jarvis load` on real processes: a sound JARVIS is clean, a bad one is caught, a wrong call is told."""

import json
import subprocess
import sys

import httpx
import pytest

from support.processes import environment, eventually, free_port, town

TOLD = ("sent", "answered", "lost", "duplicated", "out_of_order", "delivered_rate", "p50_ms", "p95_ms")
RATES = ("cache_hit_rate", "fallback_rate")


def load(folder, settings, *arguments):
    """Exit code, what standard output held, and what was said on standard error."""
    command = [sys.executable, "-m", "jarvis_app", "load", "--report", str(folder / "report"), *arguments]
    done = subprocess.run(command, env=settings, capture_output=True, text=True, timeout=270, check=False)  # noqa: S603 our own command
    return done.returncode, done.stdout, done.stderr


def subscribed(world):
    return all(httpx.get(f"{world}/evolution/_subscriptions").json().values())


@pytest.mark.timeout(300)
def test_a_load_that_starts_everything_itself_is_clean(tmp_path, database):
    settings = environment() | {"JARVIS_DATABASE_URL": database, "JARVIS_BURST_SECONDS": "0.5"}
    call = "--rate 4/s --minutes 0.1 --hit-rate 0.5 --json"
    code, told, said = load(tmp_path, settings, *call.split())

    assert code == 0, said
    report = json.loads(told)
    assert all(isinstance(report[name], int | float) for name in TOLD + RATES)
    assert (report["sent"], report["answered"]) == (24, 24)
    assert (report["lost"], report["duplicated"], report["out_of_order"], report["strange"]) == (0, 0, 0, 0)
    assert report["delivered_rate"] == 1.0
    assert 0 < report["p50_ms"] <= report["p95_ms"] <= report["max_ms"]
    assert report["steps"]["read"]["count"] >= report["replies"] == report["steps"]["sent"]["count"]
    assert {"web", "worker", "simulators", "redis", "browser"} <= set(report["processes"])
    assert report["pools"]["worker jobs open"] > 0
    assert report["pools"]["worker transactions open"] > 0
    written = {path.name for path in (tmp_path / "report").iterdir()}
    assert {"load.json", "latency.svg", "throughput.svg", "memory.svg"} <= written


@pytest.mark.timeout(300)
def test_a_worker_that_never_looks_what_it_sent_is_caught_by_its_doubles(tmp_path, database):
    with town(tmp_path, database, burst_seconds=0.5, sends_per_second=0) as house:
        house.simulators()
        house.faults("evolution", rates={"cut_sent": 0.5}, seed=11)
        house.web_process()
        house.worker_process("-m", "support.unlucky", "worker", "--flaw", "no_look_up")
        eventually(lambda: subscribed(house.world), "the web process is subscribed")
        call = f"--simulators {house.world} --web {house.web} --rate 4/s --minutes 0.05 --json"
        code, told, said = load(tmp_path, environment(), *call.split())

    report = json.loads(told)
    assert report["duplicated"] > 0, said
    assert code == 1


@pytest.mark.parametrize(
    ("wrong", "code", "says"),
    [
        (["--rate", "fast"], 2, "write 100/min, 5/s or 900/h"),
        (["--hit-rate", "80"], 2, "not between 0 and 1"),
        (["--contractors", "0"], 2, "whole number from 1"),
        (["--simulators", "localhost"], 2, "write http://127.0.0.1:8001"),
        (["--web", "http://127.0.0.1:9"], 1, "--simulators URL"),
    ],
    ids=["rate", "hit rate", "contractors", "address", "no world"],
)
def test_a_wrong_call_says_what_to_write_instead(tmp_path, wrong, code, says):
    assert _ended(load(tmp_path, environment(), "--json", *wrong), code, says)


def test_an_instance_that_is_not_there_is_told_with_the_mend(tmp_path):
    nowhere = f"http://127.0.0.1:{free_port()}"
    call = ["--json", "--simulators", nowhere, "--web", nowhere]

    assert _ended(load(tmp_path, environment(), *call), 1, "start it, or name it with --web")


def _ended(done, code, says):
    ended, told, said = done
    assert (ended, told) == (code, "")
    assert says in said
    return True
