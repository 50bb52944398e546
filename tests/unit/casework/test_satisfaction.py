"""Satisfaction: one question in both languages, and short answers in any of four."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.casework.satisfaction import (
    ANSWER_WITHIN,
    SatisfactionAnswered,
    SatisfactionAsked,
    Score,
    answer_satisfaction,
    read_score,
    satisfaction_question,
    satisfied_share,
)
from support.casework import COMPLAINT
from support.talk import NOON, bare_left_to_right, number, pieces

ASKED = SatisfactionAsked(complaint=COMPLAINT, asked_at=NOON)
ANSWERS = {
    Score.SATISFIED: [
        *(
            "1",
            "١",
            "1️⃣",
            " 1 ! ",
            "👍",
            "👍🏽",
            "❤️",
            "👍👍",
            "1 👍",
            "oui",
            "Oui merci",
            "Très bien",
            "parfait",
        ),
        *(
            "je suis très satisfait",
            "good",
            "very happy",
            "wah",
            "mzyan bzzaf",
            "نعم",
            "راضٍ",
            "مزيان بزاف شكرا",
        ),
    ],
    Score.SO_SO: [*("2", "٢", "2️⃣", "😐", "🤷🏻‍♂️", "moyen", "ça va", "pas mal", "chwiya", "نوعا ما", "شوية")],
    Score.DISSATISFIED: [
        *("3", "٣", "3️⃣", "👎", "😡", "non", "NON !!", "pas satisfait", "pas du tout", "not good", "lla"),
        *("machi mzyan", "ma3jbnich", "لا", "غير راضي", "ماشي مزيان"),
    ],
}
NO_ANSWERS = [
    "",
    "merci",
    "4",
    "0",
    "12",
    "1 2",
    "3/3",
    "👍👎",
    "oui mais F1234567D",
    "F1234567D",
    "🎈",
    "salam",
]


@pytest.mark.parametrize(
    ("text", "score"),
    [(text, score) for score, texts in ANSWERS.items() for text in texts],
)
def test_a_short_answer_is_read(text, score):
    assert read_score(text) is score


@pytest.mark.parametrize("text", NO_ANSWERS)
def test_what_says_something_else_is_no_answer(text):
    assert read_score(text) is None


@given(pieces)
def test_no_text_breaks_the_reading(text):
    assert read_score(text) in {None, *Score}


@pytest.mark.parametrize(
    ("after", "counts"),
    [(timedelta(), True), (ANSWER_WITHIN, True), (ANSWER_WITHIN + timedelta(seconds=1), False)],
)
def test_an_answer_counts_for_three_days(after, counts):
    answered = SatisfactionAnswered(
        complaint=COMPLAINT, asked_at=NOON, score=Score.SATISFIED, answered_at=NOON + after
    )

    assert answer_satisfaction(ASKED, "1", NOON + after) == (answered if counts else None)


def test_another_message_is_left_to_the_conversation():
    assert answer_satisfaction(ASKED, "F1234567D", NOON) is None


def test_the_question_is_asked_in_both_languages_and_offers_each_score():
    question = satisfaction_question(number())

    for text in (question.fr, question.ar):
        assert all(str(score.value) in text for score in Score)
        assert "F0000001D" in text
    assert bare_left_to_right(question.ar) == []
    assert question.text.startswith(question.fr)
    assert question.text.endswith(question.ar)


@given(st.lists(st.sampled_from(Score), min_size=1))
def test_the_share_of_the_satisfied_is_between_none_and_all(scores):
    assert satisfied_share(scores) == sum(score == 1 for score in scores) / len(scores)


def test_without_answers_there_is_no_share():
    assert satisfied_share([]) is None
