"""The API described (OpenAPI): every route with its examples, and every problem it may answer."""

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
}
_OPEN = ("/api/auth/magic-link", "/api/webhook", "/health", "/metrics")
_ANY, _SIGNED_IN = (
    {"500": "An error of ours.", "503": "The database is away."},
    {
        "401": "Nobody is signed in.",
        "403": "Not allowed to this role, or not asked for by one of our pages.",
    },
)
_PROBLEM_REF = "#/components/schemas/Problem"


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
    """The description as JSON, with the problems that every route may answer."""
    document = application.openapi_schema.to_schema()
    for path, operation in _operations(document["paths"]):
        answers = operation.setdefault("responses", {})
        # The framework calls a request it cannot read 400; we answer 422, and have a French text.
        unread = answers.pop("400", None)
        common = _ANY | ({} if path.startswith(_OPEN) else _SIGNED_IN)
        if unread and "422" not in answers:
            common |= {"422": "A value is missing or cannot be taken; `errors` names its field."}
        for status, description in common.items():
            answers.setdefault(status, _problem(description))
    return msgspec.json.format(msgspec.json.encode(document), indent=1)


def _operations(paths: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in paths.items():
        for method, operation in item.items():
            if method in {"get", "post", "put", "delete"}:
                yield path, operation


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {PROBLEM_MEDIA: {"schema": {"$ref": _PROBLEM_REF}}}}
