"""The calls to one LM Studio server: bounded, without redirects or proxies, failures as values."""

from typing import Any

import httpx
import msgspec

from jarvis_adapters.lm_studio.answer import Body, refusal
from jarvis_domain.ports.language_model import ModelFailure, ModelUnavailable

MAX_BODY = 64 * 1024
MAX_LISTING = 1024 * 1024
"""A server may have many models; their list is still read up to a bound."""


class Loaded(msgspec.Struct, frozen=True):
    """The model answers without loading first; `context` is 0 when the server does not tell."""

    context: int = 0


class NotLoaded(msgspec.Struct, frozen=True):
    """The server has the model and must load it; `by_request` when it has a route for that."""

    by_request: bool


class NotThere(msgspec.Struct, frozen=True):
    """The server answers and does not list the model we are to use."""


class NoAnswer(msgspec.Struct, frozen=True):
    """Nothing that LM Studio would answer came back."""

    detail: str


Readiness = Loaded | NotLoaded | NotThere | NoAnswer


class _Config(msgspec.Struct):
    context_length: int = 0


class _Instance(msgspec.Struct):
    config: _Config = msgspec.field(default_factory=_Config)


class _ModelV1(msgspec.Struct):
    key: str
    loaded_instances: list[_Instance] = []


class _ListV1(msgspec.Struct):
    models: list[_ModelV1]


class _ModelV0(msgspec.Struct):
    id: str
    state: str = ""
    loaded_context_length: int = 0


class _ListV0(msgspec.Struct):
    data: list[_ModelV0]


class LmStudioServer:
    """`base_url` ends before `/v1`; the key goes with every call, listing included."""

    def __init__(self, base_url: str, *, api_key: str = "", connect: float = 1.0) -> None:
        self._http = httpx.AsyncClient(
            base_url=base_url.rstrip("/"),
            headers={
                "Accept-Encoding": "identity",
                **({"Authorization": f"Bearer {api_key}"} if api_key else {}),
            },
            timeout=httpx.Timeout(None, connect=connect),
            trust_env=False,
        )

    async def aclose(self) -> None:
        await self._http.aclose()

    async def complete(self, request: dict[str, Any]) -> Body | ModelUnavailable:
        return await self._call("POST", "/v1/chat/completions", request)

    async def load(self, model: str, *, context: int) -> ModelUnavailable | None:
        """Loads the model, which takes as long as it takes; None when it is loaded."""
        request = {"model": model, "context_length": context, "echo_load_config": True}
        body = await self._call("POST", "/api/v1/models/load", request)
        if isinstance(body, ModelUnavailable):
            return body
        return None if body.status == 200 and b'"error"' not in body.content[:200] else refusal(body)

    async def readiness(self, model: str) -> Readiness:
        """Asks the newest listing first: the OpenAI one lists what is on the disk, which tells nothing."""
        v1 = await self._call("GET", "/api/v1/models", limit=MAX_LISTING)
        if isinstance(v1, ModelUnavailable):
            return NoAnswer(v1.detail)
        if (listed := _decode(v1, _ListV1)) is not None:
            return _ready_v1(listed, model)
        v0 = await self._call("GET", "/api/v0/models", limit=MAX_LISTING)
        if isinstance(v0, ModelUnavailable):
            return NoAnswer(v0.detail)
        if (old := _decode(v0, _ListV0)) is not None:
            return _ready_v0(old, model)
        return NoAnswer(refusal(v1).detail)

    async def _call(
        self, method: str, path: str, request: dict[str, Any] | None = None, *, limit: int = MAX_BODY
    ) -> Body | ModelUnavailable:
        try:
            async with self._http.stream(method, path, json=request) as response:
                return await _read(response, limit)
        except httpx.HTTPError as error:
            return ModelUnavailable(failure=ModelFailure.UNREACHABLE, detail=type(error).__name__)


async def _read(response: httpx.Response, limit: int) -> Body:
    """At most `limit` bytes, as they come over the wire: nothing is unpacked."""
    content = bytearray()
    async for chunk in response.aiter_raw():
        content += chunk
        if len(content) > limit:
            return Body(response.status_code, b"", complete=False)
    return Body(response.status_code, bytes(content))


def _decode(body: Body, kind: type[_ListV1] | type[_ListV0]) -> Any:
    """The listing, or None for anything else, errors with status 200 included."""
    try:
        return msgspec.json.decode(body.content, type=kind) if body.status == 200 else None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _ready_v1(listed: _ListV1, name: str) -> Readiness:
    model = next((model for model in listed.models if model.key == name), None)
    if model is None:
        return NotThere()
    if not model.loaded_instances:
        return NotLoaded(by_request=True)
    return Loaded(min(instance.config.context_length for instance in model.loaded_instances))


def _ready_v0(listed: _ListV0, name: str) -> Readiness:
    model = next((model for model in listed.data if model.id == name), None)
    if model is None:
        return NotThere()
    return Loaded(model.loaded_context_length) if model.state == "loaded" else NotLoaded(by_request=False)
