"""The contractor's phone page in a real browser: French over Arabic, no markup, all by keyboard."""

import itertools
from contextlib import contextmanager

import httpx
import pytest
from litestar import Litestar
from playwright.sync_api import expect

from jarvis_adapters.simulators.evolution import evolution_router
from support.browsers import browser
from support.serving import serve

COUNT = itertools.count(1)
REPLY = "*Contrat \u2066F1000001D\u2069*\nDossier incomplet.\n\n*العقد \u2066F1000001D\u2069*\nالملف ناقص."


class Phone:
    """A page of its own with a number of its own."""

    def __init__(self, browser, http, *, width=1200, height=800):
        self.number = f"21260011{next(COUNT):04}"
        self.http = http
        self.complaints = []
        self.page = browser.new_context(viewport={"width": width, "height": height}).new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(f"{http.base_url}phone?number={self.number}")

    def reply(self, text, quoted_id=""):
        body = {"number": self.number, "text": text, "quoted": {"key": {"id": quoted_id}}}
        self.http.post("/message/sendText/jarvis", json=body).raise_for_status()

    def type_and_send(self, text):
        self.page.get_by_label("Votre message").fill(text)
        self.page.keyboard.press("Enter")
        expect(self.mine().last).to_contain_text(text.split("\n")[0].split("*")[0])

    def mine(self):
        return self.page.locator(".talk .mine .bubble")

    def theirs(self):
        return self.page.locator(".talk .theirs .bubble")

    def chat(self):
        return self.http.get(f"/_phone/{self.number}/chat").json()["bubbles"]


@pytest.fixture(scope="module")
def open_phone():
    """Opens phones on one simulator in one browser; every page must stay without console errors."""
    app = Litestar([evolution_router()], openapi_config=None, logging_config=None)
    with serve(app) as base, browser() as chromium:
        headers = {"apikey": "jarvis-demo"}
        with httpx.Client(base_url=f"{base}/evolution/", headers=headers) as http:

            @contextmanager
            def opened(**screen):
                phone = Phone(chromium, http, **screen)
                yield phone
                phone.page.context.close()
                assert phone.complaints == []

            yield opened


@pytest.fixture
def phone(open_phone):
    with open_phone() as made:
        yield made


def test_a_message_is_written_and_its_reply_read_french_over_arabic(phone):
    phone.type_and_send("F1000001D ?")
    phone.reply(REPLY, phone.chat()[0]["id"])
    expect(phone.theirs()).to_be_visible()
    lines = phone.theirs().locator("p:not(.gap)")
    directions = lines.evaluate_all("all => all.map(p => getComputedStyle(p).direction)")

    assert directions == ["ltr", "ltr", "rtl", "rtl"]
    assert phone.theirs().locator("strong").all_inner_texts() == [
        "Contrat \u2066F1000001D\u2069",
        "العقد \u2066F1000001D\u2069",
    ]
    expect(phone.theirs().locator("blockquote")).to_contain_text("F1000001D ?")
    expect(phone.mine().get_by_role("img", name="lu")).to_be_visible()


def test_a_message_is_text_and_never_markup(phone):
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script> *<b>gras</b>*"
    phone.type_and_send(evil)
    phone.reply(evil)
    expect(phone.theirs()).to_contain_text("onerror=alert(1)")

    assert phone.page.locator(".bubble img, .bubble script, .bubble b").count() == 0
    assert phone.theirs().locator("strong").inner_text() == "<b>gras</b>"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("*gras* _penché_ ~barré~ ```code```", ["gras", "penché", "barré", "code"]),
        ("*a* et *b*", ["a", "b"]),
        ("_*deux*_", ["deux", "deux"]),
        ("3*4*5 et a_b_c, * seul * et **", []),
        ("```*pas gras*```", ["*pas gras*"]),
    ],
)
def test_whatsapps_marks_are_shown(phone, text, marked):
    phone.type_and_send("?")
    phone.reply(text)
    expect(phone.theirs()).to_be_visible()

    assert phone.theirs().locator("strong, em, s, code").all_inner_texts() == marked


def test_a_click_on_an_example_sends_it(phone):
    phone.page.get_by_role("button", name="Numéro incomplet").click()
    phone.page.get_by_role("button", name="Note vocale", exact=False).first.click()
    expect(phone.mine()).to_have_count(2)

    assert [(bubble["kind"], bubble["text"]) for bubble in phone.chat()] == [("text", "12345"), ("audio", "")]


def test_shift_enter_is_a_new_line(phone):
    box = phone.page.get_by_label("Votre message")
    box.fill("salam")
    box.press("Shift+Enter")
    box.press_sequentially("F1234567D")
    box.press("Enter")
    expect(phone.mine()).to_have_count(1)

    assert phone.chat()[0]["text"] == "salam\nF1234567D"


def test_another_number_is_another_conversation(phone):
    phone.type_and_send("bonjour")
    number = phone.page.get_by_label("Numéro du prestataire")
    number.fill("06 12 34 56 78")
    number.press("Enter")
    expect(phone.mine()).to_have_count(0)
    expect(number).to_have_value("+212 6 12 34 56 78")
    number.fill("12")
    number.press("Enter")
    expect(number).to_have_attribute("aria-invalid", "true")
    number.fill(phone.number)
    number.press("Enter")

    expect(phone.mine()).to_contain_text(["bonjour"])


def test_typing_is_shown_until_the_reply(phone):
    phone.type_and_send("F1000001D")
    body = {"number": phone.number, "delay": 1, "presence": "composing"}
    phone.http.post("/chat/sendPresence/jarvis", json=body).raise_for_status()
    expect(phone.page.get_by_text("écrit…")).to_be_visible()
    phone.reply("voilà")

    expect(phone.page.get_by_text("en ligne")).to_be_visible()


def test_the_page_fits_a_small_phone_and_still_changes_the_number(open_phone):
    with open_phone(width=320, height=568) as phone:
        phone.type_and_send("F1000001D " * 20)

        assert phone.page.evaluate("document.documentElement.scrollWidth") == 320
        phone.page.get_by_role("button", name="Changer de numéro").click()
        expect(phone.page.get_by_label("Numéro du prestataire")).to_be_focused()
        phone.page.keyboard.press("Escape")
        expect(phone.page.get_by_label("Votre message")).to_be_visible()


def test_every_control_has_a_name(phone):
    controls = phone.page.locator("button:visible, input:visible, textarea:visible").all()
    name = "e => e.ariaLabel || e.innerText || e.labels?.[0]?.innerText"

    assert all(control.evaluate(name) for control in controls)
