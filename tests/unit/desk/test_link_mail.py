"""The mail of a magic link: both languages, the link in each part, nothing from elsewhere."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from jarvis_domain.desk.link_mail import compose_link_mail, link_url
from jarvis_domain.desk.sign_in import LinkToken

URL = link_url("https://bo.tktm.ma/", LinkToken("ab" * 32))


def mail(hours=24.0):
    return compose_link_mail(URL, timedelta(hours=hours))


def test_the_token_is_in_the_fragment_where_no_server_sees_it():
    assert URL == "https://bo.tktm.ma/login/verify#t=" + "ab" * 32


def test_french_comes_first_and_arabic_below_in_both_parts():
    for part in (mail().html, mail().text):
        assert part.index("Bonjour") < part.index("السلام")
        assert part.count(URL) >= 2


@pytest.mark.parametrize(
    ("hours", "french", "arabic"),
    [
        (24, "24 heures", "\u206624\u2069 ساعة"),
        (1, "1 heure ", "ساعة واحدة"),
        (2, "2 heures", "ساعتين"),
        (5, "5 heures", "\u20665\u2069 ساعات"),
        (1 / 6, "10 minutes", "\u206610\u2069 دقائق"),
        (0.25, "15 minutes", "\u206615\u2069 دقيقة"),
    ],
)
def test_the_lifetime_is_said_in_both_languages(hours, french, arabic):
    assert french in mail(hours).text
    assert arabic in mail(hours).text


def test_nothing_is_loaded_and_nothing_runs():
    html = mail().html

    assert not re.search(r"<(img|script|link|iframe|style|form)\b", html)
    assert set(re.findall(r'(?:href|src)="([^"#]+)', html)) == {"https://bo.tktm.ma/login/verify"}
    assert 'content="light dark"' in html


def test_the_same_link_gives_the_same_bytes():
    assert mail() == mail()


class Balance(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = []
        self.directions = []

    def handle_starttag(self, tag, attrs):
        if tag != "meta":
            self.open.append(tag)
        if direction := dict(attrs).get("dir"):
            self.directions.append(direction)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_markup_closes_what_it_opens_and_arabic_runs_from_right_to_left():
    reader = Balance()
    reader.feed(mail().html)

    assert reader.open == []
    assert reader.directions == ["ltr", "ltr", "rtl", "ltr"]
