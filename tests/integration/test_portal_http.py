"""Contracts read without the browser: checked by it, left to it when in doubt, and right without it."""

import asyncio
import os
import signal
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from jarvis_adapters.d2d_portal import by_http, visits
from jarvis_adapters.d2d_portal.by_http import PageByHttp
from jarvis_adapters.d2d_portal.profile import InvalidProfile, Search, load_profile
from jarvis_adapters.d2d_portal.read_html import HtmlReader, NotForUs, RawPage, open_page
from jarvis_adapters.d2d_portal.reading import PageView, parse_contract_page
from jarvis_adapters.memory.cache import MemoryCache
from jarvis_adapters.memory.clock import SystemClock
from jarvis_adapters.simulators.portal.records import status_of
from jarvis_domain.answering.contract_status import ContractSnapshot, ContractUnknown
from jarvis_domain.flow.look_up import ContractLookUps
from jarvis_domain.ports.crm import CrmPageChanged, CrmUnavailable
from jarvis_domain.understanding.contracts import ContractNumber
from support.portal import PASSWORD, browser_on, served_portal
from support.scripted_portal import Notes, StatusStore
from support.spoilt_pages import contract_html, modes, numbers, spoilings, spoilt, statuses

NUMBER = ContractNumber("F1000001D")
MANY = [ContractNumber(f"F{digits}D") for digits in range(2_000_000, 2_000_100)]
PROFILE = load_profile(None)


class Gate:
    """Stands before the portal: notes the connections of plain requests, and changes pages on their way."""

    def __init__(self, app):
        self._app = app
        self.change = lambda html: html
        self.only_browsers = False
        self.connections = set()

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or not scope["path"].endswith("/contrat"):
            await self._app(scope, receive, send)
            return
        plain = b"sec-fetch-mode" not in dict(scope["headers"])
        if plain:
            self.connections.add(scope["client"])
        if plain and self.only_browsers:
            await send({"type": "http.response.start", "status": 503, "headers": []})
            await send({"type": "http.response.body", "body": b""})
        else:
            await self._app(scope, receive, self._changing(send))

    def _changing(self, send):
        async def changed(message):
            if message["type"] == "http.response.start":
                kept = [(name, value) for name, value in message["headers"] if name != b"content-length"]
                message = {**message, "headers": kept}
            elif message.get("body"):
                message = {**message, "body": self.change(message["body"].decode()).encode()}
            await send(message)

        return changed


class World:
    """The portal behind its gate, plain requests to it, and what became of them."""

    def __init__(self, portal, gate, crm, runner, became):
        self.portal = portal
        self.gate = gate
        self.crm = crm
        self.runner = runner
        self.became = became

    def look_up(self, *asked):
        async def together():
            return await asyncio.gather(*(self.crm.look_up(number) for number in asked))

        return self.runner.run(together())


@contextmanager
def served(**options):
    became = Counter()
    with (
        served_portal(Gate) as portal,
        browser_on(portal.url, over_http=True, observe=lambda one: became.update([one]), **options) as parts,
    ):
        yield World(portal, portal.gate, *parts, became)


@pytest.fixture(scope="module")
def shared():
    with served() as world:
        yield world


@pytest.fixture
def world(shared):
    """Signed in, pages believed, nothing in the ledger."""
    shared.gate.change, shared.gate.only_browsers = lambda html: html, False
    shared.portal.heal()
    assert isinstance(shared.look_up(NUMBER)[0], ContractSnapshot)
    shared.portal.forget()
    shared.became.clear()
    shared.gate.connections.clear()
    return shared


def right(answers):
    return [answer.etat for answer in answers] == [
        status_of(int(answer.number.value[1:8])).etat for answer in answers
    ]


def test_a_hundred_misses_at_once_take_four_connections_and_one_page_each(world):
    answers = world.look_up(*MANY)

    assert [answer.number for answer in answers] == MANY
    assert right(answers)
    assert len(world.portal.asked("search")) == len(MANY)
    assert len(world.gate.connections) <= 4
    # A kept connection may be closed under a request's hand, which is asked again.
    assert world.became[PageByHttp.BELIEVED] == len(MANY)
    assert set(world.became) <= {PageByHttp.BELIEVED, PageByHttp.TROUBLE}


def test_one_contract_asked_twenty_times_at_once_is_looked_up_once(world):
    look_ups = ContractLookUps(world.crm, MemoryCache(SystemClock()), StatusStore(), SystemClock(), Notes())

    async def together():
        return await asyncio.gather(*(look_ups.look_up(NUMBER) for _ in range(20)))

    answers = world.runner.run(together())

    assert {answer.snapshot.etat for answer in answers} == {"En cours"}
    assert len(world.portal.asked("search")) == 1


def test_after_each_sign_in_the_browser_confirms_one_contract_before_others_are_believed(world):
    world.portal.sign_everybody_out()

    unknown = world.look_up(ContractNumber("F0000001D"))
    world.look_up(NUMBER)
    world.look_up(*MANY[:3])

    assert unknown == [ContractUnknown(number=ContractNumber("F0000001D"))]
    assert world.became == {PageByHttp.SIGNED_OUT: 1, PageByHttp.CONFIRMED: 2, PageByHttp.BELIEVED: 3}


def test_what_was_confirmed_is_confirmed_again_after_so_many_pages(world, monkeypatch):
    monkeypatch.setattr(by_http, "CREDIT", 5)
    world.portal.sign_everybody_out()

    for number in MANY[:12]:
        world.look_up(number)

    assert world.became[PageByHttp.CONFIRMED] == 2


def scripted(html):
    """The cell says one thing, and a script another."""
    return html.replace(
        "</main>", "</main><script>document.querySelectorAll('td')[3].textContent='Fermé'</script>"
    )


def drawn(html):
    """The table is drawn by a script."""
    start, _, rest = html.partition("<table")
    table, _, end = rest.partition("</table>")
    script = f"document.querySelector('h1').insertAdjacentHTML('afterend', `<table{table}</table>`)"
    return f"{start}{end}<script>{script}</script>"


def test_a_status_that_a_script_writes_is_read_as_people_see_it(world):
    world.portal.sign_everybody_out()
    world.gate.change = scripted

    answers = [world.look_up(number)[0] for number in (NUMBER, MANY[3])]

    assert [answer.etat for answer in answers] == ["Fermé", "Fermé"]
    assert world.became == {PageByHttp.SIGNED_OUT: 1, PageByHttp.DIFFERS: 2}


@pytest.mark.parametrize("change", [drawn, lambda html: html.replace("</h1>", "</h2>")])
def test_a_page_that_is_not_understood_is_looked_at_by_the_browser(world, change):
    world.gate.change = change

    answers = world.look_up(NUMBER, *MANY[:3])

    assert right(answers)
    assert world.became == {PageByHttp.NOT_UNDERSTOOD: 4}


def test_a_page_neither_understands_is_no_status(world):
    world.portal.set(mode="labels_renamed")

    assert isinstance(world.look_up(NUMBER)[0], CrmPageChanged)


def test_a_portal_that_lets_only_browsers_in_is_asked_by_the_browser_in_the_end(world):
    world.gate.only_browsers = True

    assert right(world.look_up(NUMBER))
    assert world.became == {PageByHttp.TROUBLE: 2}


def test_a_page_of_fifty_megabytes_is_left_early_and_not_asked_for_again(world):
    world.portal.set(mode="huge")

    [answer] = world.look_up(NUMBER)

    assert answer == CrmUnavailable(detail="a page of 4 MB")
    assert len(world.portal.asked("search")) == 1


def test_without_its_browser_contracts_are_read_on_until_somebody_must_sign_in(world):
    killed = world.runner.run(_kill_browser(world.crm))
    without = world.look_up(*MANY[:4])
    world.portal.sign_everybody_out()
    renewed = world.look_up(*MANY[:4])

    assert right(without)
    assert right(renewed)
    assert not Path(f"/proc/{killed}").exists()
    assert [line["outcome"] for line in world.portal.asked("login")] == ["accepted"]


def test_a_browser_killed_while_it_confirms_is_replaced(world):
    world.portal.sign_everybody_out()

    async def killed_meanwhile():
        looking = [asyncio.create_task(world.crm.look_up(number)) for number in MANY[:8]]
        await asyncio.sleep(0.1)
        await _kill_browser(world.crm)
        return await asyncio.gather(*looking)

    answers = world.runner.run(killed_meanwhile())

    assert [answer.number for answer in answers] == MANY[:8]
    assert right(answers)


async def _kill_browser(crm):
    session = await crm._session._browser.new_browser_cdp_session()
    processes = await session.send("SystemInfo.getProcessInfo")
    [browser] = [process["id"] for process in processes["processInfo"] if process["type"] == "browser"]
    os.kill(browser, signal.SIGKILL)
    return browser


@pytest.mark.parametrize(
    ("path", "over_http"), [("recherche", True), ("recherche-avancee", True), ("recherche-avancee", False)]
)
def test_a_search_form_is_sent_with_all_it_carries(shared, path, over_http):
    shared.gate.change = lambda html: html
    shared.portal.heal()
    search = Search(path=path, field="input[name=numero]", submit="#recherche button")
    profile = msgspec.structs.replace(PROFILE, search=search)
    became = Counter()

    with browser_on(
        shared.portal.url, profile=profile, over_http=over_http, observe=lambda one: became.update([one])
    ) as (crm, runner):
        found = [runner.run(crm.look_up(number)) for number in (NUMBER, MANY[1])]
        missing = runner.run(crm.look_up(ContractNumber("F0000001D")))

    assert right(found)
    assert missing == ContractUnknown(number=ContractNumber("F0000001D"))
    assert became == ({PageByHttp.CONFIRMED: 1, PageByHttp.BELIEVED: 2} if over_http else {})


def test_a_selector_that_takes_a_browser_is_refused_at_once_by_name():
    contract = msgspec.structs.replace(PROFILE.contract, label="th:has-text(x)")
    profile = msgspec.structs.replace(PROFILE, contract=contract)

    with (
        pytest.raises(InvalidProfile, match=r"has-text.*JARVIS_PORTAL_MODE=browser"),
        browser_on("http://127.0.0.1:1", profile=profile, over_http=True),
    ):
        pass


def test_the_page_that_was_not_understood_is_kept_without_secrets_once_for_each_sign_in(tmp_path):
    with served(artefacts=tmp_path) as world:
        world.gate.change = drawn
        answers = [world.look_up(number)[0] for number in (NUMBER, *MANY[:2])]
        sessions = [cookie["value"] for cookie in world.runner.run(world.crm._session._context.cookies())]
    [kept] = [path for path in tmp_path.rglob("*") if path.is_file()]

    page = kept.read_text()
    assert right(answers)
    assert (kept.parent.name.split("-", 1)[1], kept.name) == (f"{NUMBER}-http", "page.html")
    assert "Fiche contrat" in page
    assert not [secret for secret in (PASSWORD, *sessions) if secret in page]


READER = HtmlReader(PROFILE)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers, statuses, modes, spoilings)
def test_what_is_believed_without_the_browser_the_browser_reads_too(world, number, status, mode, changes):
    html = spoilt(contract_html(number, status, mode), changes)
    now = SystemClock().now()
    try:
        view = READER.view(open_page(RawPage("", "text/html; charset=utf-8", html.encode())))
    except NotForUs:
        return

    shown = world.runner.run(_view_in_browser(world.crm, html))

    without = parse_contract_page(view, PROFILE, number, now)
    if isinstance(without, ContractSnapshot | ContractUnknown):
        assert parse_contract_page(shown, PROFILE, number, now) == without


async def _view_in_browser(crm, html):
    entrance = await crm._session.enter()
    async with crm._session.page(entrance, "test") as page:
        await page.evaluate("html => { document.open(); document.write(html); document.close() }", html)
        return msgspec.convert(await page.evaluate(visits._READ_PAGE, visits._questions(PROFILE)), PageView)
