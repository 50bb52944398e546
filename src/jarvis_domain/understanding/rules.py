"""The deterministic reading of a message: complete without any language model."""

import re

from jarvis_domain.understanding import lexicon
from jarvis_domain.understanding.contracts import ContractScan, scan_contracts
from jarvis_domain.understanding.language import detect_language
from jarvis_domain.understanding.reading import ComplaintType, Intent, Reading
from jarvis_domain.understanding.text import fold_words
from jarvis_domain.understanding.vocabulary import BIT, Heard, hear, mask_of

_LONGEST_READ = 4000  # characters looked at for meaning; numbers are read in the whole text
_UNITS = "|".join(sorted(fold_words(lexicon.DURATION_UNITS).split(), key=len, reverse=True))
_COUNTS = "|".join(fold_words(lexicon.COUNTS).split())
_DURATION = re.compile(rf"(?<!\w)(?:[0-9]{{1,3}}|{_COUNTS}) ?(?:d |dyal |ديال |د )?(?:{_UNITS})(?!\w)")
_LINKED = re.compile(r"(?:https?:|www\.)\S+", re.IGNORECASE)
_LINK = re.compile(r"https?:|www\.|bit\.ly|\b\w+\.(?:com|net|xyz|site|shop|online|info)\b", re.IGNORECASE)
_SHOUT = re.compile(
    r"!{2,}|[0-9] ?%|[0-9] ?(?:dhs?|€|\$|درهم|mad)\b|"
    r"[\U0001f300-\U0001faff][^\n]{0,80}[\U0001f300-\U0001faff]",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[?؟]")
_LONE_CHOICE = re.compile(r"(?:choix |n |numero |option )?([1-8])")

_COMPLAINTS = tuple(
    (ComplaintType(kind), weight, mask_of(present), mask_of(absent))
    for kind, weight, present, absent in lexicon.COMPLAINTS
)
_STATUS_QUESTIONS = tuple(mask_of(group) for group in lexicon.STATUS_QUESTIONS)
_RESPELT = {fold_words(short): fold_words(word) for short, word in lexicon.RESPELT.items()}
_YES = {fold_words(word.replace("_", " ")) for word in lexicon.YES.split()}


def read_by_rules(text: str) -> Reading:
    """Read a message by rules alone: linear, deterministic, without memory; never raises."""
    scan = scan_contracts(text)
    rest = _without_numbers(text[:_LONGEST_READ], scan)
    folded = fold_words(rest)
    words = folded.split()
    heard = _with_computed(hear([_RESPELT.get(word, word) for word in words]), folded, text, scan)
    spam = _is_spam(heard, text)
    kind = None if spam else complaint_type_of(heard)
    intent = _intent(heard, scan, kind=kind, spam=spam)
    return Reading(
        language=detect_language(words, rest),
        intent=intent,
        complaint_type=kind if intent is Intent.COMPLAINT else None,
        spam=spam,
        contracts=scan.found,
        incomplete=scan.incomplete,
        same_contract=heard.has("SAME") and not scan.found,
        wants_help=intent is Intent.OTHER and not spam and _calls_for_help(heard, words),
        closing=intent is Intent.OTHER and not spam and (heard.has("RESOLVED THANKS") or not words),
        choice=_choice(folded),
    )


def _without_numbers(text: str, scan: ContractScan) -> str:
    """What is left to read for its meaning: no contract numbers, no links."""
    for piece in (*(found.seen for found in scan.found), *scan.incomplete):
        text = text.replace(piece, " ")
    return _LINKED.sub(" ", text).replace("+ ", "plus ")


def _with_computed(heard: Heard, folded: str, text: str, scan: ContractScan) -> Heard:
    bits = heard.concepts
    if _DURATION.search(folded):
        bits |= BIT["DURATION"]
    if _QUESTION.search(text):
        bits |= BIT["QUESTION"]
    if scan.found or scan.incomplete:
        bits |= BIT["NUMBERED"]
    return Heard(bits, heard.words)


def complaint_type_of(heard: Heard) -> ComplaintType | None:
    """The weightiest complaint in the words, or None; "no problem" and "solved, thanks" are none."""
    present = heard.concepts
    if heard.has("NOPROBLEM"):
        present &= ~mask_of("PROBLEM DELAY NEG")
    if heard.has("ANNULLED") and (heard.has("QUESTION") or heard.has("ORNOT")):
        present &= ~mask_of("ANNUL")
    if heard.has("ORNOT"):
        present &= ~mask_of("NOTYET NEG")
    matching = [
        (weight, kind)
        for kind, weight, wanted, unwanted in _COMPLAINTS
        if present & wanted == wanted and not present & unwanted
    ]
    if not matching or (heard.has("RESOLVED THANKS") and matching[0][0] < 6):
        return None
    return max(matching, key=lambda match: match[0])[1]


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


def _is_spam(heard: Heard, text: str) -> bool:
    lures = sum(weight * min(3, heard.count(kind)) for kind, weight in lexicon.SPAM_WEIGHTS.items())
    if lures == 0:
        return False
    work = sum(weight for kind, weight in lexicon.WORK_WEIGHTS.items() if heard.concepts & BIT[kind])
    dressed = (1.0 if _LINK.search(text) else 0.0) + (0.5 if _SHOUT.search(text) else 0.0)
    return lures + dressed - work >= lexicon.SPAM_THRESHOLD


def _calls_for_help(heard: Heard, words: list[str]) -> bool:
    return heard.has("HELP") or (heard.has("GREET") and len(words) <= 8)


def _choice(folded: str) -> int | None:
    if lone := _LONE_CHOICE.fullmatch(folded):
        return int(lone.group(1))
    return 1 if folded in _YES else None
