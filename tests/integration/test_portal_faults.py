"""A portal that misbehaves, in both modes: typed outcomes, one new sign-in at most, never a wrong status."""

import asyncio
import os
import signal
from pathlib import Path

import msgspec
import pytest
import structlog

from jarvis_adapters.d2d_portal.profile import Search, load_profile
from jarvis_adapters.memory.clock import SystemClock
from jarvis_adapters.simulators.portal.records import STATUSES, contract_of
from jarvis_domain.answering.contract_status import ContractSnapshot, ContractUnknown
from jarvis_domain.ports.crm import CrmAuthFailed, CrmPageChanged, CrmUnavailable
from jarvis_domain.understanding.contracts import ContractNumber
from support.portal import browser_on, served_portal

NUMBER = ContractNumber("F1000001D")
MANY = [ContractNumber(f"F{digits}D") for digits in range(2_000_000, 2_000_012)]


class Bench:
    """A portal, a browser on it, and the loop the browser lives in."""

    def __init__(self, portal, crm, runner):
        self.portal = portal
        self.crm = crm
        self.runner = runner

    def look_up(self, *numbers):
        async def together():
            return await asyncio.gather(*(self.crm.look_up(number) for number in numbers))

        return self.runner.run(together())

    def sign_ins(self):
        return [line["outcome"] for line in self.portal.asked("login")]


@pytest.fixture(scope="module")
def portal():
    with served_portal() as portal:
        yield portal


@pytest.fixture(scope="module", params=[False, True], ids=["browser", "http"])
def patient(request, portal):
    with browser_on(portal.url, over_http=request.param) as (crm, runner):
        yield Bench(portal, crm, runner)


@pytest.fixture(scope="module", params=[False, True], ids=["browser", "http"])
def hurried(request, portal):
    """A short deadline, already signed in."""
    portal.set()
    with browser_on(portal.url, seconds=2, over_http=request.param) as (crm, runner):
        bench = Bench(portal, crm, runner)
        while not isinstance(bench.look_up(NUMBER)[0], ContractSnapshot):
            pass
        yield bench


@pytest.fixture
def bench(patient):
    """Signed in, everything in order, nothing in the ledger."""
    patient.portal.set()
    assert patient.look_up(NUMBER)[0].number == NUMBER
    patient.portal.forget()
    return patient


def test_the_first_look_ups_at_once_share_one_sign_in(portal):
    portal.heal()

    with browser_on(portal.url) as (crm, runner):
        answers = Bench(portal, crm, runner).look_up(*MANY)
        pages = crm._session._context.pages

        assert [answer.number for answer in answers] == MANY
        assert len(portal.asked("login")) == 1
        assert len(pages) <= 4


def test_an_ended_session_costs_one_new_sign_in_for_all(bench):
    bench.portal.heal()

    answers = bench.look_up(*MANY)

    assert [answer.number for answer in answers] == MANY
    assert bench.sign_ins() == ["accepted"]


def test_sessions_that_end_all_the_time_are_renewed(bench):
    bench.portal.set(session_requests=2)

    answers = [bench.look_up(number)[0] for number in MANY[:5]]

    assert [answer.number for answer in answers] == MANY[:5]


@pytest.mark.parametrize("faults", [{"mode": "login_loop"}, {"mode": "expired"}, {"bad_credentials": True}])
def test_a_portal_that_does_not_let_us_in_is_asked_once(bench, faults):
    bench.portal.heal()
    bench.portal.set(**faults)

    assert isinstance(bench.look_up(NUMBER)[0], CrmAuthFailed)
    assert len(bench.sign_ins()) == 1


@pytest.mark.parametrize("mode", ["down", "maintenance", "reset"])
def test_a_portal_in_trouble_is_unavailable_and_nothing_lasts(bench, mode):
    bench.portal.set(mode=mode)
    in_trouble = bench.look_up(NUMBER)[0]
    bench.portal.set()

    assert isinstance(in_trouble, CrmUnavailable)
    assert isinstance(bench.look_up(NUMBER)[0], ContractSnapshot)


@pytest.mark.parametrize("mode", ["hang", "slow", "drip", "huge"])
def test_a_portal_that_does_not_come_to_an_end_is_left_at_the_deadline(hurried, mode):
    hurried.portal.set(mode=mode, slow_seconds=60)

    assert isinstance(hurried.look_up(NUMBER)[0], CrmUnavailable)


def test_after_the_deadline_the_same_browser_answers_again(hurried):
    hurried.portal.set(mode="hang")
    late = hurried.look_up(*MANY[:6])
    hurried.portal.set()

    assert {type(answer) for answer in late} == {CrmUnavailable}
    assert hurried.look_up(NUMBER)[0].etat == "En cours"


@pytest.mark.parametrize("mode", ["columns_swapped", "labels_renamed", "wrong_contract", "extra_rows"])
def test_a_page_that_changed_is_never_a_status(bench, mode):
    bench.portal.set(mode=mode)

    answers = bench.look_up(*(ContractNumber(f"F100000{place}D") for place in range(1, 8)))

    assert {type(answer) for answer in answers} == {CrmPageChanged}


class MendingClock(SystemClock):
    """While somebody waits before another try, the portal is mended."""

    def __init__(self, portal):
        self._portal = portal

    async def sleep(self, seconds):
        self._portal.set()
        await super().sleep(seconds)


@pytest.mark.parametrize("mode", ["down", "reset"])
def test_trouble_on_the_way_is_tried_again(portal, mode):
    portal.heal()
    portal.set(mode=mode)

    with browser_on(portal.url, clock=MendingClock(portal)) as (crm, runner):
        assert isinstance(Bench(portal, crm, runner).look_up(NUMBER)[0], ContractSnapshot)


def test_a_killed_browser_is_replaced(bench):
    killed = bench.runner.run(_kill_browser(bench.crm))
    bench.portal.sign_everybody_out()  # plain requests would not miss it before

    answers = bench.look_up(*MANY)

    assert [answer.number for answer in answers] == MANY
    assert not Path(f"/proc/{killed}").exists()


@pytest.mark.parametrize("patient", [False], indirect=True)
def test_a_browser_killed_during_look_ups_is_replaced(bench):
    async def killed_meanwhile():
        looking = [asyncio.create_task(bench.crm.look_up(number)) for number in MANY]
        await asyncio.sleep(0.1)
        await _kill_browser(bench.crm)
        return await asyncio.gather(*looking)

    assert [answer.number for answer in bench.runner.run(killed_meanwhile())] == MANY


async def _kill_browser(crm):
    session = await crm._session._browser.new_browser_cdp_session()
    processes = await session.send("SystemInfo.getProcessInfo")
    [browser] = [process["id"] for process in processes["processInfo"] if process["type"] == "browser"]
    os.kill(browser, signal.SIGKILL)
    return browser


def test_closing_ends_the_browser(portal):
    portal.heal()
    with browser_on(portal.url) as (crm, runner):
        Bench(portal, crm, runner).look_up(NUMBER)
        browser = crm._session._browser

    assert not browser.is_connected()


def test_a_browser_that_cannot_be_started_is_unavailable_and_says_what_to_do(portal):
    with browser_on(portal.url, browser_path="/nowhere/chromium") as (crm, runner):
        answer = Bench(portal, crm, runner).look_up(NUMBER)[0]

    assert isinstance(answer, CrmUnavailable)
    assert "Install one" in answer.detail


def test_a_portal_with_a_search_form_needs_another_profile_only(portal):
    portal.heal()
    search = Search(path="recherche", field="input[name=numero]", submit="#recherche button")
    profile = msgspec.structs.replace(load_profile(None), search=search)

    with browser_on(portal.url, profile=profile) as (crm, runner):
        found, missing = Bench(portal, crm, runner).look_up(NUMBER, ContractNumber("F0000001D"))

    assert (found.etat, found.sous_etat) == (STATUSES[0].etat, STATUSES[0].sous_etat)
    assert missing == ContractUnknown(number=ContractNumber("F0000001D"))


def test_a_look_up_writes_one_line_without_names_and_secrets(bench):
    with structlog.testing.capture_logs() as lines:
        bench.look_up(NUMBER)

    [line] = lines
    assert line.keys() == {"event", "log_level", "contract", "outcome", "took_ms"}
    assert contract_of(NUMBER.value).client not in str(line)
