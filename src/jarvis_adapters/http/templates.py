"""Reply templates over HTTP: what is sent, what was sent before, a preview, publishing and rolling back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from dishka.integrations.litestar import FromDishka, inject
from litestar import Request, get, post, put
from litestar.exceptions import TooManyRequestsException, ValidationException
from litestar.params import FromPath, JSONBody

from jarvis_adapters.http.guards import actor_of, requires
from jarvis_adapters.http.problems import Refused
from jarvis_adapters.http.refusals import MISSING, UNTAKEN, OutdatedProblem, documented, missing
from jarvis_adapters.http.shown import EventOut
from jarvis_adapters.http.typed import contract_typed, phone_typed, refused
from jarvis_adapters.storable import storable_text
from jarvis_domain.answering.catalogue import DEFAULT_CATALOGUE
from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.answering.previews import preview
from jarvis_domain.answering.templates import (
    MAX_CHARACTERS,
    MAX_LINES,
    TEMPLATE_VARIABLES,
    FaultKind,
    ReplyLanguage,
    Template,
    TemplateFault,
    TemplateKey,
    template_faults,
)
from jarvis_domain.desk.staff import Permission
from jarvis_domain.flow.outcomes import Missing
from jarvis_domain.flow.settings_desk import SettingsDesk, TemplateOutdated
from jarvis_domain.flow.sign_in import SignedIn
from jarvis_domain.flow.try_template import TooOften, TryTemplate
from jarvis_domain.ports.persistence import Store, TemplateVersion
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.ports.views import PersonRef, Views
from jarvis_domain.understanding.phones import mask

_TAGS = ["templates"]
_READ, _TEMPLATES = [requires(Permission.READ)], [requires(Permission.TEMPLATES)]
_Signed = Request[Any, SignedIn, Any]

_LONGEST = 5_000
Words = Annotated[str, msgspec.Meta(max_length=_LONGEST, examples=["🔎 *{numero}* : introuvable."])]
Version = Annotated[
    int,
    msgspec.Meta(ge=0, le=2**31 - 2, description="The version that was looked at; 0: the text JARVIS has."),
]

_SENTENCES: Mapping[FaultKind, str] = {
    FaultKind.TEXT_MISSING: "Écrivez ce texte : chaque réponse a les deux langues.",
    FaultKind.UNKNOWN_VARIABLE: "{{{detail}}} n'existe pas ici ; vous pouvez utiliser : {offer}.",
    FaultKind.VARIABLE_MISSING: "Ajoutez {{{detail}}} à ce texte.",
    FaultKind.STRAY_BRACES: "N'utilisez les accolades qu'autour d'une variable, comme {{numero}}.",
    FaultKind.HIDDEN_SIGNS: "Retirez les caractères invisibles : JARVIS règle lui-même le sens d'écriture.",
    FaultKind.TOO_LONG: "Raccourcissez ce texte : {detail} caractères, {most} au plus.",
    FaultKind.TOO_MANY_LINES: "{lines} lignes au plus.",
    FaultKind.WRONG_SIDE: "Mettez le texte français à gauche et le texte arabe à droite.",
}


class TemplateOut(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent under a key; version 0, without `by` and `at`, is the text JARVIS came with."""

    key: TemplateKey
    fr: str
    ar: str
    version: int
    by: PersonRef | None = None
    at: datetime | None = None
    required: tuple[str, ...]
    optional: tuple[str, ...]


class TextsIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Texts to look at; `contract`: one the portal has shown, whose data the preview takes."""

    fr: Words
    ar: Words
    contract: Annotated[str, msgspec.Meta(max_length=40, examples=["F1234567D"])] | None = None


class FaultOut(msgspec.Struct, frozen=True, kw_only=True):
    """`key` is the field, "fr" or "ar"; `message` says how to mend it, `detail` which variable or length."""

    key: str
    kind: FaultKind
    message: str
    detail: str = ""


class PreviewOut(msgspec.Struct, frozen=True, kw_only=True):
    """The reply as it would be sent, or what keeps it from being sent; `real`: with the contract's data."""

    fr: str = ""
    ar: str = ""
    text: str = ""
    real: bool = False
    faults: tuple[FaultOut, ...] = ()


class TrialIn(TextsIn, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Texts to look at on a phone, published or not."""

    phone: Annotated[str, msgspec.Meta(max_length=40, examples=["0600111222"])]


class TrialOut(msgspec.Struct, frozen=True, kw_only=True):
    """`text` leaves within seconds for `phone`, shown in part; `real`: with the contract's data."""

    id: UUID
    phone: str
    text: str
    real: bool


class PublishIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    fr: Words
    ar: Words
    version: Version


class RollbackIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`to`: the version whose text is published again."""

    to: Version
    version: Version


_TOO_OFTEN = documented(429, "Ten times in an hour; `Retry-After` says when to come again.")
_CHANGES = (
    MISSING
    | UNTAKEN
    | documented(409, "Somebody published first (`outdated`).", OutdatedProblem[TemplateOut])
)


@get("/api/templates", guards=_READ, operation_id="listTemplates", tags=_TAGS)
@inject
async def list_templates(store: FromDishka[Store], views: FromDishka[Views]) -> list[TemplateOut]:
    """Lists the templates: every key with what is sent now."""
    async with store.begin() as work:
        published = {one.template.key: one for one in await work.newest_templates()}
    people = await views.people(sorted({one.by for one in published.values()}))
    return [_shown(key, published.get(key), people) for key in TemplateKey]


@get("/api/templates/{key:str}/versions", guards=_READ, operation_id="listTemplateVersions", tags=_TAGS)
@inject
async def list_versions(
    key: FromPath[TemplateKey], store: FromDishka[Store], views: FromDishka[Views]
) -> list[TemplateOut]:
    """Lists the versions of a template, newest first; the last one is version 0, what JARVIS came with."""
    async with store.begin() as work:
        published = await work.template_versions(key)
    people = await views.people(sorted({one.by for one in published}))
    return [_shown(key, one, people) for one in (*published, None)]


@post(
    "/api/templates/{key:str}/preview",
    status_code=200,
    guards=_READ,
    operation_id="previewTemplate",
    tags=_TAGS,
)
@inject
async def preview_template(
    key: FromPath[TemplateKey],
    data: JSONBody[TextsIn],
    store: FromDishka[Store],
    clock: FromDishka[Clock],
) -> PreviewOut:
    """Shows a template as it would be sent, or what is wrong with it; saves nothing."""
    if faults := template_faults(key, data.fr, data.ar):
        return PreviewOut(faults=tuple(_fault(key, fault) for fault in faults))
    status = await _status(store, data.contract) if data.contract else None
    async with store.begin() as work:
        catalogue = await work.catalogue()
    template = Template(key=key, fr=data.fr, ar=data.ar)
    reply = preview(template, catalogue, clock.now(), status=status)
    return PreviewOut(fr=reply.fr, ar=reply.ar, text=reply.text, real=status is not None)


@post(
    "/api/templates/{key:str}/test",
    status_code=200,
    guards=_TEMPLATES,
    responses=UNTAKEN | _TOO_OFTEN,
    operation_id="tryTemplate",
    tags=_TAGS,
)
@inject
async def try_template(
    request: _Signed,
    key: FromPath[TemplateKey],
    data: JSONBody[TrialIn],
    store: FromDishka[Store],
    trials: FromDishka[TryTemplate],
) -> TrialOut:
    """Sends a template to a phone, as contractors would get it, published or not.

    It belongs to no conversation and no figure; each person may do so ten times an hour.
    """
    fr, ar = storable_text(data.fr), storable_text(data.ar)
    _refuse_faults(key, fr, ar)
    phone = phone_typed(data.phone)
    status = await _status(store, data.contract) if data.contract else None
    sent = await trials(Template(key=key, fr=fr, ar=ar), phone, status=status, who=actor_of(request))
    if isinstance(sent, TooOften):
        later = {"Retry-After": str(int(sent.wait.total_seconds()))}
        raise TooManyRequestsException("too many trials of one person", headers=later)
    return TrialOut(id=sent.id, phone=mask(phone), text=sent.reply.text, real=status is not None)


@put(
    "/api/templates/{key:str}",
    guards=_TEMPLATES,
    responses=_CHANGES,
    operation_id="publishTemplate",
    tags=_TAGS,
)
@inject
async def publish_template(
    request: _Signed,
    key: FromPath[TemplateKey],
    data: JSONBody[PublishIn],
    settings: FromDishka[SettingsDesk],
    store: FromDishka[Store],
    views: FromDishka[Views],
) -> TemplateOut:
    """Publishes a template, which is sent from now on; the version before is kept."""
    fr, ar = storable_text(data.fr), storable_text(data.ar)
    _refuse_faults(key, fr, ar)
    outcome = await settings.publish(
        Template(key=key, fr=fr, ar=ar), version=data.version, who=actor_of(request)
    )
    return await _answered(key, outcome, data.version, store, views)


@post(
    "/api/templates/{key:str}/rollback",
    status_code=200,
    guards=_TEMPLATES,
    responses=_CHANGES,
    operation_id="rollBackTemplate",
    tags=_TAGS,
)
@inject
async def roll_back_template(
    request: _Signed,
    key: FromPath[TemplateKey],
    data: JSONBody[RollbackIn],
    settings: FromDishka[SettingsDesk],
    store: FromDishka[Store],
    views: FromDishka[Views],
) -> TemplateOut:
    """Publishes the text of an older version again, as a new version."""
    outcome = await settings.roll_back(key, data.to, version=data.version, who=actor_of(request))
    return await _answered(key, outcome, data.version, store, views)


async def _answered(
    key: TemplateKey, outcome: int | Missing | TemplateOutdated, looked_at: int, store: Store, views: Views
) -> TemplateOut:
    if isinstance(outcome, Missing):
        raise missing()
    async with store.begin() as work:
        kept = await work.template_versions(key)
    people = await views.people(sorted({one.by for one in kept}))
    current = _shown(key, kept[0] if kept else None, people)
    if isinstance(outcome, int):
        return current
    newer = tuple(_change(one, people) for one in reversed(kept) if one.version > looked_at)
    title = "Quelqu'un d'autre vient de publier ce texte : relisez-le avant de continuer."
    raise Refused(
        OutdatedProblem(type="urn:jarvis:outdated", title=title, status=409, current=current, changes=newer)
    )


def _change(published: TemplateVersion, people: Mapping[str, PersonRef]) -> EventOut:
    facts: dict[str, str | PersonRef | None] = {"version": str(published.version)}
    return EventOut(at=published.at, by=people.get(published.by), what="template_changed", facts=facts)


async def _status(store: Store, contract: str) -> ContractSnapshot:
    number = contract_typed(contract)
    async with store.begin() as work:
        status = await work.last_status(number)
    if status is None:
        raise refused("contract", "Ce contrat n'a encore jamais été lu sur le portail : essayez-en un autre.")
    return status


def _refuse_faults(key: TemplateKey, fr: str, ar: str) -> None:
    if faults := template_faults(key, fr, ar):
        listed = [msgspec.to_builtins(_fault(key, fault)) for fault in faults]
        raise ValidationException("the texts cannot be sent", extra=listed)


def _fault(key: TemplateKey, fault: TemplateFault) -> FaultOut:
    known = TEMPLATE_VARIABLES[key]
    offer = ", ".join(f"{{{name}}}" for name in sorted(known.required | known.optional)) or "aucune"
    message = _SENTENCES[fault.kind].format(
        detail=fault.detail, offer=offer, most=MAX_CHARACTERS, lines=MAX_LINES
    )
    field = fault.language or ReplyLanguage.FR
    return FaultOut(key=field, kind=fault.kind, message=message, detail=fault.detail)


def _shown(key: TemplateKey, kept: TemplateVersion | None, people: Mapping[str, PersonRef]) -> TemplateOut:
    template, known = kept.template if kept else DEFAULT_CATALOGUE[key], TEMPLATE_VARIABLES[key]
    return TemplateOut(
        key=key,
        fr=template.fr,
        ar=template.ar,
        version=kept.version if kept else 0,
        by=people.get(kept.by) if kept else None,
        at=kept.at if kept else None,
        required=tuple(sorted(known.required)),
        optional=tuple(sorted(known.optional)),
    )


TEMPLATE_ROUTES = (
    list_templates,
    list_versions,
    preview_template,
    try_template,
    publish_template,
    roll_back_template,
)
