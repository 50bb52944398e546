"""The bodies the simulated LM Studio sends: good completions, bad completions, errors."""

import json
import secrets
import time
from typing import Any

from jarvis_adapters.simulators.lm_studio.state import Faults, Mode
from jarvis_domain.understanding.rules import read_by_rules

_NO_MODEL = "No models loaded. Please load a model in the developer page or use the 'lms load' command."
_NO_GRAMMAR = "Failed to initialize samplers: failed to parse grammar"
_TOO_LONG = (
    "Trying to keep the first 15857 tokens when context the overflows. However, the model is loaded with "
    "context length of only 4096 tokens, which is not enough. Try to load the model with a larger context."
)


def _request_error(message: str, **more: Any) -> dict[str, Any]:
    return {"error": {"message": message, "type": "invalid_request_error", **more}}


def unexpected(method: str, path: str) -> dict[str, Any]:
    return {"error": f"Unexpected endpoint or method. ({method} {path})"}


NO_MODEL = (400, _request_error(_NO_MODEL, param="model", code=None))
NO_JSON_OBJECT = (400, {"error": "'response_format.type' must be 'json_schema' or 'text'"})
NO_TOKEN = (
    401,
    {
        "error": {
            "type": "invalid_request",
            "code": "invalid_api_key",
            "message": "An LM Studio API token is required to make requests to this server.",
        }
    },
)

ERRORS: dict[Mode, tuple[int, dict[str, Any]]] = {
    Mode.WRONG_PATH: (200, unexpected("POST", "/chat/completions")),
    Mode.ERROR_WITH_200: (200, _request_error("The number of tokens exceeds the context length")),
    Mode.GRAMMAR: (400, _request_error(_NO_GRAMMAR, code=400)),
    Mode.GRAMMAR_WRAPPED: (
        400,
        {
            "error": "Engine protocol predict request returned 400: "
            + json.dumps(_request_error(_NO_GRAMMAR, code=400))
        },
    ),
    Mode.PATTERN: (
        400,
        {
            "error": "Error in request. JSON schema conversion failed:\n"
            "Pattern must start with '^' and end with '$'"
        },
    ),
    Mode.NOT_LOADED: NO_MODEL,
    Mode.NOT_LOADED_404: (404, NO_MODEL[1]),
    Mode.LOAD_CANCELED: (
        400,
        _request_error('Failed to load model "google/gemma-3-12b". Error: Operation canceled.'),
    ),
    Mode.CONTEXT: (400, {"error": _TOO_LONG}),
    Mode.UNLOADED: (400, {"error": "Model is unloaded."}),
    Mode.CRASHED: (
        400,
        {"error": "The model has crashed without additional information. (Exit code: 18446744072635812000)"},
    ),
}


def message_of(request: dict[str, Any]) -> str:
    """The contractor's message inside the prompt, or the whole prompt when it is not marked."""
    prompt = prompt_of(request)
    _, mark, rest = prompt.partition("<message>\n")
    return rest.rpartition("\n</message>")[0] if mark else prompt


def prompt_of(request: dict[str, Any]) -> str:
    messages = request.get("messages") or [{}]
    return str(messages[-1].get("content", ""))


def reading_of(text: str) -> dict[str, Any]:
    """What a model that reads as well as the rules would fill in; contracts as they stand in the text."""
    reading = read_by_rules(text)
    return {
        "language": reading.language or "none",
        "intent": reading.intent,
        "complaint_type": reading.complaint_type or "none",
        "contracts": [contract.seen for contract in reading.contracts][:5],
        "spam": reading.spam,
    }


def content_for(text: str, faults: Faults) -> tuple[str, str]:
    """The content of the answer and its finish_reason."""
    if faults.script is not None:
        said = faults.script
        return (said if isinstance(said, str) else json.dumps(said)), "stop"
    reading = reading_of(text)
    return _spoilt(faults.mode, reading), _FINISH.get(faults.mode, "stop")


_FINISH = {Mode.EMPTY_AT_LENGTH: "length", Mode.CUT_OFF: "length", Mode.TOOL_CALL: "tool_calls"}


def _spoilt(mode: Mode, reading: dict[str, Any]) -> str:
    good = json.dumps(reading)
    unbelievable: dict[Mode, dict[str, Any]] = {
        Mode.INVENTED_CONTRACT: {"contracts": [*reading["contracts"], "F2134567D"]},
        Mode.OUTSIDE_ENUM: {"intent": "admin", "language": "fr-FR", "url": "http://127.0.0.1:9/steal"},
        Mode.WRONG_TYPES: {"contracts": "F1234567D", "spam": "no"},
        Mode.NAN: {"spam": float("nan")},
    }
    if mode in unbelievable:
        return json.dumps({**reading, **unbelievable[mode]})
    return {
        Mode.EMPTY: "",
        Mode.EMPTY_AT_LENGTH: "",
        Mode.CUT_OFF: good[:-9],
        Mode.TRAILING_TEXT: good + "\nHope this helps!",
        Mode.PROSE: "Sure! The contractor would like to know the status of the contract.",
        Mode.OTHER_SCHEMA: '{"answer": "status"}',
        Mode.UNUSED_TOKENS: "<unused17><unk><unused3><unused17>",
        Mode.DEEP_CONTENT: "[" * 3000,
        Mode.LONG_CONTENT: good[:-1] + ', "thoughts": "' + "x" * 8000 + '"}',
    }.get(mode, good)


def completion(content: str, finish_reason: str, instance: str, prompt: str) -> dict[str, Any]:
    tokens = {"prompt_tokens": len(prompt) // 4, "completion_tokens": len(content) // 3}
    message: dict[str, Any] = {"role": "assistant", "content": content}
    if finish_reason == "tool_calls":
        call = {"name": "fetch", "arguments": '{"url": "http://127.0.0.1:9/steal"}'}
        message["tool_calls"] = [{"id": "1", "type": "function", "function": call}]
    return {
        "id": f"chatcmpl-{secrets.token_hex(10)}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": instance,
        "choices": [{"index": 0, "logprobs": None, "finish_reason": finish_reason, "message": message}],
        "usage": {**tokens, "total_tokens": sum(tokens.values())},
        "stats": {},
        "system_fingerprint": instance,
    }
