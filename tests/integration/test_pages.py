"""The dashboard's page: the same at every address people see; its files; nothing else."""

import asyncio

import httpx
import pytest
from litestar import Litestar

from jarvis_adapters.http.pages import page_routes
from support.webapp import in_web

ADDRESSES = ["/", "/login", "/login/verify", "/app", "/app/messages", "/app/complaints/7?status=open"]


@pytest.fixture
def built(tmp_path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>JARVIS</title>")
    (tmp_path / "secret.txt").write_text("not for the web")
    (tmp_path / "assets" / "index-1a2b.js").write_text("plain")
    (tmp_path / "assets" / "index-1a2b.js.br").write_text("brotli")
    return tmp_path


def asked(built, path, **headers):
    async def ask():
        wire = httpx.ASGITransport(app=Litestar(page_routes(built), openapi_config=None))
        async with httpx.AsyncClient(transport=wire, base_url="http://jarvis.test") as http:
            request = http.build_request("GET", path, headers={"accept-encoding": "identity"} | headers)
            answer = await http.send(request, stream=True)
            return answer, b"".join([part async for part in answer.aiter_raw()])

    return asyncio.run(ask())


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_address_that_people_see_is_the_page_and_never_kept_unasked(built, path):
    answer, body = asked(built, path)

    assert (answer.status_code, body) == (200, b"<!doctype html><title>JARVIS</title>")
    assert answer.headers["cache-control"] == "no-cache"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_a_file_of_the_build_is_kept_for_ever(built):
    answer, body = asked(built, "/assets/index-1a2b.js")

    assert (answer.status_code, body) == (200, b"plain")
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")


def test_a_file_goes_out_packed_to_whoever_can_unpack_it(built):
    answer, body = asked(built, "/assets/index-1a2b.js", **{"accept-encoding": "gzip, br;q=1.0"})

    assert (answer.headers["content-encoding"], body) == ("br", b"brotli")
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "name", ["nothing.js", "..%2Fsecret.txt", "../secret.txt", "%2e%2e%2fsecret.txt", "."]
)
def test_nothing_outside_the_build_is_served(built, name):
    answer, body = asked(built, f"/assets/{name}")

    assert answer.status_code == 404
    assert b"not for the web" not in body


def test_without_a_build_the_page_says_how_to_make_one(tmp_path):
    answer, body = asked(tmp_path / "nowhere", "/app/messages")

    assert answer.status_code == 503
    assert b"make setup" in body


def test_an_unknown_address_of_the_api_stays_a_problem(shared_database):
    async def story(web):
        return (await web.http.get("/api/nope")), (await web.http.get("/app/nope"))

    of_the_api, page = in_web(shared_database, story)

    assert of_the_api.status_code == 404
    assert of_the_api.headers["content-type"] == "application/problem+json"
    assert page.headers["content-type"].startswith("text/html")
