"""Delays: how long somebody has waited, as it is written in four languages."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.casework import durations
from jarvis_domain.casework.delays import days_since, delay_named
from support.talk import NOON, pieces

TODAY = date(2026, 11, 22)

NAMED = {
    "fr": [
        ("ça fait 20 jours que le client attend F1234567D", 20),
        ("retard de 16 jrs", 16),
        ("toujours rien depuis 3 semaines", 21),
        ("toujours pas installé ça fait un mois", 30),
        ("plus de 15 jours", 16),
        ("+ de 15 jours", 16),
        ("+15j", 16),
        ("on est à J+20", 20),
        ("depuis une quinzaine de jours", 15),
        ("vingt-cinq jours de retard", 25),
        ("vingt et un jours", 21),
        ("dix-sept jours", 17),
        ("2 mois et demi", 75),
        ("1,5 mois", 45),
        ("depuis plus d'un mois", 31),
        ("depuis plusieurs semaines", 14),
        ("hier 3 jours, maintenant 18 jours", 18),
        ("rien pendant les 20 derniers jours", 20),
    ],
    "en": [
        ("the client has waited for 20 days", 20),
        ("more than two weeks", 15),
        ("a month ago", 30),
        ("twenty-five days", 25),
        ("two and a half months", 75),
    ],
    "ar": [
        ("الزبون ينتظر منذ ٢٠ يوما", 20),
        ("أكثر من 15 يوما", 16),
        ("مر أكثر من شهر ولم يتم الربط", 31),
        ("منذ أسبوعين", 14),
        ("خمسة عشر يوما", 15),
        ("خمسة وعشرين يوما", 25),
        ("منذ ثلاثة أسابيع", 21),
        ("لـ20يوم", 20),
    ],
    "darija": [
        ("mazal ma rakbo l fibre hadi 15 youm", 15),
        ("kter mn 15 youm", 16),
        ("kaytsenna 3chrin youm o 7ed ma ja", 20),
        ("khmsa w 3chrin youm", 25),
        ("jouj simanat", 14),
        ("mbloki hadi simana", 7),
        ("chhar w nss hadi", 45),
        ("chehrayn hadi", 60),
        ("راه شهر ونص هادي والكليان بلا انترنيت", 45),
        ("عشرين يوم هادي", 20),
    ],
    "none": [
        ("", None),
        ("F1234567D", None),
        ("rdv dans 20 jours", None),
        ("d'ici 20 jours", None),
        ("in 20 days", None),
        ("خلال 20 يوم", None),
        ("moins de 20 jours", None),
        ("forfait 12 mois", None),
        ("3 mois gratuits", None),
        ("la promo gratuite 2 mois", None),
        ("contrat 20 j'ai rappelé", None),
        ("la semaine prochaine", None),
        ("depuis le mois passé", None),
        ("le client a 65 ans", None),
        ("ماتخلصتش هاد الشهر", None),
        ("لم أتوصل بعمولتي عن شهر مارس", None),
        ("had chhar ma tkhelsetch", None),
        ("1234567 jours", None),
        ("depuis longtemps", None),
    ],
}


@pytest.mark.parametrize(("text", "days"), [row for rows in NAMED.values() for row in rows])
def test_the_longest_wait_a_message_names_is_read(text, days):
    assert delay_named(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("signé depuis le 02/11/2026", 20),
        ("since 02/11/2026", 20),
        ("mn 02/11", 20),
        ("منذ 02/11/2026", 20),
        ("depuis le 25/12", 332),  # the last one: this year's is to come
        ("depuis le 25/12/2026", None),
        ("depuis le 31/02/2026", None),
        ("depuis 2-3 semaines", 21),
        ("mn 06 12 34 56 78", None),
        ("rdv le 02/11/2026", None),
        ("contrat du 02/03/2025", None),
    ],
)
def test_a_date_behind_since_counts_when_today_is_known(text, days):
    assert delay_named(text, TODAY) == days


@given(st.integers(1, 99), st.sampled_from(sorted(durations.UNITS)))
def test_a_count_and_a_unit_are_their_product(count, unit):
    days = durations.UNITS[unit]
    named = count * days if days < 365 or count <= 5 else None

    assert delay_named(f"ça fait {count} {unit}") == named


@given(pieces, st.dates())
def test_no_text_breaks_the_reading(text, today):
    days = delay_named(text, today)

    assert days is None or days >= 0


@given(st.lists(st.sampled_from(sorted(durations.COUNTS | durations.UNITS | durations.DUALS)), max_size=12))
def test_no_heap_of_its_own_words_breaks_the_reading(words):
    assert (delay_named(" ".join(words)) or 0) >= 0


@pytest.mark.parametrize(
    ("date_created", "days"),
    [
        ("02/11/2026 10:30", 20),
        ("02-11-2026", 20),
        ("2026-11-02T10:30:00", 20),
        ("٠٢/١١/٢٠٢٦", 20),
        ("22/11/2026", 0),
        ("23/11/2026", None),
        ("31/02/2026", None),
        ("hier", None),
        ("", None),
    ],
)
def test_the_days_since_a_contract_was_created_are_counted_by_the_calendar(date_created, days):
    assert days_since(date_created, NOON) == days


def test_the_day_is_the_one_in_morocco():
    almost_midnight_in_utc = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    assert days_since("22/11/2026", almost_midnight_in_utc) == 1


@given(pieces)
def test_no_date_breaks_the_counting(text):
    days = days_since(text, NOON)

    assert days is None or days >= 0
