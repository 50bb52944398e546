"""Priority: by kind, by contacts, by delay, and only ever higher with more of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.casework.priority import Priority, delay_of, priority_of
from jarvis_domain.understanding.reading import ComplaintType
from support.casework import kinds
from support.talk import NOON

BY_KIND = {
    ComplaintType.CAS_BLOQUE: Priority.HIGH,
    ComplaintType.ANNULATION_CONTRAT: Priority.HIGH,
    ComplaintType.RETARD_INSTALLATION: Priority.MEDIUM,
    ComplaintType.ADRESSE_ERRONEE: Priority.MEDIUM,
    ComplaintType.DEUXIEME_CONTRAT: Priority.MEDIUM,
    ComplaintType.CONTACT_ERRONE: Priority.LOW,
    ComplaintType.PRISE_DE_RDV: Priority.LOW,
    ComplaintType.AUTRE: Priority.LOW,
}
LOW = ComplaintType.AUTRE


@pytest.mark.parametrize("kind", ComplaintType)
def test_each_kind_has_its_priority(kind):
    assert priority_of(kind, now=NOON) is BY_KIND[kind]


@pytest.mark.parametrize(("contacts", "priority"), [(1, "low"), (2, "low"), (3, "high"), (9, "high")])
def test_the_third_contact_on_a_contract_within_seven_days_is_high(contacts, priority):
    assert priority_of(LOW, contacts_in_7_days=contacts, now=NOON) == priority


@pytest.mark.parametrize(
    ("text", "priority"),
    [
        ("15 jours", "low"),
        ("16 jours", "high"),
        ("plus de 15 jours", "high"),
        ("hadi chhar", "high"),
        ("منذ شهرين", "high"),
        ("more than 15 days", "high"),
        ("depuis le 06/11/2026", "high"),
        ("depuis le 07/11/2026", "low"),
    ],
)
def test_more_than_fifteen_days_named_in_the_text_are_high(text, priority):
    assert priority_of(LOW, text=text, now=NOON) == priority


@pytest.mark.parametrize(
    ("date_created", "priority"), [("07/11/2026 08:00", "low"), ("06/11/2026 23:59", "high"), ("?", "low")]
)
def test_more_than_fifteen_days_since_the_contract_was_created_are_high(date_created, priority):
    assert priority_of(LOW, date_created=date_created, now=NOON) == priority


def test_the_longer_of_both_delays_counts():
    assert delay_of("3 jours", "02/11/2026", NOON) == 20
    assert delay_of("30 jours", "02/11/2026", NOON) == 30
    assert delay_of("", "", NOON) == 0


@given(kinds, st.integers(1, 6), st.integers(0, 5), st.integers(1, 60), st.integers(0, 30))
def test_more_contacts_or_a_longer_delay_never_lower_it(kind, contacts, more, days, longer):
    less = priority_of(kind, contacts_in_7_days=contacts, text=f"{days} jours", now=NOON)
    grown = priority_of(kind, contacts_in_7_days=contacts + more, text=f"{days + longer} jours", now=NOON)

    assert grown.rank >= less.rank


def test_priorities_are_compared_by_rank():
    assert [priority.rank for priority in (Priority.LOW, Priority.MEDIUM, Priority.HIGH)] == [0, 1, 2]
