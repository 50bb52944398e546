"""Browsers of the back office: each signs in with a link, as somebody with a role."""

from contextlib import asynccontextmanager

import httpx
from dishka import Provider, Scope, provide

from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.memory.mail import MemoryMailer
from jarvis_domain.desk.staff import Role, parse_email
from jarvis_domain.flow.send_links import SendLinks
from jarvis_domain.flow.staffing import Staffing
from jarvis_domain.ports.desk import Tokens
from jarvis_domain.ports.mail import Mailer
from jarvis_domain.ports.runtime import Clock
from support.desk import CONSOLE, PlainTokens, token_of
from support.webapp import ORIGIN, web_application

REQUEST, REDEEM, ME = "/api/auth/magic-link/request", "/api/auth/magic-link/", "/api/auth/me"


class ByHand(Provider):
    """Mail in a list, a clock moved by hand, quick hashes."""

    scope = Scope.APP

    def __init__(self, mailer, clock):
        super().__init__()
        self._mailer, self._clock = mailer, clock

    @provide
    def mailer(self) -> Mailer:
        return self._mailer

    @provide
    def clock(self) -> Clock:
        return self._clock

    @provide
    def tokens(self) -> Tokens:
        return PlainTokens()


class Browser:
    """Keeps cookies, says where it comes from, and echoes the csrf cookie, as our pages do."""

    def __init__(self, application):
        wire = httpx.ASGITransport(app=application, raise_app_exceptions=False)
        self.http = httpx.AsyncClient(transport=wire, base_url=ORIGIN)

    async def get(self, path, **headers):
        return await self.http.get(path, headers=headers)

    async def send(self, method, path, body=None, **headers):
        if "__Host-csrf" not in self.http.cookies:
            await self.http.get(ME)
        ours = {"Origin": ORIGIN, "x-csrftoken": self.http.cookies["__Host-csrf"]}
        return await self.http.request(method, path, json=body, headers=ours | headers)


class Office:
    """The application with its parts by hand, and people who sign in."""

    def __init__(self, web, mailer, clock):
        self.web, self.mailer, self.clock = web, mailer, clock

    async def part(self, kind):
        return await self.web.application.state.dishka_container.get(kind)

    async def invite(self, email, role=Role.BO, **more):
        staffing = await self.part(Staffing)
        return await staffing.put(parse_email(email), role, who=CONSOLE, **more)

    def browser(self):
        return Browser(self.web.application)

    async def link(self, browser, email):
        """Asks for a link and reads the mail."""
        answer = await browser.send("POST", REQUEST, {"email": email})
        assert answer.status_code == 202, answer.text
        await (await self.part(SendLinks))()
        return token_of(self.mailer.sent[-1])

    async def signed_in(self, email, role=Role.BO):
        await self.invite(email, role)
        browser = self.browser()
        answer = await browser.get(REDEEM + await self.link(browser, email))
        assert answer.json()["status"] == "signed_in", answer.text
        return browser


@asynccontextmanager
async def office(dsn, *instead, **settings):
    mailer, clock = MemoryMailer(), ManualClock()
    async with web_application(dsn, ByHand(mailer, clock), *instead, **settings) as web:
        yield Office(web, mailer, clock)
