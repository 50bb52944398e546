"""The commands with which people try JARVIS and look at one thing; each answers its exit code."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
from prometheus_client import CollectorRegistry

from jarvis_adapters.http.access import Access
from jarvis_adapters.http.application import build_application
from jarvis_adapters.http.openapi import openapi_of
from jarvis_adapters.lm_studio.model import LmStudio
from jarvis_adapters.memory.cache import MemoryCache
from jarvis_adapters.memory.clock import SystemClock
from jarvis_app.ask import Asked, ask, asked_shape, asked_text, look_up_text
from jarvis_app.container import build_container, build_language_model, build_portal, build_reader
from jarvis_app.demo import run_demo, simulators_process
from jarvis_app.exposed import is_exposed
from jarvis_app.lab.evaluate import evaluate, load_cases
from jarvis_app.lab.score import Score
from jarvis_app.lab.show import both_shape, both_text, score_shape, score_text
from jarvis_app.logs import configure_logs
from jarvis_app.preparation import prepare_model
from jarvis_app.processes import bind, database, parts, run_in_loop, serve_simulators
from jarvis_app.read import by_model, by_rules, read_stream
from jarvis_app.settings import Settings, SettingsInvalid
from jarvis_app.simulated import LOOPBACK, portal_if_unset, simulators_application
from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.errors import InvalidValue
from jarvis_domain.flow.read import Reader
from jarvis_domain.understanding.contracts import ContractNumber, find_contracts
from jarvis_domain.understanding.phones import parse_phone


def demo(settings: Settings, port: int, *, open_page: bool) -> int:
    """Refuses an address that others reach: everybody knows the demo's secrets."""
    if is_exposed(settings.base_url):
        raise SettingsInvalid("JARVIS_BASE_URL: unset it; the demo is for this machine alone.")
    configure_logs(settings)
    with simulators_process(port + 1) as simulators, database(settings) as dsn:
        run_in_loop(run_demo(settings, dsn, port, simulators, open_page=open_page))
    return 0


def simulators(settings: Settings, port: int, *, until_end_of_input: bool) -> int:
    configure_logs(settings)
    with bind(LOOPBACK, port) as listening:
        run_in_loop(
            serve_simulators(
                simulators_application(settings), listening, until_end_of_input=until_end_of_input
            )
        )
    return 0


def crm_look_up(settings: Settings, text: str, *, trace: bool) -> int:
    """Looks one contract up in the portal itself, past every cache; 1 unless it was found."""
    configure_logs(settings)
    found = find_contracts(text)
    if len(found) != 1:
        raise InvalidValue(f"{text!r} is not one contract number: write F, seven digits, D")

    async def look() -> int:
        async with portal_if_unset(settings) as with_portal:
            return await _print_look_up(with_portal, found[0].number, trace=trace)

    return run_in_loop(look())


async def _print_look_up(settings: Settings, number: ContractNumber, *, trace: bool) -> int:
    portal = build_portal(settings, SystemClock(), CollectorRegistry())
    try:
        if trace:
            answer, folder = await portal.look_up_traced(number)
            print(f"trace: {folder or 'none was made'}", file=sys.stderr)
        else:
            answer = await portal.look_up(number)
    finally:
        await portal.close()
    print(look_up_text(number, answer))
    return 0 if isinstance(answer, ContractSnapshot) else 1


def ask_one(settings: Settings, text: str, sender: str | None, *, as_json: bool) -> int:
    """Understands and answers one text; nothing is sent or kept but the status that was read."""
    configure_logs(msgspec.structs.replace(settings, log_level="error"))
    phone = parse_phone(sender) if sender else None

    async def answer(dsn: str) -> Asked:
        async with portal_if_unset(settings) as complete, parts(complete, dsn) as container:
            await prepare_model(container)
            return await ask(container, text, phone)

    with database(settings) as dsn:
        asked = run_in_loop(answer(dsn))
    if as_json:
        print(msgspec.json.encode(asked_shape(asked)).decode())
    else:
        print(asked_text(asked))
    return 0


def print_openapi(settings: Settings) -> int:
    """The same as at /api/openapi.json; nothing is connected for it."""
    container = build_container(settings, "postgresql://nowhere")
    access = Access(base_url=settings.base_url, secret=bytes(32))
    print(openapi_of(build_application(container, access)).decode())
    return 0


def read_by_model(settings: Settings) -> int:
    """`jarvis read --by model`: needs LM Studio, and no database."""
    configure_logs(msgspec.structs.replace(settings, log_level="error"))

    async def read() -> int:
        async with model_reader(settings) as reader:
            streams = sys.stdin.buffer, sys.stdout.buffer, sys.stderr
            return await read_stream(by_model(reader), *streams, at_once=settings.lm_parallel)

    unusable = run_in_loop(read())
    sys.stdout.buffer.flush()
    return 1 if unusable else 0


def evaluate_model(settings: Settings, file: Path, *, beside_rules: bool, as_json: bool) -> int:
    """`jarvis evaluate --by model` or, beside the rules, `--by both`."""
    configure_logs(msgspec.structs.replace(settings, log_level="error"))
    cases = load_cases(file, sys.stderr)

    async def fused() -> Score:
        async with model_reader(settings) as reader:
            return await evaluate(cases, by_model(reader), at_once=settings.lm_parallel)

    model = run_in_loop(fused())
    if not beside_rules:
        shape, text = score_shape(model), score_text("rules and model", model)
    else:
        rules = run_in_loop(evaluate(cases, by_rules))
        shape, text = both_shape(rules, model), both_text(rules, model)
    print(msgspec.json.encode(shape).decode() if as_json else text)
    return 0


@asynccontextmanager
async def model_reader(settings: Settings) -> AsyncIterator[Reader]:
    """The configured model's reader, warmed up; says so when the rules will read alone."""
    clock = SystemClock()
    model = build_language_model(settings, clock, CollectorRegistry())
    try:
        if isinstance(model, LmStudio) and not await model.warm_up():
            print("the model is not ready: the rules read alone", file=sys.stderr)
        yield build_reader(settings, model, MemoryCache(clock), clock)
    finally:
        if isinstance(model, LmStudio):
            await model.aclose()
