"""The API's description: complete, printed without a database, and the same for who asks for it."""

import json
import os
import subprocess
import sys

import pytest

from jarvis_adapters.http.access import Access
from jarvis_adapters.http.application import build_application
from jarvis_adapters.http.openapi import openapi_of
from jarvis_app.container import build_container
from jarvis_app.settings import Settings
from jarvis_domain.desk.staff import Role
from support.at_the_desk import at_the_desk

DOCUMENT = "/api/openapi.json"


@pytest.fixture(scope="module")
def document():
    access = Access(base_url="https://bo.tktm.ma", secret=bytes(32))
    return json.loads(openapi_of(build_application(build_container(Settings(), "postgresql://no"), access)))


def operations(document):
    return {
        operation["operationId"]: (path, operation)
        for path, item in document["paths"].items()
        for operation in item.values()
    }


def test_every_operation_has_a_name_a_tag_and_says_what_it_does(document):
    named = {tag["name"] for tag in document["tags"]}
    for name, (path, operation) in operations(document).items():
        if path.startswith("/api"):
            assert set(operation["tags"]) <= named, name
            assert operation["tags"], name
            assert operation["description"], name


def test_every_operation_of_the_desk_tells_its_problems(document):
    for name, (path, operation) in operations(document).items():
        answers = operation["responses"]
        assert "400" not in answers, name
        assert {"500", "503"} <= set(answers), name
        if path.startswith("/api/") and not path.startswith(("/api/auth/magic-link", "/api/webhook")):
            assert {"401", "403"} <= set(answers), name
        for status, answer in answers.items():
            if int(status) >= 400 and path.startswith("/api/"):
                assert set(answer["content"]) == {"application/problem+json"}, (name, status)


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        ("requestMagicLink", {"403", "429"}),
        ("redeemMagicLink", {"410", "429"}),
        ("endSession", {"404"}),
        ("receiveWebhook", {"401", "413"}),
        ("receiveMailReport", {"401", "413"}),
    ],
)
def test_what_sign_in_and_webhooks_refuse_is_told_too(document, name, statuses):
    _, operation = operations(document)[name]
    assert statuses <= set(operation["responses"])


def test_bodies_show_an_example_of_what_a_person_types(document):
    schemas = document["components"]["schemas"]
    assert schemas["ComplaintWanted"]["properties"]["contract"]["examples"] == ["F1234567D"]
    assert schemas["Invitation"]["properties"]["email"]["examples"] == ["salma@tktm.ma"]


def test_every_reference_leads_somewhere(document):
    text = json.dumps(document)
    for name in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in document["components"]["schemas"]


def test_whoever_is_signed_in_reads_what_the_command_prints(database):
    async def story(place):
        assert (await place.browser().get(DOCUMENT)).status_code == 401
        assert (await place.browser().get("/api/schema/openapi.json")).status_code == 404
        viewer = await place.signed_in("viewer@tktm.ma", Role.VIEWER)
        return (await viewer.get(DOCUMENT)).text

    served = at_the_desk(database, story)
    command = [sys.executable, "-m", "jarvis_app", "openapi"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JARVIS_")}
    printed = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)  # noqa: S603 our own command
    assert json.loads(printed.stdout)["paths"].keys() <= json.loads(served)["paths"].keys()
    assert json.loads(printed.stdout)["components"] == json.loads(served)["components"]
