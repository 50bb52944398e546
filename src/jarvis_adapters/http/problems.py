"""Errors as problem+json (RFC 9457): one table from what was raised to what the caller reads."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from jarvis_domain.errors import Conflict, InvalidValue, StoreUnavailable

log = structlog.get_logger(__name__)


class Problem(msgspec.Struct, kw_only=True, omit_defaults=True):
    """The body of every error answer; `title` is for people, `type` for programs."""

    type: str
    title: str
    status: int
    detail: str = ""
    errors: Sequence[Mapping[str, Any]] = ()


def problem(
    status: int,
    kind: str,
    title: str,
    *,
    detail: str = "",
    errors: Sequence[Mapping[str, Any]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response[Problem]:
    """An error answer of type `urn:jarvis:<kind>`."""
    body = Problem(type=f"urn:jarvis:{kind}", title=title, status=status, detail=detail, errors=errors)
    return Response(
        body, status_code=status, media_type="application/problem+json", headers=dict(headers or {})
    )


class Refused(Exception):
    """An answer other than the one a route promises; raised, so that its type stays the promised one."""

    def __init__(self, body: Problem) -> None:
        self.body = body
        super().__init__(body.type)


_TITLES = {
    401: "Connectez-vous pour continuer.",
    403: "Vous n'avez pas le droit de faire cela.",
    404: "Introuvable : cela n'existe pas, ou plus.",
    405: "Cette adresse ne répond pas à cette méthode.",
    413: "La requête est trop grande.",
    429: "Trop de demandes : réessayez plus tard.",
}
_TOKEN_IN_PATH = re.compile(r"(/magic-link/)[^/]+")


def _on_store_down(_: Request[Any, Any, Any], __: Exception) -> Response[Problem]:
    title = "The database cannot be reached; nothing was kept, send it again."
    return problem(503, "store-unavailable", title, headers={"Retry-After": "5"})


def _on_http(_: Request[Any, Any, Any], error: HTTPException) -> Response[Problem]:
    status = error.status_code
    title = _TITLES.get(status, error.detail)
    detail = error.detail if title != error.detail else ""
    return problem(status, f"http-{status}", title, detail=detail, headers=error.headers)


def _on_validation(_: Request[Any, Any, Any], error: ValidationException) -> Response[Problem]:
    faults = [fault for fault in error.extra or [] if isinstance(fault, Mapping)]
    return problem(422, "validation", "The request is not of the right form.", errors=faults)


def _on_value(_: Request[Any, Any, Any], error: InvalidValue) -> Response[Problem]:
    return problem(422, "invalid-value", str(error))


def _on_conflict(_: Request[Any, Any, Any], error: Conflict) -> Response[Problem]:
    return problem(409, "conflict", str(error))


def _on_refused(_: Request[Any, Any, Any], error: Refused) -> Response[Problem]:
    return Response(error.body, status_code=error.body.status, media_type="application/problem+json")


def _on_bug(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """The caller learns nothing of the inside; the log learns everything."""
    log.error(
        "unhandled",
        method=request.method,
        path=_TOKEN_IN_PATH.sub(r"\1****", request.url.path),
        exc_info=error,
    )
    return problem(500, "internal", "An error on our side; it has been written down.")


PROBLEMS: dict[type[Exception] | int, Callable[..., Response[Problem]]] = {
    StoreUnavailable: _on_store_down,
    ValidationException: _on_validation,
    HTTPException: _on_http,
    InvalidValue: _on_value,
    Conflict: _on_conflict,
    Refused: _on_refused,
    Exception: _on_bug,
}
