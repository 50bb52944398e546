"""Why the rules read a message as they do: which words, which corrections, which default."""

from collections.abc import Iterator

from jarvis_domain.understanding.contract_corrections import corrections_of, doubt_of
from jarvis_domain.understanding.language import detect_language, showing
from jarvis_domain.understanding.lexicon import DRESS_WEIGHTS, SPAM_WEIGHTS
from jarvis_domain.understanding.meanings import MEANS
from jarvis_domain.understanding.reading import Intent, Reason
from jarvis_domain.understanding.rules import Understood, understand
from jarvis_domain.understanding.vocabulary import BIT, mask_of

_MOST_WORDS = 4  # words shown for one reason
_ASKING = "STATUS ASK CHECK QUESTION SAME"
_LURING = " ".join((*SPAM_WEIGHTS, *DRESS_WEIGHTS, "PEOPLE", "GAINRATE", "AMOUNT", "CODE", "RELIG"))


def explain(text: str) -> tuple[Reason, ...]:
    """The reasons for what `read_by_rules` reads in a text, field by field; never raises.

    It costs about as much as the reading itself and is therefore asked for, not always made.
    """
    return tuple(_reasons(understand(text)))


def _reasons(seen: Understood) -> Iterator[Reason]:
    yield _of_language(seen)
    yield _of_intent(seen)
    if seen.ranked:
        top = seen.ranked[0]
        yield Reason(
            field="complaint_type",
            seen=_said(seen, top.meanings),
            means=_glossed(seen, top.meanings, top.kind),
        )
    if seen.spam:
        lures = mask_of(_LURING)
        yield Reason(field="spam", seen=_said(seen, lures), means=_glossed(seen, lures, "promotion"))
    for found in seen.scan.found:
        for correction in corrections_of(found):
            yield Reason(field="contracts", seen=found.seen, means=correction)
    for piece in seen.scan.incomplete:
        yield Reason(field="incomplete", seen=piece, means=doubt_of(piece))


def _of_language(seen: Understood) -> Reason:
    language = detect_language(seen.words, seen.rest)
    if language is None:
        return Reason(field="language", seen="", means="no word shows a language")
    words = showing(seen.words, language)[:_MOST_WORDS]
    means = f"words of {language}" if words else f"the script is that of {language}"
    return Reason(field="language", seen=" ".join(words), means=means)


def _of_intent(seen: Understood) -> Reason:
    asking = mask_of(_ASKING)
    match seen.intent:
        case Intent.COMPLAINT:
            said = _said(seen, seen.ranked[0].meanings)
            return Reason(field="intent", seen=said, means="a complaint, which outweighs a question")
        case Intent.STATUS_CHECK if seen.heard.concepts & asking:
            return Reason(field="intent", seen=_said(seen, asking), means="asks how a contract stands")
        case Intent.STATUS_CHECK:
            return Reason(field="intent", seen="", means="a number, and nothing that complains")
        case _ if seen.spam:
            return Reason(field="intent", seen="", means="a promotion asks for nothing")
        case _:
            return Reason(
                field="intent", seen="", means="no contract is asked about and nothing complained of"
            )


def _said(seen: Understood, meanings: int) -> str:
    """The words that carry any of the meanings, as folded, each once."""
    words = dict.fromkeys(word for word, bits in seen.heard.words if bits & meanings)
    longest = [word for word in words if not any(word != other and word in other for other in words)]
    return ", ".join(longest[:_MOST_WORDS])


def _glossed(seen: Understood, meanings: int, what: str) -> str:
    present = [gloss for name, gloss in MEANS.items() if BIT[name] & meanings & seen.heard.concepts]
    return f"{what}: {' + '.join(present[:_MOST_WORDS])}" if present else what
