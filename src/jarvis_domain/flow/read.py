"""Read: one message read by the rules and, where it is asked, by the model; the one reader of the house."""

import hashlib
import unicodedata
from datetime import timedelta
from enum import StrEnum

import msgspec

from jarvis_domain.ports.language_model import LanguageModel, ModelFailure, ModelUnavailable
from jarvis_domain.ports.runtime import Cache, Clock
from jarvis_domain.understanding.grounding import ground, is_refuted, model_may_judge
from jarvis_domain.understanding.reading import ModelProposal, Reading
from jarvis_domain.understanding.rules import read_by_rules

KEPT_FOR = timedelta(hours=24)
"""The same words mean the same tomorrow; longer would only keep more hashes."""
OVERLOAD_SECONDS = 30.0
"""After a reading found no place at the model: about ten answers of four places at 12 s each would have
drained by then, and a rush that lasts renews it."""

_PROPOSAL = msgspec.json.Decoder(ModelProposal)


class When(StrEnum):
    """Which messages the model is asked about: all, or those whose reading it could better."""

    ALWAYS = "always"
    UNSURE = "unsure"


class Way(StrEnum):
    """How a reading came about.

    `model` or `cache`: with a proposal, asked for now or kept; `refuted`: with one that the text refutes;
    `sure`: the model was spared; `fallback`: it did not answer.
    """

    MODEL = "model"
    CACHE = "cache"
    REFUTED = "refuted"
    SURE = "sure"
    FALLBACK = "fallback"


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """A reading and how it came about; `fallback` is the model's failure, "" for the other ways."""

    reading: Reading
    way: Way
    fallback: str = ""


class Reader:
    """Reads a message: the rules always, the model's proposal grounded in the text when there is one.

    * A proposal is kept for a day under a hash of the message, of `asked_as` (model and prompt) and nothing
      else; failures are not kept. A kept proposal answers even while the model is away.
    * `when` is UNSURE: the model is asked only where it could better the rules' reading.
    * No place at the model in time (QUEUE) puts the reader on UNSURE for `OVERLOAD_SECONDS`.
    """

    def __init__(
        self,
        model: LanguageModel,
        cache: Cache,
        clock: Clock,
        *,
        asked_as: str = "",
        when: When = When.ALWAYS,
    ) -> None:
        self._model = model
        self._cache = cache
        self._clock = clock
        self._asked_as = asked_as
        self._when = when
        self._overloaded_until = 0.0

    async def __call__(self, text: str) -> Read:
        """The whole reading of one text."""
        return await self.better(read_by_rules(text), text)

    async def better(self, rules: Reading, text: str) -> Read:
        """The rules' reading of this text with what the model adds to it."""
        if not model_may_judge(rules) and self._spares_the_model():
            return Read(reading=rules, way=Way.SURE)
        key = reading_key(text, self._asked_as)
        if (kept := _decoded(await self._cache.get(key))) is not None:
            return _grounded(kept, rules, text, Way.CACHE)
        proposal = await self._model.read(text)
        if isinstance(proposal, ModelUnavailable):
            self._note(proposal.failure)
            return Read(reading=rules, way=Way.FALLBACK, fallback=proposal.failure.value)
        await self._cache.set(key, msgspec.json.encode(proposal), ttl=KEPT_FOR)
        return _grounded(proposal, rules, text, Way.MODEL)

    def _spares_the_model(self) -> bool:
        return self._when is When.UNSURE or self._clock.monotonic() < self._overloaded_until

    def _note(self, failure: ModelFailure) -> None:
        if failure is ModelFailure.QUEUE:
            self._overloaded_until = self._clock.monotonic() + OVERLOAD_SECONDS


def _grounded(proposal: ModelProposal, rules: Reading, text: str, way: Way) -> Read:
    way = Way.REFUTED if is_refuted(proposal, rules, text) else way
    return Read(reading=ground(proposal, rules, text), way=way)


def reading_key(text: str, asked_as: str) -> str:
    """The cache's key for a text: capitals, forms of characters and spacing do not count, all else does."""
    same = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    digest = hashlib.sha256(f"{asked_as}\n{same}".encode("utf-8", "surrogatepass"))
    return f"reading_{digest.hexdigest()}"


def _decoded(kept: bytes | None) -> ModelProposal | None:
    """What an older version or another program left under the key counts as nothing."""
    try:
        return None if kept is None else _PROPOSAL.decode(kept)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
