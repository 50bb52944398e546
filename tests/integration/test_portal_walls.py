"""What never leaves the browser: traffic to other places, customers' data, passwords and sessions."""

import asyncio
import zipfile
from contextlib import contextmanager

import pytest

from jarvis_adapters.d2d_portal import visits
from jarvis_adapters.d2d_portal.profile import load_profile
from jarvis_adapters.simulators.portal.records import contract_of
from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.ports.crm import CrmPageChanged, CrmUnavailable
from jarvis_domain.understanding.contracts import ContractNumber
from support.portal import PASSWORD, browser_on, served_portal
from support.serving import serve

NUMBER = ContractNumber("F1000001D")


@pytest.fixture(scope="module")
def portal():
    with served_portal() as portal:
        yield portal


@contextmanager
def listening():
    """Another server, and the addresses asked of it."""
    heard = []

    async def hear(scope, _receive, send):
        if scope["type"] == "lifespan":
            return
        heard.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"heard"})

    with serve(hear) as url:
        yield url, heard


@pytest.fixture(scope="module")
def browser(portal):
    """One browser for all tests that keep nothing."""
    with browser_on(portal.url) as (crm, runner):
        yield crm, runner


@pytest.fixture(scope="module")
def plain_requests(portal):
    """Signed in, and pages believed without the browser."""
    portal.heal()
    with browser_on(portal.url, over_http=True) as (crm, runner):
        assert isinstance(runner.run(crm.look_up(NUMBER)), ContractSnapshot)
        yield crm, runner


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_reaches_no_other_place_by_any_means(portal, browser, host):
    crm, runner = browser
    with listening() as (url, heard):
        portal.set(outside_url=url.replace("127.0.0.1", host) + "/lure")

        answer = runner.run(crm.look_up(NUMBER))
        pages = runner.run(_pages_after_a_while(crm))

    assert isinstance(answer, ContractSnapshot)
    assert heard == []
    assert len(pages) == 1


async def _pages_after_a_while(crm):
    """Popups close behind our back; whatever a page wanted to send has been sent by then."""
    await crm._session._idle[0].wait_for_timeout(500)
    return crm._session._context.pages


@pytest.mark.parametrize("way", ["browser", "plain_requests"])
def test_a_portal_that_redirects_elsewhere_is_not_followed(portal, request, way):
    crm, runner = request.getfixturevalue(way)
    with listening() as (url, heard):
        portal.set(mode="elsewhere", outside_url=url.replace("127.0.0.1", "localhost") + "/lure")
        answer = runner.run(crm.look_up(NUMBER))

    assert isinstance(answer, (CrmUnavailable, CrmPageChanged))
    assert heard == []


def test_what_the_page_says_about_the_customer_stays_in_the_browser(portal, browser):
    crm, runner = browser
    portal.heal()
    contract = contract_of(NUMBER.value)

    async def view():
        await crm.look_up(NUMBER)
        entrance = await crm._session.enter()
        async with crm._session.page(entrance, "test") as page:
            return await visits.ask_for(page, crm._site, NUMBER)

    taken = repr(runner.run(view()))

    assert contract.date_created in taken
    assert contract.client not in taken
    assert contract.phone not in taken


def test_a_table_with_labels_above_its_values_is_read_with_layout_below(portal, browser):
    crm, runner = browser
    portal.heal()
    page_below = """<table class=fiche><tr><th>N° contrat</th><th>Client</th><th>État</th></tr>
        <tr><td>F1000001D</td><td>BENALI</td><td>Fermé</td></tr></table>"""
    questions = visits._questions(load_profile(None)) | {"layout": "below"}

    async def cells():
        await crm.look_up(NUMBER)
        entrance = await crm._session.enter()
        async with crm._session.page(entrance, "test") as page:
            await page.set_content(page_below)
            return (await page.evaluate(visits._READ_PAGE, questions))["cells"]

    assert runner.run(cells()) == [["N° contrat", "F1000001D"], ["Client", None], ["État", "Fermé"]]


def test_no_password_and_no_session_in_what_is_kept(portal, tmp_path):
    portal.heal()

    async def failures():
        await crm.look_up(NUMBER)
        portal.set(mode="labels_renamed")
        await asyncio.gather(*(crm.look_up(NUMBER) for _ in range(3)))
        _, case = await crm.look_up_traced(NUMBER)
        cookies = await crm._session._context.cookies()
        return case, [cookie["value"] for cookie in cookies]

    with browser_on(portal.url, artefacts=tmp_path / "kept") as (crm, runner):
        case, sessions = runner.run(failures())

    kept = "".join(_texts(tmp_path / "kept"))
    assert {path.name for path in case.iterdir()} == {"page.html", "page.png", "trace.zip"}
    assert "Fiche contrat" in kept
    assert sessions
    assert not [secret for secret in (PASSWORD, *sessions) if secret in kept]


def _texts(folder):
    """Everything kept, unpacked, as text."""
    for path in folder.rglob("*.*"):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as zipped:
                yield from (zipped.read(name).decode("latin-1") for name in zipped.namelist())
        elif path.is_file():
            yield path.read_bytes().decode("latin-1")


def test_a_failed_sign_in_keeps_nothing_of_what_was_typed(portal, tmp_path):
    portal.heal()
    portal.set(bad_credentials=True)

    with browser_on(portal.url, artefacts=tmp_path / "kept") as (crm, runner):
        answer = runner.run(crm.look_up(NUMBER))

    assert PASSWORD not in repr(answer) + "".join(_texts(tmp_path / "kept"))
