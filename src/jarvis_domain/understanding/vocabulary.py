"""Looking words up: what each word and phrase of a message means."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache, reduce
from operator import or_
from typing import NamedTuple

from jarvis_domain.understanding import lexicon
from jarvis_domain.understanding.text import fold_words

_CONCEPTS = sorted({concept for words in lexicon.WORDS.values() for concept in words})
_COMPUTED = (
    *("DURATION", "QUESTION", "NUMBERED", "HOUR", "AMOUNT", "GAINRATE", "PEOPLE"),
    *("PHONED", "LINK", "SHOUT", "NOTBUT", "HOWTO", "NUMBERS", "WHILE", "SHORT"),
)
BIT = {concept: 1 << place for place, concept in enumerate((*_CONCEPTS, *_COMPUTED))}


@cache
def mask_of(concepts: str) -> int:
    """The bits of the concepts named in a text; raises KeyError for a name that no table knows."""
    return reduce(or_, (BIT[concept] for concept in concepts.split()), 0)


class Heard(NamedTuple):
    """What the words of a message mean together: concept bits, and each word that said so."""

    concepts: int
    words: tuple[tuple[str, int], ...]

    def has(self, concepts: str) -> bool:
        """Whether all the named concepts are present."""
        wanted = mask_of(concepts)
        return self.concepts & wanted == wanted

    def count(self, concept: str) -> int:
        """How many different words said it."""
        return len({word for word, bits in self.words if bits & BIT[concept]})

    def promotes(self) -> bool:
        """Whether any word speaks of promotion, chain letters or phishing."""
        return any(self.concepts & BIT[kind] for kind in lexicon.SPAM_WEIGHTS)


def _entries() -> Iterator[tuple[str, int, bool]]:
    for words in lexicon.WORDS.values():
        for concept, listed in words.items():
            for entry in listed.split():
                yield fold_words(entry.replace("_", " ")), BIT[concept], entry.endswith("*")


def _skeleton(word: str) -> str:
    """Arabizi without its freedom: one letter for each sound, no inner vowels."""
    for spelt, sound in (("sh", "ch"), ("x", "ch"), ("gh", "r"), ("9", "k"), ("q", "k"), ("5", "kh")):
        word = word.replace(spelt, sound)
    word = word.replace("7", "h").replace("8", "h").replace("2", "")
    return word[:1] + re.sub(r"[aeiouyw]", "", word[1:])


_MEANING: dict[str, int] = {}
_STEMS: dict[str, int] = {}
_LONGEST_FROM: dict[str, int] = {}
_SKELETONS: dict[str, int] = {}
_NEAR: dict[str, int] = {}


def _learn() -> None:
    for entry, bits, is_stem in _entries():
        if not entry:
            continue
        target = _STEMS if is_stem else _MEANING
        target[entry] = target.get(entry, 0) | bits
        head, *rest = entry.split()
        _LONGEST_FROM[head] = max(_LONGEST_FROM.get(head, 1), 1 + len(rest))
    for entry, bits in _MEANING.items():
        if len(entry) >= 7 and " " not in entry:
            for place in range(1, len(entry)):
                _NEAR.setdefault(entry[:place] + entry[place + 1 :], bits)
    for listed in lexicon.WORDS["darija"].values():
        for entry in listed.split():
            key = _skeleton(fold_words(entry))
            if not {"_", "*"} & set(entry) and entry.isascii() and len(key) >= 4:
                _SKELETONS.setdefault(key, _MEANING[fold_words(entry)])


_learn()

# Words that are what they are: never taken for a misspelling of something else.
_PLAIN = frozenset(
    folded
    for listed in (*lexicon.FUNCTION.values(), lexicon.NAMES)
    for entry in listed.split()
    if len(folded := fold_words(entry)) >= 3 and folded not in _MEANING
)

_NEGATED = re.compile(r"m[ae]?(?P<verb>[a-z0-9]{2,})(?:ch|x|sh)|ما?(?P<arabic>[\u0621-\u064a]{2,})ش")
_ARABIC_PREFIX = re.compile(r"(?:و|ف)?(?:بال|كال|لل|ال|ب|ل|د)?(?=[\u0621-\u064a]{2})")
_ARABIC_SUFFIX = re.compile(r"(?<=[\u0621-\u064a]{3})(?:ي|ه|ها|هم|كم|نا|ك|و|ات|ين)$")
_LATIN_PREFIX = re.compile(r"[lwdfb](?=[^\W\d_]{4})")


_LONGEST_WORD = 40  # characters; nothing longer is a word
_REMEMBERED = 1 << 14  # words whose meaning is kept at hand


@lru_cache(maxsize=_REMEMBERED)
def meaning(word: str) -> int:
    """The concept bits of one folded word: as listed, as a stem, without its prefix, or one slip away."""
    if len(word) > _LONGEST_WORD:
        return 0
    bits = _MEANING.get(word, 0) | _by_stem(word)
    if negated := _NEGATED.fullmatch(word):
        verb = negated.group("verb") or negated.group("arabic")
        return bits | BIT["NEG"] | _MEANING.get(verb, 0) | _by_stem(verb)
    if bits or len(word) < 3 or word in _PLAIN:
        return bits
    return _without_prefix(word) or _near(word)


def _by_stem(word: str) -> int:
    bits = 0
    for length in range(3, min(len(word), 10) + 1):
        bits |= _STEMS.get(word[:length], 0)
    return bits


def _without_prefix(word: str) -> int:
    if word.isascii():
        bare = _LATIN_PREFIX.sub("", word, count=1)
        return _MEANING.get(bare, 0) | (_by_stem(bare) if bare != word else 0)
    bare = _ARABIC_PREFIX.sub("", word, count=1)
    for form in (bare, f"ال{bare}", _ARABIC_SUFFIX.sub("", bare), f"ال{_ARABIC_SUFFIX.sub('', bare)}"):
        if bits := _MEANING.get(form, 0):
            return bits
    return 0


def _near(word: str) -> int:
    """One letter missing, added or wrong in a long word; else the same consonants in arabizi."""
    if len(word) >= 6:
        if bits := _NEAR.get(word, 0):
            return bits
        for place in range(1, len(word)):
            shorter = word[:place] + word[place + 1 :]
            if bits := (_MEANING.get(shorter, 0) if len(word) >= 7 else 0) or _NEAR.get(shorter, 0):
                return bits
    return _SKELETONS.get(_skeleton(word), 0) if word.isascii() else 0


def _split_negation(words: list[str], place: int) -> int:
    """`ma bghitch` in two words means what `mabghitch` does."""
    if words[place] not in {"ma", "ما"} or place + 1 == len(words):
        return 0
    joined = words[place] + words[place + 1]
    return meaning(joined) if _NEGATED.fullmatch(joined) else 0


def hear(words: list[str]) -> Heard:
    """Look every word and phrase of a folded message up.

    A "not" or "other" inside a listed phrase belongs to it ("ne répond pas", "quelqu'un d'autre").
    """
    phrases = list(_phrases(words))
    owned = {place for start, end, bits in phrases if not bits & _KEEP_THE_NOT for place in range(start, end)}
    said: list[tuple[str, int]] = []
    for place, word in enumerate(words):
        bits = meaning(word) | _split_negation(words, place)
        if place in owned:
            bits &= ~_OWNED
        if bits:
            said.append((word, bits))
    said += [(" ".join(words[start:end]), bits) for start, end, bits in phrases]
    return Heard(reduce(or_, (bits for _, bits in said), 0), tuple(said))


_OWNED = mask_of("NEG ANOTHER")
_KEEP_THE_NOT = mask_of("NEG NOTYET TECH INSTALL BROKEN SINCE ANOTHER OTHERSELLER")


def _phrases(words: list[str]) -> Iterator[tuple[int, int, int]]:
    """Where listed phrases of several words stand, and what each means."""
    for start, word in enumerate(words):
        for length in range(2, _LONGEST_FROM.get(word, 1) + 1):
            if bits := _MEANING.get(" ".join(words[start : start + length]), 0):
                yield start, start + length, bits
