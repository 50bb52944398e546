"""How likely a reading by rules is right: from what carries it, measured on messages never seen before."""

from typing import NamedTuple

from jarvis_domain.understanding.language import is_listed
from jarvis_domain.understanding.reading import ComplaintType, Intent
from jarvis_domain.understanding.vocabulary import Heard


class Weighed(NamedTuple):
    """A complaint found in the words: how weighty, of which type, and the meanings that make it."""

    weight: float
    kind: ComplaintType
    meanings: int


# The numbers are the shares of right readings (intent, type and spam together) in 793 messages by three
# writers, each read once before the rules knew it; later readings are a little better than that.
_SPAM = 0.97
_HEAVY, _HEAVY_FROM = 0.92, 5.2
_PLAIN, _PLAIN_FROM = 0.89, 4.4
_SLIGHT = 0.6
_CONTESTED = 0.6
_NUMBER_ALONE = 0.99
_ASKED_NUMBERED, _NAMED_NUMBERED, _ONLY_NUMBERED = 0.88, 0.98, 0.45
_ASKED, _NAMED = 0.5, 0.93
_CLOSING, _SHORT_TALK, _LONG_TALK, _TALK_OF_WORK = 0.92, 0.7, 0.55, 0.4
_MANY_UNKNOWN, _LONG, _DENIED = 0.25, 0.15, 0.2  # taken off

_NEAR = 0.6  # a rival this close in weight contests a complaint type
_UNKNOWN_SHARE = 0.34
_LONG_FROM = 15  # words


def confidence_of(
    words: list[str], heard: Heard, ranked: list[Weighed], intent: Intent, *, spam: bool
) -> float:
    """How likely (0 to 1) intent, complaint type and spam are right; low where they hang on a default."""
    if spam:
        return _SPAM
    if intent is Intent.COMPLAINT:
        return _of_complaint(ranked)
    if intent is Intent.STATUS_CHECK:
        return _of_question(words, heard)
    return _of_talk(words, heard)


def _of_complaint(ranked: list[Weighed]) -> float:
    top = ranked[0]
    rivals = (rival for rival in ranked if rival.kind not in {top.kind, ComplaintType.AUTRE})
    if any(top.weight - rival.weight <= _NEAR for rival in rivals):
        return _CONTESTED
    if top.weight >= _HEAVY_FROM:
        return _HEAVY
    return _PLAIN if top.weight >= _PLAIN_FROM else _SLIGHT


def _of_question(words: list[str], heard: Heard) -> float:
    numbered = heard.has("NUMBERED")
    if numbered and len(words) <= 2:
        return _NUMBER_ALONE
    if heard.has("STATUS") or heard.has("CHECK") or heard.has("SAME"):
        likely = _NAMED_NUMBERED if numbered else _NAMED
    elif heard.has("ASK") or heard.has("QUESTION"):
        likely = _ASKED_NUMBERED if numbered else _ASKED
    else:
        likely = _ONLY_NUMBERED
    if len(words) >= _LONG_FROM:
        likely -= _LONG
    if not heard.has("ORNOT") and (heard.has("NEG") or heard.has("WAIT")) and likely < _NAMED:
        likely -= _DENIED
    return max(0.1, likely - (_MANY_UNKNOWN if _unknown(words, heard) else 0.0))


def _of_talk(words: list[str], heard: Heard) -> float:
    polite = heard.has("GREET") or heard.has("THANKS") or heard.has("HELP")
    if not words or (polite and len(words) <= 8):
        return _CLOSING
    if any(heard.has(work) for work in ("CLIENT", "CONTRACT", "TECH", "INSTALL")):
        return _TALK_OF_WORK
    likely = _SHORT_TALK if len(words) <= 6 else _LONG_TALK
    return likely - (_LONG if _unknown(words, heard) else 0.0)


def _unknown(words: list[str], heard: Heard) -> bool:
    """Whether words that nothing knows make a third of the message or more."""
    known = {part for word, _ in heard.words for part in word.split()}
    strange = [word for word in words if len(word) > 2 and word not in known and not is_listed(word)]
    return len(strange) > _UNKNOWN_SHARE * len(words)
