"""Addresses in messages, in media and in answers of other services: nobody goes there."""

import asyncio

import pytest

from jarvis_domain.ports.language_model import LanguageModel
from jarvis_domain.ports.mail import Mail, Mailer
from jarvis_domain.ports.messaging import Messaging
from support.at_the_desk import CONTRACT, KARIM, answers, asks, at_the_desk
from support.serving import serve
from support.webapp import web_application
from support.webhooks import signed, upsert


def listener(heard, *, elsewhere=""):
    """An ASGI app that notes what it is asked, and answers well or by sending people elsewhere."""

    async def hear(scope, _receive, send):
        if scope["type"] == "lifespan":
            return
        heard.append(scope["path"])
        status = 307 if elsewhere else 200
        headers = [(b"location", elsewhere.encode())] if elsewhere else []
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"{}"})

    return hear


def media(url):
    image = {"url": url, "directPath": url, "caption": f"photo {url}", "mimetype": "image/jpeg"}
    return {"imageMessage": image, "mediaUrl": url}


def test_no_address_in_a_message_is_ever_gone_to(database):
    heard = []
    with serve(listener(heard)) as url:
        port = url.rsplit(":", 1)[1]
        lures = [
            f"http://127.0.0.1:{port}/plain",
            f"http://2130706433:{port}/decimal",
            f"http://[::ffff:127.0.0.1]:{port}/mapped",
            f"http://localhost:{port}/name",
            "http://169.254.169.254/latest/meta-data/",
            f"file:///proc/self/environ#{port}",
        ]

        async def story(place):
            for number, lure in enumerate(lures):
                who = await asks(place, f"{CONTRACT} {lure}", phone=f"21260011122{number}")
                at = int(place.clock.now().timestamp())
                raw = upsert(KARIM, "", wa_id=f"3EB0FFF{number}", at=at, message=media(lure))
                assert (await place.web.post(raw, signed(raw))).json() == {"outcome": "stored"}
                await answers(place, who)

        at_the_desk(database, story)
    assert heard == []


@pytest.fixture
def lure():
    """A service that sends everybody on to another, and what both were asked."""
    asked, followed = [], []
    with serve(listener(followed)) as there, serve(listener(asked, elsewhere=f"{there}/lure")) as here:
        yield here, asked, followed


def test_no_client_of_ours_follows_where_a_service_sends_it(shared_database, lure):
    here, asked, followed = lure
    services = {"JARVIS_EVOLUTION_URL": here, "JARVIS_EVOLUTION_API_KEY": "a-key-of-evolution"}
    services |= {"JARVIS_LM_URL": here, "JARVIS_RESEND_URL": here}
    services |= {"JARVIS_RESEND_API_KEY": "re_a_key", "JARVIS_MAIL_FROM": "a@tktm.ma"}
    mail = Mail(to="b@tktm.ma", subject="s", text="t", html="h", idempotency_key="link/1")

    async def story():
        async with web_application(shared_database, **services) as web:
            parts = web.application.state.dishka_container
            await (await parts.get(Messaging)).connection("jarvis")
            await (await parts.get(Mailer)).send(mail)
            await (await parts.get(LanguageModel)).warm_up()

    asyncio.run(story())
    assert {path.split("/")[1] for path in asked} >= {"instance", "emails", "api"}
    assert followed == []
