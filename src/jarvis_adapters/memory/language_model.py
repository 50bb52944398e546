"""Language models without a server: one that says what it is told to, and none at all."""

from collections.abc import Callable

from jarvis_domain.ports.health import Part, PartState
from jarvis_domain.ports.language_model import LanguageModel, ModelFailure, ModelUnavailable
from jarvis_domain.understanding.reading import ModelProposal

Script = Callable[[str], ModelProposal | ModelUnavailable]


class MemoryLanguageModel(LanguageModel):
    """Answers by a script; `asked` keeps the texts in order."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self.asked: list[str] = []

    async def read(self, text: str) -> ModelProposal | ModelUnavailable:
        self.asked.append(text)
        return self._script(text)

    async def describe(self) -> Part:
        return Part(name="language model", state=PartState.OK, says="answers by a script")


class NoLanguageModel(LanguageModel):
    """The rules read alone, on purpose."""

    async def read(self, text: str) -> ModelUnavailable:  # noqa: ARG002 the port gives it
        return ModelUnavailable(failure=ModelFailure.OFF)

    async def describe(self) -> Part:
        return Part(name="language model", state=PartState.OFF, says="the rules read every message")
