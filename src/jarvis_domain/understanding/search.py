"""What texts and numbers are found by, and what somebody looks for."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

import msgspec

from jarvis_domain.errors import InvalidPhone
from jarvis_domain.understanding.contracts import find_contracts
from jarvis_domain.understanding.phones import parse_phone
from jarvis_domain.understanding.text import INVISIBLE, fold_aligned, fold_words

MOST_TERMS = 200
LONGEST_TERM = 40
SHORTEST_PART = 3
"""Digits; fewer are found at a number's beginning only."""

_MOST_WORDS = 10
_READ = 8_000  # characters of a text; whoever writes more is found by its beginning
_DIGITS = re.compile(r"[0-9]{3,20}")
_ARTICLE = "ال"  # who looks for a word may leave it out
_CONTRACT = re.compile(r"f[0-9]{7}d")
_PART_OF_CONTRACT = re.compile(r"f?([0-9]{3,7})d?")
_IN_PIECES = re.compile(r"[+(]*[0-9]{1,3}(?:[ .()/-]+[0-9]{1,3})+")


class Wanted(msgspec.Struct, frozen=True):
    """A folded word that has to be there; `begins`: a term that only begins with it will do."""

    word: str
    begins: bool = False

    def among(self, terms: Collection[str]) -> bool:
        return self.word in terms or (self.begins and any(term.startswith(self.word) for term in terms))


def search_terms(text: str) -> frozenset[str]:
    """What a text is found by: its folded words, and every end of its numbers, so that each part begins one.

    A contract number counts however it was typed. At most MOST_TERMS of at most LONGEST_TERM characters,
    contract numbers first.
    """
    read = text[:_READ]
    numbers = [str(found.number).lower() for found in find_contracts(read)]
    words = fold_words(read).split()
    terms = dict.fromkeys(term for word in (*numbers, *words) for term in _terms_of(word))
    return frozenset(islice(terms, MOST_TERMS))


def phone_terms(phone: str) -> frozenset[str]:
    """What a phone or another address of digits is found by: any part of it, `06…` as well as `+2126…`."""
    digits = "".join(char for char in phone if char.isascii() and char.isdigit())[:20]
    local = [f"0{digits[3:]}"] if phone.startswith("+212") else []
    return frozenset((*_ends(digits), *local))


def search_words(query: str) -> tuple[Wanted, ...]:
    """What a query asks for, ten words at most; empty when it holds no letter and no digit.

    The last word may be unfinished. Three or more digits match anywhere inside a number. A contract number
    or a phone counts in every spelling that is understood elsewhere.
    """
    words = fold_words(_numbers_closed_up(query[:_READ])).split()[:_MOST_WORDS]
    last = len(words) - 1
    return tuple(_wanted(word[:LONGEST_TERM], last=place == last) for place, word in enumerate(words))


def matches(wanted: Iterable[Wanted], terms: Collection[str]) -> bool:
    """Whether everything that is wanted is among the terms."""
    return all(one.among(terms) for one in wanted)


def _wanted(word: str, *, last: bool) -> Wanted:
    if _CONTRACT.fullmatch(word):
        return Wanted(word)
    if part := _PART_OF_CONTRACT.fullmatch(word):
        return Wanted(part[1], begins=True)
    return Wanted(word, begins=last or bool(_DIGITS.fullmatch(word)))


def _terms_of(word: str) -> Iterator[str]:
    yield word[:LONGEST_TERM]
    if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + SHORTEST_PART - 1:
        yield word[len(_ARTICLE) : LONGEST_TERM]
    for digits in _DIGITS.findall(word):
        yield from _ends(digits)


def _ends(digits: str) -> Iterator[str]:
    return (digits[start:] for start in range(len(digits) - SHORTEST_PART + 1))


def _numbers_closed_up(query: str) -> str:
    """The query with its contract numbers, or the one number that it is, written without gaps."""
    plain = fold_aligned(query).replace(INVISIBLE, "").strip()
    try:
        return str(parse_phone(query))
    except InvalidPhone:
        if _IN_PIECES.fullmatch(plain):
            return "".join(char for char in plain if char.isdigit())
    for found in find_contracts(query):
        query = query.replace(found.seen, f" {found.number} ", 1)
    return query
