"""The routes of the simulated LM Studio, and the control of it at `_ledger` and `_faults`."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from litestar import HttpMethod, Request, Response, Router, delete, get, put, route
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody
from litestar.response import Stream

from jarvis_adapters.simulators.lm_studio import answers
from jarvis_adapters.simulators.lm_studio.state import Asked, Faults, Listing, LmState, Mode

DEMO_MODEL = "google/gemma-3-12b"
_Lm = NamedDependency[LmState]
_Answer = Response[Any] | Stream


def lm_router(path: str = "/lm", *, model: str = DEMO_MODEL) -> Router:
    """An LM Studio whose base URL ends in `path`, with one model; see `state.Faults` for its switches."""
    lm = LmState(model)
    return Router(
        path,
        route_handlers=[ledger, clear_ledger, faults, set_faults, serve],
        dependencies={"lm": Provide(lambda: lm, sync_to_thread=False)},
        include_in_schema=False,
    )


@route(
    ["/", "/{rest:str}", "/{rest:str}/{more:path}"],
    http_method=[HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE],
    status_code=200,
)
async def serve(request: Request[object, object, State], lm: _Lm) -> _Answer:
    """Every path and method of the server; the ones it does not know are answered with 200 too."""
    below = (str(request.path_params.get(name, "")).strip("/") for name in ("rest", "more"))
    path = "/" + "/".join(filter(None, below))
    body = _as_object(await request.body())
    lm.note(request.method, path, answers.prompt_of(body) if path.endswith("completions") else "")
    token = lm.faults.token
    if token and request.headers.get("authorization") != f"Bearer {token}":
        return _json(*answers.NO_TOKEN)
    lm.drop_idle()
    handler = _ROUTES.get((request.method, path))
    if handler is None:
        return _json(200, answers.unexpected(request.method, path))
    return await handler(lm, body)


async def _complete(lm: LmState, request: dict[str, Any]) -> _Answer:
    if _json_object_wanted(request):
        return _json(*answers.NO_JSON_OBJECT)
    async with lm.slots:  # first come, first served; who hangs up keeps the place until the work is done
        mode, instance = lm.faults.mode, await _instance(lm)
        if instance is None:
            return _json(*answers.NO_MODEL)
        await asyncio.sleep(lm.faults.service_seconds)
        if mode in answers.ERRORS:
            return _json(*answers.ERRORS[mode])
        if mode in {Mode.SILENT, Mode.DRIP, Mode.HANG}:
            return await _never(mode, lm.switched)
        return _raw(mode) or _completion(lm, request, instance)


def _completion(lm: LmState, request: dict[str, Any], instance: str) -> _Answer:
    content, finish_reason = answers.content_for(answers.message_of(request), lm.faults)
    body = answers.completion(content, finish_reason, instance, answers.prompt_of(request))
    if lm.faults.mode is Mode.HUGE:
        body["stats"] = {"garbage": "garbage " * 131_072}
    return _json(200, body)


async def _instance(lm: LmState) -> str | None:
    """Whatever is loaded answers, by whatever name it was asked for; else it is loaded on the spot."""
    if lm.instances:
        return lm.instances[0]
    return await lm.load() if lm.faults.jit else None


def _json_object_wanted(request: dict[str, Any]) -> bool:
    wanted = request.get("response_format")
    return isinstance(wanted, dict) and wanted.get("type") not in {"json_schema", "text"}


def _raw(mode: Mode) -> _Answer | None:
    """Bytes that are no completion."""
    match mode:
        case Mode.INVALID_UTF8:
            return Response(
                b'{"choices":[{"message":{"content":"\xff\xfe"}}]}', media_type="application/json"
            )
        case Mode.DEEP:
            return Response(b'{"error":' + b"[" * 60_000, media_type="application/json")
        case Mode.RESET:
            # Promises more than it sends, so the server closes the connection half way.
            return Response(b'{"id":', media_type="application/json", headers={"Content-Length": "900"})
    return None


async def _never(mode: Mode, switched: asyncio.Event) -> _Answer:
    """No headers, headers only, or blanks, until the switches are set anew."""
    if mode is Mode.HANG:
        await switched.wait()
    return Stream(_drops(mode, switched), media_type="application/json")


async def _drops(mode: Mode, switched: asyncio.Event) -> AsyncIterator[bytes]:
    while not switched.is_set():
        yield b" " if mode is Mode.DRIP else b""
        await asyncio.sleep(0.05)


async def _load(lm: LmState, request: dict[str, Any]) -> _Answer:
    instance = await lm.load()
    config = {"context_length": request.get("context_length", lm.faults.context)}
    body = {"type": "llm", "instance_id": instance, "load_time_seconds": lm.faults.load_seconds}
    return _json(200, {**body, "status": "loaded", "load_config": config})


async def _models_v1(lm: LmState, _: dict[str, Any]) -> _Answer:
    if lm.faults.listing is not Listing.V1:
        return _json(200, answers.unexpected("GET", "/api/v1/models"))
    config = {"context_length": lm.faults.context}
    instances = [{"id": instance, "config": config} for instance in lm.instances]
    model = {"type": "llm", "key": lm.model, "loaded_instances": instances}
    return _json(200, {"models": [{**model, "max_context_length": 131_072, "format": "gguf"}]})


async def _models_v0(lm: LmState, _: dict[str, Any]) -> _Answer:
    if lm.faults.listing is Listing.OPENAI_ONLY:
        return _json(200, answers.unexpected("GET", "/api/v0/models"))
    state = "loaded" if lm.instances else "not-loaded"
    model = {"id": lm.model, "object": "model", "type": "llm", "state": state, "max_context_length": 131_072}
    return _json(200, {"object": "list", "data": [model]})


async def _models_openai(lm: LmState, _: dict[str, Any]) -> _Answer:
    """All that was downloaded, loaded or not."""
    model = {"id": lm.model, "object": "model", "owned_by": "organization_owner"}
    return _json(200, {"object": "list", "data": [model]})


_ROUTES: dict[tuple[str, str], Callable[[LmState, dict[str, Any]], Awaitable[_Answer]]] = {
    ("POST", "/v1/chat/completions"): _complete,
    ("POST", "/api/v1/models/load"): _load,
    ("GET", "/api/v1/models"): _models_v1,
    ("GET", "/api/v0/models"): _models_v0,
    ("GET", "/v1/models"): _models_openai,
}


def _json(status: int, body: dict[str, Any]) -> _Answer:
    return Response(json.dumps(body).encode(), status_code=status, media_type="application/json")


def _as_object(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw or b"{}")
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


@get("/_ledger", sync_to_thread=False)
def ledger(lm: _Lm) -> list[Asked]:
    return list(lm.ledger)


@delete("/_ledger", sync_to_thread=False)
def clear_ledger(lm: _Lm) -> None:
    lm.ledger.clear()


@get("/_faults", sync_to_thread=False)
def faults(lm: _Lm) -> Faults:
    return lm.faults


@put("/_faults", sync_to_thread=False)
def set_faults(data: JSONBody[Faults], lm: _Lm) -> Faults:
    lm.switch(data)
    return data
