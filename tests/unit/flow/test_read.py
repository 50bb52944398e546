"""The one reader: what it asks the model, what it remembers, and when it spares it."""

import asyncio

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from jarvis_adapters.memory.cache import MemoryCache
from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.memory.language_model import MemoryLanguageModel
from jarvis_domain.flow.read import KEPT_FOR, OVERLOAD_SECONDS, Reader, Way, When, reading_key
from jarvis_domain.ports.language_model import ModelFailure, ModelUnavailable
from jarvis_domain.understanding.grounding import SURE
from jarvis_domain.understanding.reading import ComplaintType, Intent, ModelProposal, Reading

SURE_READING = Reading(language=None, intent=Intent.OTHER, confidence=SURE)
UNSURE_READING = Reading(language=None, intent=Intent.OTHER, confidence=SURE - 0.01)
BLOCKED = ModelProposal(intent=Intent.COMPLAINT, complaint_type=ComplaintType.CAS_BLOQUE)


class Desk:
    """A reader on a scripted model; `answer` may be changed between readings."""

    def __init__(self, answer=BLOCKED, **options):
        self.answer = answer
        self.clock, self.model = ManualClock(), MemoryLanguageModel(lambda _: self.answer)
        self.cache = MemoryCache(self.clock)
        self.reader = Reader(self.model, self.cache, self.clock, **options)

    def read(self, text, rules=UNSURE_READING):
        return asyncio.run(self.reader.better(rules, text))


def unavailable(failure):
    return ModelUnavailable(failure=failure)


def test_a_proposal_betters_the_reading_the_rules_are_unsure_of():
    read = Desk().read("xyz")

    assert (read.way, read.fallback) == (Way.MODEL, "")
    assert read.reading.complaint_type is ComplaintType.CAS_BLOQUE


def test_a_failure_leaves_the_rules_reading_and_says_why():
    read = Desk(unavailable(ModelFailure.TIMEOUT)).read("xyz")

    assert (read.reading, read.way, read.fallback) == (UNSURE_READING, Way.FALLBACK, "timeout")


def test_the_same_words_are_asked_once():
    desk = Desk()
    first, again = desk.read("Wach  BLOQUÉ ?"), desk.read(" wach bloqué ?\n")

    assert desk.model.asked == ["Wach  BLOQUÉ ?"]
    assert (first.way, again.way) == (Way.MODEL, Way.CACHE)
    assert first.reading == again.reading


def test_a_kept_proposal_answers_while_the_model_is_away():
    desk = Desk()
    desk.read("xyz")
    desk.answer = unavailable(ModelFailure.UNREACHABLE)

    assert desk.read("xyz").way is Way.CACHE


def test_a_proposal_is_forgotten_after_a_day():
    desk = Desk()
    desk.read("xyz")
    desk.clock.advance(KEPT_FOR.total_seconds())

    assert desk.read("xyz").way is Way.MODEL


def test_a_failure_is_never_remembered():
    desk = Desk(unavailable(ModelFailure.GARBAGE))
    desk.read("xyz")
    desk.answer = BLOCKED

    assert desk.read("xyz").way is Way.MODEL


def test_another_model_or_prompt_does_not_answer_for_this_one():
    assert reading_key("xyz", "gemma by prompt 1") != reading_key("xyz", "gemma by prompt 2")


@given(st.text(st.characters(exclude_categories=[]), max_size=50))
def test_a_key_holds_nothing_of_the_text(text):
    key = reading_key(text, "gemma")

    assert len(key) == len("reading_") + 64
    assert key.removeprefix("reading_").isalnum()


def test_a_question_mark_makes_another_message():
    assert reading_key("bloqué ?", "") != reading_key("bloqué", "")


def test_what_another_program_left_under_the_key_counts_as_nothing():
    desk = Desk()
    asyncio.run(desk.cache.set(reading_key("xyz", ""), b'{"spam": "perhaps"}', ttl=KEPT_FOR))

    assert desk.read("xyz").way is Way.MODEL


def test_a_kept_proposal_is_grounded_in_the_text_at_hand_and_the_rules_of_today():
    desk = Desk()
    desk.read("xyz")

    assert desk.read("xyz", SURE_READING).reading.intent is Intent.OTHER


def test_a_proposal_the_text_refutes_is_counted_as_such_and_changes_nothing():
    desk = Desk(msgspec.structs.replace(BLOCKED, contracts=("F9081726D",)))
    read = desk.read("xyz")

    assert (read.way, read.reading.intent, read.fallback) == (Way.REFUTED, UNSURE_READING.intent, "")


# sparing the model


def test_always_asks_of_a_sure_reading_too():
    desk = Desk()

    assert desk.read("xyz", SURE_READING).way is Way.MODEL


def test_unsure_asks_only_where_the_model_could_better_the_reading():
    desk = Desk(when=When.UNSURE)

    assert desk.read("a", SURE_READING).way is Way.SURE
    assert desk.read("a", UNSURE_READING).way is Way.MODEL
    assert desk.model.asked == ["a"]


def test_a_full_queue_spares_the_model_sure_readings_for_a_while():
    desk = Desk(unavailable(ModelFailure.QUEUE))
    full = desk.read("a", SURE_READING)
    desk.answer = BLOCKED
    spared, unsure = desk.read("b", SURE_READING), desk.read("c", UNSURE_READING)
    desk.clock.advance(OVERLOAD_SECONDS)
    after = desk.read("b", SURE_READING)

    assert [read.way for read in (full, spared, unsure, after)] == [
        Way.FALLBACK,
        Way.SURE,
        Way.MODEL,
        Way.MODEL,
    ]


def test_another_failure_is_no_overload():
    desk = Desk(unavailable(ModelFailure.TIMEOUT))
    desk.read("a", SURE_READING)

    assert desk.read("b", SURE_READING).way is Way.FALLBACK


def test_the_whole_reading_begins_with_the_rules():
    desk = Desk(unavailable(ModelFailure.OFF))
    read = asyncio.run(desk.reader("fin wsel F1234567D ?"))

    assert read.reading.contracts[0].number.value == "F1234567D"
    assert read.fallback == "off"
