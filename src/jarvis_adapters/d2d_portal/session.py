"""One browser, signed in once for everybody, with a pool of pages; started again when it died."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Coroutine
from contextlib import asynccontextmanager
from typing import TypeVar
from weakref import WeakKeyDictionary

import msgspec
import structlog
from playwright.async_api import Browser, BrowserContext, Page, Playwright, async_playwright
from playwright.async_api import Error as BrowserError

from jarvis_adapters.d2d_portal.browser import NoBrowser, hosts_of, launch, open_context
from jarvis_adapters.d2d_portal.evidence import Evidence
from jarvis_adapters.d2d_portal.visits import Site, sign_in
from jarvis_domain.ports.crm import CrmFailure, CrmUnavailable

log = structlog.get_logger(__name__)

_CLOSING_SECONDS = 5.0
VISITS_OF_A_PAGE = 50
"""A page remembers what it has shown: browser and driver would grow with every visit."""
T = TypeVar("T")


class Entrance(msgspec.Struct, frozen=True):
    """A signed-in context; `sign_in` counts the sign-ins of this process, from 1."""

    context: BrowserContext
    sign_in: int


Entered = Entrance | CrmFailure


class PortalSession:
    """Hands out signed-in pages; at most one sign-in runs at a time and all who need it share its outcome."""

    def __init__(
        self, site: Site, *, browser_path: str | None, pages: int, deadline: float, evidence: Evidence
    ) -> None:
        self._site = site
        self._browser_path = browser_path
        self._deadline = deadline
        self._evidence = evidence
        self._slots = asyncio.Semaphore(pages)
        self._idle: list[Page] = []
        self._visits: WeakKeyDictionary[Page, int] = WeakKeyDictionary()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._context: BrowserContext | None = None
        self._entrance: Entrance | None = None
        self._ended = asyncio.Event()
        self._sign_ins = 0
        self._entering: asyncio.Task[Entered] | None = None
        self._leaving: set[asyncio.Task[None]] = set()

    async def enter(self, *, beyond: int = 0) -> Entered:
        """A context signed in later than sign-in number `beyond`: the one there is, or a new one."""
        if self._entrance and self._entrance.sign_in > beyond and self._alive():
            return self._entrance
        if self._entering is None or self._entering.done():
            self._entering = asyncio.create_task(self._enter_anew())
        return await asyncio.shield(self._entering)

    @asynccontextmanager
    async def page(self, entrance: Entrance, case: str) -> AsyncIterator[Page]:
        """A page for one visit. One that was left by an error or a deadline is kept as `case` and closed."""
        async with self._slots:
            page = self._idle_page(entrance) or await self._new_page(entrance.context)
            try:
                yield page
            except BaseException:
                self._behind_the_back(self._see_off(page, case))
                raise
            self._put_back(page)

    @asynccontextmanager
    async def spare_page(self, entrance: Entrance) -> AsyncIterator[Page]:
        """A page in a context of its own with the same session: what is traced there is of one visit."""
        browser = entrance.context.browser
        if browser is None:
            raise BrowserError("the browser of this context is gone")
        state = await entrance.context.storage_state()
        context = await open_context(browser, self._site.base_url, self._site.profile, state=state)
        try:
            yield await self._new_page(context)
        finally:
            self._behind_the_back(_bounded(context.close()))

    async def recheck(self) -> None:
        """After an error: a browser that no longer answers is given up, so that the next entry starts one."""
        if self._context is None or not self._alive():
            return
        try:
            async with asyncio.timeout(_CLOSING_SECONDS):
                await self._context.cookies()
        except (BrowserError, TimeoutError):
            self._context = None

    async def close(self) -> None:
        """Ends the browser and its children; the next entry would start a new one."""
        if self._entering is not None:
            self._entering.cancel()
            await asyncio.wait([self._entering])
        if self._leaving:
            await asyncio.wait(self._leaving)
        await self._shut_down()

    async def _new_page(self, context: BrowserContext) -> Page:
        return await self._while_it_lives(context.new_page())

    async def _while_it_lives(self, work: Coroutine[None, None, T]) -> T:
        """What comes of the work; BrowserError if the browser ends, which some of its calls outlast."""
        working, ended = asyncio.ensure_future(work), asyncio.ensure_future(self._ended.wait())
        try:
            await asyncio.wait((working, ended), return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                raise BrowserError("the browser ended")
            return working.result()
        finally:
            working.cancel()
            ended.cancel()

    def _alive(self) -> bool:
        return self._context is not None and self._browser is not None and self._browser.is_connected()

    async def _enter_anew(self) -> Entered:
        self._entrance = None
        try:
            async with asyncio.timeout(self._deadline):
                return await self._sign_in(self._context if self._alive() else await self._start())
        except TimeoutError:
            return CrmUnavailable(detail="the sign-in did not end in time")
        except NoBrowser as lack:
            return CrmUnavailable(detail=str(lack))
        except BrowserError as error:
            await self.recheck()
            return CrmUnavailable(detail=f"sign-in: {first_line(error)}")

    async def _sign_in(self, context: BrowserContext | None) -> Entered:
        if context is None:
            raise BrowserError("the browser ended")
        page = await self._new_page(context)
        try:
            failure = await self._while_it_lives(sign_in(page, self._site))
        finally:
            self._behind_the_back(_bounded(page.close()))
        if failure is not None:
            return failure
        self._sign_ins += 1
        self._entrance = Entrance(context, self._sign_ins)
        log.info("signed in to the portal", sign_in=self._sign_ins)
        return self._entrance

    async def _start(self) -> BrowserContext:
        """A new driver, browser and context; what was there before is ended."""
        await self._shut_down()
        self._playwright = await async_playwright().start()
        hosts = hosts_of(self._site.base_url, self._site.profile)
        self._browser = await launch(self._playwright, self._browser_path, hosts)
        self._ended = _end_of(self._browser)
        self._context = await open_context(self._browser, self._site.base_url, self._site.profile)
        self._context.set_default_timeout(self._deadline * 1000)
        log.info("browser started", version=self._browser.version)
        return self._context

    async def _shut_down(self) -> None:
        browser, playwright = self._browser, self._playwright
        self._browser = self._playwright = self._context = self._entrance = None
        self._idle.clear()
        if browser is not None:
            await _bounded(browser.close())
        if playwright is not None:
            await _bounded(playwright.stop())

    def _put_back(self, page: Page) -> None:
        self._visits[page] = self._visits.get(page, 0) + 1
        if self._visits[page] < VISITS_OF_A_PAGE:
            self._idle.append(page)
        else:
            self._behind_the_back(_bounded(page.close()))

    def _idle_page(self, entrance: Entrance) -> Page | None:
        while self._idle:
            page = self._idle.pop()
            if page.context is entrance.context and not page.is_closed():
                return page
        return None

    def _behind_the_back(self, ending: Coroutine[None, None, None]) -> None:
        """Ends something without the caller waiting: a hanging page must not hold anybody up."""
        task = asyncio.create_task(ending)
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    async def _see_off(self, page: Page, case: str) -> None:
        if self._evidence.wanted:
            await _bounded(self._evidence.keep(page, case, self._site.password))
        await _bounded(page.close())


def _end_of(browser: Browser) -> asyncio.Event:
    ended = asyncio.Event()

    def note(_: Browser) -> None:
        ended.set()

    browser.on("disconnected", note)
    return ended


async def _bounded(ending: Awaitable[object]) -> None:
    """Ends something that may already be gone, or not answer any more."""
    try:
        async with asyncio.timeout(_CLOSING_SECONDS):
            await ending
    except (BrowserError, TimeoutError) as reason:
        log.debug("browser part did not end in order", reason=first_line(reason))


def first_line(error: BaseException) -> str:
    """An error of the browser without its call log, which may hold what was typed."""
    return (str(error) or type(error).__name__).splitlines()[0][:200]
