"""Grounding: a model's proposal and the rules' reading become one reading, field by field."""

import re

import msgspec

from jarvis_domain.understanding import lexicon
from jarvis_domain.understanding.contracts import find_contracts
from jarvis_domain.understanding.reading import (
    ComplaintType,
    Intent,
    Language,
    ModelProposal,
    ReadBy,
    Reading,
    Reason,
)
from jarvis_domain.understanding.text import fold_words
from jarvis_domain.understanding.vocabulary import Heard, hear

SURE = 0.4
SURE_OF_A_QUESTION = 0.55
"""From this confidence on the rules keep intent and complaint type; below it their reading hangs on a default
(most words unknown; a number and nothing named) and is right in less than half of the messages. The second
is for a status question, to which a number alone leads: there a mistaken complaint costs little, for the
status is answered all the same. Higher bounds would win more on unseen wording, and would lose on known."""

_LONGEST_READ = 4000
_ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")
_BETWEEN = re.compile(r"[\s,;:!?.؟،()\"]+(?!\S*[/@])")
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u017f]")


def ground(proposal: ModelProposal, rules: Reading, text: str) -> Reading:
    """A model's proposal checked against the text: the rules' reading, better where a model may judge.

    Who wins, field by field (`rules` is the rules' reading of the same `text`; when they are *sure* says
    `model_may_judge`):

    =========================  =======================================================================
    contracts, incomplete,     the rules, always: what the tolerant reader does not accept in the text
    same_contract, choice      does not exist, whatever a model invented, altered or forgot
    language                   the rules where they name one; else the model, if words and letters allow it
    intent                     the rules when sure, of a menu answer, and beside a number that the model
                               calls `other`; else the model
    complaint_type             the rules when sure; else the model where it names one, then the rules
    spam                       the rules' finding stands; a model may add one only where they are not sure,
                               words promote something, and there is no number and no word of work
    wants_help, closing        the rules, while nothing else is to be answered
    =========================  =======================================================================

    A proposal that the text refutes (see `is_refuted`) is believed in nothing: who invents one thing, invents
    others. The result says `by=model` even where every field came from the rules.
    """
    if is_refuted(proposal, rules, text):
        proposal = ModelProposal()
    spam = rules.spam or (proposal.spam is True and _may_be_spam(rules, text))
    intent = Intent.OTHER if spam else _grounded_intent(proposal.intent, rules)
    other = intent is Intent.OTHER and not spam
    grounded = msgspec.structs.replace(
        rules,
        by=ReadBy.MODEL,
        spam=spam,
        language=_grounded_language(proposal.language, rules, text),
        intent=intent,
        complaint_type=_grounded_type(proposal, rules) if intent is Intent.COMPLAINT else None,
        wants_help=rules.wants_help and other,
        closing=rules.closing and other,
    )
    return msgspec.structs.replace(grounded, why=rules.why + _decided_by_model(grounded, rules))


def model_may_judge(rules: Reading) -> bool:
    """Whether a model could better this reading."""
    enough = SURE_OF_A_QUESTION if rules.intent is Intent.STATUS_CHECK else SURE
    return rules.confidence < enough


def is_refuted(proposal: ModelProposal, rules: Reading, text: str) -> bool:
    """Whether the text shows that the model is wrong, so that its other words are worth nothing either.

    It "copied" a number that is not there, named a language that the letters exclude, or called spam what
    promotes nothing and holds a number or a word of work.
    """
    named = proposal.language
    return (
        _invents(proposal, rules, text)
        or (named is not None and rules.language is not None and named not in _possible(text))
        or (proposal.spam is True and not rules.spam and _is_plain_work(rules, text))
    )


def _invents(proposal: ModelProposal, rules: Reading, text: str) -> bool:
    """Whether a piece that the model "copied" is neither in the text nor one of its numbers, put right."""
    letters, numbers = _bare(text), {found.number for found in rules.contracts}
    return any(
        _bare(piece) not in letters and not {found.number for found in find_contracts(piece)} & numbers
        for piece in proposal.contracts
    )


def _bare(text: str) -> str:
    return fold_words(text).replace(" ", "")


def _may_be_spam(rules: Reading, text: str) -> bool:
    """Promotion, and not a word of work: silence is the dearest mistake, so two must agree to it."""
    if not model_may_judge(rules) or rules.contracts or rules.incomplete or rules.choice is not None:
        return False
    heard = _heard(text)
    return heard.promotes() and not _works(heard)


def _is_plain_work(rules: Reading, text: str) -> bool:
    heard = _heard(text)
    return not heard.promotes() and (bool(rules.contracts or rules.incomplete) or _works(heard))


def _works(heard: Heard) -> bool:
    return any(heard.has(work) for work in lexicon.WORK_WEIGHTS)


def _heard(text: str) -> Heard:
    return hear(fold_words(text[:_LONGEST_READ]).split())


def _grounded_intent(proposed: Intent | None, rules: Reading) -> Intent:
    if proposed is None or not model_may_judge(rules) or rules.choice is not None:
        return rules.intent
    numbered = bool(rules.contracts or rules.incomplete)
    return rules.intent if numbered and proposed is Intent.OTHER else proposed


def _grounded_type(proposal: ModelProposal, rules: Reading) -> ComplaintType:
    named = proposal.complaint_type
    if named is None or (rules.complaint_type is not None and not model_may_judge(rules)):
        named = rules.complaint_type
    return named or ComplaintType.AUTRE


def _grounded_language(proposed: Language | None, rules: Reading, text: str) -> Language | None:
    """A code or a link shows no language, two words may."""
    if proposed is None or rules.language is not None or len(_words(text)) < 2:
        return rules.language
    return proposed if proposed in _possible(text) else None


def _possible(text: str) -> set[Language]:
    """The languages the letters allow: Arabic needs its own, French and English need Latin ones."""
    letters = "".join(_words(text))
    arabic, latin = len(_ARABIC_LETTER.findall(letters)), len(_LATIN_LETTER.findall(letters))
    return (
        {Language.DARIJA}
        | ({Language.AR} if arabic else set())
        | ({Language.FR, Language.EN} if latin else set())
    )


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text[:_LONGEST_READ]) if word.isalpha() and len(word) > 1]


def _decided_by_model(grounded: Reading, rules: Reading) -> tuple[Reason, ...]:
    return tuple(
        Reason(field=field, seen="", means=f"the model's word, against {getattr(rules, field) or 'none'}")
        for field in ("language", "intent", "complaint_type", "spam")
        if getattr(grounded, field) != getattr(rules, field)
    )
