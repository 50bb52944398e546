"""One contract for everything that sends mail, Resend's client and memory; and how its webhooks are read."""

import asyncio
import base64
import itertools
from datetime import UTC, datetime, timedelta

import httpx
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from litestar import Litestar

from jarvis_adapters.memory.clock import SystemClock
from jarvis_adapters.memory.mail import MemoryMailer
from jarvis_adapters.resend.client import ResendMailer
from jarvis_adapters.resend.webhook import ResendReports
from jarvis_adapters.simulators.resend import DEMO_RESEND_KEY, resend_router
from jarvis_adapters.simulators.resend.hooks import signed_headers
from jarvis_domain.ports.mail import Attachment, Mail, MailAccepted, MailFailed, MailStatus
from support.serving import serve

COUNT = itertools.count(1)
SECRET = "whsec_" + base64.b64encode(b"a secret of the mail service, 32").decode()
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def mail(key=None, **changes):
    facts = {
        "to": "salma@tktm.ma",
        "subject": "Votre lien de connexion — رابط الدخول",
        "html": "<p>é ✓</p>",
        "text": "é ✓",
        "idempotency_key": key or f"magic-link/{next(COUNT)}",
    }
    return Mail(**(facts | changes))


class Impatient(SystemClock):
    """Waits are noted, not waited for."""

    def __init__(self):
        self.waits = []

    async def sleep(self, seconds):
        self.waits.append(seconds)


class Memory:
    def __init__(self):
        self.mailer = MemoryMailer()

    def send(self, *mails):
        async def story():
            return await asyncio.gather(*(self.mailer.send(one) for one in mails))

        return asyncio.run(story())

    def script(self, fault):
        arrives = fault == "cut_sent"
        self.mailer.fail_next(MailFailed(detail=fault), after_sending=arrives)

    def arrived(self):
        return [(sent.to, sent.subject, sent.html, sent.text) for sent in self.mailer.sent]

    def enclosed(self):
        return [
            ([sent.to, *sent.copies], [(a.name, a.media_type, a.content) for a in sent.attachments])
            for sent in self.mailer.sent
        ]


class Resend:
    def __init__(self, url, key=DEMO_RESEND_KEY):
        self.url = url
        self.key = key
        self.clock = Impatient()

    def send(self, *mails):
        async def story():
            async with httpx.AsyncClient() as http:
                mailer = ResendMailer(http, self.url, self.key, "JARVIS <no-reply@tktm.ma>", self.clock)
                return await asyncio.gather(*(mailer.send(one) for one in mails))

        return asyncio.run(story())

    def script(self, *faults, **more):
        httpx.put(f"{self.url}/_faults", json={"script": list(faults), **more}).raise_for_status()

    def ledger(self):
        return httpx.get(f"{self.url}/_ledger").json()

    def arrived(self):
        return [(m["to"][0], m["subject"], m["html"], m["text"]) for m in self.ledger()["mails"]]

    def enclosed(self):
        return [
            (
                mail["to"],
                [
                    (a["filename"], a["content_type"], base64.b64decode(a["content"]))
                    for a in mail["attachments"]
                ],
            )
            for mail in self.ledger()["mails"]
        ]


@pytest.fixture(scope="module")
def served():
    with serve(Litestar([resend_router()], openapi_config=None)) as url:
        yield f"{url}/resend"


@pytest.fixture
def resend(served):
    httpx.delete(f"{served}/_ledger").raise_for_status()
    httpx.put(f"{served}/_faults", json={}).raise_for_status()
    return Resend(served)


@pytest.fixture(params=["memory", "resend"])
def mailer(request):
    return Memory() if request.param == "memory" else request.getfixturevalue("resend")


# every mailer


def test_a_mail_arrives_as_it_was_written(mailer):
    (outcome,) = mailer.send(mail())

    assert isinstance(outcome, MailAccepted)
    assert outcome.mail_id
    assert mailer.arrived() == [
        ("salma@tktm.ma", "Votre lien de connexion — رابط الدخول", "<p>é ✓</p>", "é ✓")
    ]


def test_the_same_key_sends_once_and_answers_the_same_id(mailer):
    one = mail()
    first = mailer.send(one)
    again = mailer.send(one)

    assert first == again
    assert len(mailer.arrived()) == 1


def test_two_keys_are_two_mails(mailer):
    outcomes = mailer.send(mail(), mail())

    assert len({outcome.mail_id for outcome in outcomes}) == 2
    assert len(mailer.arrived()) == 2


def test_a_mail_whose_answer_was_lost_is_not_sent_twice(mailer):
    one = mail()
    mailer.script("cut_sent")
    mailer.send(one)
    (outcome,) = mailer.send(one)

    assert isinstance(outcome, MailAccepted)
    assert len(mailer.arrived()) == 1


def test_copies_and_files_arrive_with_the_mail(mailer):
    sheet = Attachment(
        name="dossier é.xlsx", media_type="application/vnd.ms-excel", content=bytes(range(256))
    )
    one = mail(copies=("second@orange.ma", "third@orange.ma"), attachments=(sheet,))
    mailer.send(one)
    mailer.send(one)

    assert mailer.enclosed() == [
        (
            ["salma@tktm.ma", "second@orange.ma", "third@orange.ma"],
            [("dossier é.xlsx", "application/vnd.ms-excel", bytes(range(256)))],
        )
    ]


# Resend


@pytest.mark.parametrize(
    "fault", ["rate_limited", "server_error", "gateway", "concurrent", "cut_sent", "cut_unsent"]
)
def test_what_passes_is_tried_again_with_the_same_key(resend, fault):
    resend.script(fault, fault)
    (outcome,) = resend.send(mail())

    assert isinstance(outcome, MailAccepted)
    assert len(resend.arrived()) == 1
    assert resend.ledger()["asked"] == (2 if fault == "cut_sent" else 3)


def test_after_three_tries_it_is_the_callers_turn(resend):
    resend.script(*["server_error"] * 3)

    assert resend.send(mail()) == [MailFailed(detail="500 application_error")]
    assert resend.ledger()["asked"] == 3


def test_the_service_says_how_long_to_wait_within_reason(resend):
    resend.script("rate_limited", retry_after=4)
    resend.send(mail())
    assert resend.clock.waits == [4.0]

    resend.script("rate_limited", retry_after=3600)
    assert resend.send(mail()) == [MailFailed(detail="429 rate_limit_exceeded")]
    assert resend.clock.waits == [4.0]


@pytest.mark.parametrize(
    ("fault", "detail"),
    [("quota", "429 daily_quota_exceeded"), ("unverified", "403 validation_error")],
)
def test_what_an_administrator_must_mend_is_told_at_once(resend, fault, detail):
    resend.script(fault)

    assert resend.send(mail()) == [MailFailed(detail=detail)]
    assert resend.ledger()["asked"] == 1


def test_a_wrong_key_is_told_at_once(resend):
    wrong = Resend(resend.url, key="re_wrong")

    assert wrong.send(mail()) == [MailFailed(detail="403 invalid_api_key")]


def test_the_same_key_with_another_text_is_our_bug_and_final(resend):
    one = mail()
    resend.send(one)
    other = msgspec.structs.replace(one, text="other")

    assert resend.send(other) == [MailFailed(detail="409 invalid_idempotent_request", permanent=True)]


def test_a_key_that_is_too_long_is_our_bug_and_final(resend):
    assert resend.send(mail("k" * 257)) == [MailFailed(detail="400 invalid_idempotency_key", permanent=True)]


def test_a_server_that_is_not_there_is_a_failure_that_passes():
    nowhere = Resend("http://127.0.0.1:1/resend")

    assert nowhere.send(mail()) == [MailFailed(detail="no answer (ConnectError)")]


# its webhooks


def event(kind="email.delivered", **data):
    facts = {"email_id": "mail-1", "to": ["salma@tktm.ma"], "tags": {"kind": "magic_link"}} | data
    return msgspec.json.encode({"type": kind, "created_at": NOW, "data": facts})


def headers_for(raw, at=NOW, secret=SECRET):
    return signed_headers(secret, "msg_1", int(at.timestamp()), raw)


def test_a_genuine_report_is_known_and_read():
    raw = event("email.bounced", bounce={"type": "Permanent", "message": "no such box"})
    reports, headers = ResendReports(SECRET), headers_for(raw)

    assert reports.authentic(headers, raw, NOW)
    report = reports.read(headers, raw)
    assert (report.id, report.mail_id, report.status) == ("msg_1", "mail-1", MailStatus.BOUNCED)
    assert (report.at, report.reason) == (NOW, "no such box")


def test_during_a_rotation_one_good_signature_of_two_is_enough():
    raw = event()
    headers = headers_for(raw)
    headers["svix-signature"] = "v1,bm90IGl0 " + headers["svix-signature"]

    assert ResendReports(SECRET).authentic(headers, raw, NOW)


@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_report_from_another_time_is_refused(seconds):
    raw = event()
    near = NOW + timedelta(seconds=seconds + (1 if seconds < 0 else -1))

    assert ResendReports(SECRET).authentic(headers_for(raw, near), raw, NOW)
    assert not ResendReports(SECRET).authentic(headers_for(raw, NOW + timedelta(seconds=seconds)), raw, NOW)


def test_forgeries_are_refused():
    raw = event()
    good = headers_for(raw)
    other = "whsec_" + base64.b64encode(b"another").decode()
    assert not ResendReports(SECRET).authentic(good, raw + b" ", NOW)
    assert not ResendReports(SECRET).authentic(headers_for(raw, secret=other), raw, NOW)
    assert not ResendReports(SECRET).authentic({**good, "svix-id": "msg_2"}, raw, NOW)
    assert not ResendReports(SECRET).authentic({}, raw, NOW)
    assert not ResendReports("").authentic(headers_for(raw, secret="whsec_"), raw, NOW)


@settings(max_examples=60)
@given(
    st.dictionaries(st.sampled_from(["svix-id", "svix-timestamp", "svix-signature"]), st.text()), st.binary()
)
def test_whatever_comes_is_neither_genuine_nor_a_failure(headers, raw):
    reports = ResendReports(SECRET)

    assert not reports.authentic(headers, raw, NOW)
    assert reports.read(headers, raw) is None


def test_an_event_about_something_else_is_no_report():
    reports = ResendReports(SECRET)

    assert reports.read({}, event("contact.created")) is None
    assert reports.read({}, b'{"type":"email.sent","created_at":"2026-03-02T12:00:00","data":{}}') is None


# the simulator


def test_a_mail_is_readable_in_the_inbox_and_its_markup_stays_in_its_frame(resend):
    resend.send(mail(subject="Salut <b>", html="<script>alert(1)</script><p>Bonjour</p>"))
    id_ = resend.ledger()["mails"][0]["id"]

    page = httpx.get(f"{resend.url}/inbox").text
    assert "Salut &lt;b&gt;" in page
    assert f'href="/resend/inbox/{id_}"' in page
    shown = httpx.get(f"{resend.url}/inbox/{id_}")
    assert "<script>" not in shown.text
    assert 'sandbox="allow-popups' in shown.text
    assert "script-src" not in shown.headers["content-security-policy"]
    assert httpx.get(f"{resend.url}/inbox/none").status_code == 404


def test_the_files_of_a_mail_can_be_fetched_from_the_inbox_and_run_nowhere(resend):
    page = Attachment(name='a"b<é>.html', media_type="text/html", content=b"<script>alert(1)</script>")
    resend.send(mail(attachments=(page,)))
    id_ = resend.ledger()["mails"][0]["id"]

    shown = httpx.get(f"{resend.url}/inbox/{id_}").text
    assert f'href="/resend/inbox/{id_}/0"' in shown
    assert "a&quot;b&lt;é&gt;.html" in shown
    file = httpx.get(f"{resend.url}/inbox/{id_}/0")
    assert file.content == page.content
    assert file.headers["content-disposition"].startswith("attachment; filename*=UTF-8''a%22b%3C")
    assert file.headers["content-type"].startswith("text/plain")
    assert httpx.get(f"{resend.url}/inbox/{id_}/1").status_code == 404


def test_without_a_name_for_oneself_the_service_refuses(resend):
    answer = httpx.post(f"{resend.url}/emails", json={}, headers={"User-Agent": ""})

    assert (answer.status_code, answer.json()["name"]) == (403, "validation_error")
