"""One complaint on real processes: from a word in Darija, by Orange and the back office, to its end."""

import base64
import io
import time

from openpyxl import load_workbook

from support.desk import LINK
from support.desk_browser import DeskBrowser
from support.processes import eventually, town

ADMIN, ORANGE = "admin@tktm.ma", "support@orange.example"
HOOK_SECRET = "whsec_" + base64.b64encode(b"a secret of the mail service, 32").decode()
MAIL = {
    "resend_api_key": "re_demo_jarvis",
    "resend_webhook_secret": HOOK_SECRET,
    "mail_from": "JARVIS <jarvis@tktm.ma>",
    "first_admin": ADMIN,
    "burst_seconds": "0.2",
}
PHONE, CONTRACT = "212600112233", "F1000005D"


class Steps:
    """When each step was seen, for the printed table."""

    def __init__(self):
        self._began, self._seen = time.monotonic(), []

    def note(self, what):
        self._seen.append((time.monotonic() - self._began, what))

    def __str__(self):
        return "\n".join(f"{at:7.2f} s  {what}" for at, what in self._seen)


def sign_in(here, browser):
    browser.call("GET", "/api/auth/me")
    asked = browser.call("POST", "/api/auth/magic-link/request", {"email": ADMIN})
    assert asked.status_code == 202, asked.text
    mails = eventually(lambda: here.ledger("resend")["mails"], "the link arrives")
    (token,) = set(LINK.findall(mails[0]["text"]))
    assert browser.call("GET", f"/api/auth/magic-link/{token}").json()["status"] == "signed_in"


def said(here, *words):
    """The first message WhatsApp received that has all the words."""
    return next((m["text"] for m in here.sent() if all(word in m["text"] for word in words)), None)


def mail_to(here, address):
    return next((mail for mail in here.ledger("resend")["mails"] if address in mail["to"]), None)


def first_sheet(mail):
    (attachment,) = mail["attachments"]
    book = load_workbook(io.BytesIO(base64.b64decode(attachment["content"])))
    return attachment["filename"], [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def test_a_complaint_in_darija_goes_to_orange_and_comes_back_solved(tmp_path, database):
    steps = Steps()
    with town(tmp_path, database, **MAIL) as here:
        here.simulators()
        here.web_process()
        here.worker_process()
        browser = DeskBrowser(here.web)
        sign_in(here, browser)
        before = browser.call("GET", "/api/settings").json()["preferences"]
        addresses = {"orange_addresses": [ORANGE], "back_office_addresses": ["bo@tktm.ma"]}
        assert browser.call("PUT", "/api/settings", before | addresses).status_code == 200
        steps.note("the administrator is in and has set who gets the escalations")

        here.write(PHONE, f"salam, l3a9d {CONTRACT} mbloki hadi chhar w 7ta wa7d ma jawbni")
        eventually(lambda: said(here, CONTRACT, "1 ="), "the bot asks for a confirmation")
        steps.note("the complaint was understood and is to be confirmed")
        here.write(PHONE, "1")
        told = eventually(lambda: said(here, CONTRACT, "ONG-"), "the contractor hears of the ticket")
        steps.note("filed, escalated at once, the contractor told")
        number = "ONG-" + told.split("ONG-")[1][:6]

        mail = eventually(lambda: mail_to(here, ORANGE), "the mail to Orange")
        steps.note("the mail is at Orange")
        name, rows = first_sheet(mail)
        assert name == f"{number}.xlsx"
        assert number in rows[1]
        assert CONTRACT in rows[1]
        eventually(lambda: mail_to(here, "bo@tktm.ma"), "the mail to the back office")

        (row,) = browser.call("GET", f"/api/complaints?contract={CONTRACT}").json()["items"]
        assert (row["status"], row["priority"], row["ticket"]) == ("escalated", "high", number)
        ticket = eventually(lambda: sent_ticket(browser, number), "the clock has stopped")
        steps.note(f"the clock stopped after {ticket['clock']['seconds_taken']:.1f} s")

        resolve = {"version": row["version"], "resolution": "Ligne activée, testée avec le client."}
        answer = browser.call("POST", f"/api/complaints/{row['id']}/resolve", resolve)
        assert answer.status_code in {200, 201}, answer.text
        eventually(lambda: said(here, CONTRACT, "résolue"), "the contractor hears that it is solved")
        eventually(lambda: said(here, CONTRACT, "satisfait"), "the contractor is asked")
        steps.note("resolved by the back office, the contractor told and asked")
        here.write(PHONE, "1")
        eventually(lambda: "satisfaction_answered" in actions(browser), "the answer is kept")
        steps.note("satisfied")

        wanted = {
            "admin_login",
            "settings_changed",
            "complaint_created",
            "ticket_escalated",
            "complaint_resolved",
            "satisfaction_answered",
        }
        assert wanted <= actions(browser)
        verified = browser.call("GET", "/api/audit/verify").json()
        assert verified["ok"] is True, verified
    print(f"\n{steps}")  # noqa: T201 the timings are what this story shows


def sent_ticket(browser, number):
    (found,) = browser.call("GET", f"/api/tickets?q={number}").json()["items"]
    ticket = browser.call("GET", f"/api/tickets/{found['id']}").json()
    return ticket if ticket["clock"]["sent_at"] else None


def actions(browser):
    return {entry["action"] for entry in browser.call("GET", "/api/audit?limit=200").json()["items"]}
