"""The dashboard as people meet it: real processes, a browser, and a link out of the simulated inbox."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect

from support.browsers import browser
from support.processes import answers, eventually, town

ADMIN = "admin@tktm.ma"
AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
LOCALES = {"fr": "fr-MA", "ar": "ar-MA", "en": "en-GB"}

expect.set_options(timeout=20_000)

# What fades in has other colours on its way; what turns for ever is judged as it is.
_SERIOUS = """async () => {
  const ends = (one) => Number.isFinite(one.effect.getComputedTiming().endTime)
  const passing = document.getAnimations().filter(ends)
  await Promise.allSettled(passing.map((one) => one.finished))
  return (await axe.run(document)).violations
  .filter(({impact}) => impact === 'serious' || impact === 'critical')
  .map(({id, nodes}) => id + ': ' + nodes.map(({target}) => target.join(' ')).join(' | '))
}"""

_CALL = """async ([method, path, body]) => {
  const token = document.cookie.match(/csrf=([^;]+)/)[1]
  const headers = {'x-csrftoken': token, 'content-type': 'application/json'}
  const answer = await fetch(path, {method, headers, body: body && JSON.stringify(body)})
  return [answer.status, await answer.json()]
}"""


def types(page, text):
    """Writes as a person does: once there is something to write in."""
    expect(page.locator("input:focus, textarea:focus")).to_be_visible()
    page.keyboard.type(text)


class Dashboard:
    """A town where JARVIS is up in one process, and windows on it."""

    def __init__(self, here, launched, web):
        self.here, self.web, self._launched = here, web, launched
        self._mails = 0

    def window(self, language="fr", viewport=DESKTOP, **more):
        """A browser of its own, that has never been here; `trouble` gathers what its console complains of."""
        context = self._launched.new_context(
            viewport=viewport, locale=LOCALES[language], bypass_csp=False, base_url=self.here.web, **more
        )
        trouble = []
        context.set_default_timeout(20_000)
        context.on("console", lambda said: trouble.append(said.text) if _bad(said) else None)
        context.on("weberror", lambda fault: trouble.append(str(fault.error)))
        page = context.new_page()
        page.trouble = trouble
        return page

    def ask_for_link(self, page, email=ADMIN):
        """From the sign-in page, where a page that needs a session has led; else by going there."""
        self.count_mails()
        if "/login" not in page.url:
            page.goto("/login")
        page.get_by_role("textbox").fill(email)
        page.keyboard.press("Enter")
        page.get_by_role("status").get_by_role("heading").wait_for()

    def count_mails(self):
        """Before something that is answered by a mail."""
        self._mails = len(self.here.ledger("resend")["mails"])

    def mail_comes(self):
        eventually(lambda: len(self.here.ledger("resend")["mails"]) > self._mails, "the mail arrives")

    def open_link(self, page):
        """Reads the mail that was asked for in the inbox page and clicks its button; answers the new tab."""
        self.mail_comes()
        page.goto(f"{self.here.world}/resend/inbox")
        page.locator("main li a").first.click()
        link = page.frame_locator("iframe").get_by_role("link").first
        with page.expect_popup() as opened:
            link.click()
        opened.value.trouble = page.trouble
        return opened.value

    @contextmanager
    def away(self):
        """The server is stopped, and is back afterwards."""
        self.web.stop()
        try:
            yield
        finally:
            self.web.start()
            eventually(lambda: answers(f"{self.here.web}/health/live"), "the server is back")

    @contextmanager
    def frozen(self):
        """The server is there and does nothing."""
        os.kill(self.web.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.web.pid, signal.SIGCONT)

    def seed(self, messages):
        """An imagined past behind the lists."""
        self._jarvis("seed", "--messages", str(messages))

    def invite(self, email, role):
        self._jarvis("users", "add", email, "--role", role)

    def _jarvis(self, *arguments):
        command = [sys.executable, "-m", "jarvis_app", *arguments]
        subprocess.run(command, env=self.here.settings, check=True, capture_output=True)  # noqa: S603 ours

    def signed_in(self, page, email=ADMIN):
        self.ask_for_link(page, email)
        tab = self.open_link(page)
        expect(tab.get_by_role("heading", level=1)).to_be_visible()
        expect(tab).to_have_url(f"{self.here.web}/app")
        expect(tab.locator("main#content")).to_be_visible()
        return tab


def call(page, method, path, body=None):
    """What the page's own session gets from the API: status and body."""
    return page.evaluate(_CALL, [method, path, body])


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
        web = here.web_process("-m", "jarvis_app", "run")
        yield Dashboard(here, launched, web)
