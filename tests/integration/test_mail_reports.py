"""The mail service's webhook on a real database: what is genuine is kept before the 200, the rest refused."""

import asyncio
import base64
import json
import time
from datetime import UTC, datetime

import pytest

from jarvis_adapters.simulators.resend.hooks import signed_headers
from jarvis_domain.ports.mail import MailStatus
from support.webapp import web_application

SECRET = "whsec_" + base64.b64encode(b"the mail service's secret, 32 by").decode()
PATH = "/api/webhook/resend"


def told(dsn, story, secret=SECRET):
    async def run():
        async with web_application(dsn, JARVIS_RESEND_WEBHOOK_SECRET=secret) as web:
            return await story(web)

    return asyncio.run(run())


def event(kind="email.delivered", mail="mail-1"):
    now = datetime.now(UTC).isoformat()
    return json.dumps({"type": kind, "created_at": now, "data": {"email_id": mail}}).encode()


async def post(web, raw, id_="msg_1", secret=SECRET, age=0):
    headers = signed_headers(secret, id_, int(time.time()) - age, raw)
    answer = await web.http.post(PATH, content=raw, headers=headers)
    return answer.status_code, answer.json().get("outcome", answer.json().get("type"))


async def status(web):
    async with web._store.begin() as work:
        return await work.desk.mail_status("magic-link/1")


def test_what_became_of_a_mail_is_kept_once_and_never_lowered(database):
    async def story(web):
        async with web._store.begin() as work:
            await work.desk.note_mail("magic-link/1", "mail-1", kind="magic_link", at=datetime.now(UTC))
        assert await post(web, event()) == (200, "kept")
        assert await post(web, event()) == (200, "ignored")
        assert await post(web, event("email.sent"), "msg_2") == (200, "ignored")
        assert await status(web) is MailStatus.DELIVERED
        assert await post(web, event("email.bounced"), "msg_3") == (200, "kept")
        assert await status(web) is MailStatus.BOUNCED

    told(database, story)


def test_what_is_not_about_a_mail_is_acknowledged(shared_database):
    async def story(web):
        for raw in (event("email.opened"), event("contact.created"), b"{nope", b"[]", b""):
            assert await post(web, raw) == (200, "ignored")

    told(shared_database, story)


@pytest.mark.parametrize("secret", [SECRET, ""])
def test_forgeries_and_old_ones_are_refused(shared_database, secret):
    other = "whsec_" + base64.b64encode(b"another").decode()

    async def story(web):
        assert (await post(web, event(), secret=other))[0] == 401
        assert (await post(web, event(), age=301))[0] == 401
        assert (await web.http.post(PATH, content=event())).status_code == 401

    told(shared_database, story, secret)


def test_with_the_database_away_the_service_is_asked_to_come_again():
    async def story(web):
        assert await post(web, event()) == (503, "urn:jarvis:store-unavailable")

    told("postgresql://postgres@127.0.0.1:1/nowhere", story)
