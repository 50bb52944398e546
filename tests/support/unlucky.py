"""`python -m support.unlucky web|worker …` is JARVIS that dies at a point, lacks a safeguard, or is misled.

`--instant` puts a portal in place of the browser's that answers at once: what is killed is then the rest.
"""

import argparse
from datetime import timedelta
from pathlib import Path

from dishka import Provider, Scope, decorate, provide

from jarvis_adapters.memory.clock import SystemClock
from jarvis_adapters.postgres.worker import PostgresWorker
from jarvis_app.container import Dsn
from jarvis_app.logs import configure_logs
from jarvis_app.processes import bind, database, run_in_loop, serve
from jarvis_app.settings import Settings, load_settings
from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.ports.crm import Crm
from jarvis_domain.ports.runtime import Clock, Worker
from support.flawed import FLAWS, Lease
from support.points import HOW, Strike, StruckWeb, StruckWorker


class InstantPortal(Crm):
    async def look_up(self, number):
        now = SystemClock().now()
        return ContractSnapshot(number=number, etat="En cours", sous_etat="BO fixe", read_at=now)


class Instant(Provider):
    scope = Scope.APP

    @provide(override=True)
    def crm(self) -> Crm:
        return InstantPortal()


class Watchful(Provider):
    """A worker silent for so long is taken for dead."""

    scope = Scope.APP

    def __init__(self, stalled_after):
        super().__init__()
        self._stalled_after = timedelta(seconds=stalled_after)

    @provide(override=True)
    def worker(self, dsn: Dsn, settings: Settings) -> Worker:
        concurrency = settings.worker_concurrency
        return PostgresWorker(dsn, concurrency=concurrency, stalled_after=self._stalled_after)


class Shifted:
    """A wall clock that is wrong by the seconds in a file, read anew each time; waits are as they were."""

    def __init__(self, clock, file):
        self._clock, self._file = clock, file

    def __getattr__(self, name):
        return getattr(self._clock, name)

    def now(self):
        return self._clock.now() + timedelta(seconds=float(self._file.read_text()))


class WrongClock(Provider):
    scope = Scope.APP

    def __init__(self, file):
        super().__init__()
        self._file = file

    @decorate
    def clock(self, clock: Clock) -> Clock:
        return Shifted(clock, self._file)


def _instead(call):
    if call.instant:
        yield Instant()
    if call.stalled_after:
        yield Watchful(call.stalled_after)
    if call.lease:
        yield Lease(call.lease)
    if call.at:
        strike = Strike(call.at, passes=call.passes, how=call.how, naming=call.naming)
        yield StruckWorker(strike) if call.command == "worker" else StruckWeb(strike)
    if call.clock:
        yield WrongClock(call.clock)
    for flaw in call.flaw:
        yield FLAWS[flaw]()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["web", "worker"])
    parser.add_argument("--port", type=int)
    parser.add_argument("--flaw", action="append", choices=FLAWS, default=[])
    parser.add_argument("--at", default="")
    parser.add_argument("--passes", type=int, default=1)
    parser.add_argument("--how", choices=HOW, default="kill")
    parser.add_argument("--naming", default="")
    parser.add_argument("--lease", type=float)
    parser.add_argument("--stalled-after", type=float)
    parser.add_argument("--clock", type=Path)
    parser.add_argument("--instant", action="store_true")
    call = parser.parse_args()
    settings = load_settings()
    configure_logs(settings)
    listening = bind("127.0.0.1", call.port) if call.command == "web" else None
    with database(settings) as dsn:
        run_in_loop(
            serve(
                settings,
                dsn,
                listening=listening,
                worker=call.command == "worker",
                instead=list(_instead(call)),
            )
        )


if __name__ == "__main__":
    main()
