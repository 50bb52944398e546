"""Whether the sender's domain is verified: what Resend says, in every way it can say it."""

import asyncio

import httpx
import pytest

from jarvis_adapters.resend.domain import DomainState, domain_state

LISTED = {
    "data": [{"id": "d1", "name": "Example.ma", "status": "verified"}, {"name": "b.ma", "status": "pending"}]
}


def state(domain, status=200, **body):
    async def answer(request):
        assert request.headers["Authorization"] == "Bearer re_key"
        assert request.url == "https://mail.example/domains"
        return httpx.Response(status, json=body)

    return asked(domain, answer)


def asked(domain, answer):
    async def story():
        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
            return await domain_state(http, "https://mail.example/", "re_key", domain)

    return asyncio.run(story())


@pytest.mark.parametrize(
    ("domain", "found"),
    [
        ("example.ma", DomainState.VERIFIED),
        ("b.ma", DomainState.UNVERIFIED),
        ("c.ma", DomainState.MISSING),
    ],
)
def test_a_listed_domain_is_verified_or_not(domain, found):
    assert state(domain, **LISTED) is found


def test_a_key_that_may_only_send_tells_nothing_and_is_well():
    assert state("example.ma", 401, name="restricted_api_key", statusCode=401) is DomainState.UNTOLD


@pytest.mark.parametrize(
    ("status", "found"), [(401, DomainState.REFUSED), (403, DomainState.REFUSED), (500, DomainState.AWAY)]
)
def test_a_refused_key_and_a_service_in_trouble_are_told_apart(status, found):
    assert state("example.ma", status, name="x") is found


def test_what_is_no_answer_is_none():
    async def cut(_):
        raise httpx.ConnectError("no way")

    async def page(_):
        return httpx.Response(200, content=b"<html>")

    for answer in (cut, page):
        assert asked("example.ma", answer) is DomainState.AWAY
