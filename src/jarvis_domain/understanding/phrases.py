"""Short answers made of listed phrases and nothing else."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from jarvis_domain.understanding.text import fold_words

Meaning = TypeVar("Meaning")
LONGEST_PHRASE = 4


def phrases(listed: str) -> frozenset[str]:
    """The listed phrases folded as answers are; `_` joins their words."""
    return frozenset(fold_words(entry.replace("_", " ")) for entry in listed.split())


def said_only(
    words: list[str], meanings: Mapping[str, Meaning], besides: frozenset[str], *, at_most: int = 12
) -> frozenset[Meaning] | None:
    """What folded words say of `meanings`, the longest phrase first; None where they say anything else.

    Phrases of `besides` may stand anywhere. More than `at_most` words are no short answer.
    """
    if len(words) > at_most:
        return None
    said: set[Meaning] = set()
    left = words
    while left:
        phrase = next((p for p in _prefixes(left) if p in meanings or p in besides), None)
        if phrase is None:
            return None
        if phrase in meanings:
            said.add(meanings[phrase])
        left = left[phrase.count(" ") + 1 :]
    return frozenset(said)


def _prefixes(words: list[str]) -> Iterable[str]:
    """The first words as phrases, the longest first."""
    return (" ".join(words[:length]) for length in range(min(LONGEST_PHRASE, len(words)), 0, -1))
