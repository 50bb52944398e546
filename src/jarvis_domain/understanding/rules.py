"""The deterministic reading of a message: complete without any language model."""

import re

from jarvis_domain.understanding.contracts import scan_contracts
from jarvis_domain.understanding.reading import ComplaintType, Intent, Language, Reading
from jarvis_domain.understanding.text import fold_words

_ARABIC = re.compile(r"[\u0621-\u064a]")
_LATIN = re.compile(r"[a-z]")
_CHOICE = {"oui": 1, "نعم": 1, "na3am": 1, "wakha": 1, "yes": 1}


def read_by_rules(text: str) -> Reading:
    """Read a message by rules alone; never raises."""
    scan = scan_contracts(text)
    words = fold_words(text)
    intent, kind = Intent.OTHER, None
    if re.search(r"anul|reclam|retard|problem|bloq|rdv|rendez|ilgha|موعد|مشكل|الغاء", words):
        intent, kind = Intent.COMPLAINT, ComplaintType.AUTRE
    elif scan.found or scan.incomplete:
        intent = Intent.STATUS_CHECK
    return Reading(
        language=_language(words),
        intent=intent,
        complaint_type=kind,
        contracts=scan.found,
        incomplete=scan.incomplete,
        wants_help=intent is Intent.OTHER,
        choice=int(words) if re.fullmatch("[1-8]", words) else _CHOICE.get(words),
    )


def _language(words: str) -> Language | None:
    if _ARABIC.search(words):
        return Language.DARIJA if re.search(r"\b(?:واش|فين|ديال|هاد|بغيت)", words) else Language.AR
    if re.search(r"\b(?:wach|fin|dyal|bghit|salam|had)", words):
        return Language.DARIJA
    return Language.FR if _LATIN.search(re.sub(r"\bf?[0-9]+d?\b", "", words)) else None
