"""Complaints, escalations and tickets at the dashboard: by mouse, by keys, and by two people at once."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from support.dashboard import DESKTOP, PHONE, call, dashboard, serious_findings, types
from support.processes import eventually

SALMA, ORANGE = "salma@tktm.ma", "support@orange.example"
KARIM = "212600112233"
WORDS = {
    "fr": {"complaints": "Réclamations", "escalations": "Escalades", "tickets": "Tickets", "dir": "ltr"},
    "ar": {"complaints": "الشكايات", "escalations": "التصعيد", "tickets": "التذاكر", "dir": "rtl"},
}


@pytest.fixture(scope="module")
def board(tmp_path_factory, databases):
    with databases.fresh() as dsn, dashboard(tmp_path_factory.mktemp("cases"), dsn) as built:
        yield built


@pytest.fixture(scope="module")
def salma(board):
    """A browser where a member of the back office is signed in; Orange has an address, Karim has written."""
    admin = board.signed_in(board.window())
    preferences = asked(admin, "GET", "/api/settings")["preferences"]
    asked(admin, "PUT", "/api/settings", preferences | {"orange_addresses": [ORANGE]})
    board.invite(SALMA, "bo")
    tab = board.signed_in(board.window(), SALMA)
    board.here.write(KARIM, "salam")
    eventually(lambda: asked(tab, "GET", "/api/contractors")["items"], "Karim is known")
    return tab.context.storage_state()


def asked(page, method, path, body=None):
    """What the API answers the page's own session; fails when it refuses."""
    status, answer = call(page, method, path, body)
    assert status < 300, answer
    return answer


def files(page, contract, kind="autre"):
    """A complaint of Karim's, filed by the page's own session."""
    (karim,) = asked(page, "GET", "/api/contractors")["items"]
    body = {"contract": contract, "kind": kind, "contractor": karim["id"], "details": "Toujours rien."}
    return asked(page, "POST", "/api/complaints", body)["complaint"]


def mail_to_orange(here):
    mails = here.ledger("resend")["mails"]
    return next((mail for mail in mails if ORANGE in mail["to"]), None)


def files_by_hand(page):
    page.get_by_role("button", name="Nouvelle réclamation").first.click()
    dialog = page.get_by_role("dialog", name="Nouvelle réclamation")
    dialog.get_by_role("combobox", name="Contractant").fill("600112233")
    page.get_by_role("option").first.click()
    dialog.get_by_label("Contrat", exact=True).fill("f 100 0005 d")
    dialog.get_by_role("combobox", name="Type").click()
    page.get_by_role("option", name="Retard d'installation").click()
    dialog.get_by_label("Détails").fill("Le client attend depuis une semaine.")
    dialog.get_by_role("button", name="Enregistrer la réclamation").click()


def escalates(page, case):
    """Reads what leaves, then sends it; answers the link to the ticket."""
    case.get_by_role("button", name="Escalader à Orange").click()
    dialog = page.get_by_role("dialog", name="Escalader F1000005D à Orange")
    expect(dialog).to_contain_text(ORANGE)
    expect(dialog).to_contain_text("Le client attend depuis une semaine.")
    expect(dialog).to_contain_text("dossier transmis à Orange")
    dialog.get_by_role("tab", name="Dossier").click()
    expect(dialog.get_by_role("tabpanel")).to_contain_text("F1000005D")
    assert serious_findings(page) == []
    dialog.get_by_role("button", name="Envoyer à Orange").click()
    return case.get_by_role("link", name=re.compile("ONG-"))


def writes_down_oranges_number(ticket):
    ticket.get_by_role("button", name="Saisir la référence d'Orange").click()
    reference = ticket.get_by_role("textbox", name="Référence Orange")
    reference.fill("incident")
    reference.press("Enter")
    expect(ticket).to_contain_text("Il manque un chiffre.")
    reference.fill("inc-2026/00417")
    reference.press("Enter")
    expect(ticket.get_by_text("INC-2026/00417").first).to_be_visible()


def test_a_case_goes_to_orange_and_comes_back_solved(board, salma):
    page = board.window(storage_state=salma)
    page.goto("/app/complaints")
    files_by_hand(page)
    case = page.get_by_role("article", name="Réclamation F1000005D")
    case.get_by_role("button", name="Je m'en occupe").click()
    expect(case).to_contain_text("Attribuée")

    number = escalates(page, case)
    expect(number).to_be_visible()
    mail = eventually(lambda: mail_to_orange(board.here), "the mail to Orange")
    assert number.text_content() in mail["subject"]
    expect(case.get_by_text(re.compile("Envoyé en"))).to_be_visible()

    number.click()
    ticket = page.get_by_role("article", name=re.compile("Ticket ONG-"))
    writes_down_oranges_number(ticket)

    ticket.get_by_role("link", name="Retard d'installation").click()
    case.get_by_role("button", name="Résoudre").click()
    dialog = page.get_by_role("dialog", name="Résoudre F1000005D")
    told = "votre réclamation est résolue"
    expect(dialog).to_contain_text(told)
    dialog.get_by_label("Ce qui a été fait").fill("Ligne activée.")
    dialog.get_by_role("button", name="Résoudre", exact=True).click()
    expect(case).to_contain_text("Ligne activée.")
    eventually(lambda: any(told in sent["text"] for sent in board.here.sent()), "Karim hears of it")

    case.get_by_role("button", name="Rouvrir").click()
    dialog = page.get_by_role("dialog", name="Rouvrir F1000005D")
    dialog.get_by_label("Motif").fill("Coupée à nouveau.")
    dialog.get_by_role("button", name="Rouvrir").click()
    expect(case).to_contain_text("Réouverture")
    expect(case).to_contain_text("À prendre")
    assert page.trouble == []


def test_assigning_and_resolving_need_no_mouse(board, salma):
    page = board.window(storage_state=salma)
    page.goto("/app")
    files(page, "F1000003D")
    page.goto("/app/complaints?q=F1000003D")
    row = page.locator("[data-row]")
    expect(row).to_have_count(1)
    page.keyboard.press("j")
    expect(row).to_be_focused()
    page.keyboard.press("a")
    expect(page.get_by_role("combobox", name="Nom ou adresse")).to_be_focused()
    page.keyboard.press("Enter")
    expect(row).to_contain_text("Attribuée")
    expect(row).to_be_focused()
    page.keyboard.press("s")
    expect(page.get_by_label("Ce qui a été fait")).to_be_focused()
    page.keyboard.type("Vu avec le client.")
    page.keyboard.press("Control+Enter")
    expect(row).to_contain_text("Résolue")
    expect(row).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("article")).to_contain_text("Vu avec le client.")
    assert page.trouble == []


def test_a_case_is_given_back_to_nobody_and_undone_and_the_chosen_ones_are_exported(board, salma):
    page = board.window(storage_state=salma)
    page.goto("/app/complaints")
    case = files(page, "F1000041D")
    files(page, "F1000042D")
    asked(page, "POST", f"/api/complaints/{case['id']}/assign", {"version": case["version"], "to": "me"})

    page.goto(f"/app/complaints?open={case['id']}")
    shown = page.get_by_role("article")
    shown.get_by_role("button", name="Changer la personne").click()
    page.get_by_role("option", name="Personne").click()
    expect(shown).to_contain_text("À prendre")
    expect(shown).to_contain_text("Retirée à")
    page.get_by_role("region", name="Notifications").get_by_role("button", name="Annuler").click()
    expect(shown.get_by_text(SALMA).first).to_be_visible()
    expect(shown).not_to_contain_text("À prendre")

    page.get_by_role("row", name="F1000042D").get_by_role("checkbox").check()
    with page.expect_download() as kept:
        page.get_by_role("toolbar", name="Actions sur la sélection").get_by_role(
            "button", name="Exporter"
        ).click()
    assert kept.value.suggested_filename.endswith(".xlsx")
    sheet = load_workbook(BytesIO(kept.value.path().read_bytes())).worksheets[0]
    text = str([[cell.value for cell in row] for row in sheet.iter_rows()])
    assert "F1000042D" in text
    assert "F1000041D" not in text
    assert page.trouble == []


def test_filters_kept_under_a_name_are_a_tab_of_ones_own_until_it_is_removed(board, salma):
    page = board.window(storage_state=salma)
    page.goto("/app/complaints?kind=%5B%22cas_bloque%22%5D&sort=oldest")
    views = page.get_by_role("navigation", name="Vues")
    page.get_by_role("button", name="Gérer les vues").click()
    page.get_by_role("menuitem", name="Enregistrer ces filtres").click()
    types(page, "Bloqués")
    page.keyboard.press("Enter")
    mine = views.get_by_role("link", name="Bloqués")
    expect(mine).to_have_attribute("aria-current", "page")
    views.get_by_role("link", name="Toutes").click()
    expect(page).not_to_have_url(re.compile("kind="))
    page.reload()
    mine.click()
    expect(page).to_have_url(re.compile(r"kind=.*cas_bloque.*sort=oldest"))
    assert serious_findings(page) == []
    page.get_by_role("button", name="Gérer les vues").click()
    page.get_by_role("menuitem", name="Supprimer « Bloqués »").click()
    expect(mine).to_have_count(0)
    assert page.trouble == []


def test_what_somebody_typed_survives_another_being_faster(board, salma):
    page, other = board.window(storage_state=salma), board.window(storage_state=salma)
    other.goto("/app")
    complaint = files(other, "F1000006D")
    page.goto(f"/app/complaints?open={complaint['id']}")
    page.get_by_role("article").get_by_role("button", name="Résoudre").click()
    text = page.get_by_label("Ce qui a été fait")
    text.fill("Adresse corrigée.")
    faster = {"version": complaint["version"], "priority": "medium", "reason": "Le client insiste."}
    asked(other, "PUT", f"/api/complaints/{complaint['id']}", faster)

    text.press("Control+Enter")
    conflict = page.get_by_role("dialog", name="Quelqu'un a modifié cet élément avant vous")
    expect(conflict).to_contain_text("Le client insiste.")
    expect(text).to_have_value("Adresse corrigée.")
    conflict.get_by_role("button", name="Appliquer quand même ma modification").click()
    expect(page.get_by_role("article")).to_contain_text("Adresse corrigée.")
    expect(text).to_have_count(0)


def test_a_complaint_filed_of_a_contractor_says_what_is_open_and_is_kept(board, salma):
    page = board.window(storage_state=salma)
    page.goto("/app")
    karim = files(page, "F1000004D")["contractor"]["id"]
    page.goto(f"/app/contractors?open={karim}")
    start = page.get_by_role("button", name="Faire une réclamation")
    start.click()
    dialog = page.get_by_role("dialog", name="Nouvelle réclamation")
    dialog.get_by_label("Contrat", exact=True).fill("F1000004D")
    expect(dialog).to_contain_text("autre réclamation est ouverte sur ce contrat")
    dialog.get_by_label("Détails").fill("Il rappelle.")
    assert serious_findings(page) == []
    dialog.get_by_role("button", name="Annuler").click()
    start.click()
    expect(dialog.get_by_label("Détails")).to_have_value("Il rappelle.")
    dialog.get_by_role("combobox", name="Type").click()
    page.get_by_role("option", name="Autre").click()
    expect(dialog).to_contain_text("ceci s'y ajoutera")
    dialog.get_by_role("button", name="Enregistrer la réclamation").click()
    expect(page.get_by_text("Ajouté à la réclamation déjà ouverte.")).to_be_visible()
    assert page.trouble == []


@pytest.mark.parametrize(("language", "viewport"), [("ar", PHONE), ("ar", DESKTOP), ("fr", PHONE)])
def test_the_pages_of_cases_stand_in_every_direction(board, salma, language, viewport):
    words = WORDS[language]
    page = board.window(language, viewport, storage_state=salma)
    page.goto("/app")
    case = files(page, "F1000002D")
    for name in ("complaints", "escalations", "tickets"):
        page.goto(f"/app/{name}")
        expect(page.get_by_role("heading", level=1)).to_have_text(words[name])
        assert page.evaluate("document.documentElement.dir") == words["dir"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert serious_findings(page) == []
    page.goto(f"/app/complaints?open={case['id']}")
    expect(page.get_by_role("article")).to_contain_text("F1000002D")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert serious_findings(page) == []
    assert page.trouble == []
