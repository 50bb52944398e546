"""The word lists: each word once, each concept of use, no file too long to read."""

from collections import Counter
from pathlib import Path

import pytest

from jarvis_domain.understanding import lexicon
from jarvis_domain.understanding.meanings import MEANS
from jarvis_domain.understanding.text import fold_words
from jarvis_domain.understanding.vocabulary import BIT, mask_of

ROOM = Path(lexicon.__file__).parent
LONGEST = 400  # lines
EXCLUDE_EACH_OTHER = (
    ("GREET", "UPSET"),
    ("NOPROBLEM", "PROBLEM"),
    ("RESOLVED", "BROKEN"),
    ("THANKS", "DELAY"),
)


def entries(language, concept):
    listed = lexicon.WORDS[language].get(concept, "").split()
    return [(fold_words(entry.replace("_", " ")), entry.endswith("*")) for entry in listed]


@pytest.mark.parametrize("language", lexicon.WORDS)
def test_no_word_is_listed_twice_for_one_meaning(language):
    twice = {
        concept: repeated
        for concept in lexicon.WORDS[language]
        if (repeated := [word for word, count in Counter(entries(language, concept)).items() if count > 1])
    }

    assert twice == {}


@pytest.mark.parametrize("language", lexicon.WORDS)
def test_every_word_survives_folding(language):
    assert [concept for concept in lexicon.WORDS[language] if ("", False) in entries(language, concept)] == []


@pytest.mark.parametrize("language", lexicon.WORDS)
@pytest.mark.parametrize(("one", "other"), EXCLUDE_EACH_OTHER)
def test_no_word_means_one_thing_and_its_contrary(language, one, other):
    assert set(entries(language, one)) & set(entries(language, other)) == set()


def test_every_rule_names_concepts_that_words_or_signals_give():
    for _, _, present, absent in lexicon.COMPLAINTS:
        assert mask_of(present)
        assert mask_of(present) & mask_of(absent) == 0
    for when, what in lexicon.TAKEN_BACK:
        assert mask_of(when)
        assert mask_of(what)


def test_no_complaint_rule_stands_behind_a_heavier_one_with_the_same_meanings():
    seen = Counter((kind, frozenset(present.split())) for kind, _, present, _ in lexicon.COMPLAINTS)

    assert [rule for rule, count in seen.items() if count > 1] == []


def test_every_meaning_that_can_be_explained_exists():
    assert MEANS.keys() <= BIT.keys()


def test_a_word_is_respelt_as_one_that_is_not_respelt_itself():
    assert lexicon.RESPELT.keys() & set(lexicon.RESPELT.values()) == set()


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda path: path.stem)
def test_no_file_of_the_room_is_too_long_to_read(path):
    assert len(path.read_text().splitlines()) <= LONGEST
