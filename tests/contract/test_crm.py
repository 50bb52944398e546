"""One contract for every contract look-up: right, unknown, or a typed failure, and never another's status."""

import asyncio
from contextlib import contextmanager
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarvis_adapters.memory.clock import SystemClock
from jarvis_adapters.memory.crm import MemoryCrm
from jarvis_adapters.simulators.portal.records import STATUSES, UNKNOWN_LABEL, Status
from jarvis_domain.answering.contract_status import ContractSnapshot, ContractUnknown
from jarvis_domain.ports.crm import CrmAuthFailed, CrmPageChanged, CrmUnavailable
from jarvis_domain.understanding.contracts import ContractNumber
from support.portal import browser_on, served_portal

KNOWN_WORDS = {"en cours", "ferme", "refuse"}
words = st.text(alphabet="aeimnorstuéèêçÉ", min_size=3, max_size=9)
labels = st.lists(words, min_size=1, max_size=4).map(" ".join).filter(lambda text: text not in KNOWN_WORDS)
numbers = st.integers(1_000_000, 9_999_999).map(lambda digits: ContractNumber(f"F{digits}D"))
missing_numbers = st.integers(0, 999_999).map(lambda digits: ContractNumber(f"F{digits:07}D"))
known_statuses = st.sampled_from([*STATUSES, UNKNOWN_LABEL])
few = settings(max_examples=12)


class InMemory:
    """The memory look-up, told what to answer."""

    def __init__(self):
        self._runner = asyncio.Runner()
        self.crm = MemoryCrm()

    def holds(self, statuses):
        self.crm.failure = None
        for number, status in statuses.items():
            shown = msgspec.structs.asdict(status)
            self.crm.put(ContractSnapshot(number=number, read_at=SystemClock().now(), **shown))

    def refuses_us(self):
        self.crm.failure = CrmAuthFailed()

    def is_down(self):
        self.crm.failure = CrmUnavailable()

    def is_redrawn(self):
        self.crm.failure = CrmPageChanged()

    def run(self, waiting):
        return self._runner.run(waiting)


class OnPortal:
    """The browser on the simulated portal, or plain requests over its session."""

    def __init__(self, portal, crm, runner):
        self._portal = portal
        self._runner = runner
        self.crm = crm

    def holds(self, statuses):
        self._portal.show(**{number.value: status for number, status in statuses.items()})

    def refuses_us(self):
        self._portal.set(bad_credentials=True)
        self._portal.sign_everybody_out()

    def is_down(self):
        self._portal.set(mode="down")

    def is_redrawn(self):
        self._portal.set(mode="labels_renamed")

    def run(self, waiting):
        return self._runner.run(waiting)


@contextmanager
def in_memory():
    world = InMemory()
    with world._runner:
        yield world


@contextmanager
def in_browser():
    with served_portal() as portal, browser_on(portal.url) as (crm, runner):
        yield OnPortal(portal, crm, runner)


@contextmanager
def over_http():
    with served_portal() as portal, browser_on(portal.url, over_http=True) as (crm, runner):
        yield OnPortal(portal, crm, runner)


@pytest.fixture(scope="module", params=[in_memory, in_browser, over_http], ids=["memory", "browser", "http"])
def world(request):
    with request.param() as world:
        yield world


def look_up(world, *numbers):
    async def together():
        return await asyncio.gather(*(world.crm.look_up(number) for number in numbers))

    return world.run(together())


def status_in(answer):
    return Status(etat=answer.etat, sous_etat=answer.sous_etat, sous_etat_2=answer.sous_etat_2)


@few
@given(numbers, known_statuses)
def test_a_contract_is_shown_as_it_stands(world, number, status):
    world.holds({number: status})

    [answer] = look_up(world, number)

    assert answer.number == number
    assert status_in(answer) == status
    assert answer.read_at.utcoffset() == timedelta(0)


@few
@given(numbers, labels)
def test_labels_nobody_knows_are_kept_raw(world, number, label):
    world.holds({number: Status(etat=label)})

    [answer] = look_up(world, number)

    assert answer.etat == label


@few
@given(missing_numbers)
def test_a_contract_that_does_not_exist_is_unknown(world, number):
    world.holds({})

    assert look_up(world, number) == [ContractUnknown(number=number)]


@few
@given(numbers, known_statuses, known_statuses)
def test_every_look_up_reads_anew(world, number, before, after):
    world.holds({number: before})
    look_up(world, number)
    world.holds({number: after})

    [answer] = look_up(world, number)

    assert status_in(answer) == after


@settings(max_examples=5)
@given(st.dictionaries(numbers, known_statuses, min_size=2, max_size=8), st.sets(missing_numbers, max_size=2))
def test_look_ups_at_once_do_not_mix(world, held, lacking):
    world.holds(held)

    answers = look_up(world, *held, *lacking)

    assert [answer.number for answer in answers] == [*held, *lacking]
    assert [status_in(answer) for answer in answers[: len(held)]] == list(held.values())
    assert all(isinstance(answer, ContractUnknown) for answer in answers[len(held) :])


@pytest.mark.parametrize(
    ("breaks", "outcome"),
    [("refuses_us", CrmAuthFailed), ("is_down", CrmUnavailable), ("is_redrawn", CrmPageChanged)],
)
def test_a_failure_is_returned_by_its_type_and_passes(world, breaks, outcome):
    number = ContractNumber("F1234567D")
    getattr(world, breaks)()

    failed = look_up(world, number, number)
    world.holds({number: STATUSES[3]})
    [answer] = look_up(world, number)

    assert [type(failure) for failure in failed] == [outcome, outcome]
    assert status_in(answer) == STATUSES[3]
