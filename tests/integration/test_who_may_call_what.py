"""Every route with every role, taken from the application itself: a route without a row here fails."""

import asyncio
import re
from uuid import UUID

import pytest

from jarvis_adapters.http.events import end_streams
from jarvis_domain.desk.staff import Role
from support.signing_in import office

ANYBODY = "anybody"
SIGNED_IN = "signed in"
WORKS = "works at the desk"
ADMIN = "administrates"
"""Who is let in; the roles that are not named get 403, and who is nobody 401."""

MATRIX = {
    ("POST", "/api/webhook/message"): ANYBODY,
    ("POST", "/api/webhook/resend"): ANYBODY,
    ("GET", "/health/live"): ANYBODY,
    ("GET", "/health/ready"): ANYBODY,
    ("GET", "/metrics"): ANYBODY,
    ("GET", "/"): ANYBODY,
    ("GET", "/login"): ANYBODY,
    ("GET", "/login/verify"): ANYBODY,
    ("GET", "/app"): ANYBODY,
    ("GET", "/app/{rest:path}"): ANYBODY,
    ("GET", "/assets/{name:str}"): ANYBODY,
    ("POST", "/api/auth/magic-link/request"): ANYBODY,
    ("GET", "/api/auth/magic-link/{token:str}"): ANYBODY,
    ("POST", "/api/auth/logout"): SIGNED_IN,
    ("GET", "/api/auth/me"): SIGNED_IN,
    ("GET", "/api/auth/sessions"): SIGNED_IN,
    ("DELETE", "/api/auth/sessions/{session_id:uuid}"): SIGNED_IN,
    ("GET", "/api/complaints"): SIGNED_IN,
    ("POST", "/api/complaints"): WORKS,
    ("GET", "/api/complaints/{complaint_id:uuid}"): SIGNED_IN,
    ("PUT", "/api/complaints/{complaint_id:uuid}"): WORKS,
    ("POST", "/api/complaints/{complaint_id:uuid}/assign"): WORKS,
    ("POST", "/api/complaints/{complaint_id:uuid}/escalate"): WORKS,
    ("GET", "/api/complaints/{complaint_id:uuid}/escalation"): SIGNED_IN,
    ("POST", "/api/complaints/{complaint_id:uuid}/notes"): WORKS,
    ("POST", "/api/complaints/{complaint_id:uuid}/resolve"): WORKS,
    ("POST", "/api/complaints/{complaint_id:uuid}/reopen"): WORKS,
    ("GET", "/api/tickets"): SIGNED_IN,
    ("GET", "/api/tickets/{ticket_id:uuid}"): SIGNED_IN,
    ("PUT", "/api/tickets/{ticket_id:uuid}"): WORKS,
    ("GET", "/api/dashboard/messages"): SIGNED_IN,
    ("GET", "/api/dashboard/messages/{message_id:uuid}"): SIGNED_IN,
    ("POST", "/api/dashboard/messages/{message_id:uuid}/replay"): WORKS,
    ("POST", "/api/dashboard/messages/{message_id:uuid}/handled"): WORKS,
    ("DELETE", "/api/dashboard/messages/{message_id:uuid}/handled"): WORKS,
    ("GET", "/api/contractors"): SIGNED_IN,
    ("GET", "/api/contractors/regions"): SIGNED_IN,
    ("GET", "/api/contractors/{contractor_id:uuid}"): SIGNED_IN,
    ("GET", "/api/contractors/{contractor_id:uuid}/thread"): SIGNED_IN,
    ("POST", "/api/contractors/{contractor_id:uuid}/reply"): WORKS,
    ("POST", "/api/contractors/{contractor_id:uuid}/take-over"): WORKS,
    ("POST", "/api/contractors/{contractor_id:uuid}/hand-back"): WORKS,
    ("GET", "/api/contracts/{number:str}"): SIGNED_IN,
    ("GET", "/api/events"): SIGNED_IN,
    ("PUT", "/api/presence/{resource:str}"): WORKS,
    ("GET", "/api/presence"): SIGNED_IN,
    ("GET", "/api/exports/complaints"): WORKS,
    ("GET", "/api/exports/messages"): WORKS,
    ("GET", "/api/exports/tickets"): WORKS,
    ("GET", "/api/exports/stats"): WORKS,
    ("GET", "/api/exports/audit"): ADMIN,
    ("GET", "/api/templates"): SIGNED_IN,
    ("GET", "/api/templates/{key:str}/versions"): SIGNED_IN,
    ("POST", "/api/templates/{key:str}/preview"): SIGNED_IN,
    ("POST", "/api/templates/{key:str}/test"): ADMIN,
    ("PUT", "/api/templates/{key:str}"): ADMIN,
    ("POST", "/api/templates/{key:str}/rollback"): ADMIN,
    ("GET", "/api/users"): SIGNED_IN,
    ("POST", "/api/users"): ADMIN,
    ("PUT", "/api/users/{user_id:uuid}"): ADMIN,
    ("GET", "/api/users/{user_id:uuid}/sessions"): ADMIN,
    ("POST", "/api/users/{user_id:uuid}/link"): ADMIN,
    ("GET", "/api/settings"): SIGNED_IN,
    ("PUT", "/api/settings"): ADMIN,
    ("GET", "/api/audit"): ADMIN,
    ("GET", "/api/audit/verify"): ADMIN,
    ("GET", "/api/dashboard/stats"): SIGNED_IN,
    ("GET", "/api/dashboard/complaints"): SIGNED_IN,
    ("GET", "/api/dashboard/promises"): SIGNED_IN,
    ("GET", "/api/dashboard/today"): SIGNED_IN,
    ("POST", "/api/contractors/import"): ADMIN,
    ("GET", "/api/contractors/import/template"): ADMIN,
    ("GET", "/api/openapi.json"): SIGNED_IN,
}
SIGN_OUT = ("POST", "/api/auth/logout")
"""Comes last: after it nobody is signed in."""
ROLES = {SIGNED_IN: set(Role), WORKS: {Role.BO, Role.ADMIN}, ADMIN: {Role.ADMIN}}
_VALUES = {
    "{rest:path}": "messages",
    "{name:str}": "index.js",
    "{token:str}": "0" * 64,
    "{resource:str}": "nothing",
    "{number:str}": "F1234567D",
    "{key:str}": "aide",
}
_IDS = re.compile(r"\{\w+:uuid\}")
_OUTSIDE = ("/api/schema",)


def routes_of(application):
    return {
        (method, route.path)
        for route in application.routes
        for method in getattr(route, "methods", ())
        if method != "OPTIONS" and not route.path.startswith(_OUTSIDE)
    }


def address(path):
    for name, value in _VALUES.items():
        path = path.replace(name, value)
    return _IDS.sub(str(UUID(int=1)), path)


def told(dsn, story):
    async def run():
        async with office(dsn) as place:
            return await story(place)

    return asyncio.run(run())


def test_every_route_has_a_row_and_every_row_a_route(shared_database):
    async def story(place):
        return routes_of(place.web.application)

    assert told(shared_database, story) == set(MATRIX)


async def _status(browser, method, path):
    if method == "GET":
        return (await browser.get(address(path))).status_code
    return (await browser.send(method, address(path), {"email": "nobody@tktm.ma"})).status_code


@pytest.mark.parametrize("caller", ["anonymous", *Role])
def test_each_route_lets_in_whom_its_row_names_and_nobody_else(database, caller):
    async def story(place):
        await place.invite("boss@tktm.ma", Role.ADMIN)
        end_streams(place.web.application)  # or the answer of /api/events had no end
        wrong = {}
        browser = place.browser()
        if caller != "anonymous":
            browser = await place.signed_in(f"{caller}@tktm.ma", Role(caller))
        for (method, path), who in sorted(MATRIX.items(), key=lambda row: row[0] == SIGN_OUT):
            status = await _status(browser, method, path)
            allowed = who == ANYBODY or (caller != "anonymous" and caller in ROLES[who])
            # A webhook asks for a signature instead, which nobody here has.
            refused = status in {401, 403} and "/webhook/" not in path
            if refused == allowed or (not allowed and status != (401 if caller == "anonymous" else 403)):
                wrong[method, path] = status
        assert wrong == {}

    told(database, story)
