"""A day at the back office, from the phone's message to the audit; and days when the server is not well."""

from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from support.dashboard import ADMIN, call, dashboard, types
from support.processes import eventually
from support.words import words

SALMA, VICTOR = "salma@tktm.ma", "victor@tktm.ma"
ORANGE = "support@orange.example"
FRENCH = "Nous regardons cela avec Orange."
ANSWER = f"{FRENCH}\nسنراجع ذلك مع أورنج."
# So high that a table draws every row of the day.
TALL = {"width": 1280, "height": 3000}


@pytest.fixture(scope="module")
def board(tmp_path_factory, databases):
    with databases.fresh() as dsn, dashboard(tmp_path_factory.mktemp("board"), dsn) as built:
        built.seed(300)
        built.invite(SALMA, "bo")
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


@pytest.fixture(scope="module")
def orange(board, states):
    """Where escalations go."""
    page = board.window(storage_state=states[ADMIN])
    page.goto("/app")
    _, settings = call(page, "GET", "/api/settings")
    status, _ = call(page, "PUT", "/api/settings", settings["preferences"] | {"orange_addresses": [ORANGE]})
    assert status == 200
    page.context.close()


class Desk:
    """Salma's window, and the contractor's phone."""

    def __init__(self, board, page, language, phone):
        self.board, self.page, self.say, self.phone = board, page, words(language), phone

    def button(self, key, **values):
        return self.page.get_by_role("button", name=self.say(key, **values), exact=True)

    def told(self, key, **values):
        expect(self.page.get_by_text(self.say(key, **values)).first).to_be_visible()

    def go(self, key, heading):
        self.page.keyboard.press("g")
        self.page.keyboard.press(key)
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.say(f"shell:nav.{heading}"))

    def row(self, text):
        return self.page.locator("main [data-row]").filter(has_text=text).first

    def write(self, text):
        self.board.here.write(self.phone, text)

    def heard(self, words_):
        """The phone has got a message with these words in it."""
        mine = (said["text"] for said in self.board.here.sent() if self.phone in str(said))
        return next((text for text in mine if words_ in text), None)


# Both contracts are closed at the portal: no delay makes their complaints urgent; nothing leaves by itself.
@pytest.mark.usefixtures("orange")
@pytest.mark.parametrize(
    ("language", "phone", "contract"),
    [("fr", "212661000001", "F1000002D"), ("ar", "212661000002", "F1000099D")],
)
def test_a_day_from_the_phones_message_to_the_audit(board, states, language, phone, contract):
    page = board.signed_in(board.window(language), SALMA)
    desk = Desk(board, page, language, phone)
    a_message_arrives_and_is_explained(desk, contract)
    salma_answers_and_hands_back(desk)
    files_a_complaint_of_it(desk, contract)
    number = escalates(desk, contract)
    follows_the_ticket(desk, number)
    exports(desk, contract, language)
    assert page.trouble == []
    admin = board.window(language, TALL, storage_state=states[ADMIN])
    the_audit_shows_all_of_it(admin, words(language))


def a_message_arrives_and_is_explained(desk, contract):
    page = desk.page
    desk.go("m", "messages")
    expect(page.locator("main [data-row]").first).to_be_visible()
    desk.write(f"salam, fin wsel {contract} ?")
    page.locator("main [role=status]").get_by_role(
        "button", name=desk.say("messages:arrived_one", count=1)
    ).click()
    desk.row(contract).click()
    sides = page.locator("main section > div > button[aria-pressed]")
    sides.last.click()
    story = page.get_by_role("complementary")
    expect(story).to_contain_text(desk.say("conversation:reading.title"))
    expect(story).to_contain_text(contract)
    expect(story).to_contain_text(desk.say("conversation:step.delivered"))
    expect(story).to_contain_text(desk.say("conversation:source.portal"))
    sides.first.click()


def salma_answers_and_hands_back(desk):
    page = desk.page
    desk.button("messages:takeOver").click()
    expect(desk.button("conversation:human.handBack")).to_be_visible()
    page.get_by_role("textbox", name=desk.say("conversation:composer.label")).fill(ANSWER)
    page.keyboard.press("Control+Enter")
    eventually(lambda: desk.heard(ANSWER), "the phone shows Salma's answer")
    expect(page.get_by_role("region", name=desk.say("conversation:title")).last).to_contain_text(FRENCH)
    desk.button("conversation:human.handBack").click()
    expect(desk.button("messages:takeOver")).to_be_visible()


def files_a_complaint_of_it(desk, contract):
    page = desk.page
    desk.button("messages:complain").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("textbox", name=desk.say("complaints:contract"))).to_have_value(contract)
    dialog.get_by_role("combobox", name=desk.say("complaints:kind")).click()
    page.get_by_role("option", name=desk.say("domain:complaint_type.adresse_erronee")).click()
    desk.button("complaints:new.file").click()
    expect(dialog).to_have_count(0)
    eventually(lambda: desk.heard(contract), "the phone hears of the complaint")


def escalates(desk, contract):
    page = desk.page
    desk.go("r", "complaints")
    desk.row(contract).click()
    desk.button("complaints:escalate").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(ORANGE)
    expect(dialog).to_contain_text(contract)
    desk.button("complaints:escalateDialog.send").click()
    expect(dialog).to_have_count(0)
    told = eventually(lambda: desk.heard("ONG-"), "the phone hears of the ticket")
    number = "ONG-" + told.split("ONG-")[1][:6]
    eventually(lambda: mailed(desk.board, number), "the mail is at Orange")
    return number


def mailed(board, number):
    mails = board.here.ledger("resend")["mails"]
    return any(ORANGE in mail["to"] and number in mail["attachments"][0]["filename"] for mail in mails)


def follows_the_ticket(desk, number):
    page = desk.page
    page.get_by_role("article").get_by_role("link", name=number).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(desk.say("shell:nav.tickets"))
    desk.button("tickets:orange.edit").click()
    types(page, "INC-2026/00417")
    page.keyboard.press("Enter")
    desk.told("tickets:said.orangeId", id="INC-2026/00417")
    desk.button("tickets:step.in_progress").click()
    expect(desk.button("tickets:step.resolved")).to_be_visible()


def exports(desk, contract, language):
    desk.go("r", "complaints")
    with desk.page.expect_download() as got:
        desk.button("ui:export.start").click()
    sheet = load_workbook(BytesIO(got.value.path().read_bytes())).worksheets[0]
    assert sheet.sheet_view.rightToLeft is (language == "ar")
    assert any(contract in row for row in sheet.iter_rows(values_only=True))


DONE = (
    *("admin_login", "conversation_taken_over", "human_replied", "conversation_handed_back"),
    *("complaint_created", "ticket_escalated", "ticket_updated", "export_generated"),
)


def the_audit_shows_all_of_it(page, say):
    page.goto("/app/audit")
    for action in DONE:
        rows = page.locator("main [data-row]").filter(has_text=say(f"audit:action.{action}"))
        expect(rows.filter(has_text=SALMA).first).to_be_visible()
    assert page.trouble == []


def places(page):
    """Where the main navigation leads."""
    links = page.get_by_role("navigation").first.get_by_role("link")
    expect(links.first).to_be_visible()
    return {link.get_attribute("href").rpartition("/")[2] for link in links.all()}


EVERYBODYS = {
    *("app", "messages", "complaints", "escalations", "tickets"),
    *("contractors", "analytics", "promises", "users"),
}
ADMINS = {"audit", "templates", "settings"}


@pytest.mark.parametrize(
    ("who", "sees", "works"),
    [(ADMIN, EVERYBODYS | ADMINS, True), (SALMA, EVERYBODYS, True), (VICTOR, EVERYBODYS, False)],
)
def test_everybody_sees_only_what_their_role_may(board, states, who, sees, works):
    page = board.window(storage_state=states[who])
    page.goto("/app/messages")
    assert places(page) == sees
    for place in ADMINS:
        page.goto(f"/app/{place}")
        expect(page).to_have_url(f"{board.here.web}/app" + (f"/{place}" if place in sees else ""))
    desk = Desk(board, page, "fr", "")
    page.goto("/app/messages")
    page.locator("main [data-row]").first.click()
    expect(page.get_by_role("region", name=desk.say("conversation:title")).first).to_be_visible()
    for key in ("messages:takeOver", "messages:complain", "ui:export.start"):
        expect(desk.button(key)).to_have_count(1 if works else 0)
    page.goto("/app/complaints")
    page.locator("main [data-row]").first.click()
    expect(page.get_by_role("article")).to_be_visible()
    for key in ("complaints:new.button", "ui:export.start"):
        expect(desk.button(key)).to_have_count(1 if works else 0)


@pytest.fixture
def writing(board, states):
    """Salma has written an answer to the newest message and not sent it."""
    page = board.window(storage_state=states[SALMA])
    page.goto("/app/messages")
    page.locator("main [data-row]").first.click()
    box = page.get_by_role("textbox", name="Votre réponse")
    box.fill(ANSWER)
    yield page, box
    page.context.close()


def banner(page):
    return (
        page.get_by_role("status")
        .filter(has_text="Ce que vous avez saisi est conservé")
        .or_(page.get_by_role("status").filter(has_text="ce que vous avez saisi est conservé"))
    )


def test_while_the_server_is_away_the_page_says_so_and_keeps_what_was_typed(board, writing):
    page, box = writing
    before = len(board.here.sent())
    with board.away():
        page.keyboard.press("Control+Enter")
        expect(banner(page)).to_be_visible()
        expect(box).to_have_value(ANSWER)
        expect(page.get_by_text("Reconnexion…").first).to_be_attached()
    expect(banner(page)).to_have_count(0)
    expect(page.get_by_text("En direct").first).to_be_attached()
    page.reload()
    expect(box).to_have_value(ANSWER)
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(box).to_have_value("")
    eventually(lambda: len(board.here.sent()) > before, "the answer is sent after all")


def test_a_slow_server_is_called_slow_and_the_answer_goes_out_once(board, writing):
    page, box = writing
    before = len(board.here.sent())
    with board.frozen():
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Le serveur met du temps à répondre")).to_be_visible()
        page.keyboard.press("Control+Enter")
        expect(box).to_have_value(ANSWER)
    expect(box).to_have_value("")
    eventually(lambda: len(board.here.sent()) > before, "the answer is sent")
    assert len([said for said in board.here.sent()[before:] if said["text"] == ANSWER]) == 1


def test_an_error_of_the_server_keeps_the_dialog_and_its_words(board, states):
    page = board.window(storage_state=states[SALMA])
    page.goto("/app/complaints")
    page.route(
        "**/api/complaints",
        lambda route: broken(route) if route.request.method == "POST" else route.fallback(),
    )
    fill_in(page)
    page.get_by_role("button", name="Enregistrer la réclamation").click()
    expect(page.get_by_text("Une erreur s'est produite de notre côté").first).to_be_visible()
    details = page.get_by_role("dialog").get_by_role("textbox", name="Détails")
    expect(details).to_have_value("Il attend depuis mardi.")
    page.reload()
    page.get_by_role("button", name="Nouvelle réclamation").click()
    expect(details).to_have_value("Il attend depuis mardi.")


def fill_in(page):
    page.get_by_role("button", name="Nouvelle réclamation").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Contractant").fill("06")
    page.get_by_role("option").first.click()
    dialog.get_by_role("textbox", name="Contrat").fill("F1000003D")
    dialog.get_by_role("combobox", name="Type").click()
    page.get_by_role("option", name="Retard d'installation").click()
    dialog.get_by_role("textbox", name="Détails").fill("Il attend depuis mardi.")


def broken(route):
    problem = {"type": "internal", "title": "Internal Server Error", "status": 500}
    route.fulfill(status=500, content_type="application/problem+json", json=problem)


def test_who_comes_second_is_told_what_the_first_did_and_keeps_their_words(board, states):
    mine = board.window(storage_state=states[SALMA])
    # Without the line of events: what the other does comes as a surprise.
    mine.route("**/api/events", lambda route: route.abort())
    mine.goto("/app/complaints?status=open")
    mine.locator("main [data-row]").first.click()
    theirs = board.window(storage_state=states[ADMIN])
    theirs.goto(mine.url)
    mine.get_by_role("button", name="Résoudre", exact=True).click()
    mine.get_by_role("textbox", name="Ce qui a été fait").fill("Ligne activée.")
    identity = parse_qs(urlsplit(mine.url).query)["open"][0].strip('"')
    path = f"/api/complaints/{identity}"
    _, complaint = call(theirs, "GET", path)
    _, me = call(mine, "GET", "/api/auth/me")
    status, said = call(theirs, "POST", f"{path}/assign", {"version": complaint["version"], "to": me["id"]})
    assert status == 200, said
    mine.get_by_role("dialog").get_by_role("button", name="Résoudre", exact=True).click()
    conflict = mine.get_by_role("alertdialog").or_(mine.get_by_role("dialog")).filter(has_text="avant vous")
    expect(conflict).to_contain_text(ADMIN)
    conflict.get_by_role("button", name="Garder la version actuelle").click()
    expect(mine.get_by_role("textbox", name="Ce qui a été fait")).to_have_value("Ligne activée.")
