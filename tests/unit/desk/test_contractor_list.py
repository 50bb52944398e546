"""TKTM's list of contractors as people keep it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.desk.contractor_list import ColumnsMissing, LineRefused, Listed, read_list
from jarvis_domain.understanding.phones import PhoneNumber

PHONE = PhoneNumber("+212612345678")


@pytest.mark.parametrize(
    "headings",
    [
        ("Téléphone", "Nom", "Région"),
        ("TELEPHONE ", "nom", "REGION"),
        ("phone", "name", "region"),
        ("هاتف", "الاسم", "الجهة"),
        ("N° téléphone", "Nom et prénom", "Ville"),
    ],
)
def test_columns_are_known_by_their_names_in_three_languages(headings):
    lines = read_list([headings, ("06 12 34 56 78", " Salma  Idrissi", "Fès")])

    assert lines == (Listed(line=2, phone=PHONE, name="Salma Idrissi", region="Fès"),)


@given(st.permutations(["Téléphone", "Nom", "Région", "Remarque"]))
def test_the_order_of_the_columns_does_not_count(headings):
    texts = {"Téléphone": "0612345678", "Nom": "Salma", "Région": "Fès", "Remarque": "x"}
    lines = read_list([headings, [texts[title] for title in headings]])

    assert lines == (Listed(line=2, phone=PHONE, name="Salma", region="Fès"),)


def test_a_title_above_and_empty_lines_between_are_passed_over():
    lines = read_list([("Liste 2026",), (), ("Tél",), (), ("0612345678",), ("",), ("0712345678",)])

    assert [(line.line, str(line.phone)) for line in lines] == [(5, "+212612345678"), (7, "+212712345678")]


@pytest.mark.parametrize("typed", ["612345678", "212612345678", "+212 6 12 34 56 78", "٠٦١٢٣٤٥٦٧٨"])
def test_a_phone_that_a_spreadsheet_has_bent_is_still_known(typed):
    (line,) = read_list([("Téléphone",), (typed,)])

    assert line.phone == PHONE


def test_a_line_that_cannot_be_taken_says_why_and_the_others_are():
    rows = [
        ("Téléphone", "Nom"),
        ("", "Sans téléphone"),
        ("12", "Court"),
        ("0612345678", "Salma"),
        ("+212612345678", "Salma encore"),
        ("0712345678", "x" * 101),
    ]
    refused = {line.line: line.reason for line in read_list(rows) if isinstance(line, LineRefused)}

    assert list(refused) == [2, 3, 5, 6]
    assert "téléphone" in refused[2]
    assert "+212" in refused[3]
    assert "ligne 4" in refused[5]
    assert "100 caractères" in refused[6]


def test_of_two_columns_with_phones_the_first_counts():
    (line,) = read_list([("Téléphone", "GSM"), ("0612345678", "0712345678")])

    assert line.phone == PHONE


@pytest.mark.parametrize("rows", [[], [("Nom",), ("Salma",)], [()] * 20 + [("Téléphone",)]])
def test_without_a_column_of_phones_near_the_top_nothing_is_read(rows):
    assert isinstance(read_list(rows), ColumnsMissing)


@given(st.lists(st.lists(st.text(), max_size=4), max_size=6))
def test_whatever_stands_there_is_read_or_refused(rows):
    lines = read_list([("Téléphone", "Nom", "Région"), *rows])

    assert all(isinstance(line, Listed | LineRefused) for line in lines)
    assert [line.line for line in lines] == [n for n, row in enumerate(rows, 2) if any(row)]
