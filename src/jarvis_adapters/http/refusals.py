"""How a change that did not happen is answered: not there, not allowed, or somebody was first."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from litestar.exceptions import NotFoundException
from litestar.openapi.datastructures import ResponseSpec

from jarvis_adapters.http.problems import Problem, Refused
from jarvis_adapters.http.shown import EventOut
from jarvis_domain.casework.changes import NotAllowed, Refusal

Current = TypeVar("Current")
_SENTENCES: Mapping[Refusal, str] = {
    Refusal.ALREADY_RESOLVED: "Ce dossier est déjà résolu.",
    Refusal.NOT_RESOLVED: "Ce dossier n'est pas encore résolu.",
    Refusal.TOO_LATE: "Plus de 7 jours ont passé depuis la résolution : ouvrez une nouvelle réclamation.",
    Refusal.ALREADY_ESCALATED: "Cette réclamation est déjà chez Orange.",
    Refusal.ALREADY_STARTED: "Orange traite déjà ce ticket.",
    Refusal.ALREADY_CLOSED: "Ce ticket est clos : plus rien n'y change.",
    Refusal.NOTHING_CHANGES: "Rien ne changerait : c'est déjà ainsi.",
    Refusal.TEXT_MISSING: "Il manque le texte qui explique ce changement.",
    Refusal.NOT_STAFF: "Cette personne ne peut pas suivre de réclamation.",
    Refusal.SAME_PROBLEM: "Une autre réclamation ouverte porte déjà sur ce problème.",
}
_OUTDATED = "Quelqu'un d'autre vient de modifier ce dossier : relisez-le avant de continuer."


class NotAllowedProblem(Problem, kw_only=True):
    """`type` is `urn:jarvis:not-allowed`; `reason` is for programs, `title` says it to people."""

    reason: Refusal


class OutdatedProblem(Problem, Generic[Current], kw_only=True):
    """`type` is `urn:jarvis:outdated`: what it is now, and what was changed since the version named."""

    current: Current
    changes: tuple[EventOut, ...]


def documented(status: int, description: str, body: Any = Problem) -> dict[int, ResponseSpec]:
    """For a route's `responses`: a problem that it may answer."""
    return {status: ResponseSpec(body, False, description, "application/problem+json")}


MISSING = documented(404, "There is no such thing.")
UNTAKEN = documented(422, "A value cannot be taken; `errors` names its field.")


def changes_of(body: Any) -> dict[int, ResponseSpec]:
    """What a change may answer instead: nothing there, not allowed now, changed by somebody first."""
    reason = "Not allowed in this state (`reason`), or changed meanwhile (`current`, `changes`)."
    return MISSING | UNTAKEN | documented(409, reason, NotAllowedProblem | OutdatedProblem[body])


def missing() -> NotFoundException:
    return NotFoundException("no such thing")


def not_allowed(refusal: NotAllowed, *, text: str = "") -> Refused:
    """The answer to a refused change; a text that is missing is asked for in the field `text`: 422."""
    if refusal.reason is Refusal.TEXT_MISSING:
        return Refused(_text_missing(text))
    return Refused(
        NotAllowedProblem(
            type="urn:jarvis:not-allowed",
            title=_SENTENCES[refusal.reason],
            status=409,
            reason=refusal.reason,
        )
    )


def _text_missing(field: str) -> Problem:
    title = _SENTENCES[Refusal.TEXT_MISSING]
    errors = [{"key": field, "message": "Écrivez ce texte."}]
    return Problem(type="urn:jarvis:text-missing", title=title, status=422, errors=errors)


def outdated(current: Current, changes: tuple[EventOut, ...]) -> Refused:
    return Refused(
        OutdatedProblem(
            type="urn:jarvis:outdated", title=_OUTDATED, status=409, current=current, changes=changes
        )
    )
