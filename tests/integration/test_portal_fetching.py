"""Pages fetched without a browser: bounded, from the portal alone, with the cookies as they are now."""

import asyncio
import gzip
from contextlib import contextmanager

import httpx
import pytest

from jarvis_adapters.d2d_portal.fetching import Asking, Fetching, HttpEntrance, cookies_for
from jarvis_adapters.d2d_portal.read_html import NotForUs, RawPage
from jarvis_adapters.d2d_portal.reading import LARGEST_PAGE, PageView, Trouble
from support.serving import serve


class Site:
    """A server that does what the path says, and remembers what it was asked with."""

    def __init__(self):
        self.heard = []
        self.elsewhere = "/"

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            return
        body = (await receive()).get("body", b"")
        cookies = dict(scope["headers"]).get(b"cookie", b"").decode()
        self.heard.append((scope["method"], scope["path"], cookies, body.decode()))
        answer = getattr(self, scope["path"].strip("/"))
        await answer(send)

    async def _answer(self, send, *chunks, status=200, **headers):
        head = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": head})
        for chunk in chunks:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def page(self, send):
        await self._answer(send, b"<p>here", content_type="text/html")

    async def renewed(self, send):
        await self._answer(send, b"<p>here", set_cookie="session=second; Path=/")

    async def away(self, send):
        await self._answer(send, status=502)

    async def squeezed(self, send):
        await self._answer(send, gzip.compress(bytes(10**8)), content_encoding="gzip")

    async def endless(self, send):
        await self._answer(send, *[b"x" * 65536] * (LARGEST_PAGE // 65536 * 12))

    async def broken(self, send):
        await self._answer(send, b"<p>he", content_length="9000")

    async def round(self, send):
        await self._answer(send, status=302, location="/round")

    async def onward(self, send):
        await self._answer(send, status=303, location="page?x=1")

    async def again(self, send):
        await self._answer(send, status=307, location="/page")

    async def astray(self, send):
        await self._answer(send, status=302, location=self.elsewhere)


@contextmanager
def fetching():
    site = Site()
    with serve(site) as url, asyncio.Runner() as runner:
        fetches = Fetching(url, 2)
        entrance = HttpEntrance(cookies_for(url, [_cookie("session", "first")]), "a browser", 1)

        def send(path, method="GET", form=None):
            return runner.run(fetches.send(Asking(method, url + path, form), entrance))

        yield site, url, send
        runner.run(fetches.close())


@pytest.fixture(scope="module")
def served():
    with fetching() as parts:
        yield parts


@pytest.fixture
def world(served):
    served[0].heard.clear()
    return served


def _cookie(name, value, domain="127.0.0.1", **more):
    return {"name": name, "value": value, "domain": domain, "path": "/", "secure": False, **more}


def test_a_page_comes_with_its_address_type_and_bytes(world):
    _, url, send = world

    assert send("/page") == RawPage(f"{url}/page", "text/html", b"<p>here")


def test_a_cookie_that_was_renewed_is_sent_from_then_on():
    with fetching() as (site, _, send):
        send("/renewed")
        send("/page")

    assert [cookies for _, _, cookies, _ in site.heard] == ["session=first", "session=second"]


def test_a_redirect_within_the_portal_is_followed(world):
    site, url, send = world

    assert send("/onward", "POST", b"numero=F1000001D").address == f"{url}/page?x=1"
    assert send("/again", "POST", b"numero=F1000001D").address == f"{url}/page"
    assert [(method, body) for method, _, _, body in site.heard] == [
        ("POST", "numero=F1000001D"),
        ("GET", ""),
        ("POST", "numero=F1000001D"),
        ("POST", "numero=F1000001D"),
    ]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "http://localhost:{port}/page",
        "http://127.0.0.1:1/page",
        "https://127.0.0.1:{port}/page",
        "//portail.example/page",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://[::1/page",
        "http://127.0.0.1:99999999/page",
    ],
)
def test_a_redirect_to_anywhere_else_is_not_followed(world, elsewhere):
    site, url, send = world
    site.elsewhere = elsewhere.format(port=httpx.URL(url).port)

    try:
        fetched = send("/astray")
    except NotForUs:
        fetched = None

    assert fetched is None or isinstance(fetched, Trouble)
    assert [path for _, path, _, _ in site.heard] == ["/astray"]


def test_redirects_in_a_circle_end(world):
    site, _, send = world

    assert isinstance(send("/round"), Trouble)
    assert len(site.heard) == 5


@pytest.mark.parametrize("path", ["/away", "/broken"])
def test_a_page_that_fails_on_the_way_is_trouble(world, path):
    assert isinstance(world[2](path), Trouble)


def test_of_a_page_without_end_no_more_is_read_than_is_allowed(world):
    fetched = world[2]("/endless")

    assert isinstance(fetched, PageView)
    assert LARGEST_PAGE < fetched.size <= LARGEST_PAGE + 65536


def test_what_comes_compressed_is_not_unpacked(world):
    with pytest.raises(NotForUs, match="compressed"):
        world[2]("/squeezed")


def test_only_cookies_of_the_portals_host_are_taken_over():
    home = "https://portail.orange.example/d2d"
    given = [
        _cookie("own", "1", "portail.orange.example"),
        _cookie("shared", "2", ".orange.example"),
        _cookie("safe", "3", "portail.orange.example", secure=True),
        _cookie("deep", "4", "portail.orange.example", path="/d2d/"),
        _cookie("other", "5", "sso.orange.example"),
        _cookie("parent", "6", "orange.example"),
        _cookie("like", "7", ".range.example"),
        _cookie("foreign", "8", ".example.org"),
    ]
    cookies = cookies_for(home, given)

    def sent_to(url):
        request = httpx.Request("GET", url, cookies=cookies)
        return {pair.split("=")[0] for pair in request.headers.get("cookie", "").split("; ") if pair}

    assert sent_to(home + "/contrat") == {"own", "shared", "safe", "deep"}
    assert sent_to("http://portail.orange.example/d2d/contrat") == {"own", "shared", "deep"}
    assert sent_to("https://portail.orange.example/") == {"own", "shared", "safe"}
    assert sent_to("https://portail.example/") == set()
