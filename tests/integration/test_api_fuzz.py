"""Every route of the description, called with what it allows and with what it does not."""

import asyncio
import json
import os
from contextlib import AsyncExitStack

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core import NOT_SET

from jarvis_adapters.http.events import end_streams
from jarvis_domain.desk.staff import Role
from support.at_the_desk import CONTRACT, KARIM, Portal, asks, files
from support.signing_in import office

DOCUMENT = "/api/openapi.json"
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "10"))
"""Calls of each route; `make security` asks for more, and for others each time."""
NOT_OURS = ("/api/auth", "/api/webhook", "/health", "/metrics")
"""Sign-in has limits and sessions that end, webhooks want signatures: both have stories of their own."""

few = hypothesis.settings(
    max_examples=EXAMPLES,
    phases=[Phase.generate],
    deadline=None,
    derandomize="FUZZ_EXAMPLES" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def raw_body(case):
    """JSON with every oddity escaped; other kinds as they are."""
    if case.body is NOT_SET:
        return None
    return case.body if isinstance(case.body, bytes) else json.dumps(case.body).encode()


class Desk:
    """An office with something in it, an administrator at a browser, and a loop to call them from."""

    def __init__(self, dsn):
        self.runner = asyncio.Runner()
        self._open = AsyncExitStack()
        self.runner.run(self._fill(dsn))

    async def _fill(self, dsn):
        place = await self._open.enter_async_context(office(dsn, Portal()))
        end_streams(place.web.application)  # or the answer of /api/events had no end
        contractor = await asks(place, CONTRACT)
        self.browser = await place.signed_in("admin@tktm.ma", Role.ADMIN)
        complaint = await files(self.browser, phone=f"+{KARIM}", kind="cas_bloque")
        messages = (await self.browser.get("/api/dashboard/messages")).json()["items"]
        self.known = {
            "complaint_id": [complaint["id"]],
            "ticket_id": [complaint["tickets"][0]["id"]],
            "contractor_id": [str(contractor)],
            "message_id": [message["id"] for message in messages],
            "contractor": [str(contractor)],
            "message": [message["id"] for message in messages],
            "phone": [KARIM],
            "contract": [CONTRACT, "F7654321D"],
            "to": ["me"],
            "version": list(range(5)),
            "number": [CONTRACT],
            "resource": [f"complaint:{complaint['id']}"],
        }
        self.document = (await self.browser.get(DOCUMENT)).json()

    def answers_of(self, operation):
        return self.document["paths"][operation.path][operation.method.lower()]["responses"]

    def call(self, case):
        return self.runner.run(self._call(case))

    async def _call(self, case):
        wire = self.browser.http
        headers = {"Origin": str(wire.base_url), "x-csrftoken": wire.cookies["__Host-csrf"]}
        if case.media_type:
            headers["Content-Type"] = case.media_type
        query, raw = case.query or {}, raw_body(case)
        return await wire.request(
            case.method, case.formatted_path, params=query, headers=headers, content=raw
        )

    def close(self):
        self.runner.run(self._open.aclose())
        self.runner.close()


@pytest.fixture
def desk(database):
    desk = Desk(database)
    yield desk
    desk.close()


def operations_of(desk):
    schema = schemathesis.openapi.from_dict(desk.document)
    found = [result.ok() for result in schema.get_all_operations()]
    return [operation for operation in found if not operation.path.startswith(NOT_OURS)]


@pytest.mark.parametrize("mode", GenerationMode)
def test_no_request_makes_a_fault_and_every_answer_is_as_described(desk, mode):
    for operation in operations_of(desk):
        try:
            _try(desk, operation, mode)
        except Unsatisfiable:  # what takes nothing, or any text, cannot be called wrongly
            assert mode is GenerationMode.NEGATIVE


def _try(desk, operation, mode):
    @few
    @given(st.data())
    def tried(data):
        case = data.draw(operation.as_strategy(generation_mode=mode))
        for part in (case.path_parameters, case.body):
            for name in desk.known.keys() & (part.keys() if isinstance(part, dict) else ()):
                if data.draw(st.booleans()):
                    part[name] = data.draw(st.sampled_from(desk.known[name]))
        answer = desk.call(case)
        assert answer.status_code < 500, f"{case.method} {case.formatted_path} {case.query} {case.body}"
        if answer.status_code >= 400:
            assert answer.headers["content-type"].startswith("application/problem+json")
        if answer.status_code != 400:  # not even JSON
            assert str(answer.status_code) in desk.answers_of(operation), case.formatted_path
        operation.validate_response(answer)

    tried()
