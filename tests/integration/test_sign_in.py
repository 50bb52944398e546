"""Signing in over HTTP, on a real database."""

import asyncio
import time
from uuid import uuid4

import jwt
import msgspec
import pytest

from jarvis_domain.desk.staff import Role
from support.processes import SECRET
from support.signing_in import ME, REDEEM, REQUEST, office
from support.webapp import ORIGIN, web_application

SALMA = "salma@tktm.ma"
SESSION = "__Host-jarvis"


def told(dsn, story, **settings):
    async def run():
        async with office(dsn, **settings) as place:
            return await story(place)

    return asyncio.run(run())


def test_from_the_request_to_the_session_and_out_again(database):
    async def story(place):
        await place.invite(SALMA, Role.ADMIN)
        browser = place.browser()
        answer = await browser.get(REDEEM + await place.link(browser, SALMA))
        assert answer.status_code == 200
        assert answer.json()["user"]["role"] == "admin"
        me = (await browser.get(ME)).json()
        assert (me["email"], "users" in me["permissions"]) == (SALMA, True)
        gone = await browser.send("POST", "/api/auth/logout")
        assert gone.status_code == 204
        assert gone.headers["clear-site-data"] == '"cache", "storage"'
        assert (await browser.get(ME)).status_code == 401

    told(database, story)


def test_the_cookies_are_kept_from_scripts_and_the_token_is_nowhere_else(database):
    async def story(place):
        await place.invite(SALMA)
        browser = place.browser()
        answer = await browser.get(REDEEM + await place.link(browser, SALMA))
        cookies = {line.split("=")[0]: line.lower() for line in answer.headers.get_list("set-cookie")}
        for part in ("secure", "httponly", "samesite=lax", "path=/", "max-age=43200"):
            assert part in cookies[SESSION]
        token = browser.http.cookies[SESSION]
        assert "authorization" not in answer.headers
        assert token not in answer.text

    told(database, story)


def test_known_and_unknown_addresses_get_the_same_answer(shared_database):
    async def story(place):
        await place.invite(SALMA)
        answers = []
        for email in (SALMA, "nobody@tktm.ma", "no address", "x" * 300):
            answer = await place.browser().send("POST", REQUEST, {"email": email})
            headers = {k: v for k, v in answer.headers.items() if k != "set-cookie"}
            cookie = answer.headers["set-cookie"].partition("=")[0]
            answers.append((answer.status_code, answer.text, headers, cookie))
        assert answers[0][0] == 202
        assert all(answer == answers[0] for answer in answers)

    told(shared_database, story)


def test_a_scanner_burns_nothing_and_another_browser_must_confirm(database):
    async def story(place):
        await place.invite(SALMA)
        token = await place.link(place.browser(), SALMA)
        scanner, phone = place.browser(), place.browser()
        for _ in range(3):
            opened = await scanner.get(REDEEM + token)
            assert (opened.status_code, opened.json()["status"]) == (200, "confirm_required")
            assert opened.json()["email"] == "s****@tktm.ma"
            assert SESSION not in scanner.http.cookies
        assert (await scanner.http.head(REDEEM + token)).status_code == 405
        confirmed = await phone.get(REDEEM + token, **{"X-Jarvis-Confirm": "1"})
        assert confirmed.json()["status"] == "signed_in"

    told(database, story)


def test_twenty_clicks_at_once_are_one_session(database):
    async def story(place):
        await place.invite(SALMA)
        browser = place.browser()
        token = await place.link(browser, SALMA)
        answers = await asyncio.gather(*(browser.get(REDEEM + token) for _ in range(20)))
        assert sorted(answer.status_code for answer in answers) == [200] + [410] * 19
        sessions = (await browser.get("/api/auth/sessions")).json()
        assert [session["current"] for session in sessions] == [True]

    told(database, story)


def test_every_link_that_is_no_good_is_answered_alike(database):
    async def story(place):
        await place.invite(SALMA)
        browser = place.browser()
        older, newest = await place.link(browser, SALMA), await place.link(browser, SALMA)
        wrong = [
            older,
            "f" * 64,
            newest[:-1] + "f",
            "f" + newest[1:],
            newest[:-1],
            newest.upper() + "x",
            "%00",
        ]
        answers = [await browser.get(REDEEM + token) for token in wrong]
        place.clock.advance(24 * 3600)
        answers.append(await browser.get(REDEEM + newest))
        assert {(answer.status_code, answer.text) for answer in answers} == {(410, answers[0].text)}
        assert answers[0].json()["type"] == "urn:jarvis:link-invalid"

    told(database, story)


def test_a_role_change_an_end_and_a_removal_count_at_the_next_request(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        salma = await place.signed_in(SALMA, Role.BO)
        await place.invite(SALMA, Role.VIEWER)
        assert (await salma.get(ME)).json()["role"] == "viewer"
        second = place.browser()
        await second.get(REDEEM + await place.link(second, SALMA))
        ids = [session["id"] for session in (await second.get("/api/auth/sessions")).json()]
        assert len(ids) == 2
        assert (await boss.send("DELETE", f"/api/auth/sessions/{ids[0]}")).status_code == 204
        assert (await second.get(ME)).status_code == 401
        await place.invite(SALMA, Role.VIEWER, active=False)
        assert (await salma.get(ME)).status_code == 401

    told(database, story)


def test_nobody_ends_a_session_of_somebody_else_without_the_right_to(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        salma = await place.signed_in(SALMA, Role.BO)
        bosss = (await boss.get("/api/auth/sessions")).json()[0]["id"]
        for unknown in (bosss, uuid4()):
            answer = await salma.send("DELETE", f"/api/auth/sessions/{unknown}")
            assert (answer.status_code, answer.json()["type"]) == (404, "urn:jarvis:http-404")
        assert (await boss.get(ME)).status_code == 200

    told(database, story)


def test_a_session_ends_when_it_is_idle_or_old(database):
    async def story(place):
        browser = await place.signed_in(SALMA)
        place.clock.advance(2 * 3600 - 1)
        assert (await browser.get(ME)).status_code == 200
        place.clock.advance(2 * 3600)
        assert (await browser.get(ME)).status_code == 401

    told(database, story)


def forged(**changes):
    """A token that would be good for the story's session but for the changes; `key` and `alg` as well."""
    now = int(time.time())
    key, algorithm = changes.pop("key", SECRET), changes.pop("alg", "HS256")
    claims = {"iss": "jarvis", "aud": "desk", "sub": "x", "jti": str(uuid4()), "iat": now, "exp": 2**33}
    claims = {name: value for name, value in (claims | changes).items() if value is not None}
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": "../../dev/null"})


FORGERIES = {
    "no signature": {"alg": "none", "key": ""},
    "another key": {"key": "another-secret-00000000000000001"},
    "expired": {"exp": 1},
    "for somebody else": {"aud": "evolution"},
    "by somebody else": {"iss": "evolution"},
    "without an end": {"exp": None},
    "without an id": {"jti": None},
    "an id that is none": {"jti": "1; drop table sessions"},
    "Evolution's own": {"iss": None, "aud": None, "app": "evolution", "action": "webhook"},
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_token_is_nobody(database, forgery):
    async def story(place):
        browser = await place.signed_in(SALMA)
        genuine = jwt.decode(browser.http.cookies[SESSION], options={"verify_signature": False})
        token = forged(**({"jti": genuine["jti"], "sub": genuine["sub"]} | FORGERIES[forgery]))
        stranger = place.browser()
        answer = await stranger.get(ME, Cookie=f"{SESSION}={token}")
        assert answer.status_code == 401
        assert (await stranger.get(ME, Authorization=f"Bearer {token}")).status_code == 401
        good = forged(jti=genuine["jti"], sub=genuine["sub"])
        assert (await stranger.get(ME, Cookie=f"{SESSION}={good}")).status_code == 200
        assert (await stranger.get(ME, Authorization=f"Bearer {good}")).status_code == 401
        assert (await stranger.get(ME, Cookie=f"{SESSION}={'a' * 60_000}")).status_code == 401

    told(database, story)


def test_a_change_from_elsewhere_is_refused(database):
    async def story(place):
        browser = await place.signed_in(SALMA)
        for path in (REQUEST, "/api/auth/logout"):
            for headers in (
                {"Origin": "https://evil.example"},
                {"Origin": "null"},
                {"Origin": "https://["},
                {"Origin": "https://bo.tktm.ma.evil.example"},
                {"Origin": "http://bo.tktm.ma"},
                {"x-csrftoken": "0" * 128},
                {"x-csrftoken": ""},
            ):
                answer = await browser.send("POST", path, {"email": SALMA}, **headers)
                assert answer.status_code == 403, (path, headers)
            form = await browser.http.post(path, data={"email": SALMA}, headers={"Origin": ORIGIN})
            assert form.status_code == 403
            csrf = {"x-csrftoken": browser.http.cookies["__Host-csrf"]}
            assert (await browser.http.post(path, json={"email": SALMA}, headers=csrf)).status_code == 403
        assert (await browser.get(ME)).status_code == 200

    told(database, story)


def test_who_asks_all_the_time_is_told_to_wait(database):
    async def story(place):
        browser = place.browser()
        for _ in range(30):
            await browser.send("POST", REQUEST, {"email": "x@tktm.ma"})
        late = await browser.send("POST", REQUEST, {"email": "x@tktm.ma"})
        assert (late.status_code, late.headers["retry-after"]) == (429, "3600")
        assert late.json()["title"] == "Trop de demandes : réessayez plus tard."

    told(database, story)


def test_a_body_of_another_form_is_told_so(shared_database):
    async def story(place):
        for body in ({}, {"email": 1}, {"email": "a@b.ma", "role": "admin"}, [], {"email": "x" * 321}):
            assert (await place.browser().send("POST", REQUEST, body)).status_code == 422

    told(shared_database, story)


EVERYWHERE = ["/health/live", ME, "/nowhere", REDEEM + "x", "/api/webhook/message", "/metrics"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_carries_the_security_headers(shared_database, path):
    async def story(place):
        answer = await place.browser().get(path)
        headers = answer.headers
        assert headers["strict-transport-security"] == "max-age=31536000"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        for rule in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
            assert rule in headers["content-security-policy"]

    told(shared_database, story)


def test_a_failure_of_ours_carries_them_too_and_no_token():
    async def story():
        async with web_application("postgresql://postgres@127.0.0.1:1/nowhere") as web:
            return await web.http.get(REDEEM + "ab" * 32)

    answer = asyncio.run(story())
    assert answer.status_code == 503
    assert answer.headers["strict-transport-security"]
    assert "ab" * 8 not in answer.text


def test_over_plain_http_to_another_machine_the_cookies_do_without_their_prefix(database):
    async def story(place):
        await place.invite(SALMA)
        browser = place.browser()
        await browser.get(ME)
        answer = await browser.http.post(
            REQUEST,
            json={"email": SALMA},
            headers={"Origin": "http://bo.lan:8000", "x-csrftoken": browser.http.cookies["csrf"]},
        )
        assert answer.status_code == 202
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("ml=")
        assert "secure" not in cookie.lower()

    told(database, story, JARVIS_BASE_URL="http://bo.lan:8000")


def test_the_audit_tells_who_came_and_went_from_where(database):
    async def story(place):
        browser = await place.signed_in(SALMA)
        await browser.send("POST", "/api/auth/logout")
        async with place.web._store.begin() as work:
            log = [sealed.entry for sealed in await work.desk.audit_after(0, limit=100)]
        assert [entry.action for entry in log] == [
            "user_changed",
            "magic_link_sent",
            "admin_login",
            "admin_logout",
        ]
        assert {entry.ip for entry in log[1:]} == {"127.0.0.1"}
        assert browser.http.cookies.get(SESSION, "") == ""
        told_ = msgspec.json.encode(log).decode()
        assert place.mailer.sent[-1].text.partition("#t=")[2][:16] not in told_

    told(database, story)
