"""The messages page by keyboard, between two people, on a phone, and with words that must not be lost."""

import re

import pytest
from playwright.sync_api import expect

from support.dashboard import ADMIN, PHONE, dashboard, serious_findings, types
from support.processes import eventually
from support.words import words

SALMA = "salma@tktm.ma"
KARIM = "212661000077"


@pytest.fixture(scope="module")
def board(tmp_path_factory, databases):
    with databases.fresh() as dsn, dashboard(tmp_path_factory.mktemp("messages"), dsn) as built:
        built.seed(400)
        built.invite(SALMA, "bo")
        yield built


@pytest.fixture(scope="module")
def states(board):
    return {who: board.signed_in(board.window(), who).context.storage_state() for who in (ADMIN, SALMA)}


@pytest.fixture
def page(board, states):
    return opened(board, states[SALMA])


def opened(board, state, place="", language="fr", **more):
    page = board.window(language, storage_state=state, **more)
    page.goto(f"/app/messages{place}")
    expect(rows(page).first).to_be_visible()
    return page


def rows(page):
    return page.locator("main [data-row]")


def button(page, key, language="fr", **values):
    return page.get_by_role("button", name=words(language)(key, **values), exact=True)


def current(page):
    return page.locator("main [data-row][aria-current]")


def test_one_goes_through_the_list_by_keys_alone(page):
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    first = rows(page).first.get_attribute("data-row")
    expect(current(page)).to_have_attribute("data-row", first)
    page.keyboard.press("j")
    expect(current(page)).not_to_have_attribute("data-row", first)
    page.keyboard.press("k")
    expect(current(page)).to_have_attribute("data-row", first)
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("X")
    expect(page.get_by_role("toolbar")).to_contain_text(words("fr")("messages:selected_other", count=2))
    page.keyboard.press("/")
    types(page, "bonjour")
    expect(page).to_have_url(re.compile("q=bonjour"))
    assert page.trouble == []


def test_a_reply_begun_survives_a_reload_and_letters_are_no_shortcuts(page):
    rows(page).first.click()
    box = page.get_by_role("textbox", name=words("fr")("conversation:composer.label"))
    expect(box).to_be_visible()
    page.keyboard.press("r")
    expect(box).to_be_focused()
    page.keyboard.type("je regarde, ght")
    page.reload()
    expect(box).to_have_value("je regarde, ght")
    assert "/app/messages" in page.url


def test_a_complaint_is_prefilled_from_its_message(board, states):
    page = opened(board, states[SALMA], "?intent=%5B%22complaint%22%5D")
    rows(page).first.click()
    button(page, "messages:complain").click()
    dialog = page.get_by_role("dialog")
    contract = dialog.get_by_role("textbox", name=words("fr")("complaints:contract"))
    expect(contract).to_have_value(re.compile(r"^F\d{7}D$"))
    expect(dialog.get_by_role("textbox", name=words("fr")("complaints:details"))).not_to_have_value("")
    expect(button(page, "complaints:new.file")).to_be_enabled()
    assert page.trouble == []


def test_filters_stand_in_the_url_as_chips_and_under_a_name(page):
    button(page, "messages:view.unsure").click()
    expect(page).to_have_url(re.compile("confidence_below"))
    page.goto("/app/messages?intent=%5B%22complaint%22%5D&language=%5B%22fr%22%5D")
    chips = page.get_by_role("list", name=words("fr")("messages:activeFilters")).get_by_role("listitem")
    expect(chips).to_have_count(3)
    chips.first.get_by_role("button").click()
    expect(chips).to_have_count(1)
    button(page, "domain:views.manage").click()
    page.get_by_role("menuitem", name=words("fr")("domain:views.save")).click()
    types(page, "Réclamations seules")
    page.keyboard.press("Enter")
    page.goto("/app/messages")
    page.get_by_role("button", name="Réclamations seules").click()
    expect(chips).to_have_count(1)
    assert page.trouble == []


def test_what_comes_waits_behind_a_pill_and_the_list_stays(board, page):
    rows(page).first.wait_for()
    before = rows(page).first.get_attribute("data-row")
    board.here.write(KARIM, "salam, fin wsel F1000003D ?")
    pill = page.locator("main").get_by_role("button", name=words("fr")("messages:arrived_one", count=1))
    expect(pill).to_be_visible()
    expect(rows(page).first).to_have_attribute("data-row", before)
    pill.click()
    expect(rows(page).first).to_contain_text("F1000003D")
    expect(rows(page).first).to_contain_text(words("fr")("domain:outcome.answered"))


def test_two_people_on_one_message_see_each_other(board, states, page):
    rows(page).first.click()
    expect(page).to_have_url(re.compile("open="))
    other = opened(board, states[ADMIN], f"?{page.url.split('?')[1]}")
    here = words("fr")("domain:presence.here_one", names=ADMIN)
    expect(page.get_by_text(here)).to_be_visible()
    other.close()


def test_on_a_phone_the_conversation_is_a_page_of_its_own(board, states):
    page = opened(board, states[SALMA], language="ar", viewport=PHONE, has_touch=True)
    rows(page).first.click()
    expect(page.get_by_role("heading", level=2)).to_be_visible()
    expect(rows(page)).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert serious_findings(page) == []
    button(page, "messages:back", "ar").click()
    expect(rows(page).first).to_be_visible()
    assert page.trouble == []


def test_flagged_messages_are_dealt_with_together_and_that_is_taken_back(board, states):
    page = opened(board, states[SALMA], "?attention=true")
    for _ in range(2):
        page.keyboard.press("x")
        page.keyboard.press("j")
    page.get_by_role("toolbar").get_by_role("button", name=words("fr")("messages:handled")).click()
    expect(page.get_by_text(words("fr")("conversation:told.handled_other", count=2))).to_be_visible()
    handled = rows(page).filter(has_text=words("fr")("messages:handledBy"))
    eventually(lambda: handled.count() == 2, "both rows say who dealt with them")
    button(page, "ui:undo").click()
    expect(handled).to_have_count(0)
    page.reload()
    expect(rows(page).first).to_be_visible()
    expect(handled).to_have_count(0)
    assert serious_findings(page) == []
