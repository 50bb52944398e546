"""Errors over HTTP: in French, with a code for programs, and nothing of the inside."""

import asyncio
import re

import httpx
import msgspec
import pytest
from litestar import Litestar, get, post
from litestar.params import FromPath, JSONBody
from structlog.testing import capture_logs

from jarvis_adapters.http.faults import in_french
from jarvis_adapters.http.problems import PROBLEMS, Problem, Refused
from jarvis_domain.errors import Conflict, InvalidPhone, StoreUnavailable

RAISED = {
    "bug": RuntimeError("the secret is orchid"),
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
    ("said", "key", "told"),
    [
        ("Object missing required field `email`", "email", "Ce champ est obligatoire."),
        ("Object contains unknown field `is_admin`", "is_admin", "Ce champ n'est pas connu ici."),
        ("Expected `str` of length >= 1", "data", "Écrivez ce texte."),
        ("Expected `str` of length <= 500", "data", "500 caractères au plus."),
        ("Expected `int` <= 200", "data", "200 au plus."),
        ("Invalid enum value 'zzz'", "data", "Cette valeur n'est pas dans la liste."),
        ("Expected `int`, got `str`", "data", "Cette valeur n'est pas du bon type."),
        ("Invalid UUID", "data", "Cette valeur ne convient pas."),
    ],
)
def test_what_the_framework_refuses_is_told_in_french_beside_its_field(said, key, told):
    fault = in_french({"message": said, "key": "data", "source": "body"})

    assert (fault["key"], fault["message"], fault["detail"]) == (key, told, said)


def test_a_field_within_another_is_named_by_both():
    fault = in_french({"message": "Object missing required field `fr`", "key": "texts", "source": "body"})

    assert fault["key"] == "texts.fr"


def test_what_our_own_checks_say_stays_as_it_is():
    ours = {"key": "email", "message": "Ce n'est pas une adresse e-mail."}

    assert in_french(ours) == ours


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
    assert "orchid" not in answer.text
    (entry,) = [entry for entry in logs if entry["event"] == "unhandled"]
    assert entry["error_id"] == body["error_id"]
    assert len(body["error_id"]) == 12
