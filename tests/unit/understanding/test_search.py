"""Searching: what a text or a number is found by, and what a query asks for."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jarvis_domain.understanding.search import (
    LONGEST_TERM,
    MOST_TERMS,
    matches,
    phone_terms,
    search_terms,
    search_words,
)
from jarvis_domain.understanding.text import fold_words

texts = st.text(max_size=200)
sevens = st.text("0123456789", min_size=7, max_size=7)
nationals = st.from_regex(r"[67][0-9]{8}", fullmatch=True)


def finds(query, text):
    return matches(search_words(query), search_terms(text))


def part_of(digits, data, shortest=3):
    start = data.draw(st.integers(0, len(digits) - shortest))
    return digits[start : data.draw(st.integers(start + shortest, len(digits)))]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("BLOQUE", "Le dossier est bloqué"),
        ("bloqué", "LE DOSSIER EST BLOQUE"),
        ("dossier blo", "Le dossier est bloqué"),
        ("معلق", "العقد مُعَلَّق منذ أسبوع"),
        ("مُعَلَّقٌ", "العقد معلق"),
        ("اسبوع", "منذ أسبوع"),
        ("خدمه", "الخدمة متوقفة"),
        ("الخد", "الخدمة متوقفة"),
        ("bghit n3ref", "salam bghit n3ref chno wa9e3"),
        ("bzaaaf", "t3atel bzzaf"),
        ("F1234567D", "voici f 123 45-67 d merci"),
        ("f 123 45-67 d", "voici F1234567D"),
        ("١٢٣٤٥٦٧D", "F1234567D"),
        ("1234567D", "F1234567D"),
        ("F12345", "F1234567D"),
        ("F12345 bloqué", "F1234567D bloqué"),
        ("3456", "le contrat F1234567D"),
        ("7K3F", "ONG-7K3FQ9"),
        ("", "anything"),
        ("?!", "anything"),
    ],
)
def test_a_query_finds_what_it_means(query, text):
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("loque", "bloqué"),
        ("dos bloqué", "dossier bloqué"),
        ("bloqué absent", "bloqué"),
        ("F1234567D", "F1234568D"),
        ("999", "F1234567D"),
    ],
)
def test_a_query_does_not_find_what_is_not_there(query, text):
    assert not finds(query, text)


@given(texts)
def test_a_text_is_found_by_each_of_its_words_and_the_last_may_be_unfinished(text):
    words = fold_words(text).split()
    assume(words)
    for word in words:
        assert finds(word, text)
        assert finds(f"{words[0]} {word[:2]}", text) or word[:2].isdigit() or words[0][:1].isdigit()


@given(sevens, st.data())
def test_each_part_of_a_contract_number_finds_it_however_it_was_typed(seven, data):
    spelled = data.draw(
        st.sampled_from([f"F{seven}D", f"f {seven[:3]} {seven[3:]} d", f"F.{seven[:4]}-{seven[4:]}.D"])
    )
    assert finds(part_of(seven, data), f"bonjour, contrat {spelled} svp")
    assert finds(f"F{seven}D", f"contrat {spelled}")


@given(nationals, st.data())
def test_each_part_of_a_phone_finds_it_in_both_forms(national, data):
    terms = phone_terms(f"+212{national}")
    for form in (f"212{national}", f"0{national}"):
        part = part_of(form, data)
        assert matches(search_words(part), terms)
    groups = f"0{national[0]} {national[1:3]} {national[3:5]}"
    for whole in (f"+212{national}", f"00212{national}", f"0{national}", groups):
        assert matches(search_words(whole), terms)


def test_a_writer_without_a_phone_is_found_by_the_address():
    assert matches(search_words("2024036"), phone_terms("190120240360480@lid"))


@given(texts.map(lambda text: text * 20))
def test_what_is_kept_of_a_text_is_bounded(text):
    terms = search_terms(text)
    assert len(terms) <= MOST_TERMS
    assert all(0 < len(term) <= LONGEST_TERM and term.isalnum() for term in terms)


@given(texts)
def test_a_query_asks_for_ten_plain_words_at_most(query):
    wanted = search_words(query)
    assert len(wanted) <= 10
    assert all(0 < len(one.word) <= LONGEST_TERM and one.word.isalnum() for one in wanted)


def test_a_contract_number_at_the_end_of_a_long_text_is_kept_before_its_words():
    text = " ".join(f"mot{number}" for number in range(500)) + " F1234567D"
    assert finds("F1234567D", text)
    assert finds("2345", text)
