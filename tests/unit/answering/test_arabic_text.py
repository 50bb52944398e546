"""Arabic on a phone: isolates, the direction of lines, quoted text, times and ages."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.answering.bidi import isolate_latin, right_to_left
from jarvis_domain.answering.messages import MediaKind
from jarvis_domain.answering.quoting import MAX_QUOTED, quote
from jarvis_domain.answering.wording import CASABLANCA, COMPLAINT_TYPES, MEDIA_KINDS, age, read_at
from jarvis_domain.understanding.reading import ComplaintType
from support.talk import bare_left_to_right

plain = st.text().filter(lambda text: not set(text) & {"\u2066", "\u2069"})


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("العقد F1234567D مغلق", "العقد [F1234567D] مغلق"),
        ("على الساعة 14:32.", "على الساعة [14:32]."),
        ("يوم 21/11/2026 الساعة 8", "يوم [21/11/2026] الساعة [8]"),
        ("الحالة: En cours / BO-fixe!", "الحالة: [En cours / BO-fixe]!"),
        ("اتصل +212 600-111222", "اتصل [+212 600-111222]"),
        ("نسبة 95%", "نسبة [95%]"),
        ("*A1*، *B2*", "*[A1]*، *[B2]*"),
        ("اختر 1\ufe0f\u20e3 أو 2", "اختر [1\ufe0f\u20e3] أو [2]"),
        ("الرمز A\ufe0fB", "الرمز [A\ufe0fB]"),
        ("التذكرة ONG-[A1][B2] الآن", "التذكرة [ONG-A1B2] الآن"),
        ("الرقمان [A1] [B2]", "الرقمان [A1] [B2]"),
        ("الرقم ١٢٣", "الرقم ١٢٣"),
        ("سطر A\nB", "سطر [A]\n[B]"),
        ("", ""),
    ],
)
def test_latin_runs_are_isolated_with_what_belongs_inside(text, isolated):
    assert isolate_latin(_with_isolates(text)) == _with_isolates(isolated)


def _with_isolates(text):
    return text.replace("[", "\u2066").replace("]", "\u2069")


@given(plain)
def test_no_left_to_right_letter_or_digit_stays_outside(text):
    assert bare_left_to_right(isolate_latin(text)) == []


@given(plain)
def test_isolating_adds_isolates_only_and_twice_is_once(text):
    isolated = isolate_latin(text)

    assert isolated.replace("\u2066", "").replace("\u2069", "") == text
    assert isolate_latin(isolated) == isolated


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("العقد F1", False),
        ("📄 *العقد*", False),
        ("\u2066F1\u2069: مغلق", True),
        ("1. الأول", True),
        ("✅ F1 مغلق", True),
        ("👍", True),
        ("  ", False),
    ],
)
def test_a_line_that_could_pass_for_latin_is_marked(line, marked):
    assert right_to_left(line).startswith("\u200f") == marked


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("En cours", "En cours"),
        ("  En \n cours\t", "En cours"),
        ("RDV *pris* _hier_ ~non~ `x`", "RDV •pris• -hier- -non- 'x'"),
        ("{numero}", "(numero)"),
        ("a\u202eb\u2066c\u200fd\x00e", "abcde"),
        ("> cité", "cité"),
        ("- liste", "liste"),
        ("", "–"),
        ("\u200b\u202e", "–"),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_text_from_outside_is_shown_without_effect(raw, shown):
    assert quote(raw) == shown


@given(st.text())
def test_quoted_text_is_one_short_visible_line(raw):
    shown = quote(raw)

    assert 0 < len(shown) <= MAX_QUOTED
    assert not set(shown) & set("*_~`{}\n\r\u2028\u2066\u2069\u202e\u200f\x00")


def at(*args):
    return datetime(*args, tzinfo=UTC)


@pytest.mark.parametrize(
    ("read", "now", "fr"),
    [
        (at(2026, 11, 22, 13, 32), at(2026, 11, 22, 13, 40), "relevé à 14:32"),
        (at(2026, 11, 21, 13, 32), at(2026, 11, 22, 13, 40), "relevé le 21/11 à 14:32"),
        (at(2025, 12, 31, 13, 32), at(2026, 1, 1, 13, 40), "relevé le 31/12/2025 à 14:32"),
        # In Casablanca it is already the day after, and already the year after.
        (at(2026, 11, 21, 23, 30), at(2026, 11, 22, 13, 40), "relevé à 00:30"),
        (at(2025, 12, 31, 23, 30), at(2026, 2, 1, 12, 0), "relevé le 01/01 à 00:30"),
        # In Ramadan the clocks of Morocco stand at UTC.
        (at(2026, 3, 1, 13, 32), at(2026, 3, 1, 13, 40), "relevé à 13:32"),
    ],
)
def test_the_time_of_reading_is_told_by_the_clock_of_casablanca(read, now, fr):
    told = read_at(read, now, CASABLANCA)

    assert told.fr == fr
    assert fr[-5:] in told.ar


@pytest.mark.parametrize(
    ("span", "fr", "ar"),
    [
        (timedelta(minutes=-5), "moins d'une minute", "أقل من دقيقة"),
        (timedelta(seconds=59), "moins d'une minute", "أقل من دقيقة"),
        (timedelta(minutes=1), "1 min", "دقيقة"),
        (timedelta(minutes=2), "2 min", "دقيقتين"),
        (timedelta(minutes=6), "6 min", "6 دقائق"),
        (timedelta(minutes=45), "45 min", "45 دقيقة"),
        (timedelta(minutes=59), "59 min", "59 دقيقة"),
        (timedelta(minutes=60), "1 h", "ساعة"),
        (timedelta(minutes=119), "1 h", "ساعة"),
        (timedelta(hours=2), "2 h", "ساعتين"),
        (timedelta(hours=10), "10 h", "10 ساعات"),
        (timedelta(hours=30), "30 h", "30 ساعة"),
        (timedelta(days=2), "2 jours", "يومين"),
        (timedelta(days=5), "5 jours", "5 أيام"),
        (timedelta(days=11), "11 jours", "11 يوما"),
        (timedelta(days=100), "100 jours", "100 يوم"),
        (timedelta(days=103), "103 jours", "103 أيام"),
    ],
)
def test_an_age_is_told_in_its_largest_unit_with_the_right_arabic_plural(span, fr, ar):
    told = age(span)

    assert (told.fr, told.ar) == (fr, ar)


def test_every_kind_of_complaint_and_media_has_its_words():
    assert set(COMPLAINT_TYPES) == set(ComplaintType)
    assert set(MEDIA_KINDS) == set(MediaKind)
