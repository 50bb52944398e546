"""What the simulated LM Studio remembers: loaded instances, places, its ledger and its switches."""

import asyncio
import time
from collections import deque
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import msgspec


class Mode(StrEnum):
    """How completions end; `normal` is the only one that answers as it should."""

    NORMAL = "normal"
    # a completion whose content cannot be used
    EMPTY = "empty"
    EMPTY_AT_LENGTH = "empty_at_length"
    CUT_OFF = "cut_off"
    TRAILING_TEXT = "trailing_text"
    PROSE = "prose"
    OTHER_SCHEMA = "other_schema"
    UNUSED_TOKENS = "unused_tokens"
    WRONG_TYPES = "wrong_types"
    NAN = "nan"
    DEEP_CONTENT = "deep_content"
    LONG_CONTENT = "long_content"
    # a completion that must not be believed
    INVENTED_CONTRACT = "invented_contract"
    OUTSIDE_ENUM = "outside_enum"
    TOOL_CALL = "tool_call"
    # an error, with the statuses and shapes seen
    WRONG_PATH = "wrong_path"
    ERROR_WITH_200 = "error_with_200"
    GRAMMAR = "grammar"
    GRAMMAR_WRAPPED = "grammar_wrapped"
    PATTERN = "pattern"
    NOT_LOADED = "not_loaded"
    NOT_LOADED_404 = "not_loaded_404"
    LOAD_CANCELED = "load_canceled"
    CONTEXT = "context"
    UNLOADED = "unloaded"
    CRASHED = "crashed"
    # bytes that are no answer at all
    INVALID_UTF8 = "invalid_utf8"
    DEEP = "deep"
    HUGE = "huge"
    DRIP = "drip"
    SILENT = "silent"
    HANG = "hang"
    RESET = "reset"


class Listing(StrEnum):
    """Which listings of models this version of the server has."""

    V1 = "v1"
    V0 = "v0"
    OPENAI_ONLY = "openai_only"


class Faults(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The switches: a missing key is its default, so `{}` puts everything right again.

    `script` is answered instead of the rules' reading: an object as JSON, a string as it is. `token` must
    come as a bearer token when set. `idle_seconds` unloads a model nobody used for so long.
    """

    mode: Mode = Mode.NORMAL
    script: dict[str, Any] | str | None = None
    slots: int = 4
    service_seconds: float = 0.05
    loaded: bool = True
    jit: bool = True
    load_seconds: float = 0.0
    idle_seconds: float | None = None
    context: int = 4096
    listing: Listing = Listing.V1
    token: str = ""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the ledger; `content` is what a completion was asked."""

    at: datetime
    method: str
    path: str
    content: str = ""


class LmState:
    """Everything one simulated LM Studio knows; lives in one event loop."""

    def __init__(self, model: str) -> None:
        self.model = model
        self.faults = Faults()
        self.ledger: deque[Asked] = deque(maxlen=10_000)
        self.instances: list[str] = []
        self.switched = asyncio.Event()
        self.slots = asyncio.Semaphore(self.faults.slots)
        self._used_at = 0.0
        self.switch(self.faults)

    def switch(self, faults: Faults) -> None:
        """Sets the switches; what hung on the old ones goes on."""
        self.faults = faults
        self.slots = asyncio.Semaphore(faults.slots)
        self.instances = [self.model] if faults.loaded else []
        self._used_at = time.monotonic()
        self.switched.set()
        self.switched = asyncio.Event()

    def note(self, method: str, path: str, content: str = "") -> None:
        self.ledger.append(Asked(at=datetime.now(UTC), method=method, path=path, content=content))

    def drop_idle(self) -> None:
        idle = self.faults.idle_seconds
        if idle is not None and time.monotonic() - self._used_at >= idle:
            self.instances.clear()
        self._used_at = time.monotonic()

    async def load(self) -> str:
        """A new instance; calls at the same time load one each, as the real server does."""
        await asyncio.sleep(self.faults.load_seconds)
        count = len(self.instances) + 1
        self.instances.append(self.model if count == 1 else f"{self.model}:{count}")
        return self.instances[-1]
