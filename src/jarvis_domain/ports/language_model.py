"""The language model as JARVIS sees it: it proposes a reading, or says why it cannot."""

from enum import StrEnum
from typing import Protocol

import msgspec

from jarvis_domain.ports.health import Part
from jarvis_domain.understanding.reading import ModelProposal


class ModelFailure(StrEnum):
    """Why the rules had to answer alone; also the label of the fallback metric."""

    OFF = "off"
    COLD = "cold"
    QUEUE = "queue"
    TIMEOUT = "timeout"
    BREAKER = "breaker"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    GARBAGE = "garbage"


class ModelUnavailable(msgspec.Struct, frozen=True, kw_only=True):
    """No usable answer in time; `detail` is for logs and never holds the message."""

    failure: ModelFailure
    detail: str = ""


class LanguageModel(Protocol):
    """Reads one message within its deadline, waiting for a place included; never raises for a bad model."""

    async def read(self, text: str) -> ModelProposal | ModelUnavailable: ...

    async def describe(self) -> Part:
        """How the model stands, looked at now; without it JARVIS is degraded, never down."""
        ...
