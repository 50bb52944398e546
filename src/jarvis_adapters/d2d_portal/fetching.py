"""Pages of the portal without a browser: over its session's cookies, bounded, from nowhere but the portal."""

from collections.abc import Iterable
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Self
from urllib.parse import urljoin

import httpx
import msgspec
from playwright.async_api import Cookie

from jarvis_adapters.d2d_portal.read_html import NotForUs, RawPage
from jarvis_adapters.d2d_portal.reading import LARGEST_PAGE, PageView, Trouble
from jarvis_adapters.d2d_portal.session import Entrance

_MOST_HOPS = 5
_ACCEPT = {"Accept": "text/html", "Accept-Language": "fr-FR", "Accept-Encoding": "identity"}
_TO_GET = {301, 302, 303}


class HttpEntrance(msgspec.Struct, frozen=True):
    """What makes a plain request one of the browser's session: its cookies and its name."""

    cookies: httpx.Cookies
    agent: str
    sign_in: int

    @classmethod
    async def of(cls, entrance: Entrance, home: str) -> Self:
        """A copy of the session as it is now; raises BrowserError when the browser is gone."""
        cookies = cookies_for(home, await entrance.context.cookies())
        return cls(cookies, await _agent_of(entrance), entrance.sign_in)


async def _agent_of(entrance: Entrance) -> str:
    page = await entrance.context.new_page()
    try:
        return str(await page.evaluate("navigator.userAgent"))
    finally:
        await page.close()


def cookies_for(home: str, given: Iterable[Cookie]) -> httpx.Cookies:
    """Those of a browser's cookies that the portal's host gets, each as its Set-Cookie would have put it."""
    host, cookies = httpx.URL(home).host, httpx.Cookies()
    request = httpx.Request("GET", home)
    for cookie in given:
        domain = cookie.get("domain", "")
        shared = domain.startswith(".")
        if domain == host or (shared and f".{host}".endswith(domain)):
            text = f"{cookie.get('name')}={cookie.get('value')}; Path={cookie.get('path')}"
            text += (f"; Domain={domain}" if shared else "") + ("; Secure" if cookie.get("secure") else "")
            cookies.extract_cookies(httpx.Response(200, headers={"set-cookie": text}, request=request))
    return cookies


class Asking(msgspec.Struct, frozen=True):
    """One request; `form` is the body of a POST."""

    method: str
    address: str
    form: bytes | None = None

    def led_on(self, response: httpx.Response) -> Self:
        """What a browser asks after this redirect."""
        try:
            there = urljoin(self.address, response.headers["location"])
        except ValueError as error:
            raise NotForUs(f"a redirect to no address: {error}") from error
        if response.status_code in _TO_GET:
            return type(self)("GET", there)
        return type(self)(self.method, there, self.form)


Fetched = RawPage | PageView | Trouble
"""A page; or one too large to be read; or none, which another try may mend."""


class Fetching:
    """GETs and POSTs to one portal over at most `connections` connections that are kept open.

    Nothing here ends a request that takes too long: the caller's deadline does.
    """

    def __init__(self, base_url: str, connections: int) -> None:
        self._home = httpx.URL(base_url)
        limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
        nothing = CookieJar(DefaultCookiePolicy(allowed_domains=[]))  # each session keeps its own
        self._client = httpx.AsyncClient(limits=limits, cookies=nothing)

    async def close(self) -> None:
        await self._client.aclose()

    async def send(self, asking: Asking, entrance: HttpEntrance) -> Fetched:
        """The page that is shown in the end, redirects within the portal included; raises NotForUs."""
        try:
            for _ in range(_MOST_HOPS):
                response = await self._client.send(self._request(asking, entrance), stream=True)
                try:
                    entrance.cookies.extract_cookies(response)
                    if not response.has_redirect_location:
                        return await _page(asking.address, response)
                finally:
                    await response.aclose()
                asking = asking.led_on(response)
        except httpx.InvalidURL as error:
            raise NotForUs(f"an address that is none: {error}") from error
        except httpx.HTTPError as error:
            return Trouble(f"{type(error).__name__}: {error}"[:200])
        return Trouble("the portal redirects without end")

    def _request(self, asking: Asking, entrance: HttpEntrance) -> httpx.Request:
        url = httpx.URL(asking.address)
        if (url.scheme, url.host, url.port) != (self._home.scheme, self._home.host, self._home.port):
            raise NotForUs("the portal led to another site")
        headers = {**_ACCEPT, "User-Agent": entrance.agent}
        if asking.form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return httpx.Request(
            asking.method, url, headers=headers, cookies=entrance.cookies, content=asking.form
        )


async def _page(address: str, response: httpx.Response) -> Fetched:
    if response.is_server_error:
        return Trouble(f"HTTP {response.status_code}")
    if response.headers.get("content-encoding", "identity") != "identity":
        raise NotForUs("the page comes compressed, though that was not asked for")
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > LARGEST_PAGE:
            return PageView(size=len(body))
    return RawPage(address, response.headers.get("content-type", ""), bytes(body))
