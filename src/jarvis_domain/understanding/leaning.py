"""Where the meanings of a message lean to together, for messages in which no single rule finds anything."""

import math
from typing import NamedTuple

from jarvis_domain.understanding.leanings import LEANINGS, OUTCOMES
from jarvis_domain.understanding.vocabulary import BIT

_START = LEANINGS[""]
_ROWS = tuple((BIT[name], row) for name, row in LEANINGS.items() if name)


class Leaning(NamedTuple):
    """The likeliest outcome (an intent, a complaint type, "spam"), its share of 1, and what carries it."""

    outcome: str
    share: float
    meanings: int


def leaning_of(concepts: int) -> Leaning:
    """The outcome that these meanings and signals of a message, as bits, speak for most."""
    present = [(bit, row) for bit, row in _ROWS if concepts & bit]
    sums = [sum(column) for column in zip(_START, *(row for _, row in present), strict=True)]
    powers = [math.exp(value - max(sums)) for value in sums]
    place = powers.index(max(powers))
    meanings = sum(bit for bit, row in present if row[place] > 0)
    return Leaning(OUTCOMES[place], powers[place] / sum(powers), meanings)
