"""Errors as problem+json (RFC 9457): one table from what was raised to what the caller reads."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import uuid4

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from jarvis_adapters.http.faults import in_french
from jarvis_domain.errors import Conflict, InvalidValue, StoreUnavailable

log = structlog.get_logger(__name__)


PROBLEM_MEDIA = "application/problem+json"


class Problem(msgspec.Struct, kw_only=True, omit_defaults=True):
    """The body of every error answer: `title` is for people, `code`, with which `type` ends, for programs.

    `errors` names the fields to mend; `error_id` is what our log calls an error of ours.
    """

    type: str
    title: str
    status: int
    code: str = ""
    detail: str = ""
    errors: Sequence[Mapping[str, Any]] = ()
    error_id: str = ""

    def __post_init__(self) -> None:
        self.code = self.code or self.type.removeprefix("urn:jarvis:")


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
    return Response(body, status_code=status, media_type=PROBLEM_MEDIA, headers=dict(headers or {}))


class Refused(Exception):
    """An answer other than the one a route promises; raised, so that its type stays the promised one."""

    def __init__(self, body: Problem) -> None:
        self.body = body
        super().__init__(body.type)


_TITLES = {
    400: "La requête est illisible.",
    401: "Connectez-vous pour continuer.",
    403: "Vous n'avez pas le droit de faire cela.",
    404: "Introuvable : cela n'existe pas, ou plus.",
    405: "Cette adresse ne répond pas à cette méthode.",
    413: "La requête est trop grande.",
    429: "Trop de demandes : réessayez plus tard.",
}
_NOT_OUR_PAGE = "La page a expiré : rechargez-la et recommencez."
_OTHERWISE = "La requête ne peut pas être traitée."
_TOKEN_IN_PATH = re.compile(r"(/magic-link/)[^/]+")


def _on_store_down(_: Request[Any, Any, Any], __: Exception) -> Response[Problem]:
    title = "La base de données ne répond pas : rien n'a été enregistré, réessayez dans un instant."
    return problem(503, "store-unavailable", title, headers={"Retry-After": "5"})


def _on_http(_: Request[Any, Any, Any], error: HTTPException) -> Response[Problem]:
    status = error.status_code
    title = _NOT_OUR_PAGE if "CSRF" in error.detail else _TITLES.get(status, _OTHERWISE)
    return problem(status, f"http-{status}", title, detail=error.detail, headers=error.headers)


def _on_validation(_: Request[Any, Any, Any], error: ValidationException) -> Response[Problem]:
    faults = [in_french(fault) for fault in error.extra or [] if isinstance(fault, Mapping)]
    return problem(422, "validation", "Une valeur manque ou ne convient pas.", errors=faults)


def _on_value(_: Request[Any, Any, Any], error: InvalidValue) -> Response[Problem]:
    return problem(422, "invalid-value", "Une valeur ne convient pas.", detail=str(error))


def _on_conflict(_: Request[Any, Any, Any], error: Conflict) -> Response[Problem]:
    title = "Quelqu'un d'autre a modifié la même chose au même moment : relisez et réessayez."
    return problem(409, "conflict", title, detail=str(error))


def _on_refused(_: Request[Any, Any, Any], error: Refused) -> Response[Problem]:
    return Response(error.body, status_code=error.body.status, media_type=PROBLEM_MEDIA)


def _on_bug(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """The caller learns nothing of the inside but what to look for in the log, which learns everything."""
    error_id = uuid4().hex[:12]
    log.error(
        "unhandled",
        error_id=error_id,
        method=request.method,
        path=_TOKEN_IN_PATH.sub(r"\1****", request.url.path),
        exc_info=error,
    )
    title = "Une erreur de notre côté : elle est notée, rien n'a été enregistré."
    body = Problem(type="urn:jarvis:internal", title=title, status=500, error_id=error_id)
    return Response(body, status_code=500, media_type=PROBLEM_MEDIA)


PROBLEMS: dict[type[Exception] | int, Callable[..., Response[Problem]]] = {
    StoreUnavailable: _on_store_down,
    ValidationException: _on_validation,
    HTTPException: _on_http,
    InvalidValue: _on_value,
    Conflict: _on_conflict,
    Refused: _on_refused,
    Exception: _on_bug,
}
