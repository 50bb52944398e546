"""The deterministic reading of a message: complete without any language model."""

import re
from typing import NamedTuple

from jarvis_domain.understanding import lexicon
from jarvis_domain.understanding.certainty import Weighed, confidence_of
from jarvis_domain.understanding.contracts import ContractScan, scan_contracts
from jarvis_domain.understanding.language import detect_language
from jarvis_domain.understanding.leaning import leaning_of
from jarvis_domain.understanding.phrases import phrases, said_only
from jarvis_domain.understanding.reading import ComplaintType, Intent, Reading
from jarvis_domain.understanding.signals import signals_of
from jarvis_domain.understanding.text import fold_words
from jarvis_domain.understanding.vocabulary import BIT, Heard, hear, mask_of

_LONGEST_READ = 4000  # characters looked at for meaning; numbers are read in the whole text
_LINKED = re.compile(r"(?:https?:|www\.)\S+", re.IGNORECASE)
_LONE_CHOICE = re.compile(r"(?:choix |n |numero |option )?([1-8])")

_COMPLAINTS = tuple(
    (ComplaintType(kind), weight, mask_of(present), mask_of(absent))
    for kind, weight, present, absent in lexicon.COMPLAINTS
)
_KINDS = frozenset(ComplaintType)
_STATUS_QUESTIONS = tuple(mask_of(group) for group in lexicon.STATUS_QUESTIONS)
_RESPELT = {fold_words(short): fold_words(word) for short, word in lexicon.RESPELT.items()}
_CLOSING = dict.fromkeys(phrases(lexicon.CLOSING), True)
_BESIDE_CLOSING = phrases(lexicon.BESIDE_CLOSING)
_YES = {fold_words(word.replace("_", " ")) for word in lexicon.YES.split()}


class Understood(NamedTuple):
    """What a message was found to say; `ranked` are its complaints, the weightiest first."""

    scan: ContractScan
    rest: str
    words: list[str]
    heard: Heard
    ranked: list[Weighed]
    spam: bool
    kind: ComplaintType | None
    intent: Intent


def understand(text: str) -> Understood:
    """Everything the rules see in a message, for a reading and for its explanation; never raises."""
    scan = scan_contracts(text)
    rest = _without_numbers(text[:_LONGEST_READ], scan)
    folded = fold_words(rest)
    words = folded.split()
    heard = _heard(words, folded, text, scan)
    spam = is_spam(heard)
    ranked = [] if spam else ranked_complaints(heard) or _leant_to(heard)
    kind = ranked[0].kind if ranked else None
    return Understood(
        scan, rest, words, heard, ranked, spam, kind, _intent(heard, scan, kind=kind, spam=spam)
    )


_LEANS = 0.45  # from this share on a message without any rule's complaint is the complaint it leans to


def _leant_to(heard: Heard) -> list[Weighed]:
    """The complaint that all meanings together speak for, where no rule finds one."""
    leaning = leaning_of(meant(heard))
    if leaning.outcome not in _KINDS or leaning.share < _LEANS or _weight_needed(heard):
        return []
    return [Weighed(0.0, ComplaintType(leaning.outcome), leaning.meanings)]


def read_by_rules(text: str) -> Reading:
    """Read a message by rules alone: linear, deterministic, never raises.

    `why` stays empty: reasons cost more than the reading; `explain` gives them for a text when somebody asks.
    """
    seen = understand(text)
    scan, words, heard, intent = seen.scan, seen.words, seen.heard, seen.intent
    other = intent is Intent.OTHER and not seen.spam
    return Reading(
        language=detect_language(words, seen.rest),
        intent=intent,
        complaint_type=seen.kind,
        spam=seen.spam,
        contracts=scan.found,
        incomplete=scan.incomplete,
        same_contract=heard.has("SAME") and not scan.found,
        wants_help=other and _calls_for_help(heard, words),
        closing=other and (heard.has("RESOLVED THANKS") or not words or _only_closes(words)),
        choice=_choice(" ".join(words)),
        confidence=confidence_of(words, heard, seen.ranked, intent, spam=seen.spam),
    )


def _without_numbers(text: str, scan: ContractScan) -> str:
    """What is left to read for its meaning: no contract numbers, no links."""
    for piece in (*(found.seen for found in scan.found), *scan.incomplete):
        text = text.replace(piece, " ")
    return _LINKED.sub(" ", text).replace("+ ", "plus ")


def _heard(words: list[str], folded: str, text: str, scan: ContractScan) -> Heard:
    """The words' meanings and the signals of the whole message."""
    heard = hear([_RESPELT.get(word, word) for word in words])
    bits = heard.concepts | signals_of(words, folded, text[:_LONGEST_READ], heard)
    if scan.found or scan.incomplete:
        bits |= BIT["NUMBERED"]
    if len(scan.found) > 1:
        bits |= BIT["NUMBERS"]
    return Heard(bits, heard.words)


def ranked_complaints(heard: Heard) -> list[Weighed]:
    """Every complaint in the words that counts, weightiest first; "no problem" is none."""
    present, needed = meant(heard), _weight_needed(heard)
    matching = [
        Weighed(weight, kind, wanted)
        for kind, weight, wanted, unwanted in _COMPLAINTS
        if present & wanted == wanted and not present & unwanted
    ]
    ranked = sorted(matching, key=lambda match: -match.weight)
    return ranked if ranked and ranked[0].weight >= needed else []


# What is said but not meant: the meanings that must be present (all of one text), and what they take back.
_TAKEN_BACK = tuple((mask_of(when), mask_of(what)) for when, what in lexicon.TAKEN_BACK)


def meant(heard: Heard) -> int:
    """The concepts without those that the message takes back, as "no problem" does with "problem"."""
    present = heard.concepts
    for when, what in _TAKEN_BACK:
        if heard.concepts & when == when:
            present &= ~what
    if heard.has("ANNULLED") and not heard.has("NEG") and (heard.has("QUESTION") or heard.has("ORNOT")):
        present &= ~BIT["ANNUL"]
    return present


def _weight_needed(heard: Heard) -> float:
    """How weighty a complaint must be to count: much beside thanks, or in talk of the contractor himself."""
    if heard.has("RESOLVED THANKS"):
        return 6.0
    alone = not heard.has("NUMBERED") and not heard.has("CLIENT")
    if alone and heard.has("SELF"):
        return 9.0
    if heard.has("HOWTO") and not heard.has("NUMBERED"):
        return 6.05
    asks = heard.has("QUESTION") or heard.has("ASK")
    return (
        5.0
        if alone and asks and (heard.has("COVERAGE") or heard.has("KNOWHOW") or heard.has("PLACE"))
        else 0.0
    )


def _intent(heard: Heard, scan: ContractScan, *, kind: ComplaintType | None, spam: bool) -> Intent:
    if spam:
        return Intent.OTHER
    if kind is not None:
        return Intent.COMPLAINT
    if heard.has("RESOLVED THANKS"):
        return Intent.OTHER
    if scan.found or scan.incomplete:
        return Intent.STATUS_CHECK
    asked = any(heard.concepts & group == group for group in _STATUS_QUESTIONS)
    besides = any(heard.has(concept) for concept in lexicon.NOT_A_STATUS)
    return Intent.STATUS_CHECK if asked and not besides else Intent.OTHER


_TOGETHER = tuple((mask_of(kinds), weight) for kinds, weight in lexicon.SPAM_TOGETHER.items())


def is_spam(heard: Heard) -> bool:
    """Whether what lures in a message outweighs what speaks of work."""
    lures = sum(weight * min(3, heard.count(kind)) for kind, weight in lexicon.SPAM_WEIGHTS.items())
    lures += sum(weight for kinds, weight in _TOGETHER if heard.concepts & kinds == kinds)
    if lures == 0:
        return False
    work = sum(weight for kind, weight in lexicon.WORK_WEIGHTS.items() if heard.concepts & BIT[kind])
    dressed = sum(weight for kind, weight in lexicon.DRESS_WEIGHTS.items() if heard.concepts & BIT[kind])
    return lures + dressed - work >= lexicon.SPAM_THRESHOLD


def _calls_for_help(heard: Heard, words: list[str]) -> bool:
    return heard.has("HELP") or (heard.has("GREET") and len(words) <= 8)


def _only_closes(words: list[str]) -> bool:
    """Thanks, or an "ok", and nothing else."""
    return bool(said_only(words, _CLOSING, _BESIDE_CLOSING))


def _choice(folded: str) -> int | None:
    if lone := _LONE_CHOICE.fullmatch(folded):
        return int(lone.group(1))
    return 1 if folded in _YES else None
