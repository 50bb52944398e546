"""The reasons of a reading: what was seen in the message and what it stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain import read_by_rules
from jarvis_domain.understanding.explain import explain


def reasons(text, field):
    return [(reason.seen, reason.means) for reason in explain(text) if reason.field == field]


def test_a_complaint_is_explained_by_its_words():
    [(seen, means)] = reasons("wach F1234567D mazal mbloki 3afak", "complaint_type")
    assert seen == "mbloki"
    assert means == "cas_bloque: stuck"


def test_the_language_is_explained_by_the_words_that_show_it():
    [(seen, means)] = reasons("bghit n3ref statut F1234567D", "language")
    assert "bghit" in seen
    assert means == "words of darija"


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("F12O4567D", ["O read as 0"]),
        ("F 123-4567 D", ["left out: space, -"]),
        ("F1234567", ["the D at the end was missing"]),
        ("1234567D", ["the F in front was missing"]),
        ("F١٢٣٤٥٦٧D", ["digits of another script"]),
        ("F123\u200b4567D", ["invisible marks left out"]),
        ("F1234567D", []),
    ],
)
def test_a_corrected_number_says_what_was_put_right(text, means):
    assert [said for _, said in reasons(text, "contracts")] == means


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("1234567", "seven digits without F and D: asked"),
        ("F123456D", "6 digits where seven belong: asked"),
        ("F12SO567D", "letters that may be digits (S, O): asked"),
    ],
)
def test_a_doubtful_number_says_why_it_is_asked_about(text, means):
    assert [said for _, said in reasons(text, "incomplete")] == [means]


def test_a_question_is_explained_by_its_words_or_by_the_lone_number():
    assert reasons("statut F1234567D", "intent") == [("statut", "asks how a contract stands")]
    assert reasons("F1234567D", "intent") == [("", "a number, and nothing that complains")]


def test_spam_is_explained_by_what_lures():
    [(seen, means)] = reasons("Gagnez 300dh par jour, cliquez ici http://x.com", "spam")
    assert "gagnez" in seen
    assert means.startswith("promotion: ")


@given(st.text(max_size=200))
def test_every_text_has_reasons_that_fit_its_reading(text):
    reading, fields = read_by_rules(text), {reason.field for reason in explain(text)}
    assert {"language", "intent"} <= fields
    assert ("complaint_type" in fields) == (reading.complaint_type is not None)
    assert ("spam" in fields) == reading.spam
    assert ("incomplete" in fields) == bool(reading.incomplete)
