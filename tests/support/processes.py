"""JARVIS as a user runs it: each command a process of its own, on free ports, ended with the test."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

SECRET = "tests-secret-long-enough-for-hs256-0001"
PATIENCE = 60.0
_TESTS = Path(__file__).parents[1]
_MOMENT = threading.Event()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment():
    """This process's own, without any setting of JARVIS; the tests' modules and ours can be imported."""
    ours = {k: v for k, v in os.environ.items() if not k.startswith("JARVIS_")}
    return ours | {"PYTHONPATH": os.pathsep.join((str(_TESTS), str(_TESTS.parent / "src")))}


class Process:
    """One command; `log` holds what it printed."""

    def __init__(self, arguments, settings, log):
        self._arguments = [sys.executable, *arguments]
        self._environment = settings
        self.log = log
        self.start()

    def start(self):
        with self.log.open("ab") as out:
            self._running = subprocess.Popen(  # noqa: S603 our own command
                self._arguments, env=self._environment, stdout=out, stderr=out, start_new_session=True
            )

    def kill(self):
        """SIGKILL, the process alone: its browser is left to notice by itself."""
        self._running.kill()
        self._running.wait(PATIENCE)

    def stop(self):
        """SIGTERM; answers the exit code."""
        self._running.terminate()
        return self._running.wait(PATIENCE)

    def send(self, number):
        self._running.send_signal(number)

    def exit_code(self, patience=PATIENCE):
        """Waits for the process to end by itself; below zero: the signal that ended it."""
        return self._running.wait(patience)

    def lives(self):
        return self._running.poll() is None

    def end(self):
        """Whatever is left of it and of its children goes."""
        with suppress(ProcessLookupError):
            os.killpg(self._running.pid, signal.SIGKILL)
        self._running.wait(PATIENCE)

    @property
    def pid(self):
        return self._running.pid


class Town:
    """Simulators, web and workers on one database; the ledger of the simulated WhatsApp tells the truth."""

    def __init__(self, folder: Path, dsn: str, **settings):
        self._folder = folder
        self._processes = []
        self.world = f"http://127.0.0.1:{free_port()}"
        self.web = f"http://127.0.0.1:{free_port()}"
        self.settings = environment() | {
            "JARVIS_DATABASE_URL": dsn,
            "JARVIS_SECRET_KEY": SECRET,
            "JARVIS_EVOLUTION_URL": f"{self.world}/evolution",
            "JARVIS_EVOLUTION_API_KEY": "jarvis-demo",
            "JARVIS_EVOLUTION_WEBHOOK_SECRET": SECRET,
            "JARVIS_LM_URL": f"{self.world}/lm",
            "JARVIS_PORTAL_URL": f"{self.world}/portal",
            "JARVIS_PORTAL_USERNAME": "jarvis-demo",
            "JARVIS_PORTAL_PASSWORD": "jarvis-demo",
            "JARVIS_BASE_URL": self.web,
            "JARVIS_RESEND_URL": f"{self.world}/resend",
            "JARVIS_DATA_DIR": str(folder),
            **{f"JARVIS_{name.upper()}": str(value) for name, value in settings.items()},
        }

    def run(self, name, *arguments):
        process = Process(arguments, self.settings, self._folder / f"{name}.log")
        self._processes.append(process)
        return process

    def simulators(self):
        port = self.world.rsplit(":", 1)[1]
        process = self.run("simulators", "-m", "jarvis_app", "simulators", "--port", port)
        eventually(lambda: answers(f"{self.world}/evolution/"), "the simulators answer")
        return process

    def web_process(self, *module):
        port = self.web.rsplit(":", 1)[1]
        process = self.run("web", *(module or ("-m", "jarvis_app", "web")), "--port", port)
        eventually(lambda: answers(f"{self.web}/health/live"), "the web process answers")
        return process

    def worker_process(self, *module):
        return self.run("worker", *(module or ("-m", "jarvis_app", "worker")))

    def end(self):
        for process in self._processes:
            process.end()

    def logs(self):
        return {path.stem: path.read_text() for path in sorted(self._folder.glob("*.log"))}

    # the simulated world

    def faults(self, simulator, **faults):
        httpx.put(f"{self.world}/{simulator}/_faults", json=faults).raise_for_status()

    def ledger(self, simulator="evolution"):
        return httpx.get(f"{self.world}/{simulator}/_ledger").json()

    def sent(self):
        """What WhatsApp received, oldest first."""
        return self.ledger()["sent"]

    def write(self, phone, text, **more):
        body = {"text": text, **more}
        return httpx.post(f"{self.world}/evolution/_phone/{phone}/messages", json=body).json()["id"]


@contextmanager
def town(folder, dsn, **settings):
    built = Town(folder, dsn, **settings)
    try:
        yield built
    finally:
        built.end()


def answers(url):
    try:
        return httpx.get(url).status_code < 500
    except httpx.TransportError:
        return False


def eventually(true, what, patience=PATIENCE):
    """Waits until `true()`; fails with `what` when it never is."""
    deadline = time.monotonic() + patience
    while not (outcome := true()):
        assert time.monotonic() < deadline, f"never: {what}"
        _MOMENT.wait(0.05)
    return outcome
