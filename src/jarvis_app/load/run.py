"""`jarvis load`: finds or starts an instance, plays the traffic against it, and tells what came of it."""

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import httpx
import msgspec

from jarvis_app.load import picture, show
from jarvis_app.load.knee import KneeReport, find_knee
from jarvis_app.load.measure import Measured, Meter
from jarvis_app.load.play import Play, Watching
from jarvis_app.load.report import Report, report_of
from jarvis_app.load.town import Instance, Wanted, town
from jarvis_app.load.traffic import Plan, contractors_for, faults_of, traffic
from jarvis_app.load.world import World, WorldMissing
from jarvis_app.logs import configure_logs
from jarvis_app.processes import run_in_loop
from jarvis_app.settings import Settings

_QUESTIONS_PER_MESSAGE = 0.6
_PACE_SHARE = 0.8
"""Of the pace that is set: with less room than a fifth, waiting for it would be what is measured."""


def load(settings: Settings, call: argparse.Namespace) -> int:
    """0 when nothing was lost, doubled or out of order, else 1; raises JarvisError when it could not run."""
    configure_logs(msgspec.structs.replace(settings, log_level="error"))
    folder: Path = call.report
    folder.mkdir(parents=True, exist_ok=True)
    with _instance(settings, call, folder) as instance:
        if call.find_knee:
            found = run_in_loop(_find_knee(instance, call, folder))
            _write(found, folder / "knee.json", call)
            return 0 if found.clean else 1
        report = run_in_loop(_play(instance, _plan(call), call, folder))
    _write(report, folder / "load.json", call)
    show.console().print(show.report_table(report))
    return 0 if report.clean else 1


async def _play(instance: Instance, plan: Plan, call: argparse.Namespace, folder: Path) -> Report:
    async with _client() as http:
        world = World(http, instance.simulators)
        await must_be_there(http, world, instance)
        if instance.pids:
            await world.slow_portal(call.portal_seconds)
        with show.live(show.console()) as watching:
            report, measured = await run_once(http, instance, plan, watching, patience=call.patience)
    picture.draw(report, measured.looks, folder)
    return report


async def run_once(
    http: httpx.AsyncClient, instance: Instance, plan: Plan, watching: Watching, *, patience: float
) -> tuple[Report, Measured]:
    """One play of the plan against an instance that is there."""
    world, meter = World(http, instance.simulators), Meter(instance, http)
    before = await world.searches()
    async with meter.running() as measured:
        played = await Play(world, traffic(plan), watching, patience=patience)()
    report = report_of(
        plan,
        played,
        measured,
        searches=await world.searches() - before,
        portal_page_s=await world.portal_seconds(),
        notes=(*instance.notes, *faults_of(plan)),
    )
    return report, measured


async def _find_knee(instance: Instance, call: argparse.Namespace, folder: Path) -> KneeReport:
    async with _client() as http:
        world = World(http, instance.simulators)
        await must_be_there(http, world, instance)
        if instance.pids:
            await world.slow_portal(call.portal_seconds)

        async def step(plan: Plan) -> Report:
            with show.live(show.console()) as watching:
                report, measured = await run_once(http, instance, plan, watching, patience=call.patience)
            show.console().print(show.report_table(report))
            picture.draw(report, measured.looks, folder)
            return report

        return await find_knee(_plan(call), step)


def _client() -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=50, keepalive_expiry=2)
    return httpx.AsyncClient(timeout=httpx.Timeout(30, pool=None), limits=limits)


def _plan(call: argparse.Namespace) -> Plan:
    return Plan(
        rate=call.rate,
        seconds=call.minutes * 60,
        contractors=call.contractors or contractors_for(call.rate),
        hit_rate=call.hit_rate,
        burst=call.burst,
        seed=call.seed,
    )


@contextmanager
def _instance(settings: Settings, call: argparse.Namespace, folder: Path) -> Iterator[Instance]:
    """The one that runs, when an address of it is given or set; else one of our own."""
    simulators = call.simulators or _simulators_of(settings)
    if simulators is None and not call.web:
        signal.signal(signal.SIGTERM, _leave)  # what was started must end with us
        with town(settings, _wanted(settings, call), folder / "logs") as instance:
            notes = (*instance.notes, *_pace_notes(settings, call))
            yield msgspec.structs.replace(instance, notes=notes)
        return
    if simulators is None:
        raise WorldMissing("--web alone is not enough: --simulators URL names the world whose phones write")
    web = call.web or settings.base_url.rstrip("/")
    more = {f"metrics {place}": _metrics_of(url) for place, url in enumerate(call.metrics or (), 1)}
    metrics = {"web": _metrics_of(web), **more}
    yield Instance(simulators=simulators, web=web, metrics=metrics, redis_url=settings.redis_url)


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _simulators_of(settings: Settings) -> str | None:
    url = settings.evolution_url
    return None if url is None else url.rstrip("/").removesuffix("/evolution")


def _metrics_of(url: str) -> str:
    return url if url.endswith("/metrics") else f"{url}/metrics"


async def must_be_there(http: httpx.AsyncClient, world: World, instance: Instance) -> None:
    """Raises WorldMissing, with the mend, unless a JARVIS runs there that hears of this world's messages."""
    try:
        answer = await http.get(f"{instance.web}/health/live")
    except httpx.HTTPError as fault:
        says = f"no JARVIS at {instance.web} ({type(fault).__name__}): start it, or name it with --web URL"
        raise WorldMissing(says) from fault
    if answer.status_code != httpx.codes.OK:
        raise WorldMissing(f"what answers at {instance.web} is no JARVIS: name the right one with --web URL")
    if not any((await world.subscriptions()).values()):
        raise WorldMissing(
            f"nobody is subscribed to the Evolution of {world.url}: start `jarvis web` with "
            f"JARVIS_EVOLUTION_URL={world.url}/evolution and JARVIS_EVOLUTION_WEBHOOK_SECRET"
        )


def _wanted(settings: Settings, call: argparse.Namespace) -> Wanted:
    more = {"sends_per_second": "0"} if _paced_out(settings, call) else {}
    return Wanted(webs=call.webs, workers=call.workers, settings=more)


def _paced_out(settings: Settings, call: argparse.Namespace) -> bool:
    pace = settings.sends_per_second
    wanted = call.rate.per_second * _QUESTIONS_PER_MESSAGE
    return pace > 0 and (call.find_knee or wanted > _PACE_SHARE * pace)


def _pace_notes(settings: Settings, call: argparse.Namespace) -> Iterator[str]:
    if _paced_out(settings, call):
        pace = settings.sends_per_second
        yield f"JARVIS_SENDS_PER_SECOND=0: one number's pace ({pace:g}/s) would be what is measured"


def _write(report: Report | KneeReport, file: Path, call: argparse.Namespace) -> None:
    encoded = msgspec.json.encode(report)
    file.write_bytes(msgspec.json.format(encoded, indent=2) + b"\n")
    if call.json:
        sys.stdout.buffer.write(encoded + b"\n")
        sys.stdout.buffer.flush()
