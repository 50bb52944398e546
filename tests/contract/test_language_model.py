"""What every LanguageModel keeps to; and LM Studio's adapter against everything its server is known to do."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from jarvis_adapters.lm_studio.keep_alive import IDLE_SECONDS
from jarvis_adapters.lm_studio.model import LmStudio
from jarvis_adapters.lm_studio.prompt import PROMPT_VERSION
from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.memory.language_model import MemoryLanguageModel, NoLanguageModel
from jarvis_adapters.simulators.lm_studio.state import Mode
from jarvis_domain.ports.health import PartState
from jarvis_domain.ports.language_model import ModelFailure, ModelUnavailable
from jarvis_domain.understanding.reading import Intent, Language, ModelProposal
from support.lm_simulator import COMPLETIONS, LOADS, MODEL, lm_simulator

PLENTY = timedelta(seconds=30)
SHORT = timedelta(milliseconds=400)
MESSAGE = "Bonjour, où en est le contrat F 7654321 D ?"


@pytest.fixture(scope="module")
def served():
    with lm_simulator() as running:
        yield running


@pytest.fixture
def simulator(served):
    served.reset()
    return served


@asynccontextmanager
async def lm_studio(simulator, *, warm=True, **settings):
    """The adapter on a clock of its own; its deadline is real time."""
    clock = ManualClock()
    options = {"model": MODEL, "clock": clock, "deadline": PLENTY, **settings}
    async with LmStudio(simulator.url, **options) as model:
        if warm:
            assert await model.warm_up()
        yield SimpleNamespace(read=model.read, model=model, clock=clock)


def failure_of(answer):
    assert isinstance(answer, ModelUnavailable), answer
    return answer.failure


class OnLmStudio:
    def __init__(self, served):
        self._served = served

    @asynccontextmanager
    async def open(self):
        self._served.reset()
        async with lm_studio(self._served) as lm:
            yield lm.model


class InMemory:
    @asynccontextmanager
    async def open(self):
        yield MemoryLanguageModel(lambda text: ModelProposal(contracts=(text[:9],)))


class Off:
    @asynccontextmanager
    async def open(self):
        yield NoLanguageModel()


@pytest.fixture(scope="module", params=["lm_studio", "memory", "off"])
def world(request, served):
    return {"lm_studio": OnLmStudio(served), "memory": InMemory(), "off": Off()}[request.param]


# every language model


@given(texts=st.lists(st.text(st.characters(exclude_categories=[])), min_size=1, max_size=4))
@settings(max_examples=10, deadline=None)
def test_whatever_is_written_the_answer_is_a_proposal_or_a_typed_failure(world, texts):
    async def run():
        async with world.open() as model:
            return await asyncio.gather(*(model.read(text) for text in texts))

    assert all(isinstance(answer, ModelProposal | ModelUnavailable) for answer in asyncio.run(run()))


def test_a_reader_that_is_off_says_so():
    async def run():
        return await NoLanguageModel().read(MESSAGE), await NoLanguageModel().describe()

    answer, part = asyncio.run(run())

    assert failure_of(answer) is ModelFailure.OFF
    assert part.state is PartState.OFF


# LM Studio, when all is well


def test_a_message_is_read_with_the_contract_as_it_was_written(simulator):
    async def run():
        async with lm_studio(simulator) as lm:
            return await lm.read(MESSAGE)

    answer = asyncio.run(run())

    assert (answer.language, answer.intent) == (Language.FR, Intent.STATUS_CHECK)
    assert answer.contracts == ("F 7654321 D",)


def test_the_log_tells_model_and_tokens_and_never_the_message(simulator):
    async def run():
        async with lm_studio(simulator) as lm:
            with capture_logs() as lines:
                await lm.read(MESSAGE)
                simulator.set(mode="prose")
                await lm.read(MESSAGE)
            return lines

    read, fell_back = asyncio.run(run())

    assert (read["event"], read["model"]) == ("model_read", MODEL)
    assert (read["prompt"], read["prompt_tokens"] > 0, read["answer_tokens"] > 0) == (
        PROMPT_VERSION,
        True,
        True,
    )
    assert (fell_back["event"], fell_back["failure"]) == ("model_fell_back", "garbage")
    assert "7654321" not in str((read, fell_back))


def test_every_reading_is_told_to_the_observer_with_its_tokens_or_its_failure(simulator):
    async def run():
        told = []
        async with lm_studio(simulator, observe=told.append) as lm:
            await lm.read(MESSAGE)
            simulator.set(mode="prose")
            await lm.read(MESSAGE)
        return told

    read, fell_back = asyncio.run(run())

    assert (read.failure, read.usage.prompt > 0, read.usage.answer > 0) == ("", True, True)
    assert (fell_back.failure, fell_back.usage.prompt) == ("garbage", 0)


def test_a_bearer_token_goes_with_every_call_and_a_missing_one_is_named(simulator):
    async def run():
        simulator.set(token="lm-secret")
        async with lm_studio(simulator, api_key="lm-secret") as lm:
            answer = await lm.read(MESSAGE)
        async with lm_studio(simulator, warm=False) as lm:
            return answer, await lm.model.warm_up(), (await lm.model.describe()).says

    answer, without, says = asyncio.run(run())

    assert isinstance(answer, ModelProposal)
    assert not without
    assert "API token" in says


# LM Studio, when it is not

GARBAGE = {
    Mode.EMPTY,
    Mode.EMPTY_AT_LENGTH,
    Mode.CUT_OFF,
    Mode.TRAILING_TEXT,
    Mode.PROSE,
    Mode.OTHER_SCHEMA,
    Mode.UNUSED_TOKENS,
    Mode.WRONG_TYPES,
    Mode.NAN,
    Mode.DEEP_CONTENT,
    Mode.LONG_CONTENT,
    Mode.TOOL_CALL,
    Mode.INVALID_UTF8,
    Mode.DEEP,
    Mode.HUGE,
}
REFUSED = {
    Mode.WRONG_PATH,
    Mode.ERROR_WITH_200,
    Mode.GRAMMAR,
    Mode.GRAMMAR_WRAPPED,
    Mode.PATTERN,
    Mode.CONTEXT,
}
COLD = {Mode.NOT_LOADED, Mode.NOT_LOADED_404, Mode.LOAD_CANCELED, Mode.UNLOADED, Mode.CRASHED}
TOO_LATE = {Mode.DRIP, Mode.SILENT, Mode.HANG}
BELIEVED = {Mode.NORMAL, Mode.INVENTED_CONTRACT, Mode.OUTSIDE_ENUM}

FAILURES = (
    [(mode, ModelFailure.GARBAGE) for mode in sorted(GARBAGE)]
    + [(mode, ModelFailure.REFUSED) for mode in sorted(REFUSED)]
    + [(mode, ModelFailure.COLD) for mode in sorted(COLD)]
    + [(mode, ModelFailure.TIMEOUT) for mode in sorted(TOO_LATE)]
    + [(Mode.RESET, ModelFailure.UNREACHABLE)]
)


def test_every_way_the_simulator_fails_is_expected_below():
    assert {mode for mode, _ in FAILURES} | BELIEVED == set(Mode)


@pytest.mark.parametrize(("mode", "failure"), FAILURES)
def test_an_unusable_answer_is_one_typed_failure_and_the_next_one_is_read_again(simulator, mode, failure):
    async def run():
        async with lm_studio(simulator, deadline=SHORT if mode in TOO_LATE else PLENTY) as lm:
            simulator.set(mode=mode)
            spoilt = await lm.read(MESSAGE)
        simulator.set()
        async with lm_studio(simulator) as lm:
            return spoilt, await lm.read(MESSAGE)

    spoilt, after = asyncio.run(run())

    assert failure_of(spoilt) is failure
    assert MESSAGE not in spoilt.detail
    assert isinstance(after, ModelProposal)


def test_values_outside_the_lists_are_left_out_and_a_tool_is_never_called(simulator):
    async def run():
        async with lm_studio(simulator) as lm:
            simulator.set(mode="outside_enum")
            return await lm.read(MESSAGE)

    answer = asyncio.run(run())

    assert (answer.intent, answer.language) == (None, None)
    assert answer.contracts == ("F 7654321 D",)


@given(script=st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
@settings(max_examples=25, deadline=None)
def test_any_value_in_any_field_is_a_proposal_or_garbage(served, script):
    async def run():
        served.reset()
        async with lm_studio(served) as lm:
            served.set(
                script={"intent": "complaint", "contracts": script, "spam": script, "language": script}
            )
            return await lm.read(MESSAGE)

    answer = asyncio.run(run())

    assert isinstance(answer, ModelProposal) or answer.failure is ModelFailure.GARBAGE


def test_nobody_listening_is_unreachable_and_says_how_to_mend_it():
    async def run():
        async with LmStudio("http://127.0.0.1:9/lm", model=MODEL, clock=ManualClock()) as model:
            return await model.read(MESSAGE), await model.warm_up(), await model.describe()

    answer, ready, part = asyncio.run(run())

    assert failure_of(answer) is ModelFailure.COLD
    assert not ready
    assert part.state is PartState.DEGRADED
    assert "lms server start" in part.mend


# warm-up


def test_a_cold_model_is_loaded_once_however_many_ask_and_nobody_waits_for_it(simulator):
    async def run():
        simulator.set(loaded=False, jit=False)
        async with lm_studio(simulator, warm=False) as lm:
            cold = await asyncio.gather(*(lm.read(MESSAGE) for _ in range(10)))
            ready = await lm.model.warm_up()
            return cold, ready, await lm.read(MESSAGE)

    cold, ready, after = asyncio.run(run())

    assert {failure_of(answer) for answer in cold} == {ModelFailure.COLD}
    assert ready
    assert isinstance(after, ModelProposal)
    assert len(simulator.asked(LOADS)) == 1
    assert len(simulator.asked(COMPLETIONS)) == 2


def test_a_model_unloaded_in_between_costs_one_message_and_is_loaded_again(simulator):
    async def run():
        async with lm_studio(simulator) as lm:
            simulator.set(loaded=False, jit=False)
            lost = await lm.read(MESSAGE)
            return lost, await lm.model.warm_up(), await lm.read(MESSAGE)

    lost, ready, after = asyncio.run(run())

    assert failure_of(lost) is ModelFailure.COLD
    assert ready
    assert isinstance(after, ModelProposal)


@pytest.mark.parametrize(("listing", "ready"), [("v1", True), ("v0", True), ("openai_only", False)])
def test_a_listing_that_tells_what_is_loaded_is_needed(simulator, listing, ready):
    async def run():
        simulator.set(listing=listing)
        async with lm_studio(simulator, warm=False) as lm:
            return await lm.model.warm_up()

    assert asyncio.run(run()) is ready


def test_an_older_server_loads_on_the_first_request(simulator):
    async def run():
        simulator.set(listing="v0", loaded=False)
        async with lm_studio(simulator) as lm:
            return await lm.read(MESSAGE)

    assert isinstance(asyncio.run(run()), ModelProposal)
    assert simulator.asked(LOADS) == []


@pytest.mark.parametrize(
    ("faults", "settings_", "said"),
    [
        ({}, {}, "is loaded with a context of 4096"),
        ({"context": 2048}, {}, "a context of 2048"),
        ({"loaded": False}, {}, "is not loaded"),
        ({}, {"model": "nobody/nothing"}, "does not have nobody/nothing"),
    ],
)
def test_the_health_page_says_what_is_so_and_what_to_do(simulator, faults, settings_, said):
    async def run():
        async with lm_studio(simulator, warm=False, **settings_) as lm:
            await lm.model.warm_up()
            simulator.set(**faults)
            return await lm.model.describe()

    part = asyncio.run(run())

    assert said in part.says
    assert (part.state is PartState.OK) == (part.mend == "") == (faults == settings_ == {})


def test_a_base_url_that_misses_the_server_is_found_out_although_it_answers_200(simulator):
    async def run():
        wrong = SimpleNamespace(url=f"{simulator.url}/v1")
        async with lm_studio(wrong, warm=False) as lm:
            return await lm.model.warm_up(), await lm.model.describe()

    ready, part = asyncio.run(run())

    assert not ready
    assert "must end before /v1" in part.says


def test_an_idle_model_is_asked_now_and_then_and_a_busy_one_is_not(simulator):
    async def run():
        async with lm_studio(simulator) as lm:
            lm.clock.advance(IDLE_SECONDS - 1)
            await lm.read(MESSAGE)
            busy = await completions_after(lm, 1, simulator)
            return busy, await completions_after(lm, IDLE_SECONDS, simulator, at_least=3)

    assert asyncio.run(run()) == (2, 3)  # the warm-up and the message; then the ping


def test_a_model_the_server_unloaded_meanwhile_is_loaded_by_the_ping(simulator):
    async def run():
        async with lm_studio(simulator) as lm:
            simulator.set(loaded=False, jit=False)
            await completions_after(lm, IDLE_SECONDS, simulator, at_least=2)
            await lm.model.warm_up()
            return await lm.read(MESSAGE)

    assert isinstance(asyncio.run(run()), ModelProposal)


async def completions_after(lm, seconds, simulator, at_least=0):
    """How many completions were asked for when the clock had moved on, waiting for as many as that."""
    for _ in range(5):
        await asyncio.sleep(0)  # the keeper reaches its sleep
    lm.clock.advance(seconds)
    for _ in range(1000):
        if len(simulator.asked(COMPLETIONS)) >= at_least:
            break
        await asyncio.sleep(0.01)
    return len(simulator.asked(COMPLETIONS))


# places and deadlines


def test_who_finds_no_place_in_time_is_sent_to_the_rules(simulator):
    async def run():
        async with lm_studio(simulator, deadline=SHORT, parallel=1) as lm:
            simulator.set(mode="hang")
            return await asyncio.gather(lm.read(MESSAGE), lm.read(MESSAGE))

    first, second = asyncio.run(run())

    assert failure_of(first) is ModelFailure.TIMEOUT
    assert failure_of(second) is ModelFailure.QUEUE
    assert len(simulator.asked(COMPLETIONS)) == 2  # the warm-up and the first


def test_after_a_timeout_the_place_counts_as_taken_for_some_seconds(simulator):
    async def run():
        async with lm_studio(simulator, deadline=SHORT, parallel=1) as lm:
            simulator.set(mode="hang")
            answers = [await lm.read(MESSAGE), await lm.read(MESSAGE)]
            simulator.set()
            lm.clock.advance(5)
            return *map(failure_of, answers), await lm.read("")

    lost, waiting, after = asyncio.run(run())

    assert (lost, waiting) == (ModelFailure.TIMEOUT, ModelFailure.QUEUE)
    assert isinstance(after, ModelProposal)


def test_more_calls_than_places_are_all_answered_when_there_is_time(simulator):
    async def run():
        async with lm_studio(simulator, parallel=2) as lm:
            return await asyncio.gather(*(lm.read(MESSAGE) for _ in range(9)))

    assert all(isinstance(answer, ModelProposal) for answer in asyncio.run(run()))


# the breaker of the adapter


def test_five_failures_spare_the_server_until_a_warm_up_and_one_message_succeeded(simulator):
    async def run():
        async with lm_studio(simulator) as lm:
            simulator.set(mode="grammar")
            failed = [failure_of(await lm.read(MESSAGE)) for _ in range(5)]
            before = len(simulator.asked(COMPLETIONS))
            spared = [failure_of(await lm.read(MESSAGE)) for _ in range(5)]
            asked_meanwhile = len(simulator.asked(COMPLETIONS)) - before
            simulator.set()
            lm.clock.advance(30)
            behind = failure_of(await lm.read(MESSAGE))
            await lm.model.warm_up()
            return failed, spared, asked_meanwhile, behind, [await lm.read(MESSAGE) for _ in range(2)]

    failed, spared, asked_meanwhile, behind, after = asyncio.run(run())

    assert set(failed) == {ModelFailure.REFUSED}
    assert set(spared) == {ModelFailure.BREAKER}
    assert asked_meanwhile == 0
    assert behind is ModelFailure.COLD
    assert all(isinstance(answer, ModelProposal) for answer in after)
