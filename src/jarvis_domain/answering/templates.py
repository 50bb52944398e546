"""Reply templates: French and Arabic with named variables, checked when they are saved."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import msgspec

from jarvis_domain.answering.bidi import has_arabic, isolate_latin, right_to_left
from jarvis_domain.errors import InvalidTemplate
from jarvis_domain.understanding.text import isolate_ltr

MAX_CHARACTERS = 600
MAX_LINES = 12


class TemplateKey(StrEnum):
    DOSSIER_INCOMPLET = "dossier_incomplet"
    FERME = "ferme"
    ACTIVATION_LANCEE = "activation_lancee"
    BO_FIXE = "bo_fixe"
    BO_PRESTATAIRE = "bo_prestataire"
    REFUSE_PAR_BO = "refuse_par_bo"
    STATUT_AUTRE = "statut_autre"
    CONTRAT_INTROUVABLE = "contrat_introuvable"
    CONTRATS_EN_TROP = "contrats_en_trop"
    DEMANDE_NUMERO = "demande_numero"
    NUMERO_INCOMPLET = "numero_incomplet"
    CORRECTION = "correction"
    AIDE = "aide"
    PORTAIL_INDISPONIBLE = "portail_indisponible"
    REPONSE_ANCIENNE = "reponse_ancienne"
    RECLAMATION_SANS_NUMERO = "reclamation_sans_numero"
    RECLAMATION_OUVERTE = "reclamation_ouverte"
    RECLAMATION_DETAILS = "reclamation_details"
    RECLAMATION_MENU = "reclamation_menu"
    RECLAMATION_CONFIRMATION = "reclamation_confirmation"
    RECLAMATION_ABANDONNEE = "reclamation_abandonnee"
    RECLAMATION_SUIVI = "reclamation_suivi"
    RECLAMATION_AUCUNE = "reclamation_aucune"
    RECLAMATION_RESOLUE = "reclamation_resolue"
    TICKET_ESCALADE = "ticket_escalade"
    TICKET_RESOLU = "ticket_resolu"
    LIMITE_ATTEINTE = "limite_atteinte"
    MEDIA_NON_LU = "media_non_lu"
    RELAIS_HUMAIN = "relais_humain"
    MERCI = "merci"
    NON_INSCRIT = "non_inscrit"


class ReplyLanguage(StrEnum):
    """The two languages of every reply."""

    FR = "fr"
    AR = "ar"


class Variables(msgspec.Struct, frozen=True):
    """What a template must name in both languages, and what it may name besides."""

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()


_STATUS = Variables(
    frozenset({"numero", "releve"}),
    frozenset({"etat", "sous_etat", "sous_etat_2", "libelle", "cree_le"}),
)
_NUMBER = Variables(frozenset({"numero"}))
_NOTHING = Variables()

TEMPLATE_VARIABLES: Mapping[TemplateKey, Variables] = {
    TemplateKey.DOSSIER_INCOMPLET: _STATUS,
    TemplateKey.FERME: _STATUS,
    TemplateKey.ACTIVATION_LANCEE: _STATUS,
    TemplateKey.BO_FIXE: _STATUS,
    TemplateKey.BO_PRESTATAIRE: _STATUS,
    TemplateKey.REFUSE_PAR_BO: _STATUS,
    TemplateKey.STATUT_AUTRE: Variables(
        _STATUS.required | {"libelle"}, _STATUS.optional.difference({"libelle"})
    ),
    TemplateKey.CONTRAT_INTROUVABLE: _NUMBER,
    TemplateKey.CONTRATS_EN_TROP: Variables(frozenset({"numeros"}), frozenset({"maximum"})),
    TemplateKey.DEMANDE_NUMERO: _NOTHING,
    TemplateKey.NUMERO_INCOMPLET: Variables(frozenset({"vu"})),
    TemplateKey.CORRECTION: Variables(frozenset({"numero"}), frozenset({"vu"})),
    TemplateKey.AIDE: Variables(optional=frozenset({"maximum"})),
    TemplateKey.PORTAIL_INDISPONIBLE: _NUMBER,
    TemplateKey.REPONSE_ANCIENNE: Variables(frozenset({"age"}), frozenset({"numero"})),
    TemplateKey.RECLAMATION_SANS_NUMERO: _NOTHING,
    TemplateKey.RECLAMATION_OUVERTE: Variables(frozenset({"type", "numeros"})),
    TemplateKey.RECLAMATION_DETAILS: Variables(frozenset({"type"})),
    TemplateKey.RECLAMATION_MENU: Variables(frozenset({"choix"})),
    TemplateKey.RECLAMATION_CONFIRMATION: Variables(frozenset({"type", "numeros"}), frozenset({"details"})),
    TemplateKey.RECLAMATION_ABANDONNEE: _NOTHING,
    TemplateKey.RECLAMATION_SUIVI: Variables(frozenset({"numero", "etat"}), frozenset({"type", "date"})),
    TemplateKey.RECLAMATION_AUCUNE: _NOTHING,
    TemplateKey.RECLAMATION_RESOLUE: Variables(frozenset({"numero"}), frozenset({"type"})),
    TemplateKey.TICKET_ESCALADE: Variables(frozenset({"numero", "ticket"})),
    TemplateKey.TICKET_RESOLU: Variables(frozenset({"numero", "ticket"}), frozenset({"notes"})),
    TemplateKey.LIMITE_ATTEINTE: Variables(optional=frozenset({"attente", "maximum"})),
    TemplateKey.MEDIA_NON_LU: Variables(optional=frozenset({"media"})),
    TemplateKey.RELAIS_HUMAIN: _NOTHING,
    TemplateKey.MERCI: _NOTHING,
    TemplateKey.NON_INSCRIT: _NOTHING,
}

_VARIABLE = re.compile(r"\{([a-z0-9_]+)\}")
# Controls, and the marks that turn the direction of what follows: the renderer puts its own.
_FORBIDDEN = re.compile("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class FaultKind(StrEnum):
    """What can be wrong with a text; `wrong_side`: French and Arabic stand in each other's place."""

    TEXT_MISSING = "text_missing"
    UNKNOWN_VARIABLE = "unknown_variable"
    VARIABLE_MISSING = "variable_missing"
    STRAY_BRACES = "stray_braces"
    HIDDEN_SIGNS = "hidden_signs"
    TOO_LONG = "too_long"
    TOO_MANY_LINES = "too_many_lines"
    WRONG_SIDE = "wrong_side"


class TemplateFault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to mend: in which language (None: between the two), and which variable or length, if any."""

    kind: FaultKind
    language: ReplyLanguage | None = None
    detail: str = ""


def template_faults(key: TemplateKey, fr: str, ar: str) -> tuple[TemplateFault, ...]:
    """Everything that keeps these texts from being sent under this key; empty when nothing does."""
    faults = (*_faults(key, ReplyLanguage.FR, fr), *_faults(key, ReplyLanguage.AR, ar))
    if has_arabic(fr) or (ar.strip() and not has_arabic(ar)):
        faults += (TemplateFault(kind=FaultKind.WRONG_SIDE),)
    return faults


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """One answer in both languages; raises InvalidTemplate when it could not be sent.

    A variable stands in braces: `{numero}`. Which ones a key may and must name is in TEMPLATE_VARIABLES.
    """

    key: TemplateKey
    fr: str
    ar: str

    def __post_init__(self) -> None:
        if faults := template_faults(self.key, self.fr, self.ar):
            raise InvalidTemplate(*(_sentence(self.key, fault) for fault in faults))

    def text(self, language: ReplyLanguage) -> str:
        return self.fr if language is ReplyLanguage.FR else self.ar


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """Every key with its template; raises InvalidTemplate when a key has none."""

    templates: dict[TemplateKey, Template]

    def __post_init__(self) -> None:
        if lacking := [key for key in TemplateKey if key not in self.templates]:
            raise InvalidTemplate(*(f"Add a template for {key}." for key in lacking))

    def __getitem__(self, key: TemplateKey) -> Template:
        return self.templates[key]

    def with_templates(self, templates: Iterable[Template]) -> "Catalogue":
        """A catalogue where these replace the ones of the same key; the last of a key counts."""
        return Catalogue(templates=self.templates | {template.key: template for template in templates})


def render(template: Template, language: ReplyLanguage, values: Mapping[str, str]) -> str:
    """The text to send: variables filled in, Latin pieces of Arabic isolated, its lines right to left.

    A value is put in as it is: text from outside goes through `quote` first. Raises KeyError when a variable
    of the template has no value.
    """
    text = template.text(language)
    if language is ReplyLanguage.FR:
        return _VARIABLE.sub(lambda found: values[found[1]], text)
    filled = _VARIABLE.sub(lambda found: _in_arabic(values[found[1]]), text)
    return right_to_left(isolate_latin(filled))


def _in_arabic(value: str) -> str:
    return isolate_latin(value) if has_arabic(value) else isolate_ltr(value)


def _faults(key: TemplateKey, language: ReplyLanguage, text: str) -> tuple[TemplateFault, ...]:
    """Everything to mend in one language."""
    if not text.strip():
        return (TemplateFault(kind=FaultKind.TEXT_MISSING, language=language),)
    found = (*_faults_of_variables(key, text), *_faults_of_form(text))
    return tuple(TemplateFault(kind=kind, language=language, detail=detail) for kind, detail in found)


def _faults_of_variables(key: TemplateKey, text: str) -> Iterator[tuple[FaultKind, str]]:
    used, known = frozenset(_VARIABLE.findall(text)), TEMPLATE_VARIABLES[key]
    for variable in sorted(used - known.required - known.optional):
        yield FaultKind.UNKNOWN_VARIABLE, variable
    for variable in sorted(known.required - used):
        yield FaultKind.VARIABLE_MISSING, variable


def _faults_of_form(text: str) -> Iterator[tuple[FaultKind, str]]:
    if re.search(r"[{}]", _VARIABLE.sub("", text)):
        yield FaultKind.STRAY_BRACES, ""
    if _FORBIDDEN.search(text):
        yield FaultKind.HIDDEN_SIGNS, ""
    if len(text) > MAX_CHARACTERS:
        yield FaultKind.TOO_LONG, str(len(text))
    if text.count("\n") >= MAX_LINES:
        yield FaultKind.TOO_MANY_LINES, ""


def _sentence(key: TemplateKey, fault: TemplateFault) -> str:
    """For whoever writes templates in code; the back office has French sentences of its own."""
    name = "Arabic" if fault.language is ReplyLanguage.AR else "French"
    known = TEMPLATE_VARIABLES[key]
    offer = ", ".join(f"{{{variable}}}" for variable in sorted(known.required | known.optional)) or "none"
    sentences = {
        FaultKind.TEXT_MISSING: "Write the {name} text: every reply has both languages.",
        FaultKind.UNKNOWN_VARIABLE: "Take {{{detail}}} out of the {name} text; {key} knows: {offer}.",
        FaultKind.VARIABLE_MISSING: "Add {{{detail}}} to the {name} text.",
        FaultKind.STRAY_BRACES: "In the {name} text, use braces only around a variable, as in {{numero}}.",
        FaultKind.HIDDEN_SIGNS: "In the {name} text, remove control characters and direction marks, "
        "JARVIS sets its own.",
        FaultKind.TOO_LONG: "In the {name} text, shorten it from {detail} to {most} characters at most.",
        FaultKind.TOO_MANY_LINES: "In the {name} text, use {lines} lines at most.",
        FaultKind.WRONG_SIDE: "Put the French text into fr and the Arabic text into ar.",
    }
    facts = {"name": name, "key": key, "offer": offer, "detail": fault.detail}
    return sentences[fault.kind].format(**facts, most=MAX_CHARACTERS, lines=MAX_LINES)
