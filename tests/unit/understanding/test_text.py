"""Folding: stable, aligned, and blind to what a reader cannot see."""

from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.understanding.text import fold_aligned, fold_words, isolate_ltr


@given(st.text())
def test_an_aligned_fold_keeps_every_place(text):
    assert len(fold_aligned(text)) == len(text)


@given(st.text())
def test_folding_words_twice_is_folding_once(text):
    once = fold_words(text)
    assert fold_words(once) == once


@given(st.text("abcdefghij éàçاأىةـَ٣\u200f"))
def test_case_and_marks_make_no_difference_to_words(text):
    assert fold_words(text.upper()) == fold_words(text)


def test_words_are_folded_for_comparison():
    assert fold_words("  Bzzzaaaf, l'ADRESSE\u200f erronée ! ") == "bzaf l adrese erone"
    assert fold_words("العَقْـــد أُلغيَ") == "العقد الغي"


@given(st.text())
def test_an_isolated_piece_opens_once_and_closes_once(text):
    wrapped = isolate_ltr(text)
    assert (wrapped[0], wrapped[-1]) == ("\u2066", "\u2069")
    assert (wrapped.count("\u2066"), wrapped.count("\u2069")) == (1, 1)
