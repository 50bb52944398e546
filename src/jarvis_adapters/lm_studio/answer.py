"""What LM Studio's answers mean: a proposal, or one typed failure for all the ways they go wrong."""

from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from jarvis_domain.ports.language_model import ModelFailure, ModelUnavailable
from jarvis_domain.understanding.reading import ComplaintType, Intent, Language, ModelProposal

MAX_CONTENT = 4096
_MAX_CONTRACTS = 20
_MAX_CONTRACT = 64
_MOST_TOKENS = 1_000_000

# What the server's complaints are called in our logs. Their texts stay out: they may quote the message.
_COMPLAINTS = (
    ("unexpected endpoint", "wrong path: the base URL must end before /v1"),
    ("no models loaded", "no model loaded"),
    ("model is unloaded", "model unloaded"),
    ("failed to load model", "model could not be loaded"),
    ("model has crashed", "model crashed"),
    ("response_format", "response_format refused"),
    ("grammar", "schema refused"),
    ("json schema conversion", "schema refused"),
    ("context", "context too small"),
    ("api token", "API token refused or missing"),
    ("invalid_api_key", "API token refused or missing"),
)
_NEEDS_LOADING = ("no model loaded", "model unloaded", "model could not be loaded", "model crashed")


class Body(msgspec.Struct, frozen=True):
    """A response as it was read: `complete` is False when it was longer than is read."""

    status: int
    content: bytes
    complete: bool = True


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Completion(msgspec.Struct):
    choices: list[_Choice] = []
    error: Any = None
    model: Any = None
    usage: Any = None


class _Content(msgspec.Struct):
    """The schema's fields; `intent` shows that the schema was kept to at all."""

    intent: str
    language: str | None = None
    complaint_type: str | None = None
    contracts: list[str] = []
    spam: bool | None = None


class Usage(msgspec.Struct, frozen=True):
    """Tokens as the server counts them; 0 where it does not."""

    prompt: int = 0
    answer: int = 0


class Answered(msgspec.Struct, frozen=True):
    """A usable answer, and what log and figures say of it."""

    proposal: ModelProposal
    model: str = ""
    usage: Usage = Usage()


def parse(body: Body) -> Answered | ModelUnavailable:
    """Usable is status 200, ended by itself, and content that is the JSON object asked for; no more."""
    if not body.complete:
        return _garbage("longer than is read")
    completion = _decode(body.content, _Completion)
    if body.status != 200 or (completion is not None and completion.error is not None):
        return refusal(body)
    if completion is None or not completion.choices:
        return _garbage("no completion")
    choice = completion.choices[0]
    if choice.finish_reason != "stop":
        return _garbage("not ended by itself")
    proposal = _proposal(choice.message.content or "")
    if isinstance(proposal, ModelUnavailable):
        return proposal
    return Answered(proposal, _short(completion.model), _usage(completion.usage))


def refusal(body: Body) -> ModelUnavailable:
    """The server said no: COLD when a model must be loaded first, else REFUSED."""
    said = body.content.decode("utf-8", "replace").lower()
    label = next((label for words, label in _COMPLAINTS if words in said), "unknown complaint")
    failure = ModelFailure.COLD if label in _NEEDS_LOADING else ModelFailure.REFUSED
    return ModelUnavailable(failure=failure, detail=f"status {body.status}: {label}")


def _proposal(content: str) -> ModelProposal | ModelUnavailable:
    if not content:
        return _garbage("empty")
    if len(content.encode("utf-8", "replace")) > MAX_CONTENT:
        return _garbage("content too long")
    fields = _decode(content.encode("utf-8", "replace"), _Content)
    if fields is None:
        return _garbage("not the object asked for")
    contracts = [piece for piece in fields.contracts if 0 < len(piece) <= _MAX_CONTRACT]
    return ModelProposal(
        language=_member(Language, fields.language),
        intent=_member(Intent, fields.intent),
        complaint_type=_member(ComplaintType, fields.complaint_type),
        contracts=tuple(contracts[:_MAX_CONTRACTS]),
        spam=fields.spam,
    )


_Struct = TypeVar("_Struct", bound=msgspec.Struct)
_Value = TypeVar("_Value", bound=StrEnum)


def _decode(raw: bytes, kind: type[_Struct]) -> _Struct | None:
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _member(values: type[_Value], said: str | None) -> _Value | None:
    return values(said) if said in list(values) else None


def _garbage(detail: str) -> ModelUnavailable:
    return ModelUnavailable(failure=ModelFailure.GARBAGE, detail=detail)


def _short(model: Any) -> str:
    return model[:80] if isinstance(model, str) else ""


def _usage(usage: Any) -> Usage:
    def count(name: str) -> int:
        value = usage.get(name) if isinstance(usage, dict) else None
        return value if isinstance(value, int) and 0 <= value <= _MOST_TOKENS else 0

    return Usage(prompt=count("prompt_tokens"), answer=count("completion_tokens"))
