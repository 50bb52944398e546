"""The verdict: a loss, a double and a jumble in the ledger are seen, and nothing else is taken for one."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_app.load.verdict import Asked, Received, judge, latency_of

PHONES = ("212610000001", "212610000002", "212610000003")


def reply(n, to, quoted, *numbers, at=None, text=None):
    told = text or " ".join(f"🔒 *{number}* : contrat fermé" for number in numbers) or "Bonjour !"
    arabic = " ".join(f"العقد *\u2066{number}\u2069*" for number in numbers)
    stamp = datetime.fromtimestamp(1000 + n if at is None else at, UTC)
    return Received(id=f"R{n}", to=to, text=f"{told}\n──────────\n{arabic}", quoted_id=quoted, at=stamp)


def question(n, phone, *numbers, messages=1):
    times = tuple(float(100 * n + turn) for turn in range(messages))
    return Asked(phone=phone, ids=tuple(f"M{n}-{t}" for t in range(messages)), times=times, numbers=numbers)


@st.composite
def talks(draw):
    """Questions of several phones, and the ledger of a JARVIS without fault."""
    asked, ledger = [], []
    for n in range(draw(st.integers(min_value=1, max_value=12))):
        count = draw(st.integers(min_value=0, max_value=3))
        numbers = [f"F{100 + n}456{place}D" for place in range(count)]
        one = question(n, draw(st.sampled_from(PHONES)), *numbers, messages=draw(st.integers(1, 3)))
        asked.append(one)
        quoted = draw(st.sampled_from(one.ids))
        ledger.append(reply(n, one.phone, quoted, *numbers, at=one.times[-1] + 3))
    return asked, ledger


@given(talks())
def test_a_ledger_without_fault_is_clean_whatever_was_asked(talk):
    verdict = judge(*talk)

    assert verdict.clean
    assert verdict.answered == sum(len(one.ids) for one in talk[0])
    assert verdict.strange == 0


@given(talks(), st.data())
def test_any_reply_sent_twice_is_seen(talk, data):
    asked, ledger = talk
    doubled = data.draw(st.sampled_from(ledger))
    again = msgspec.structs.replace(doubled, id="again")
    place = data.draw(st.integers(ledger.index(doubled) + 1, len(ledger)))

    assert judge(asked, [*ledger[:place], again, *ledger[place:]]).duplicated == 1


@given(talks(), st.data())
def test_any_status_that_never_came_is_lost_with_all_its_messages(talk, data):
    asked, ledger = talk
    named = [n for n, one in enumerate(asked) if one.numbers]
    if not named:
        return
    gone = data.draw(st.sampled_from(named))
    verdict = judge(asked, ledger[:gone] + ledger[gone + 1 :])

    assert verdict.lost == len(asked[gone].ids)
    assert verdict.answered + verdict.lost == sum(len(one.ids) for one in asked)


def test_the_last_answer_of_a_phone_missing_is_lost_without_a_number_too():
    asked = [question(1, PHONES[0], "F1234561D"), question(2, PHONES[0], messages=2)]

    assert judge(asked, [reply(1, PHONES[0], "M1-0", "F1234561D", at=103)]).lost == 2


def test_answers_in_another_order_than_the_questions_are_seen():
    first, second = question(1, PHONES[0], "F1234561D"), question(2, PHONES[0], "F1234562D")
    ledger = [
        reply(1, PHONES[0], "M2-0", "F1234562D", at=300),
        reply(2, PHONES[0], "M1-0", "F1234561D", at=301),
    ]

    verdict = judge([first, second], ledger)

    assert (verdict.out_of_order, verdict.lost, verdict.duplicated) == (1, 0, 0)


def test_other_phones_have_an_order_of_their_own():
    first, second = question(1, PHONES[0], "F1234561D"), question(2, PHONES[1], "F1234562D")
    ledger = [
        reply(1, PHONES[1], "M2-0", "F1234562D", at=300),
        reply(2, PHONES[0], "M1-0", "F1234561D", at=301),
    ]

    assert judge([first, second], ledger).clean


def test_two_questions_answered_as_one_are_both_answered():
    asked = [
        question(1, PHONES[0], "F1234561D"),
        question(2, PHONES[0], "F1234562D", messages=2),
        question(3, PHONES[0]),
    ]
    together = reply(1, PHONES[0], "M2-1", "F1234561D", "F1234562D", at=302)

    verdict = judge(asked, [together])

    assert verdict.clean
    assert verdict.answered == 4


def test_a_contract_asked_again_while_its_answer_was_on_its_way_needs_one_of_its_own():
    asked = [question(1, PHONES[0], "F1234561D"), question(2, PHONES[0], "F1234561D")]
    late = reply(1, PHONES[0], "M1-0", "F1234561D", at=201)

    assert judge(asked, [late]).lost == 1
    assert judge(asked, [late, reply(2, PHONES[0], "M2-0", "F1234561D", at=203)]).clean


def test_a_status_told_twice_is_a_double_whatever_message_it_quotes():
    asked = [question(1, PHONES[0], "F1234561D", messages=2)]
    ledger = [
        reply(1, PHONES[0], "M1-0", "F1234561D", at=103),
        reply(2, PHONES[0], "M1-1", "F1234561D", at=104),
    ]

    assert judge(asked, ledger).duplicated == 1


def test_a_burst_that_was_split_by_delay_is_no_double():
    asked = [question(1, PHONES[0], "F1234561D", messages=2)]
    ledger = [reply(1, PHONES[0], "M1-0", at=103), reply(2, PHONES[0], "M1-1", "F1234561D", at=104)]

    assert judge(asked, ledger).clean


def test_a_contract_only_put_off_is_not_answered_yet_and_its_status_is_no_double():
    asked = [question(1, PHONES[0], "F1234561D")]
    away = "⏱️ *F1234561D* : service indisponible, le portail ne répond pas."
    put_off = reply(1, PHONES[0], "M1-0", at=103, text=away)

    assert (judge(asked, [put_off]).lost, judge(asked, [put_off]).put_off) == (1, 1)
    assert judge(asked, [put_off, reply(2, PHONES[0], "M1-0", "F1234561D", at=104)]).clean


def test_what_others_were_sent_is_none_of_our_business():
    asked = [question(1, PHONES[0], "F1234561D")]
    ledger = [reply(1, "212699999999", "else", at=103), reply(2, PHONES[0], "M1-0", "F1234561D", at=104)]

    assert judge(asked, ledger).clean


def test_a_reply_to_nothing_that_was_asked_is_strange():
    asked = [question(1, PHONES[0], "F1234561D")]
    ledger = [reply(1, PHONES[0], "M1-0", "F1234561D", at=104), reply(2, PHONES[0], None, at=105)]

    assert judge(asked, ledger).strange == 1


def test_an_answer_takes_from_the_last_message_before_it():
    one = question(1, PHONES[0], "F1234561D", messages=3)

    assert latency_of(one, reply(1, PHONES[0], "M1-2", at=105)) == pytest.approx(3.0)
    assert latency_of(one, reply(1, PHONES[0], "M1-0", at=101.5)) == pytest.approx(0.5)
