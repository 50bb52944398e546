"""Which language a message is written in: French, English, standard Arabic, or Darija in either script."""

import itertools
import re

from jarvis_domain.understanding import lexicon, lexicon_spam
from jarvis_domain.understanding.reading import Language
from jarvis_domain.understanding.text import fold_words

_ARABIC = re.compile(r"[\u0621-\u064a]")
_LETTERS = re.compile(r"[^\W\d_]")

_FUNCTION_WEIGHT = {Language.FR: 1.0, Language.EN: 1.0, Language.DARIJA: 2.6, Language.AR: 1.2}
_CONTENT_WEIGHT = {Language.FR: 0.5, Language.EN: 0.5, Language.DARIJA: 1.5, Language.AR: 0.6}
_SLIGHT_WEIGHT = 0.4
_SHARED_WEIGHT = 0.6
_MATRIX_WEIGHT = 3.5

Votes = dict[Language, float]


def _folded(listed: str) -> set[str]:
    return {word for entry in listed.split() for word in fold_words(entry.replace("_", " ")).split()}


def _learn() -> dict[str, Votes]:
    votes: dict[str, Votes] = {}
    for language, words in ((Language(code), words) for code, words in lexicon.WORDS.items()):
        for listed in words.values():
            singles = " ".join(entry for entry in listed.split() if "_" not in entry and "*" not in entry)
            for word in _folded(singles):
                votes.setdefault(word, {})[language] = _CONTENT_WEIGHT[language]
    for word in _promoted_in_arabic():
        votes[word].pop(Language.DARIJA, None)
        votes[word].setdefault(Language.AR, _SLIGHT_WEIGHT)
    stems = tuple(
        fold_words(entry)
        for listed in lexicon.WORDS["fr"].values()
        for entry in listed.split()
        if "*" in entry
    )
    for word, shown in votes.items():
        if Language.DARIJA in shown and (len(shown) > 1 or word.startswith(stems)):
            shown.pop(Language.DARIJA)  # a loan word shows the language it was lent by
            shown.setdefault(Language.FR, _CONTENT_WEIGHT[Language.FR])
    _learn_function_words(votes)
    slight = _folded(lexicon.ARTICLES) | _folded(lexicon.GREETINGS) | _folded(lexicon.SHARED_ARABIC)
    for word in _folded(lexicon.MATRIX_WORDS):
        votes[word] = {Language.DARIJA: _MATRIX_WEIGHT}
    for word in slight & votes.keys():
        votes[word] = dict.fromkeys(votes[word], _SLIGHT_WEIGHT)
    return votes


def _promoted_in_arabic() -> set[str]:
    """The words of promotions in Arabic letters: standard Arabic even where the sentence is Darija."""
    listed = " ".join(
        entry for words in lexicon_spam.DARIJA.values() for entry in words.split() if "_" not in entry
    )
    return {word for word in _folded(listed) if _ARABIC.match(word)}


def _learn_function_words(votes: dict[str, Votes]) -> None:
    """A function word outweighs what else it is; one that several languages write weighs little."""
    writers: dict[str, list[Language]] = {}
    for code, listed in lexicon.FUNCTION.items():
        for word in _folded(listed):
            writers.setdefault(word, []).append(Language(code))
    for word, languages in writers.items():
        for language in languages:
            weight = _FUNCTION_WEIGHT[language] if len(languages) == 1 else _SHARED_WEIGHT
            votes.setdefault(word, {})[language] = weight


_VOTES = _learn()

# Forms that show a language even in a word nobody listed.
_FORMS: tuple[tuple[re.Pattern[str], Language, float], ...] = (
    (re.compile(r"m[ae]?[a-z0-9]{3,}(?:ch|sh|x)"), Language.DARIJA, 2.0),
    (re.compile(r"(?:ka|ta)[nty][a-z0-9]{3,}"), Language.DARIJA, 1.0),
    (re.compile(r"l[bcdfgjkmnpqrstvz][a-z]{3,}"), Language.DARIJA, 1.2),
    (
        re.compile(
            r"(?!bl|br|ch|cl|cr|dr|fl|fr|gl|gn|gr|kn|kr|ph|pl|pr|ps|rh|sc|sh|sk|sl|sm|sn|sp|sq|st|sw|th|tr|ts|tw|vr|wh|wr)"
            r"[bcdfghjklmnpqrstvwxz]{2}[a-z]*[aeiou][a-z]*"
        ),
        Language.DARIJA,
        1.2,
    ),
    (re.compile(r"[a-z]*[a-z][379][a-z]*|[379][a-z]{2,}"), Language.DARIJA, 1.8),
    (re.compile(r"[a-z]*(?:kh|gh(?!t)|dd|aa)[a-z]*"), Language.DARIJA, 0.7),
    (
        re.compile(r"[a-z]+(?:tion|tions|ment|eur|euse|ique|age|ez|aient|ait|eux|iste|oir|ais)"),
        Language.FR,
        0.6,
    ),
    (re.compile(r"[a-z]+(?:ing|ed|ight|ough|ful|ness)|th[a-z]+"), Language.EN, 0.5),
    (re.compile(r"ما?[\u0621-\u064a]{2,}ش"), Language.DARIJA, 2.2),
    (re.compile(r"[كت][ينت][\u0621-\u064a]{3,}"), Language.DARIJA, 0.9),
    (re.compile(r"(?:لي|غا)[\u0621-\u064a]{3,}"), Language.DARIJA, 0.4),
    (
        re.compile(r"(?:سي|است|يست|وال|بال)[\u0621-\u064a]{3,}|[\u0621-\u064a]{3,}(?:هما|تم)"),
        Language.AR,
        0.3,
    ),
)
_ORDINAL = re.compile(
    r"[0-9]+(?:e|er|em|eme|iem|ieme|j|jr|jrs|jours?|h|g|nd|rd|th|st|mois|dh|dhs|d|m|gb|go|mb|x)?"
)
_ACCENTED = re.compile(r"[éèêàùçôîâûœ]", re.IGNORECASE)


def detect_language(words: list[str], text: str = "") -> Language | None:
    """The matrix language of folded words; `text` as typed adds its accents; None if nothing shows."""
    arabic = sum(1 for word in words if _ARABIC.match(word))
    latin = sum(1 for word in words if not _ARABIC.match(word) and _LETTERS.search(word))
    votes = _counted(words)
    if arabic and arabic * 2 >= latin:
        votes[Language.AR] += _denials(words)
        votes[Language.DARIJA] += _split_denials(words)
        return _of_arabic(votes)
    if latin == 0:
        return None
    votes[Language.FR] += min(1.0, 0.4 * len(_ACCENTED.findall(text)))
    del votes[Language.AR]
    best = max(votes, key=lambda language: votes[language])
    return best if votes[best] > 0 else None


_DENIED = frozenset({"لا", "لم", "لن"})
_DENIED_VERB = re.compile(r"[يتنا][\u0621-\u064a]{2,}(?<!ش)")
_DENIED_WEIGHT = 1.6


def _denials(words: list[str]) -> float:
    """What "lā", "lam", "lan" before a bare verb say for standard Arabic: Darija writes ma-…-ch."""
    pairs = itertools.pairwise(words)
    return _DENIED_WEIGHT * sum(1 for word, verb in pairs if word in _DENIED and _DENIED_VERB.fullmatch(verb))


def _split_denials(words: list[str]) -> float:
    """`ما فهمتش` in two words is Darija like `مافهمتش` in one."""
    pairs = itertools.pairwise(words)
    return _DENIED_WEIGHT * sum(1 for word, verb in pairs if word == "ما" and verb.endswith("ش"))


def is_listed(word: str) -> bool:
    """Whether a folded word, or digits, means nothing new."""
    return word in _VOTES or word.isdigit()


def showing(words: list[str], language: Language) -> list[str]:
    """The words that speak for a language more than for any other, each once, in order."""
    shown = {word: _shown_by(word) for word in dict.fromkeys(words)}
    return [
        word
        for word, votes in shown.items()
        if votes and max(votes, key=lambda each: votes[each]) is language
    ]


def _of_arabic(votes: Votes) -> Language:
    return Language.DARIJA if votes[Language.DARIJA] > votes[Language.AR] else Language.AR


def _counted(words: list[str]) -> Votes:
    total = dict.fromkeys((Language.FR, Language.DARIJA, Language.EN, Language.AR), 0.0)
    for word in words:
        for language, weight in _shown_by(word).items():
            total[language] += weight
    return total


def _shown_by(word: str) -> Votes:
    if (listed := _VOTES.get(word)) is not None:
        return listed
    if _ORDINAL.fullmatch(word) or len(word) < 3:
        return {}
    shown: Votes = {}
    for form, language, weight in _FORMS:
        if form.fullmatch(word):
            shown[language] = max(shown.get(language, 0.0), weight)
    return shown
