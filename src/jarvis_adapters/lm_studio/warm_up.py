"""The warm-up: the model is found, loaded if need be, and tried once before a message goes to it."""

import asyncio
from typing import assert_never

import structlog

from jarvis_adapters.lm_studio.answer import Answered, parse
from jarvis_adapters.lm_studio.prompt import request_for
from jarvis_adapters.lm_studio.server import LmStudioServer, Loaded, NoAnswer, NotLoaded, NotThere, Readiness
from jarvis_domain.ports.language_model import ModelUnavailable
from jarvis_domain.ports.runtime import Clock

log = structlog.get_logger(__name__)

CONTEXT = 4096
"""Tokens the model is loaded with, and the least that prompt and answer need."""
_LISTING_SECONDS = 1.5
_LOADING_SECONDS = 180.0
_PAUSE = 5.0

_NOT_TRIED = "not tried yet"


class WarmUp:
    """`obstacle` says why the model is not ready, "" when it is."""

    def __init__(self, server: LmStudioServer, model: str, clock: Clock) -> None:
        self._server = server
        self._model = model
        self._clock = clock
        self._again_at = 0.0
        self._running: asyncio.Task[bool] | None = None
        self.obstacle = _NOT_TRIED

    @property
    def failed(self) -> bool:
        """Whether a warm-up was tried and the model was not ready."""
        return self.obstacle not in {"", _NOT_TRIED}

    @property
    def ready(self) -> bool:
        return not self.obstacle

    def undo(self, reason: str) -> None:
        """The model is not to be trusted with messages until the next warm-up."""
        self.obstacle = reason or "failed"

    def begin(self) -> None:
        """Starts an attempt behind the caller's back, unless one runs or has only just failed."""
        if self._running is None and self._clock.monotonic() >= self._again_at:
            self._running = asyncio.create_task(self._once())

    async def finish(self) -> bool:
        """Whether the model is ready after the attempt that runs, or a new one; all callers share it."""
        if self._running is None:
            self._running = asyncio.create_task(self._once())
        return await asyncio.shield(self._running)

    async def aclose(self) -> None:
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def readiness(self) -> Readiness:
        """What the server says of the model, within a second and a half."""
        try:
            async with asyncio.timeout(_LISTING_SECONDS):
                return await self._server.readiness(self._model)
        except TimeoutError:
            return NoAnswer("no answer in time")

    async def _once(self) -> bool:
        try:
            self.obstacle = await self._try()
            log.info("model_warm_up", model=self._model, ready=self.ready, obstacle=self.obstacle)
            return self.ready
        finally:
            self._again_at = self._clock.monotonic() + _PAUSE
            self._running = None

    async def _try(self) -> str:
        ready = await self.readiness()
        if isinstance(ready, NoAnswer | NotThere):
            return in_words(ready, self._model)
        try:
            async with asyncio.timeout(_LOADING_SECONDS):
                return await self._load(ready) or await self._ask_once()
        except TimeoutError:
            return "loading took too long"

    async def _load(self, ready: Loaded | NotLoaded) -> str:
        """Explicitly, where the server has a route for it; older ones load on the first request."""
        if isinstance(ready, Loaded) or not ready.by_request:
            return ""
        refused = await self._server.load(self._model, context=CONTEXT)
        return "" if refused is None else refused.detail

    async def _ask_once(self) -> str:
        """One real request compiles the schema and proves that it is kept to."""
        body = await self._server.complete(request_for("salam", self._model))
        answer = body if isinstance(body, ModelUnavailable) else parse(body)
        return "" if isinstance(answer, Answered) else f"{answer.failure}: {answer.detail}"


def in_words(ready: Readiness, model: str) -> str:
    match ready:
        case Loaded(context):
            return f"{model} is loaded" + (f" with a context of {context}" if context else "")
        case NotLoaded():
            return f"{model} is not loaded"
        case NotThere():
            return f"LM Studio does not have {model}"
        case NoAnswer(detail):
            return f"LM Studio does not answer: {detail}"
        case _:
            assert_never(ready)


def mend(ready: Readiness, model: str) -> str:
    """What to do about it, "" when all is well."""
    match ready:
        case Loaded(context):
            return f"load it with a context of at least {CONTEXT}" if 0 < context < CONTEXT else ""
        case NotLoaded():
            return f"lms load {model} --context-length {CONTEXT}"
        case NotThere():
            return f"lms get {model}, or set the model to one that `lms ls` lists"
        case NoAnswer():
            return "start the server (`lms server start`) and check its address"
        case _:
            assert_never(ready)
