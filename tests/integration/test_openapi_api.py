"""The API's description: complete, printed without a database, and the same for who asks for it."""

import json
import os
import subprocess
import sys

import msgspec
import pytest
from jsonschema_rs import Draft202012Validator

from jarvis_adapters.http.access import Access
from jarvis_adapters.http.application import build_application
from jarvis_adapters.http.examples import ANSWERS, BODIES, EXAMPLES, PARAMETERS
from jarvis_adapters.http.openapi import openapi_of
from jarvis_app.container import build_container
from jarvis_app.settings import Settings
from jarvis_domain.desk.staff import Role
from support.at_the_desk import at_the_desk

DOCUMENT = "/api/openapi.json"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def document():
    access = Access(base_url="https://bo.tktm.ma", secret=bytes(32))
    return json.loads(openapi_of(build_application(build_container(Settings(), "postgresql://no"), access)))


def allowed(document, schema, shown, where):
    assert "example" in shown, where
    judge = Draft202012Validator(schema | {"components": document["components"]})
    assert [f"{where}: {fault.message}" for fault in judge.iter_errors(shown["example"])] == []
    return True


def operations(document):
    return {
        operation["operationId"]: (path, operation)
        for path, item in document["paths"].items()
        for operation in item.values()
    }


def shown(document):
    """What should have an example: a schema, the thing it describes, and where that stands."""
    for name, (_, operation) in operations(document).items():
        bodies = operation.get("requestBody", {}).get("content", {})
        answers = [answer for status, answer in operation["responses"].items() if status < "300"]
        for content in (bodies, *(answer.get("content", {}) for answer in answers)):
            for kind, media in content.items():
                if kind != EXCEL:
                    yield media["schema"], media, f"{name} {kind}"


def test_every_operation_has_a_name_a_tag_and_says_in_a_line_and_at_length_what_it_does(document):
    named = {tag["name"] for tag in document["tags"]}
    for name, (_, operation) in operations(document).items():
        assert set(operation["tags"]) <= named, name
        assert operation["tags"], name
        assert 1 < len(operation["summary"].split()) < 20, name
        assert operation["description"].startswith(operation["summary"]), name


def test_no_schema_is_named_by_the_modules_it_comes_from(document):
    named = set(document["components"]["schemas"])
    assert {name for name in named if not name.isalnum()} == set()
    assert {"ComplaintList", "ThreadList", "ComplaintOutdated", "TemplateOutdated", "HowFiled"} <= named


def test_every_body_and_every_answer_has_an_example_that_its_schema_allows(document):
    seen = [where for schema, media, where in shown(document) if allowed(document, schema, media, where)]
    assert len(seen) > len(operations(document))


def test_the_examples_of_parameters_are_what_their_schemas_allow(document):
    parameters = [
        p for _, operation in operations(document).values() for p in operation.get("parameters", ())
    ]
    assert {p["name"] for p in parameters if p["in"] == "path" and "example" not in p} == set()
    assert {p["name"] for p in parameters} >= PARAMETERS.keys()
    for parameter in parameters:
        if "example" in parameter:
            assert allowed(document, parameter["schema"], parameter, parameter["name"])


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_what_its_struct_takes(name):
    example = EXAMPLES[name]
    if isinstance(example, msgspec.Struct):
        assert msgspec.convert(msgspec.to_builtins(example), type(example)) is not None


def test_every_example_belongs_to_something(document):
    assert EXAMPLES.keys() <= document["components"]["schemas"].keys()
    assert {*ANSWERS, *BODIES} <= operations(document).keys()


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
