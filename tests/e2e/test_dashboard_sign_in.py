"""Signing in to the dashboard in a real browser: the field, the mail, the link, the shell."""

import re

import pytest
from playwright.sync_api import expect

from support.dashboard import DESKTOP, PHONE, dashboard, serious_findings, types


@pytest.fixture(scope="module")
def board(tmp_path_factory, databases):
    with databases.fresh() as dsn, dashboard(tmp_path_factory.mktemp("board"), dsn) as built:
        yield built


WORDS = {
    "fr": {"dir": "ltr", "home": "Accueil", "messages": "Messages", "sent": "Regardez vos e-mails"},
    "ar": {"dir": "rtl", "home": "الرئيسية", "messages": "الرسائل", "sent": "راجع بريدك"},
}


@pytest.mark.parametrize(("language", "viewport"), [("fr", DESKTOP), ("ar", PHONE)])
def test_a_link_from_the_mail_leads_into_the_shell_in_ones_own_language(board, language, viewport):
    words = WORDS[language]
    page = board.window(language, viewport)
    page.goto("/app/messages")
    expect(page).to_have_url(re.compile("/login"))
    assert serious_findings(page) == []

    board.ask_for_link(page)
    expect(page.get_by_role("heading", name=words["sent"])).to_be_visible()
    assert serious_findings(page) == []

    tab = board.open_link(page)
    expect(tab).to_have_url(re.compile("/app/messages$"))
    expect(tab.get_by_role("heading", level=1)).to_have_text(words["messages"])
    assert tab.evaluate("document.documentElement.dir") == words["dir"]
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert serious_findings(tab) == []
    assert page.trouble == []


def test_another_browser_must_say_that_it_is_meant_and_a_used_link_leads_to_a_new_one(board):
    asked = board.window()
    board.ask_for_link(asked)
    stranger = board.window()
    tab = board.open_link(stranger)
    expect(tab.get_by_role("heading")).to_contain_text("a****@tktm.ma")
    assert "#" not in tab.url
    assert serious_findings(tab) == []
    tab.get_by_role("button", name="Se connecter").click()
    expect(tab).to_have_url(re.compile("/app$"))

    again = board.open_link(asked)
    board.count_mails()
    again.get_by_role("button", name="Envoyer un nouveau lien").click()
    expect(again.get_by_role("main").get_by_role("status")).to_have_text("Regardez vos e-mails")
    board.mail_comes()


def test_the_shell_is_worked_by_keyboard_alone(board):
    page = board.window()
    tab = board.signed_in(page)
    tab.trouble = []
    tab.on("console", lambda said: tab.trouble.append(said.text) if said.type == "error" else None)
    heading = tab.get_by_role("heading", level=1)

    tab.keyboard.press("g")
    tab.keyboard.press("r")
    expect(heading).to_have_text("Réclamations")
    tab.keyboard.press("?")
    expect(tab.get_by_role("dialog")).to_contain_text("Raccourcis clavier")
    assert serious_findings(tab) == []
    tab.keyboard.press("Escape")
    tab.keyboard.press("Control+k")
    types(tab, "f 1000 003 d")
    tab.keyboard.press("Enter")
    expect(heading).to_contain_text("F1000003D")
    tab.keyboard.press("/")
    assert serious_findings(tab) == []
    types(tab, "mes sess")
    tab.keyboard.press("Escape")

    tab.get_by_role("button", name="Mon compte").press("Enter")
    tab.get_by_role("menuitem", name="Mes sessions").press("Enter")
    expect(heading).to_have_text("Mes sessions")
    expect(tab.get_by_text("Cette session")).to_be_visible()
    assert serious_findings(tab) == []
    assert [line for line in tab.trouble if "Content Security Policy" in line] == []

    tab.get_by_role("button", name="Mon compte").press("Enter")
    tab.get_by_role("menuitem", name="Se déconnecter").press("Enter")
    expect(tab).to_have_url(re.compile("/login"))
