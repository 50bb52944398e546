"""What administrators do: texts, people, settings and the audit log, in a browser on the real application."""

import re

import pytest
from playwright.sync_api import expect

from support.dashboard import ADMIN, PHONE, dashboard, serious_findings
from support.processes import eventually
from support.words import words

SALMA, VICTOR, NADIA = "salma@tktm.ma", "victor@tktm.ma", "nadia@tktm.ma"
CONTRACTOR = "212600778899"
ORANGE = "support@orange.example"


@pytest.fixture(scope="module")
def board(tmp_path_factory, databases):
    with databases.fresh() as dsn, dashboard(tmp_path_factory.mktemp("board"), dsn) as built:
        built.invite(SALMA, "viewer")
        built.invite(VICTOR, "viewer")
        yield built


@pytest.fixture(scope="module")
def states(board):
    """Everybody has signed in through the inbox once; each test opens windows of its own."""
    return {who: state_of(board, who) for who in (ADMIN, SALMA, VICTOR)}


def state_of(board, who):
    tab = board.signed_in(board.window(), who)
    state = tab.context.storage_state()
    tab.context.close()
    return state


@pytest.fixture
def admin(board, states):
    page = board.window(storage_state=states[ADMIN])
    yield page
    assert serious_findings(page) == []
    assert page.trouble == []
    page.context.close()


def answer(board, text):
    """What the simulated phone gets for a message."""
    before = len(board.here.sent())
    board.here.write(CONTRACTOR, text)
    eventually(lambda: len(board.here.sent()) > before, "the phone gets an answer")
    return board.here.sent()[before]["text"]


def said(page, text):
    """By a notice, which may stand beside the same words on the page."""
    expect(page.get_by_role("region", name="Notifications").get_by_text(text)).to_be_visible()


def test_a_published_text_is_in_the_next_reply_and_so_is_the_one_that_is_rolled_back_to(board, admin):
    assert "introuvable" in answer(board, "F0999991D")
    admin.goto("/app/templates?key=contrat_introuvable")
    french = admin.get_by_role("textbox", name="Français")
    publish = admin.get_by_role("button", name="Publier", exact=True)

    french.fill("🔎 Aucun contrat à ce numéro.")
    expect(admin.get_by_text("Ajoutez \u2066{numero}\u2069")).to_be_visible()
    expect(publish).to_be_disabled()
    admin.get_by_role("group", name="Français").get_by_role(
        "button", name="Insérer Numéro du contrat"
    ).click()
    expect(admin.get_by_role("figure")).to_contain_text("Aucun contrat à ce numéro.F1234567D")
    admin.reload()
    expect(french).to_have_value("🔎 Aucun contrat à ce numéro.{numero}")

    publish.click()
    dialog = admin.get_by_role("dialog")
    expect(dialog.locator("ins").first).to_be_visible()
    dialog.get_by_role("button", name="Publier maintenant").click()
    said(admin, "version 1")
    told = answer(board, "F0999992D")
    assert "Aucun contrat à ce numéro.F0999992D" in told
    assert "غير موجود" in told

    admin.get_by_role("button", name="Versions").click()
    admin.get_by_text("Version 0").click()
    admin.get_by_role("button", name="Republier ce texte").click()
    said(admin, "version 2")
    assert "introuvable sur le portail" in answer(board, "F0999993D")


def test_a_text_is_tried_on_one_phone_before_it_is_published_and_a_wrong_number_keeps_what_was_typed(
    board, admin
):
    admin.goto("/app/templates?key=merci")
    field = admin.get_by_role("textbox", name="Français")
    field.fill(f"{field.input_value()}\nUn essai.")
    admin.get_by_role("button", name="Essayer sur un téléphone").click()
    dialog = admin.get_by_role("dialog", name="Essayer sur un téléphone")
    phone = dialog.get_by_role("textbox", name="Numéro WhatsApp")
    phone.fill("12")
    dialog.get_by_role("button", name="Envoyer l'essai").click()
    expect(phone).to_have_attribute("aria-invalid", "true")
    expect(phone).to_have_value("12")

    before = len(board.here.sent())
    phone.fill("0600998877")
    admin.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    eventually(lambda: len(board.here.sent()) > before, "the phone gets the trial")
    assert "Un essai." in board.here.sent()[before]["text"]
    expect(field).to_have_value(re.compile("Un essai"))
    admin.get_by_role("button", name="Abandonner le brouillon").click()


def test_of_two_who_publish_the_second_is_asked_and_keeps_their_words(board, states, admin):
    other = board.window(storage_state=states[ADMIN])
    for page, text in ((admin, "🙏 Merci à vous."), (other, "🙏 Merci beaucoup.")):
        page.goto("/app/templates?key=merci")
        page.get_by_role("textbox", name="Français").fill(text)
    for page in (other, admin):
        page.get_by_role("button", name="Publier", exact=True).click()
        page.get_by_role("dialog").get_by_role("button", name="Publier maintenant").click()
        if page is other:
            said(other, "version 1")
    dialog = admin.get_by_role("dialog", name=words("fr")("ui:conflict.title"))
    expect(dialog).to_contain_text("Modèle publié")
    dialog.get_by_role("button", name=words("fr")("ui:conflict.theirs")).click()
    expect(admin.get_by_role("textbox", name="Français")).to_have_value("🙏 Merci à vous.")
    other.context.close()


def test_an_invited_person_gets_a_link_and_a_new_role_counts_at_once_in_their_browser(board, states, admin):
    admin.goto("/app/users")
    admin.get_by_role("button", name="Inviter").click()
    dialog = admin.get_by_role("dialog")
    dialog.get_by_role("textbox", name="E-mail").fill("nadia@")
    dialog.get_by_role("button", name="Inviter").click()
    expect(dialog).to_contain_text("Cette adresse n'est pas complète")
    dialog.get_by_role("textbox", name="E-mail").fill(NADIA)
    dialog.get_by_role("button", name="Inviter").click()
    expect(admin.get_by_role("row").filter(has_text=NADIA)).to_contain_text("Back-office")
    eventually(
        lambda: any(NADIA in mail["to"] for mail in board.here.ledger("resend")["mails"]), "a link goes out"
    )

    salma = board.window(storage_state=states[SALMA])
    salma.goto("/app/complaints")
    new = salma.get_by_role("button", name=words("fr")("complaints:new.button")).first
    expect(salma.get_by_role("heading", level=1)).to_be_visible()
    expect(new).to_have_count(0)
    admin.get_by_role("row").filter(has_text=SALMA).click()
    drawer = admin.get_by_role("dialog", name=SALMA, exact=True)
    expect(drawer.get_by_role("listitem")).to_have_count(1)
    drawer.get_by_role("combobox", name="Rôle").click()
    admin.get_by_role("option", name="Back-office").click()
    said(admin, "Back-office")
    expect(new).to_be_visible()

    drawer.get_by_role("button", name=re.compile("^Fermer: ")).click()
    expect(drawer).to_contain_text("Connecté nulle part.")
    salma.reload()
    expect(salma).to_have_url(re.compile("/login"))
    admin.keyboard.press("Escape")
    admin.get_by_role("row").filter(has_text=ADMIN).click()
    expect(admin.get_by_role("dialog", name=ADMIN)).to_contain_text("Dernier administrateur")


def test_a_setting_counts_at_once_can_be_undone_and_its_row_shows_before_and_after(admin):
    admin.goto("/app/settings")
    expect(admin.get_by_text("Sans adresse, les escalades attendent.")).to_be_visible()
    box = admin.get_by_role("textbox", name="Adresses chez Orange")
    box.fill("support@")
    box.press("Enter")
    expect(admin.get_by_text("n'est pas une adresse")).to_be_visible()
    box.fill(ORANGE)
    box.press("Enter")
    expect(admin.get_by_role("list", name="Adresses chez Orange")).to_contain_text(ORANGE)
    expect(box).to_have_value("")
    admin.get_by_role("checkbox", name="Question de satisfaction").click()
    expect(admin.get_by_role("checkbox", name="Question de satisfaction")).not_to_be_checked()
    toasts = admin.get_by_role("region").get_by_role("button", name="Annuler")
    expect(toasts).to_have_count(2)
    toasts.first.click()
    expect(admin.get_by_role("checkbox", name="Question de satisfaction")).to_be_checked()

    admin.goto("/app/audit?action=" + '["settings_changed"]')
    rows = admin.locator("main [data-row]")
    expect(rows).to_have_count(3)
    rows.last.click()
    details = admin.locator("main section").filter(has_text="Ce qui a changé").last
    expect(details.locator("ins")).to_contain_text(ORANGE)
    admin.keyboard.press("k")
    expect(details.locator("del")).to_contain_text("Oui")
    expect(details.locator("ins")).to_contain_text("Non")
    assert serious_findings(admin) == []
    admin.get_by_role("button", name="Vérifier la chaîne").click()
    expect(admin.get_by_role("dialog")).to_contain_text("aucune rupture")


def test_a_viewer_sees_who_works_here_and_nothing_that_is_not_theirs(board, states):
    page = board.window(storage_state=states[VICTOR])
    page.goto("/app/users")
    row = page.get_by_role("row").filter(has_text=ADMIN)
    expect(row).to_contain_text("Administrateur")
    expect(page.get_by_role("columnheader")).to_have_text(["Nom", "Rôle"])
    expect(page.get_by_role("button", name="Inviter")).to_have_count(0)
    row.click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    for place in ("templates", "settings", "audit"):
        page.goto(f"/app/{place}")
        expect(page).to_have_url(f"{board.here.web}/app")
    assert page.trouble == []


@pytest.mark.parametrize("place", ["templates?key=aide", "settings", "users", "audit"])
def test_the_pages_stand_in_arabic_on_a_phone(board, states, place):
    page = board.window("ar", PHONE, storage_state=states[ADMIN])
    page.goto(f"/app/{place}")
    heading = words("ar")(f"{place.partition('?')[0]}:title")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.locator("main .animate-pulse, main [aria-busy=true]")).to_have_count(0)
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert serious_findings(page) == []
    assert page.trouble == []
