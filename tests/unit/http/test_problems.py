"""Errors over HTTP: in French, with a code for programs, and nothing of the inside."""

import asyncio
import re

import httpx
import msgspec
import pytest
from litestar import Litestar, get, post
from litestar.params import FromPath, JSONBody
from structlog.testing import capture_logs

from jarvis_adapters.http.problems import PROBLEMS, Problem, Refused
from jarvis_domain.errors import Conflict, InvalidPhone, StoreUnavailable

RAISED = {
    "bug": RuntimeError("the secret is 42"),
    "away": StoreUnavailable("connection refused"),
    "conflict": Conflict("somebody was first"),
    "value": InvalidPhone("not a phone"),
    "refused": Refused(Problem(type="urn:jarvis:last-admin", title="Non.", status=409)),
}


class Wanted(msgspec.Struct):
    number: int


@get("/fails/{how:str}", sync_to_thread=False)
def fails(how: FromPath[str]) -> None:
    raise RAISED[how]


@post("/takes", sync_to_thread=False)
def takes(data: JSONBody[Wanted]) -> None:
    pass


def call(method, path, **more):
    async def story():
        application = Litestar(
            [fails, takes], exception_handlers=PROBLEMS, openapi_config=None, logging_config=None
        )
        wire = httpx.ASGITransport(app=application, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=wire, base_url="http://desk") as http:
            return await http.request(method, path, **more)

    return asyncio.run(story())


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/fails/away", None, 503, "store-unavailable"),
        ("GET", "/fails/conflict", None, 409, "conflict"),
        ("GET", "/fails/value", None, 422, "invalid-value"),
        ("GET", "/fails/refused", None, 409, "last-admin"),
        ("GET", "/nowhere", None, 404, "http-404"),
        ("PUT", "/takes", None, 405, "http-405"),
        ("POST", "/takes", b'{"number": "x"}', 422, "validation"),
        ("POST", "/takes", b"{", 400, "http-400"),
    ],
)
def test_every_problem_has_a_french_title_and_a_code(method, path, body, status, code):
    answer = call(method, path, content=body, headers={"content-type": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"urn:jarvis:{code}"
    assert not re.search(r"\b(the|is|not|and|request)\b", answer.json()["title"])


def test_an_error_of_ours_tells_only_what_to_look_for_in_the_log():
    with capture_logs() as logs:
        answer = call("GET", "/fails/bug")

    body = answer.json()
    assert (answer.status_code, body["code"]) == (500, "internal")
    assert "42" not in answer.text
    (entry,) = [entry for entry in logs if entry["event"] == "unhandled"]
    assert entry["error_id"] == body["error_id"]
    assert len(body["error_id"]) == 12
