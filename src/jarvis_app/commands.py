"""The commands an operator runs; each answers its exit code."""

import asyncio
import sys
from contextlib import ExitStack

import msgspec

from jarvis_adapters.postgres.grants import Granted, grant
from jarvis_adapters.postgres.migrate import upgrade
from jarvis_app.doctor import look
from jarvis_app.logs import configure_logs
from jarvis_app.processes import bind, database, run_in_loop, serve
from jarvis_app.settings import Settings
from jarvis_domain.ports.health import PartState

_MARKS = {
    PartState.OK: "ok      ",
    PartState.OFF: "off     ",
    PartState.DEGRADED: "DEGRADED",
    PartState.DOWN: "DOWN    ",
}


def run(settings: Settings, host: str, port: int) -> int:
    """Web and worker in one process."""
    configure_logs(settings)
    with bind(host, port) as listening, database(settings) as dsn:
        run_in_loop(serve(settings, dsn, listening=listening, worker=True))
    return 0


def web(settings: Settings, host: str, port: int) -> int:
    configure_logs(settings)
    with bind(host, port) as listening, database(settings) as dsn:
        run_in_loop(serve(settings, dsn, listening=listening, worker=False))
    return 0


def worker(settings: Settings, host: str, probes_port: int | None) -> int:
    """A worker; its health and figures are served only where a port is named for them."""
    configure_logs(settings)
    with ExitStack() as held:
        probes = held.enter_context(bind(host, probes_port)) if probes_port is not None else None
        dsn = held.enter_context(database(settings))
        run_in_loop(serve(settings, dsn, listening=None, worker=True, probes=probes))
    return 0


def upgrade_database(settings: Settings) -> int:
    configure_logs(settings)
    with database(settings) as dsn:
        asyncio.run(upgrade(dsn))
    print("the schema is up to date")
    return 0


def grant_database(settings: Settings, role: str) -> int:
    """Run as the owner of the tables; 1 when the role cannot be granted anything."""
    configure_logs(settings)
    with database(settings) as dsn:
        asyncio.run(upgrade(dsn))
        granted = asyncio.run(grant(dsn, role))
    match granted:
        case Granted.DONE:
            print(f"{role} may run JARVIS now; to the audit log it can only add")
            return 0
        case Granted.NO_SUCH_ROLE:
            print(f"jarvis: create the role first: create role {role} login password '…'", file=sys.stderr)
        case Granted.TOO_MIGHTY:
            print(f"jarvis: take another role: {role} could act as the owner of the tables", file=sys.stderr)
    return 1


def doctor(settings: Settings) -> int:
    """Prints every part; 1 when one of them is down or degraded."""
    configure_logs(msgspec.structs.replace(settings, log_level="error"))
    with database(settings) as dsn:
        found = run_in_loop(look(settings, dsn))
    for part in found:
        print(f"{_MARKS[part.state]}  {part.name:<18} {part.says}")
        if part.mend and part.state is not PartState.OK:
            print(f"{'':<30}-> {part.mend}")
    return 1 if {part.state for part in found} & {PartState.DEGRADED, PartState.DOWN} else 0
