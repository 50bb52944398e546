"""The API described (OpenAPI): every route with its examples, and every problem it may answer."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec
from litestar import Litestar, Request, Response, Router, get
from litestar.exceptions import NotFoundException
from litestar.handlers import BaseRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Tag

from jarvis_adapters.http.examples import ANSWERS, BODIES, EXAMPLES, PARAMETERS
from jarvis_adapters.http.guards import Connection, requires
from jarvis_adapters.http.problems import PROBLEM_MEDIA
from jarvis_domain.desk.staff import Permission

_DESCRIPTION = """\
What the back office of TKTM works with: contractors' messages and their answers, complaints, escalation to
Orange, figures, exports, templates, people, settings and the audit log.

* **Signing in**: `POST /api/auth/magic-link/request`, then the link; a cookie keeps the session. Each change
  carries the value of the cookie `__Host-csrf` in the header `x-csrftoken`.
* **Lists** answer `{"items": [...], "next": "..."}`; send `next` as `cursor` for the part after it.
* **Changes** name the `version` they are of; somebody faster makes it 409, with what is there now.
* **Errors** are RFC 9457 problems in French, with a `code` for programs.
"""
_TAGS = {
    "sign-in": "Magic links and sessions.",
    "complaints": "What contractors complain of, from the first word to the resolution.",
    "tickets": "What was handed to Orange.",
    "messages": "What contractors wrote, and what became of it.",
    "contractors": "Who writes, their conversation, and TKTM's list.",
    "contracts": "Everything known of one contract.",
    "dashboard": "Figures, trends, promises, and what waits today.",
    "exports": "Lists as Excel files.",
    "templates": "What is answered, in French and in Arabic.",
    "users": "People of the desk.",
    "settings": "What administrators set.",
    "audit": "Who did what.",
    "events": "What changes, as it changes.",
    "presence": "Who looks at what.",
    "webhooks": "What Evolution API and Resend call.",
    "health": "Whether JARVIS works, and its figures for Prometheus.",
}
_OPEN = ("/api/auth/magic-link", "/api/webhook", "/health", "/metrics")
_ANY, _SIGNED_IN = (
    {"500": "An error of ours.", "503": "The database is away."},
    {
        "401": "Nobody is signed in.",
        "403": "Not allowed to this role, or not asked for by one of our pages.",
    },
)
_SCHEMAS = "#/components/schemas/"
_GENERIC = re.compile(r"(Listed|OutdatedProblem)_(?:\w+\.)+(\w+?)(?:Out|File|Row)?_")
_ENDS = {"Listed": "List", "OutdatedProblem": "Outdated"}
_NAMESAKES = {"flow_complain_How": "HowFiled", "understanding_contracts_How": "HowRead"}
_SENTENCE_END = re.compile(r"[.:;](?:\s|$)")


def openapi_config() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="JARVIS",
        version="1",
        description=_DESCRIPTION,
        use_handler_docstrings=True,
        tags=[Tag(name=name, description=description) for name, description in _TAGS.items()],
        # The framework insists on an address of its own, where people find nothing: ours is below.
        openapi_router=Router("/api/schema", route_handlers=[], include_in_schema=False, guards=[_nobody]),
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
    )


async def _nobody(_: Connection, __: BaseRouteHandler) -> None:
    raise NotFoundException("the description is at /api/openapi.json")


@get("/api/openapi.json", guards=[requires(Permission.READ)], include_in_schema=False)
async def read_openapi(request: Request[Any, Any, Any]) -> Response[bytes]:
    """For whoever is signed in; `jarvis openapi` prints the same."""
    return Response(openapi_of(request.app), media_type="application/json")


@lru_cache(maxsize=1)
def openapi_of(application: Litestar) -> bytes:
    """The description as JSON: plain names, summaries, examples, and every problem a route may answer."""
    document = _renamed(application.openapi_schema.to_schema())
    schemas = document["components"]["schemas"]
    document["components"]["schemas"] = {
        plain: schemas[name] | {"title": plain} for name, plain in sorted((n, _plain(n)) for n in schemas)
    }
    for path, operation in _operations(document["paths"]):
        operation["summary"] = _SENTENCE_END.split(operation["description"])[0]
        _add_problems(path, operation)
        _add_examples(operation)
    return msgspec.json.format(msgspec.json.encode(document), indent=1)


def _operations(paths: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in paths.items():
        for method, operation in item.items():
            if method in {"get", "post", "put", "delete"}:
                yield path, operation


def _plain(name: str) -> str:
    """The framework names generic structs, and namesakes, by their modules: `ComplaintList` says as much."""
    if found := _GENERIC.fullmatch(name):
        return found[2] + _ENDS[found[1]]
    return _NAMESAKES.get(name, name)


def _renamed(node: Any) -> Any:
    match node:
        case {"$ref": str(reference)}:
            return node | {"$ref": _SCHEMAS + _plain(reference.removeprefix(_SCHEMAS))}
        case dict():
            return {key: _renamed(value) for key, value in node.items()}
        case list() | tuple():
            return [_renamed(value) for value in node]
        case _:
            return node


def _add_problems(path: str, operation: dict[str, Any]) -> None:
    answers = operation.setdefault("responses", {})
    # The framework calls a request it cannot read 400; we answer 422, and have a French text.
    unread = answers.pop("400", None)
    common = _ANY | ({} if path.startswith(_OPEN) else _SIGNED_IN)
    if unread and "422" not in answers:
        common |= {"422": "A value is missing or cannot be taken; `errors` names its field."}
    for status, description in common.items():
        answers.setdefault(status, _problem(description))


def _problem(description: str) -> dict[str, Any]:
    schema = {"$ref": f"{_SCHEMAS}Problem"}
    return {"description": description, "content": {PROBLEM_MEDIA: {"schema": schema}}}


def _add_examples(operation: dict[str, Any]) -> None:
    name, answers = operation["operationId"], operation["responses"]
    answers.get("204", {}).pop("content", None)  # the framework describes what is not there
    if name in BODIES:
        raw = {"schema": {"type": "object"}, "example": BODIES[name]}
        operation["requestBody"] = {"content": {"application/json": raw}, "required": True}
    for parameter in operation.get("parameters", ()):
        _show(parameter, PARAMETERS.get(parameter["name"]))
    for media in operation.get("requestBody", {}).get("content", {}).values():
        _show(media, _example_of(media["schema"]))
    for answer in (answer for status, answer in answers.items() if status.startswith("2")):
        for media in answer.get("content", {}).values():
            _show(media, ANSWERS.get(name) or _example_of(media["schema"]))


def _show(where: dict[str, Any], example: object) -> None:
    if example is not None:
        where["example"] = msgspec.to_builtins(example)


def _example_of(schema: Mapping[str, Any]) -> object:
    match schema:
        case {"$ref": str(reference)}:
            return EXAMPLES.get(reference.removeprefix(_SCHEMAS))
        case {"type": "array", "items": inner}:
            return [_example_of(inner)]
        case {"oneOf": [first, *_]}:
            return _example_of(first)
        case _:
            return None
