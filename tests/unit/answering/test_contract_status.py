"""Which template answers which labels of the portal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.answering.contract_status import template_key_for
from jarvis_domain.answering.templates import TemplateKey
from support.talk import known

TABLE = [
    ("En cours", "Dossier incomplet", TemplateKey.DOSSIER_INCOMPLET),
    ("Fermé", "", TemplateKey.FERME),
    ("En cours", "Activation lancée", TemplateKey.ACTIVATION_LANCEE),
    ("En cours", "BO fixe", TemplateKey.BO_FIXE),
    ("En cours", "BO prestataire", TemplateKey.BO_PRESTATAIRE),
    ("Refusé", "Refusé par BO", TemplateKey.REFUSE_PAR_BO),
]
rows = st.sampled_from(TABLE)


def key_of(etat, sous_etat, sous_etat_2=""):
    return template_key_for(known(etat=etat, sous_etat=sous_etat, sous_etat_2=sous_etat_2).snapshot)


@st.composite
def written_otherwise(draw, label):
    """The label with other accents, case and spacing, and with marks nobody sees."""
    form = draw(st.sampled_from(["NFC", "NFD", "NFKD"]))
    text = unicodedata.normalize(form, label)
    if draw(st.booleans()):
        text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    text = draw(st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))(text)
    gap = draw(st.text(" \u00a0\t\n\u200b\u200f", max_size=3))
    return gap + text.replace(" ", gap) + gap


@pytest.mark.parametrize(("etat", "sous_etat", "key"), TABLE)
def test_each_status_of_the_table_has_its_template(etat, sous_etat, key):
    assert key_of(etat, sous_etat) is key


@given(st.data(), rows)
def test_accents_case_and_spacing_do_not_count(data, row):
    etat, sous_etat, key = row

    assert key_of(data.draw(written_otherwise(etat)), data.draw(written_otherwise(sous_etat))) is key


@pytest.mark.parametrize("dash", ["-", "–", "—", " - ", "--", "\u00a0", "\u2212"])
def test_a_dash_is_an_empty_label(dash):
    assert key_of("Fermé", dash) is TemplateKey.FERME
    assert key_of("En cours", dash) is TemplateKey.STATUT_AUTRE


@pytest.mark.parametrize(
    ("etat", "sous_etat"),
    [
        ("Fermé", "BO fixe"),
        ("Fermé", "Résilié"),
        ("En cours", ""),
        ("En cours", "Refusé par BO"),
        ("Refusé", ""),
        ("Refusé", "Dossier incomplet"),
        ("", "BO fixe"),
        ("", ""),
        ("En cour", "BO fixe"),
        ("En cours", "BO fixes"),
        ("En cours", "Dossier incomplet 2"),
        ("En-cours", "BO fixe"),
        ("Ferme.", ""),
        ("Réfuse", "Refusé par"),
    ],
)
def test_other_combinations_and_near_labels_are_another_status(etat, sous_etat):
    assert key_of(etat, sous_etat) is TemplateKey.STATUT_AUTRE


@given(rows, st.sampled_from("abxyz0189.،ع!"), st.integers(0, 20))
def test_one_letter_more_is_never_the_near_label(row, letter, place):
    etat, sous_etat, _ = row

    assert key_of(etat[:place] + letter + etat[place:], sous_etat) is TemplateKey.STATUT_AUTRE
    assert key_of(etat, sous_etat[:place] + letter + sous_etat[place:]) is TemplateKey.STATUT_AUTRE


@given(rows, st.text(max_size=30))
def test_the_second_sous_etat_never_changes_the_template(row, sous_etat_2):
    etat, sous_etat, key = row

    assert key_of(etat, sous_etat, sous_etat_2) is key


@given(st.text(), st.text())
def test_any_labels_at_all_have_a_template(etat, sous_etat):
    assert key_of(etat, sous_etat) in TemplateKey
