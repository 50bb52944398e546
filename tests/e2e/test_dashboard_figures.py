"""Figures at the dashboard: each leads to the list behind it; and TKTM's list comes in by the page."""

import re

import pytest
from playwright.sync_api import expect

from support.dashboard import DESKTOP, PHONE, call, dashboard, serious_findings
from support.sheets import opened, packed

SALMA = "salma@tktm.ma"
LIST = packed([
    ["Téléphone", "Nom", "Région"],
    ["0655000111", "Karim Alami", "Fès"],
    ["0655000222", "نور", "Rabat"],
    ["12", "Personne", ""],
])  # fmt: skip
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGES = ("/app", "/app/analytics", "/app/promises", "/app/contractors")


@pytest.fixture(scope="module")
def board(tmp_path_factory, databases):
    with databases.fresh() as dsn, dashboard(tmp_path_factory.mktemp("figures"), dsn) as built:
        built.seed(150)
        yield built


@pytest.fixture(scope="module")
def admin(board):
    """The state of a browser where the administrator is signed in, who has filed two complaints."""
    tab = board.signed_in(board.window())
    contractor = call(tab, "GET", "/api/contractors")[1]["items"][0]["id"]
    for kind, contract in (("cas_bloque", "F1000001D"), ("retard_installation", "F1000002D")):
        filing = {"contract": contract, "kind": kind, "contractor": contractor, "details": "Toujours rien."}
        assert call(tab, "POST", "/api/complaints", filing)[0] == 201
    return tab.context.storage_state()


def tile(page, name):
    """A figure of the home page that counts something, and how much."""
    link = page.get_by_role("link", name=re.compile(f"^{name}"))
    expect(link).to_contain_text(re.compile(r"\d"))
    return link, int(re.search(r"\d+", link.inner_text())[0])


@pytest.mark.parametrize("name", ["À traiter", "Priorité haute", "À escalader", "Sans responsable"])
def test_a_tile_leads_to_a_list_of_as_many_rows(board, admin, name):
    page = board.window(storage_state=admin)
    page.goto("/app")
    link, count = tile(page, name)
    assert 0 < count < 50, "the seeded past shows something, and all of it at once"
    link.click()
    expect(page).not_to_have_url(re.compile("/app$"))
    expect(page.locator("[role=grid] [data-row]").first).to_be_visible()
    # Only rows in sight are drawn; the grid says how many there are, with its headings where it has some.
    headings = page.get_by_role("columnheader").count() > 0
    expect(page.get_by_role("grid")).to_have_attribute("aria-rowcount", str(count + headings))
    assert page.trouble == []


def test_a_bar_of_a_chart_leads_to_its_messages_and_a_chart_is_a_table_and_a_file_too(board, admin):
    page = board.window(storage_state=admin)
    page.goto("/app/analytics")
    bar = page.get_by_role("link", name=re.compile("^Darija"))
    count = int(re.search(r"\d+", bar.inner_text())[0])

    volume = page.locator("section").filter(has=page.get_by_role("heading", name="Volume", exact=True))
    with page.expect_download() as started:
        volume.get_by_role("button", name="Télécharger en Excel").click()
    measures = {
        row[1] for row in opened(started.value.path().read_bytes()).iter_rows(min_row=2, values_only=True)
    }
    assert measures == {"Messages"}
    volume.get_by_role("button", name="Voir en tableau").click()
    expect(volume.get_by_role("columnheader", name="Répondu")).to_be_visible()
    assert serious_findings(page) == []

    bar.click()
    expect(page).to_have_url(re.compile(r"/app/messages\?.*language.*darija"))
    expect(page.get_by_role("grid")).to_have_attribute("aria-rowcount", str(count))
    assert page.trouble == []


def test_a_list_is_tried_line_by_line_and_read_in_only_when_somebody_agrees(board, admin):
    page = board.window(storage_state=admin)
    page.goto("/app/contractors")
    page.get_by_role("button", name="Importer une liste").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files({"name": "x.xlsx", "mimeType": XLSX, "buffer": b"no"})
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.locator("input[type=file]").set_input_files({"name": "l.xlsx", "mimeType": XLSX, "buffer": LIST})
    expect(dialog.get_by_role("button", name="Refusé 1")).to_be_visible()
    expect(dialog.get_by_role("row").nth(1)).to_contain_text("Refusé")
    assert listed(page, "Karim Alami") == []
    assert serious_findings(page) == []

    dialog.get_by_role("button", name="Enregistrer 2 changements").click()
    expect(dialog).to_contain_text("La liste est enregistrée.")
    dialog.get_by_role("button", name="Fermer").last.click()
    page.get_by_role("searchbox").or_(page.get_by_label("Nom ou téléphone")).first.fill("Karim Alami")
    page.get_by_role("row", name=re.compile("Karim Alami")).click()
    expect(page.get_by_role("dialog")).to_contain_text("Enregistré")
    assert page.trouble == []


def listed(page, name):
    status, answer = call(page, "GET", f"/api/contractors?q={name.replace(' ', '%20')}")
    assert status == 200
    return answer["items"]


def test_who_may_not_change_settings_imports_nothing(board):
    board.invite(SALMA, "bo")
    page = board.signed_in(board.window(), SALMA)
    page.goto("/app/contractors?importing=true")
    expect(page.get_by_role("grid")).to_be_visible()
    expect(page.get_by_role("button", name="Importer une liste")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(("language", "viewport"), [("fr", DESKTOP), ("ar", PHONE)])
def test_pages_of_figures_read_from_their_side_and_hinder_nobody(board, admin, language, viewport):
    page = board.window(language, viewport, storage_state=admin)
    for path in PAGES:
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".animate-pulse")).to_have_count(0)
        assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert serious_findings(page) == [], path
    assert page.trouble == []
