"""What a stranger tries on every route of the back office, taken from the application itself."""

import asyncio
import json

import asyncpg
import pytest
from dishka import Provider, Scope, provide
from structlog.testing import capture_logs

from jarvis_adapters.http.events import end_streams
from jarvis_adapters.http.openapi import openapi_of
from jarvis_domain.desk.staff import Role
from jarvis_domain.flow.send_links import SendLinks
from jarvis_domain.ports.runtime import Limiter
from support.at_the_desk import CONTRACT, asks, at_the_desk, files
from support.signing_in import ME, REQUEST, office
from support.webapp import ORIGIN

BOSS = "boss@tktm.ma"
NOT_OF_BROWSERS = ("/api/webhook", "/health", "/metrics")
SAFE = {"GET", "HEAD", "OPTIONS"}
EXAMPLES = {
    "{token:str}": "0" * 64,
    "{resource:str}": "complaint:00000000-0000-0000-0000-000000000001",
    "{number:str}": CONTRACT,
    "{key:str}": "aide",
}
HOSTILE = [
    '"; drop table messages; --',
    "1) union select token_hash, 1 from magic_links --",
    "%' or pg_sleep(9)::text like '%",
    "\x00' or ''='",
]
INSIDE = ("traceback", "sqlalchemy", "asyncpg", "select ", "insert into", "relation", ".py", "/src/", "pg_")
"""What would tell a caller how we are made."""


def routes_of(application, *, unsafe=False):
    for route in application.routes:
        for method in sorted(getattr(route, "methods", ())):
            of_interest = method not in SAFE if unsafe else method == "GET"
            if of_interest and route.path.startswith("/api/") and "/schema" not in route.path:
                yield method, address(route.path)


def address(path):
    for name, value in EXAMPLES.items():
        path = path.replace(name, value)
    start, brace, rest = path.partition("{")
    return start + "00000000-0000-0000-0000-000000000001" + rest.partition("}")[2] if brace else path


def told(dsn, story, *instead):
    async def run():
        async with office(dsn, *instead) as place:
            end_streams(place.web.application)  # or the answer of /api/events had no end
            return await story(place)

    return asyncio.run(run())


def test_every_answer_of_the_api_carries_the_security_headers_and_is_kept_by_nobody(database):
    async def story(place):
        boss = await place.signed_in(BOSS, Role.ADMIN)
        wrong = {}
        for method, path in [*routes_of(place.web.application), ("GET", "/api/nowhere"), ("PATCH", ME)]:
            headers = (await boss.http.request(method, path)).headers
            kept = headers["cache-control"] not in {"no-store", "no-cache"}
            bare = [name for name in ("strict-transport-security", "referrer-policy") if name not in headers]
            sniffed = headers.get("x-content-type-options") != "nosniff"
            if kept or bare or sniffed or "frame-ancestors 'none'" not in headers["content-security-policy"]:
                wrong[path] = dict(headers)
        assert wrong == {}

    told(database, story)


def test_no_change_is_taken_from_another_page_or_without_the_echo_of_its_cookie(database):
    async def story(place):
        boss = await place.signed_in(BOSS, Role.ADMIN)
        await boss.get(ME)
        echo = {"x-csrftoken": boss.http.cookies["__Host-csrf"]}
        attempts = (
            {"Origin": "https://evil.example"} | echo,
            {"Origin": "null"} | echo,
            echo,
            {"Origin": ORIGIN},
            {"Origin": ORIGIN, "x-csrftoken": "0" * 128},
        )
        let_in = {}
        for method, path in routes_of(place.web.application, unsafe=True):
            if path.startswith(NOT_OF_BROWSERS):
                continue
            for headers in attempts:
                answer = await boss.http.request(method, path, json={}, headers=headers)
                form = await boss.http.request(method, path, data={"email": BOSS}, headers={"Origin": ORIGIN})
                if {answer.status_code, form.status_code} != {403}:
                    let_in[method, path] = headers
        assert let_in == {}
        assert (await boss.get(ME)).status_code == 200

    told(database, story)


def test_every_body_refuses_fields_it_does_not_know(database):
    async def story(place):
        boss = await place.signed_in(BOSS, Role.ADMIN)
        document = json.loads(openapi_of(place.web.application))
        taken = {}
        for path, item in document["paths"].items():
            for method, operation in item.items():
                content = operation.get("requestBody", {}).get("content", {})
                if path.startswith(NOT_OF_BROWSERS) or "application/json" not in content:
                    continue
                where = address(path.replace("_id}", "_id:uuid}"))
                for name, value in EXAMPLES.items():
                    where = where.replace(name.partition(":")[0] + "}", value)
                answer = await boss.send(method.upper(), where, {"is_admin": True, "id": 1})
                if answer.status_code != 422:
                    taken[method, path] = answer.status_code
        assert taken == {}

    told(database, story)


def test_nothing_that_is_answered_is_named_a_secret(database):
    async def story(place):
        schemas = json.loads(openapi_of(place.web.application))["components"]["schemas"]
        named = {name.lower() for schema in schemas.values() for name in schema.get("properties", {})}
        assert named.isdisjoint({"token", "token_hash", "secret", "password", "api_key", "apikey", "nonce"})

    told(database, story)


def test_what_looks_like_sql_is_a_value_like_any_other(database):
    async def story(place):
        await asks(place, CONTRACT)
        boss = await place.signed_in(BOSS, Role.ADMIN)
        await files(boss)
        messages = len((await boss.get("/api/dashboard/messages")).json()["items"])
        document, wrong = json.loads(openapi_of(place.web.application)), {}
        for path, item in document["paths"].items():
            asked = item.get("get", {}).get("parameters", [])
            if not path.startswith("/api/") or "{" in path or path == "/api/events":
                continue
            for parameter in (one["name"] for one in asked if one["in"] == "query"):
                for hostile in HOSTILE:
                    answer = await boss.http.get(path, params={parameter: hostile})
                    if answer.status_code not in {200, 422}:
                        wrong[path, parameter, hostile] = answer.status_code
        assert wrong == {}
        assert len((await boss.get("/api/dashboard/messages")).json()["items"]) == messages == 1
        assert (await boss.get("/api/audit/verify")).json()["ok"] is True

    at_the_desk(database, story)


async def without_its_tables(dsn):
    """A database in which nothing but sign-in is where it was."""
    connection = await asyncpg.connect(dsn)
    try:
        rows = await connection.fetch("select tablename from pg_tables where schemaname = 'public'")
        for table in {row["tablename"] for row in rows} - {"staff", "sessions"}:
            await connection.execute(f'alter table "{table}" rename to "{table}_gone"')
    finally:
        await connection.close()


def test_an_error_of_ours_tells_nothing_of_the_inside_on_any_route(database):
    async def story(place):
        boss = await place.signed_in(BOSS, Role.ADMIN)
        await boss.get(ME)
        await without_its_tables(database)
        failed, wrong = 0, {}
        routes = [*routes_of(place.web.application), *routes_of(place.web.application, unsafe=True)]
        for method, path in routes:
            if path.startswith(NOT_OF_BROWSERS) or path in {"/api/events", "/api/auth/logout"}:
                continue
            body = None if method == "GET" else {"version": 1, "text": "x", "to": "me"}
            with capture_logs():  # a traceback for each is slow to print
                answer = await boss.send(method, path, body)
            failed += answer.status_code >= 500
            if any(word in answer.text.lower() for word in INSIDE):
                wrong[method, path] = answer.text
        assert wrong == {}
        assert failed > 20

    told(database, story)


class NoLimits(Provider):
    """A limiter that is broken."""

    scope = Scope.APP

    @provide
    def limiter(self) -> Limiter:
        class Broken:
            async def allow(self, *_, **__):
                raise RuntimeError("the limiter lost its memory")

        return Broken()


def test_a_limiter_that_fails_lets_nobody_through(database):
    async def story(place):
        await place.invite(BOSS, Role.ADMIN)
        browser = place.browser()
        answer = await browser.send("POST", REQUEST, {"email": BOSS})
        assert answer.status_code == 500
        assert "memory" not in answer.text
        assert place.mailer.sent == []

    told(database, story, NoLimits())


def test_an_address_made_up_for_every_request_is_limited_all_the_same(database):
    async def story(place):
        browser = place.browser()
        for count in range(30):
            made_up = {"X-Forwarded-For": f"10.0.0.{count}", "X-Real-IP": f"10.0.1.{count}"}
            answer = await browser.send("POST", REQUEST, {"email": "x@tktm.ma"}, **made_up)
            assert answer.status_code == 202
        last = await browser.send("POST", REQUEST, {"email": "x@tktm.ma"}, **{"X-Forwarded-For": "10.9.9.9"})
        assert last.status_code == 429

    told(database, story)


@pytest.mark.parametrize("name", ["Host", "X-Forwarded-Host", "Forwarded"])
def test_a_link_leads_to_our_address_whatever_the_request_calls_us(database, name):
    async def story(place):
        await place.invite(BOSS, Role.ADMIN)
        browser = place.browser()
        await browser.get(ME)
        lie = "host=evil.example" if name == "Forwarded" else "evil.example"
        answer = await browser.send("POST", REQUEST, {"email": BOSS}, **{name: lie})
        assert answer.status_code == 202
        await (await place.part(SendLinks))()
        (mail,) = place.mailer.sent
        assert "evil.example" not in mail.text + mail.html
        assert f"{ORIGIN}/login/verify" in mail.text

    told(database, story)
