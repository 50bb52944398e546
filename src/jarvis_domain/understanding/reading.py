"""The reading of a message: what it is about, and how a model's answer is grounded in the text."""

import re
from enum import StrEnum

import msgspec

from jarvis_domain.understanding.contracts import FoundContract
from jarvis_domain.understanding.text import fold_words
from jarvis_domain.understanding.vocabulary import hear

_ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u017f]")


class Language(StrEnum):
    """`darija` is Moroccan Arabic in either script."""

    FR = "fr"
    AR = "ar"
    DARIJA = "darija"
    EN = "en"


class Intent(StrEnum):
    STATUS_CHECK = "status_check"
    COMPLAINT = "complaint"
    OTHER = "other"


class ComplaintType(StrEnum):
    """In the order of the numbered menu, 1 to 8."""

    RETARD_INSTALLATION = "retard_installation"
    ANNULATION_CONTRAT = "annulation_contrat"
    CONTACT_ERRONE = "contact_errone"
    ADRESSE_ERRONEE = "adresse_erronee"
    CAS_BLOQUE = "cas_bloque"
    DEUXIEME_CONTRAT = "deuxieme_contrat"
    PRISE_DE_RDV = "prise_de_rdv"
    AUTRE = "autre"


class ReadBy(StrEnum):
    MODEL = "model"
    RULES = "rules"


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a field was read as it was: the piece of the message (or ""), and what it stands for, in words."""

    field: str
    seen: str
    means: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What one message says, checked against its text.

    `complaint_type` is set exactly when `intent` is a complaint. `same_contract`: the writer points at the
    contract spoken of before ("même contrat", "nfs l3a9d"). `wants_help`: a greeting or a call for help with
    nothing else to answer. `closing`: thanks, an "ok", or signs without a word, which ask for nothing.
    `choice`: a bare menu answer ("1" … "8", "oui", "نعم" is 1), else None. `confidence` (0 to 1): how likely
    intent, complaint type and spam are right. `why`: the reasons, for the dashboard and notebooks.
    """

    language: Language | None
    intent: Intent
    complaint_type: ComplaintType | None = None
    spam: bool = False
    by: ReadBy = ReadBy.RULES
    contracts: tuple[FoundContract, ...] = ()
    incomplete: tuple[str, ...] = ()
    same_contract: bool = False
    wants_help: bool = False
    closing: bool = False
    choice: int | None = None
    confidence: float = 1.0
    why: tuple[Reason, ...] = ()


class ModelProposal(msgspec.Struct, frozen=True, kw_only=True):
    """What a language model said of a message: well-formed, not yet believed.

    A field is None when the model left it out or used a value outside the list; `language` is also None for
    the model's "none". `contracts` are pieces of text as the model copied them.
    """

    language: Language | None = None
    intent: Intent | None = None
    complaint_type: ComplaintType | None = None
    contracts: tuple[str, ...] = ()
    spam: bool | None = None


def ground(proposal: ModelProposal, rules: Reading, text: str) -> Reading:
    """A model's proposal checked against the text: the rules' reading, better where a model may judge.

    Who wins, field by field (`rules` is the rules' reading of the same `text`):

    - contracts, incomplete, same_contract, choice: the rules, always. Whatever the tolerant reader does not
      accept in the text does not exist, so a number that a model invented, altered or forgot changes nothing.
    - language: the model, if the letters of the text allow what it says; else the rules.
    - intent: the rules where the model says nothing, where it says `other` of a text in which they found
      something, or where they found a complaint (a complaint wins); else the model.
    - complaint_type: the rules where they name one; else the model, else `autre`.
    - spam: the rules' finding stands; a model may add one, but against a number, a question or a complaint
      only if the text holds promotion words.
    - wants_help: the rules, while nothing else is to be answered.

    The result says `by=model` even where every field came from the rules.
    """
    spam = rules.spam or (proposal.spam is True and _may_be_spam(rules, text))
    intent = Intent.OTHER if spam else _grounded_intent(proposal.intent, rules)
    complaint = _grounded_type(proposal.complaint_type, rules) if intent is Intent.COMPLAINT else None
    return msgspec.structs.replace(
        rules,
        by=ReadBy.MODEL,
        spam=spam,
        language=_grounded_language(proposal.language, rules, text),
        intent=intent,
        complaint_type=complaint,
        wants_help=rules.wants_help and intent is Intent.OTHER and not spam,
    )


def _may_be_spam(rules: Reading, text: str) -> bool:
    speaks_of_work = bool(rules.contracts or rules.incomplete) or rules.intent is not Intent.OTHER
    return not speaks_of_work or hear(fold_words(text).split()).promotes()


def _grounded_intent(proposed: Intent | None, rules: Reading) -> Intent:
    if proposed is None or proposed is Intent.OTHER or rules.intent is Intent.COMPLAINT:
        return rules.intent
    return rules.intent if rules.choice is not None else proposed


def _grounded_type(proposed: ComplaintType | None, rules: Reading) -> ComplaintType:
    if rules.complaint_type not in {None, ComplaintType.AUTRE}:
        proposed = rules.complaint_type
    return proposed or ComplaintType.AUTRE


def _grounded_language(proposed: Language | None, rules: Reading, text: str) -> Language | None:
    """Nothing to judge stays nothing; Latin letters alone are never standard Arabic."""
    if proposed is None or rules.language is None:
        return rules.language
    arabic, latin = len(_ARABIC_LETTER.findall(text)), len(_LATIN_LETTER.findall(text))
    possible = {Language.DARIJA}
    if arabic:
        possible.add(Language.AR)
    if latin > arabic:
        possible |= {Language.FR, Language.EN}
    return proposed if proposed in possible else rules.language
