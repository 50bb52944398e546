"""The conversation: one burst in, what to say and do out."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.answering.contract_status import ContractUnknown, StatusUnavailable
from jarvis_domain.answering.conversation import (
    AwaitingNumber,
    Conversation,
    Flag,
    Idle,
    Silence,
    Turn,
    WithHuman,
    after_look_up,
    hand_back,
    status_of,
    take_over,
    take_turn,
    turn_away,
    without,
)
from jarvis_domain.answering.messages import MediaKind
from jarvis_domain.answering.says import (
    MAX_CONTRACTS,
    AskDetails,
    AskNumber,
    GiveStatus,
    HandedOver,
    Help,
    LeaveOut,
    MediaUnread,
    NotOnList,
    TooMany,
    within_cap,
)
from jarvis_domain.understanding.contracts import How
from jarvis_domain.understanding.reading import ComplaintType, Intent
from support.talk import (
    NOON,
    answers_for,
    complaint,
    conversations,
    found,
    known,
    moments,
    number,
    reading,
    status_check,
    turns,
)

NO_NUMBER = status_check()
THANKS = reading(closing=True)
MUDDLE = reading()
GREETING = reading(wants_help=True)
SAME_ONE = status_check(same_contract=True)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def turn_of(said):
    return said if isinstance(said, Turn) else Turn(reading=said)


def talk(*said, start=None, every=MINUTE):
    """Plays bursts one after the other; answers the last decision."""
    conversation, decision = start or Conversation(), None
    for count, one in enumerate(said):
        decision = take_turn(conversation, turn_of(one), NOON + count * every)
        conversation = decision.conversation
    return decision


# statuses


def test_a_number_is_looked_up_and_answered():
    decision = talk(status_check(1))

    assert decision.say == (status_of(number(1)),)
    assert decision.look_up == (number(1),)
    assert (decision.flags, decision.silence) == ((), None)


def test_every_number_of_a_burst_is_answered_in_order():
    assert talk(status_check(3, 1, 2)).look_up == (number(3), number(1), number(2))


def test_more_than_ten_numbers_are_left_out_by_name():
    decision = talk(status_check(*range(1, 14)))

    assert len(decision.look_up) == MAX_CONTRACTS
    assert decision.say[-1] == LeaveOut(contracts=(number(11), number(12), number(13)))


def test_a_corrected_number_stays_known_as_corrected():
    corrected = found(1, How.CORRECTED, "F000OOO1D")

    assert talk(reading(Intent.STATUS_CHECK, contracts=(corrected,))).say == (GiveStatus(contract=corrected),)


def test_the_whole_number_is_answered_and_the_incomplete_one_asked_for():
    decision = talk(status_check(1, incomplete=("F12345D",)))

    assert decision.say == (status_of(number(1)), AskNumber(seen=("F12345D",)))
    assert decision.conversation.state == Idle()


def test_the_same_one_is_the_last_one():
    assert talk(status_check(1, 2), SAME_ONE).look_up == (number(1), number(2))


def test_the_same_ones_are_those_that_were_answered():
    decision = talk(status_check(*range(1, 14)), SAME_ONE)

    assert decision.look_up == tuple(map(number, range(1, 11)))
    assert not any(isinstance(say, LeaveOut) for say in decision.say)


def test_the_same_one_without_a_last_one_is_asked_for():
    assert talk(SAME_ONE).say == (AskNumber(),)


def test_the_same_one_is_forgotten_after_half_an_hour_of_quiet():
    assert talk(status_check(1), SAME_ONE, every=timedelta(minutes=30)).look_up == (number(1),)
    assert talk(status_check(1), SAME_ONE, every=timedelta(minutes=30, seconds=1)).say == (AskNumber(),)


# a number that is missing


def test_a_missing_number_is_asked_once_and_the_next_message_fills_it():
    assert talk(NO_NUMBER).say == (AskNumber(),)
    assert talk(NO_NUMBER, status_check(1)).say == (status_of(number(1)),)


def test_an_incomplete_number_is_asked_for_and_shown():
    assert talk(reading(incomplete=("12345",))).say == (AskNumber(seen=("12345",)),)


@pytest.mark.parametrize("second", [NO_NUMBER, reading(incomplete=("12345",)), MUDDLE, SAME_ONE])
def test_a_second_miss_gives_up_politely_and_tells_the_bo(second):
    decision = talk(NO_NUMBER, second)

    assert decision.say == (HandedOver(),)
    assert decision.flags == (Flag.GAVE_UP,)
    assert decision.conversation.state == Idle()


def test_the_question_is_forgotten_after_half_an_hour():
    assert talk(NO_NUMBER, NO_NUMBER, every=timedelta(minutes=31)).say == (AskNumber(),)


# complaints


def test_a_complaint_with_a_number_is_answered_asked_about_and_shown_to_the_bo():
    decision = talk(complaint(ComplaintType.CAS_BLOQUE, 1))

    assert decision.say == (status_of(number(1)), AskDetails(about=ComplaintType.CAS_BLOQUE))
    assert decision.flags == (Flag.COMPLAINT,)


def test_a_complaint_without_a_number_keeps_its_type_until_the_number_comes():
    asked = talk(complaint(ComplaintType.PRISE_DE_RDV))
    filled = talk(complaint(ComplaintType.PRISE_DE_RDV), status_check(1))

    assert asked.say == (AskNumber(complaint=True),)
    assert asked.flags == (Flag.COMPLAINT,)
    assert filled.say == (status_of(number(1)), AskDetails(about=ComplaintType.PRISE_DE_RDV))


@pytest.mark.parametrize(
    ("second", "about"),
    [
        (ComplaintType.AUTRE, ComplaintType.CAS_BLOQUE),
        (ComplaintType.ADRESSE_ERRONEE, ComplaintType.ADRESSE_ERRONEE),
    ],
)
def test_the_type_named_last_counts_unless_it_says_nothing(second, about):
    decision = talk(complaint(ComplaintType.CAS_BLOQUE), complaint(second, 1))

    assert decision.say[-1] == AskDetails(about=about)


def test_a_complaint_given_up_is_shown_to_the_bo_as_both():
    asked_again, given_up = (talk(complaint(ComplaintType.CAS_BLOQUE), *[MUDDLE] * n) for n in (1, 2))

    assert asked_again.say == (AskNumber(complaint=True),)
    assert given_up.say == (HandedOver(),)
    assert given_up.flags == (Flag.GAVE_UP, Flag.COMPLAINT)


# small talk, media, spam


def test_a_greeting_gets_help_once_in_a_row():
    assert talk(GREETING).say == (Help(),)
    assert talk(GREETING, GREETING).silence is Silence.NOTHING
    assert talk(GREETING, THANKS, GREETING).silence is Silence.NOTHING
    assert talk(GREETING, status_check(1), GREETING).say == (Help(),)


def test_thanks_get_no_answer():
    decision = talk(status_check(1), THANKS)

    assert decision.say == ()
    assert (decision.silence, decision.flags) == (Silence.NOTHING, ())


def test_an_ok_while_the_number_is_awaited_does_not_count_as_a_miss():
    decision = talk(NO_NUMBER, THANKS, status_check(1))

    assert decision.look_up == (number(1),)


def test_words_that_nobody_understood_get_help_once_and_are_shown_to_the_bo():
    first, second = talk(MUDDLE), talk(MUDDLE, MUDDLE)

    assert (first.say, first.flags) == ((Help(),), (Flag.NOT_UNDERSTOOD,))
    assert (second.silence, second.flags) == (Silence.NOTHING, (Flag.NOT_UNDERSTOOD,))


def test_a_file_without_words_is_said_to_be_unread():
    decision = talk(Turn(media=MediaKind.AUDIO))

    assert decision.say == (MediaUnread(kind=MediaKind.AUDIO),)
    assert decision.flags == (Flag.MEDIA_UNREAD,)


def test_a_file_beside_a_number_is_left_to_the_bo_without_a_word():
    decision = talk(Turn(media=MediaKind.IMAGE, reading=status_check(1)))

    assert decision.say == (status_of(number(1)),)
    assert decision.flags == (Flag.MEDIA_UNREAD,)


def test_a_file_beside_a_question_without_number_is_said_to_be_unread():
    decision = talk(Turn(media=MediaKind.IMAGE, reading=NO_NUMBER))

    assert decision.say == (AskNumber(), MediaUnread(kind=MediaKind.IMAGE))


def test_a_photo_where_a_number_was_asked_for_is_no_miss():
    decision = talk(complaint(ComplaintType.CAS_BLOQUE), Turn(media=MediaKind.IMAGE), status_check(1))

    assert decision.say[-1] == AskDetails(about=ComplaintType.CAS_BLOQUE)


def test_a_sticker_is_as_good_as_silence():
    assert talk(Turn(media=MediaKind.STICKER)).silence is Silence.NOTHING


def test_spam_is_answered_with_silence_and_shown_to_the_bo():
    decision = talk(status_check(1, spam=True))

    assert (decision.say, decision.look_up) == ((), ())
    assert (decision.silence, decision.flags) == (Silence.SPAM, (Flag.SPAM,))


def test_a_reaction_is_no_message():
    before = talk(NO_NUMBER).conversation
    decision = take_turn(before, Turn(), NOON + SECOND)

    assert (decision.conversation, decision.silence) == (before, Silence.NOTHING)


# the rate limit


def test_the_limit_is_told_once_per_window_and_then_met_with_silence():
    limited = Turn(limited=True)

    assert talk(limited).say == (TooMany(),)
    assert talk(limited).flags == (Flag.RATE_LIMITED,)
    assert talk(limited, limited, every=timedelta(seconds=59)).silence is Silence.LIMITED
    assert talk(limited, limited, every=timedelta(seconds=60)).say == (TooMany(),)


def test_what_was_within_the_limit_is_answered_all_the_same():
    decision = talk(Turn(limited=True, reading=status_check(1)))

    assert decision.say == (status_of(number(1)), TooMany())


def test_the_limit_does_not_count_as_a_miss():
    assert talk(NO_NUMBER, Turn(limited=True), status_check(1)).look_up == (number(1),)


# humans


def test_the_bot_is_silent_while_a_human_has_the_conversation():
    held = take_over(Conversation(), NOON + 2 * MINUTE)

    assert talk(status_check(1), start=held).silence is Silence.HUMAN
    assert talk(Turn(limited=True), start=held).silence is Silence.HUMAN
    assert talk(THANKS, THANKS, status_check(1), start=held).look_up == (number(1),)


def test_a_hold_can_be_lengthened_and_not_shortened():
    later = NOON + 5 * MINUTE
    held = take_over(take_over(Conversation(), later), NOON + MINUTE)

    assert held.state == WithHuman(until=later)


def test_half_an_hour_of_quiet_does_not_end_a_humans_hold():
    begun = talk(status_check(1)).conversation
    held = take_over(begun, NOON + timedelta(hours=3))

    assert take_turn(held, Turn(reading=status_check(2)), NOON + timedelta(hours=2)).silence is Silence.HUMAN


def test_a_conversation_handed_back_is_answered_and_its_question_forgotten():
    asked = talk(complaint(ComplaintType.CAS_BLOQUE)).conversation
    back = hand_back(take_over(asked, NOON + timedelta(hours=1)))

    assert back.state == Idle()
    assert talk(status_check(1), start=back).say == (status_of(number(1)),)


def test_handing_back_what_nobody_holds_changes_nothing():
    asked = talk(NO_NUMBER).conversation

    assert hand_back(asked) == asked


# who is not on the list, and who asks for too many contracts


def test_who_is_not_on_the_list_is_told_so_once_a_day():
    told = turn_away(Conversation(), NOON)
    again = turn_away(told.conversation, NOON + timedelta(hours=23, minutes=59))
    tomorrow = turn_away(again.conversation, NOON + timedelta(hours=24))

    assert (told.say, told.flags) == ((NotOnList(),), (Flag.NOT_REGISTERED,))
    assert (again.say, again.silence) == ((), Silence.NOT_ON_LIST)
    assert tomorrow.say == (NotOnList(),)


def test_who_is_not_on_the_list_is_left_to_the_colleague_who_has_the_conversation():
    held = take_over(Conversation(), NOON + MINUTE)

    assert turn_away(held, NOON).silence is Silence.HUMAN


@given(conversations, turns, moments, st.data())
def test_a_refused_contract_gets_no_status_and_everything_else_is_said(conversation, turn, now, data):
    decision = take_turn(conversation, turn, now)
    refused = data.draw(st.frozensets(st.sampled_from(decision.look_up))) if decision.look_up else frozenset()
    rest = without(decision, refused)
    others = [s for s in decision.say if not isinstance(s, GiveStatus)]

    assert set(rest.look_up) == set(decision.look_up) - refused
    assert set(others) <= set(rest.say)
    assert (Flag.MANY_NUMBERS in rest.flags) == bool(refused)
    assert (TooMany(of_contracts=True) in rest.say) == bool(refused)


# after the look-ups


def looked_up(*answers, start=None):
    decision = talk(status_check(*(int(a.number.value[1:8]) for a in answers)), start=start)
    return after_look_up(decision.conversation, decision.say, {a.number: a for a in answers})


def down(index=1):
    return StatusUnavailable(number=number(index), reason="timeout")


def test_an_outage_is_told_once_and_owed_each_time():
    first = looked_up(down(1))
    second = looked_up(down(1), down(2), start=first.conversation)

    assert first.say == (status_of(number(1)),)
    assert second.say == (status_of(number(2)),)
    assert (first.owed, second.owed) == ((number(1),), (number(1), number(2)))


def test_an_outage_is_told_once_even_hours_later():
    first = looked_up(down(1)).conversation
    later = take_turn(first, Turn(reading=status_check(1)), NOON + timedelta(hours=5))

    assert after_look_up(later.conversation, later.say, {number(1): down(1)}).say == ()


def test_only_the_last_hundred_outages_are_remembered():
    after = after_look_up(Conversation(), (), {number(i): down(i) for i in range(1, 103)})

    assert after.conversation.owed == tuple(map(number, range(3, 103)))


@pytest.mark.parametrize("answer", [known(1), ContractUnknown(number=number(1))])
def test_once_its_answer_was_given_an_outage_is_told_again(answer):
    told = looked_up(down(1)).conversation
    given_ = after_look_up(told, [status_of(number(1))], {number(1): answer})

    assert given_.say == (status_of(number(1)),)
    assert given_.conversation.owed == ()
    assert looked_up(down(1), start=given_.conversation).say == (status_of(number(1)),)


def test_a_status_nobody_foresaw_is_shown_to_the_bo():
    assert looked_up(known(1, "En cours", "Inconnu")).flags == (Flag.UNKNOWN_STATUS,)
    assert looked_up(known(1, "En cours", "BO fixe")).flags == ()


def test_a_complaint_is_asked_about_though_the_portal_is_down_again():
    told = looked_up(down(1)).conversation
    decision = talk(complaint(ComplaintType.CAS_BLOQUE, 1), start=told)
    after = after_look_up(decision.conversation, decision.say, {number(1): down(1)})

    assert after.say == (AskDetails(about=ComplaintType.CAS_BLOQUE),)


# rules that hold for everything


@given(conversations, turns, moments)
def test_any_burst_in_any_state_has_a_decision(conversation, turn, now):
    decision = take_turn(conversation, turn, now)

    assert (decision.silence is None) == bool(decision.say or decision.file or decision.tell_complaints)
    given_ = tuple(dict.fromkeys(s.contract.number for s in decision.say if isinstance(s, GiveStatus)))
    assert decision.look_up == given_
    assert len(decision.look_up) <= MAX_CONTRACTS
    assert len(set(decision.flags)) == len(decision.flags)
    assert within_cap(decision.say) == decision.say


@given(conversations, turns, moments)
def test_no_contract_is_looked_up_that_was_neither_read_nor_spoken_of(conversation, turn, now):
    read = {f.number for f in turn.reading.contracts} if turn.reading else set()

    assert set(take_turn(conversation, turn, now).look_up) <= read | set(conversation.last_contracts)


@given(conversations, turns, moments)
def test_a_conversation_survives_the_store_unchanged(conversation, turn, now):
    after = take_turn(conversation, turn, now).conversation

    assert msgspec.json.decode(msgspec.json.encode(after), type=Conversation) == after


@given(st.lists(st.tuples(turns, st.timedeltas(timedelta(), timedelta(minutes=40))), max_size=12), moments)
def test_a_number_for_a_status_is_never_asked_for_twice_in_a_row(bursts, now):
    conversation = Conversation()
    for turn, pause in bursts:
        now += pause
        awaited = isinstance(conversation.at(now).state, AwaitingNumber)
        decision = take_turn(conversation, turn, now)
        conversation = decision.conversation

        assert not awaited or not any(s == AskNumber() for s in decision.say)


@given(conversations, st.data())
def test_what_is_owed_is_what_the_portal_could_not_say(conversation, data):
    told = data.draw(st.lists(st.integers(1, 20), unique=True, max_size=8))
    answers = {number(i): data.draw(answers_for(number(i))) for i in told}
    after = after_look_up(conversation, map(status_of, answers), answers)
    unavailable = {n for n, a in answers.items() if isinstance(a, StatusUnavailable)}

    assert set(after.owed) == unavailable
    assert unavailable <= set(after.conversation.owed) <= unavailable | set(conversation.owed)
    assert not (set(answers) - unavailable) & set(after.conversation.owed)
    assert {s.contract.number for s in after.say} == set(answers) - (unavailable & set(conversation.owed))


@given(conversations)
def test_a_new_conversation_is_what_an_empty_record_decodes_to(conversation):
    assert msgspec.json.decode(b"{}", type=Conversation) == Conversation()
    assert msgspec.json.decode(msgspec.json.encode(conversation), type=Conversation) == conversation
