"""The language model behind LM Studio: one deadline, few places, a breaker, a warm-up before first use."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from types import TracebackType
from typing import Self

import msgspec
import structlog

from jarvis_adapters.lm_studio.answer import Answered, Usage, parse
from jarvis_adapters.lm_studio.keep_alive import KeepAlive
from jarvis_adapters.lm_studio.prompt import PROMPT_VERSION, request_for
from jarvis_adapters.lm_studio.server import LmStudioServer
from jarvis_adapters.lm_studio.slots import Slots
from jarvis_adapters.lm_studio.warm_up import WarmUp, in_words, mend
from jarvis_domain.flow.breaker import Breaker, Open, Pass
from jarvis_domain.ports.health import Part, PartState
from jarvis_domain.ports.language_model import LanguageModel, ModelFailure, ModelUnavailable
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.understanding.reading import ModelProposal

log = structlog.get_logger(__name__)

_QUEUE_SHARE = 0.75
"""Of the deadline: who waits longer for a place could no longer be answered in what is left."""
_BUSY_AFTER_TIMEOUT = 5.0


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """One reading that was asked for, in figures; `failure` is "" when it succeeded."""

    failure: str
    seconds: float
    usage: Usage


def _nobody(_: Asking) -> None:
    pass


class LmStudio(LanguageModel):
    """Reads messages with `model`, the key LM Studio lists it under; `base_url` ends before `/v1`.

    * `deadline` counts from the call to `read`, waiting for one of `parallel` places included.
    * Nothing is retried: the rules have answered meanwhile.
    * Until a warm-up has succeeded (loaded, and one answer by the schema) every read is COLD at once.
    * After failures the breaker rests, and the warm-up comes before the next real message.
    * While it is idle the warm-up is repeated now and then, so that the server does not unload it.
    * `observe` is told of every reading, for figures.

    Use it inside one event loop, as an async context manager or with `aclose`.
    """

    def __init__(  # noqa: PLR0913 every part and every limit, by name
        self,
        base_url: str,
        *,
        model: str,
        clock: Clock,
        api_key: str = "",
        deadline: timedelta = timedelta(seconds=10),
        parallel: int = 4,
        breaker: Breaker | None = None,
        observe: Callable[[Asking], None] = _nobody,
    ) -> None:
        self._server = LmStudioServer(base_url, api_key=api_key)
        self._model = model
        self._clock = clock
        self._deadline = deadline.total_seconds()
        self._slots = Slots(parallel, clock)
        self._breaker = breaker or Breaker(clock)
        self._warm_up = WarmUp(self._server, model, clock)
        self._keep_alive = KeepAlive(clock, self._warm_up.finish)
        self._observe = observe

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        await self._keep_alive.aclose()
        await self._warm_up.aclose()
        await self._slots.aclose()
        await self._server.aclose()

    async def warm_up(self) -> bool:
        """Whether the model is ready, loading and trying it first; without this the first reads are COLD."""
        self._keep_alive.begin()
        return await self._warm_up.finish()

    async def read(self, text: str) -> ModelProposal | ModelUnavailable:
        begun = self._clock.monotonic()
        answer = await self._read(text)
        self._tell(answer, self._clock.monotonic() - begun)
        return answer.proposal if isinstance(answer, Answered) else answer

    def _tell(self, answer: Answered | ModelUnavailable, seconds: float) -> None:
        """The log line, without the message, and the figures."""
        took_ms = round(seconds * 1000)
        if isinstance(answer, ModelUnavailable):
            log.info("model_fell_back", failure=answer.failure, detail=answer.detail, took_ms=took_ms)
            self._observe(Asking(failure=answer.failure, seconds=seconds, usage=Usage()))
            return
        tokens = {"prompt_tokens": answer.usage.prompt, "answer_tokens": answer.usage.answer}
        log.info("model_read", model=answer.model, prompt=PROMPT_VERSION, **tokens, took_ms=took_ms)
        self._observe(Asking(failure="", seconds=seconds, usage=answer.usage))

    async def describe(self) -> Part:
        """The state in plain words, looked at now; without the model JARVIS is degraded, never down."""
        listed = await self._warm_up.readiness()
        says, to_do = in_words(listed, self._model), mend(listed, self._model)
        if not to_do and self._breaker.resting:
            says, to_do = f"{self._model} failed several times and rests", "look into LM Studio's log"
        elif not to_do and self._warm_up.failed:
            says, to_do = f"{self._model} is not ready: {self._warm_up.obstacle}", "the next message tries it"
        state = PartState.DEGRADED if to_do else PartState.OK
        return Part(name="language model", state=state, says=says, mend=to_do)

    async def _read(self, text: str) -> Answered | ModelUnavailable:
        if self._breaker.resting:
            return ModelUnavailable(failure=ModelFailure.BREAKER)
        if not self._warm_up.ready:
            self._warm_up.begin()
            return ModelUnavailable(failure=ModelFailure.COLD, detail=self._warm_up.obstacle)
        self._keep_alive.begin()
        admitted = self._breaker.admit()
        if admitted is None:
            return ModelUnavailable(failure=ModelFailure.BREAKER)
        try:
            answer = await self._ask_in_time(text)
            self._settle(admitted, answer)
            return answer
        finally:
            self._breaker.dropped(admitted)

    async def _ask_in_time(self, text: str) -> Answered | ModelUnavailable:
        try:
            async with asyncio.timeout(self._deadline):
                if not await self._slots.take(within=self._deadline * _QUEUE_SHARE):
                    return ModelUnavailable(failure=ModelFailure.QUEUE)
                return await self._ask_holding_a_slot(text)
        except TimeoutError:
            return ModelUnavailable(failure=ModelFailure.TIMEOUT)

    async def _ask_holding_a_slot(self, text: str) -> Answered | ModelUnavailable:
        ended = False
        try:
            body = await self._server.complete(request_for(text, self._model))
            ended = True
            return body if isinstance(body, ModelUnavailable) else parse(body)
        finally:
            if ended:
                self._slots.give_back()
            else:
                self._slots.give_back_after(_BUSY_AFTER_TIMEOUT)

    def _settle(self, admitted: Pass, answer: Answered | ModelUnavailable) -> None:
        """A full queue here says nothing about the server; all else counts."""
        if isinstance(answer, Answered):
            self._keep_alive.used()
            self._breaker.succeeded(admitted)
        elif answer.failure is not ModelFailure.QUEUE:
            self._breaker.failed(admitted)
            if answer.failure is ModelFailure.COLD or isinstance(self._breaker.state, Open):
                self._warm_up.undo(answer.detail or answer.failure)
