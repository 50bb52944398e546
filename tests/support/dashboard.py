"""The dashboard as people meet it: real processes, a browser, and a link out of the simulated inbox."""

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect

from support.browsers import browser
from support.processes import eventually, town

ADMIN = "admin@tktm.ma"
AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
LOCALES = {"fr": "fr-MA", "ar": "ar-MA", "en": "en-GB"}

expect.set_options(timeout=20_000)

_SERIOUS = """async () => (await axe.run(document)).violations
  .filter(({impact}) => impact === 'serious' || impact === 'critical')
  .map(({id, nodes}) => id + ': ' + nodes.map(({target}) => target.join(' ')).join(' | '))"""


class Dashboard:
    """A town with its web and worker up, and windows on it."""

    def __init__(self, here, launched):
        self.here, self._launched = here, launched
        self._mails = 0

    def window(self, language="fr", viewport=DESKTOP, **more):
        """A browser of its own, that has never been here; `trouble` gathers what its console complains of."""
        context = self._launched.new_context(
            viewport=viewport, locale=LOCALES[language], bypass_csp=False, base_url=self.here.web, **more
        )
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.trouble = []
        page.on("console", lambda said: page.trouble.append(said.text) if _bad(said) else None)
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        return page

    def ask_for_link(self, page, email=ADMIN):
        """From the sign-in page, where a page that needs a session has led; else by going there."""
        self._mails = len(self.here.ledger("resend")["mails"])
        if "/login" not in page.url:
            page.goto("/login")
        page.get_by_role("textbox").fill(email)
        page.keyboard.press("Enter")
        page.get_by_role("status").get_by_role("heading").wait_for()

    def open_link(self, page):
        """Reads the mail that was asked for in the inbox page and clicks its button; answers the new tab."""
        eventually(lambda: len(self.here.ledger("resend")["mails"]) > self._mails, "the mail arrives")
        page.goto(f"{self.here.world}/resend/inbox")
        page.locator("main li a").first.click()
        link = page.frame_locator("iframe").get_by_role("link").first
        with page.expect_popup() as opened:
            link.click()
        return opened.value

    def seed(self, messages):
        """An imagined past behind the lists."""
        command = [sys.executable, "-m", "jarvis_app", "seed", "--messages", str(messages)]
        subprocess.run(command, env=self.here.settings, check=True, capture_output=True)  # noqa: S603 ours

    def signed_in(self, page, email=ADMIN):
        self.ask_for_link(page, email)
        tab = self.open_link(page)
        expect(tab.get_by_role("heading", level=1)).to_be_visible()
        expect(tab).to_have_url(f"{self.here.web}/app")
        return tab


def serious_findings(page):
    """What axe finds serious or critical on the page as it stands."""
    page.evaluate(AXE.read_text())
    return page.evaluate(_SERIOUS)


def _bad(said):
    """Answers such as 401 and 410 are told to people by the page; the console says them too."""
    return said.type == "error" and "Failed to load resource" not in said.text


@contextmanager
def dashboard(folder, dsn):
    mail = {"resend_api_key": "re_demo_jarvis", "mail_from": "JARVIS <jarvis@tktm.ma>", "first_admin": ADMIN}
    with town(folder, dsn, **mail) as here, browser() as launched:
        here.simulators()
        here.web_process()
        here.worker_process()
        yield Dashboard(here, launched)
