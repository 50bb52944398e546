"""The long-running processes: web, worker, or both in one, until a signal asks them to stop."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar

import structlog
import uvicorn
from dishka import AsyncContainer, Provider
from litestar import Litestar
from litestar.types import ControllerRouterHandler

from jarvis_adapters.http.access import Access
from jarvis_adapters.http.application import build_application, build_probes
from jarvis_adapters.http.events import end_streams
from jarvis_adapters.postgres.embedded import EmbeddedPostgres
from jarvis_adapters.postgres.migrate import upgrade
from jarvis_adapters.postgres.server import server_facts
from jarvis_app.container import build_container
from jarvis_app.desk import ensure_first_admin
from jarvis_app.exposed import is_exposed
from jarvis_app.pages import PAGES
from jarvis_app.preparation import catch_up, subscribe, warm_up
from jarvis_app.settings import Settings, SettingsInvalid, explain
from jarvis_domain.errors import JarvisError
from jarvis_domain.ports.runtime import Tasks, Worker

log = structlog.get_logger(__name__)
Result = TypeVar("Result")

_STOP_SECONDS = 5
"""How long open connections may hold a stopping web process."""


class PortTaken(JarvisError):
    """The port is in use by another program."""


class Server(uvicorn.Server):
    """Leaves the signals to the process, which may have a worker to stop too."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def run_in_loop(main: Coroutine[Any, Any, Result]) -> Result:
    """Runs to the end on the fastest loop this machine has."""
    if sys.platform == "win32":
        return asyncio.run(main)
    import uvloop  # noqa: PLC0415 does not exist on Windows

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(main)


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """The DSN of the configured database, or of an embedded one that ends with the context; main thread."""
    if settings.database_url is not None:
        yield settings.database_url
        return
    with EmbeddedPostgres(settings.data_dir / "postgres") as dsn:
        yield dsn


@asynccontextmanager
async def parts(settings: Settings, dsn: str, *instead: Provider) -> AsyncIterator[AsyncContainer]:
    """A container on a migrated database, closed afterwards."""
    await upgrade(dsn)
    container = build_container(settings, dsn, *instead)
    try:
        yield container
    finally:
        await container.close()


async def serve(
    settings: Settings,
    dsn: str,
    *,
    listening: socket.socket | None,
    worker: bool,
    probes: socket.socket | None = None,
    extra: Sequence[ControllerRouterHandler] = (),
    instead: Sequence[Provider] = (),
) -> None:
    """Runs a web server on a bound socket and/or a worker until SIGINT or SIGTERM; a failure stops both.

    Health and figures alone are served on `probes`. `extra` routes stand beside ours; what `instead`
    provides takes the place of our parts.
    """
    for sentence in explain(settings):
        log.info("default", says=sentence)
    stop = _stop_on_signals()
    await refuse_superuser(settings, dsn)
    async with parts(settings, dsn, *instead) as container, asyncio.TaskGroup() as group:
        await ensure_first_admin(settings, container)
        working: list[asyncio.Task[None]] = []
        if worker:
            working.append(group.create_task(_work(container)))
            working.append(group.create_task(warm_up(container)))
            working.append(group.create_task(catch_up(container)))
        if listening is not None:
            application = build_application(container, await container.get(Access), extra=[*PAGES, *extra])
            group.create_task(serve_application(application, listening, stop))
            working.append(group.create_task(subscribe(settings, container)))
        if probes is not None:
            group.create_task(serve_application(build_probes(container), probes, stop))
        await stop.wait()
        log.info("stopping")
        for task in working:
            task.cancel()


async def refuse_superuser(settings: Settings, dsn: str) -> None:
    """Raises SettingsInvalid where others reach us and our role could switch every guard of the data off.

    The embedded server is ours alone, and takes nobody's connections but our own.
    """
    if settings.database_url is None:
        return
    facts = await server_facts(dsn)
    if not facts.superuser:
        return
    if is_exposed(settings.base_url):
        raise SettingsInvalid(
            f"JARVIS_DATABASE_URL: {facts.role} is a superuser; take a role that is none (docs/deploy.md)."
        )
    log.warning("database_role_is_superuser", role=facts.role, mend="take a role that is none")


async def serve_application(application: Litestar, listening: socket.socket, stop: asyncio.Event) -> None:
    """Serves until `stop` is set and the last answer is out."""
    async with serving(application, listening) as server:
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({stopping, server}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()


@asynccontextmanager
async def serving(application: Litestar, listening: socket.socket) -> AsyncIterator[asyncio.Task[None]]:
    """Serves inside the context; leaving it ends event streams and waits for open answers, 5 s at most."""
    config = uvicorn.Config(
        application, access_log=False, log_config=None, timeout_graceful_shutdown=_STOP_SECONDS
    )
    server = Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield task
    finally:
        end_streams(application)
        server.should_exit = True
        await task


async def serve_simulators(
    application: Litestar, listening: socket.socket, *, until_end_of_input: bool
) -> None:
    """Serves until a signal, or until standard input ends."""
    stop = _stop_on_signals()
    if until_end_of_input:
        asyncio.get_running_loop().add_reader(sys.stdin.fileno(), _stop_at_end, stop)
    await serve_application(application, listening, stop)


def _stop_at_end(stop: asyncio.Event) -> None:
    if not os.read(sys.stdin.fileno(), 1024):
        stop.set()


def address_of(listening: socket.socket) -> str:
    """The base URL of a bound socket."""
    host, port = listening.getsockname()[:2]
    return f"http://{host}:{port}"


def bind(host: str, port: int) -> socket.socket:
    """A socket on `port` (0: any free one); raises PortTaken with the mend."""
    # With the protocol named, Nagle's delay is switched off on what is accepted: 40 ms less an answer.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as taken:
        listening.close()
        raise PortTaken(
            f"port {port} cannot be used ({taken.strerror}); choose another with --port"
        ) from taken
    return listening


async def _work(container: AsyncContainer) -> None:
    worker: Worker = await container.get(Worker)
    tasks: Tasks = await container.get(Tasks)
    await worker.run(tasks)


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop
