"""Signing in to the back office on real processes: web, worker, and a simulated Resend that reports back."""

import asyncio
import base64
import subprocess
import sys

import asyncpg
import httpx

from support.desk import LINK
from support.desk_browser import DeskBrowser
from support.processes import eventually, town

ADMIN = "admin@tktm.ma"
HOOK_SECRET = "whsec_" + base64.b64encode(b"a secret of the mail service, 32").decode()
MAIL = {
    "resend_api_key": "re_demo_jarvis",
    "resend_webhook_secret": HOOK_SECRET,
    "mail_from": "JARVIS <jarvis@tktm.ma>",
    "first_admin": ADMIN,
}


def jarvis(here, *arguments):
    """One command, on the town's settings: its exit code and what it printed."""
    command = [sys.executable, "-m", "jarvis_app", *arguments]
    done = subprocess.run(command, env=here.settings, capture_output=True, text=True, check=False)  # noqa: S603 ours
    return done.returncode, done.stdout.strip()


def statuses(dsn):
    async def read():
        link = await asyncpg.connect(dsn)
        try:
            return [row["status"] for row in await link.fetch("select status from mails")]
        finally:
            await link.close()

    return asyncio.run(read())


def test_the_first_administrator_asks_reads_the_mail_and_is_in(tmp_path, database):
    with town(tmp_path, database, **MAIL) as here:
        here.simulators()
        hook = {"url": f"{here.web}/api/webhook/resend", "secret": HOOK_SECRET}
        httpx.put(f"{here.world}/resend/_webhook", json=hook).raise_for_status()
        here.web_process()
        here.worker_process()
        browser = DeskBrowser(here.web)
        assert browser.call("GET", "/api/auth/me").status_code == 401
        asked = browser.call("POST", "/api/auth/magic-link/request", {"email": ADMIN})
        assert asked.status_code == 202

        mails = eventually(lambda: here.ledger("resend")["mails"], "the mail arrives")
        (token,) = set(LINK.findall(mails[0]["text"]))
        assert mails[0]["text"].count(f"{here.web}/login/verify#t={token}") == 2
        assert DeskBrowser(here.web).call("GET", f"/api/auth/magic-link/{token}").json()["status"] == (
            "confirm_required"
        )
        signed_in = browser.call("GET", f"/api/auth/magic-link/{token}")
        assert signed_in.json()["user"]["role"] == "admin"
        assert browser.call("GET", "/api/auth/me").json()["email"] == ADMIN
        eventually(lambda: statuses(database) == ["delivered"], "the mail is reported as delivered")

        assert jarvis(here, "users", "add", "salma@tktm.ma", "--role", "bo")[0] == 0
        assert "salma@tktm.ma" in jarvis(here, "users", "list")[1]
        code, by_hand = jarvis(here, "users", "link", "salma@tktm.ma")
        (hers,) = LINK.findall(by_hand)
        confirmed = DeskBrowser(here.web).call(
            "GET", f"/api/auth/magic-link/{hers}", **{"X-Jarvis-Confirm": "1"}
        )
        assert (code, confirmed.json()["user"]["role"]) == (0, "bo")

        code, said = jarvis(here, "audit", "verify")
        assert (code, "0 broken links" in said) == (0, True)
        assert token not in "".join(here.logs().values())
        assert hers not in "".join(here.logs().values())
