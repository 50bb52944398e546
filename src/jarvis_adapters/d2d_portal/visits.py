"""What is done on a page of the portal: sign in, ask for a contract, take what stands there."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from importlib.resources import files
from urllib.parse import urljoin

import msgspec
from playwright.async_api import Error as BrowserError
from playwright.async_api import Page, Request, Response
from playwright.async_api import TimeoutError as NothingSeen

from jarvis_adapters.d2d_portal.browser import is_at_home
from jarvis_adapters.d2d_portal.profile import PortalProfile
from jarvis_adapters.d2d_portal.reading import PageView, Trouble
from jarvis_domain.ports.crm import CrmAuthFailed, CrmFailure, CrmUnavailable
from jarvis_domain.understanding.contracts import ContractNumber

_READ_PAGE = (files(__package__) / "read_page.js").read_text(encoding="utf-8")
_SETTLED = '(known) => document.readyState !== "loading" && document.querySelector(known) !== null'


class Site(msgspec.Struct, frozen=True):
    """One portal: where it is, how it is read, and who we are there."""

    base_url: str
    profile: PortalProfile
    username: str
    password: str

    def url(self, path: str) -> str:
        return urljoin(self.base_url.rstrip("/") + "/", path)

    def __repr__(self) -> str:
        return f"Site({self.base_url})"


Visit = PageView | Trouble


async def sign_in(page: Page, site: Site) -> CrmFailure | None:
    """Signs the page's context in; None when the portal shows that it did."""
    form = site.profile.sign_in
    opened = await _go(page, site.url(form.path), (form.password,), site)
    if isinstance(opened, Trouble):
        return CrmUnavailable(detail=f"sign-in page: {opened.detail}")
    if opened.signed_in:
        return None
    if not opened.signed_out:
        return _no_form(opened, site)
    await page.fill(form.username, site.username)
    await page.fill(form.password, site.password)
    return _entered(await _submit(page, form.submit, (form.proof, form.password), site), site)


def _no_form(view: PageView, site: Site) -> CrmFailure:
    if closed := site.profile.maintenance.found_in(view.maintenance):
        return CrmUnavailable(detail=f"the portal says: {closed.strip()[:120]}")
    return CrmAuthFailed(detail="the sign-in page has no password field the profile knows")


def _entered(view: Visit, site: Site) -> CrmFailure | None:
    if isinstance(view, Trouble):
        return CrmUnavailable(detail=f"after sign-in: {view.detail}")
    if view.signed_in:
        return None
    if closed := site.profile.maintenance.found_in(view.maintenance):
        return CrmUnavailable(detail=f"the portal says: {closed.strip()[:120]}")
    refused = site.profile.refused.found_in(view.refused)
    return CrmAuthFailed(detail=(refused or "the portal asks for more than name and password").strip()[:120])


async def ask_for(page: Page, site: Site, number: ContractNumber) -> Visit:
    """The page that answers for `number`, whatever it is: the contract, not found, signed out."""
    search, profile = site.profile.search, site.profile
    known = (profile.contract.label, profile.not_found.selector, profile.maintenance.selector)
    url = site.url(search.path.replace("{number}", number.value))
    if search.field is None or search.submit is None:
        return await _go(page, url, (*known, profile.sign_in.password), site)
    form = await _go(page, url, (search.field, profile.sign_in.password), site)
    if isinstance(form, Trouble) or form.signed_out:
        return form
    await page.fill(search.field, number.value)
    return await _submit(page, search.submit, (*known, profile.sign_in.password), site)


async def _go(page: Page, url: str, awaited: tuple[str, ...], site: Site) -> Visit:
    return await _unbroken(page, _take(page, lambda: page.goto(url, wait_until="commit"), awaited, site))


async def _submit(page: Page, button: str, awaited: tuple[str, ...], site: Site) -> Visit:
    return await _unbroken(page, _take(page, lambda: _click_through(page, button), awaited, site))


async def _click_through(page: Page, button: str) -> Response | None:
    async with page.expect_navigation(wait_until="commit") as arrival:
        await page.click(button)
    return await arrival.value


async def _take(
    page: Page, navigate: Callable[[], Awaitable[Response | None]], awaited: tuple[str, ...], site: Site
) -> Visit:
    """Waits until one of the awaited stands on the page, not longer than it may take, and takes the view."""
    response = await navigate()
    if response is not None and response.status >= 500:
        return Trouble(f"HTTP {response.status}")
    try:
        settle = site.profile.settle_seconds * 1000
        await page.wait_for_function(_SETTLED, arg=", ".join(awaited), timeout=settle)
    except NothingSeen:
        pass  # what stands there now is read, and judged
    view = msgspec.convert(await page.evaluate(_READ_PAGE, _questions(site.profile)), PageView)
    if view.loading:
        return Trouble("the page did not come to its end")
    if view.address and not is_at_home(view.address, site.base_url, site.profile):
        return PageView(flaw="the portal led to another site")
    return view


async def _unbroken(page: Page, visit: Coroutine[None, None, Visit]) -> Visit:
    """The visit; raises BrowserError for a page of which only a part comes, where Chromium waits on."""
    broken: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    ours: list[Request] = []

    def started(request: Request) -> None:
        if not ours and _moves(page, request):
            ours.append(request)

    def failed(request: Request) -> None:
        # A page may start navigations of its own, which are blocked: those do not count.
        if _first_hop(request) in ours and not broken.done():
            broken.set_result(request.failure or "no reason given")

    page.on("request", started)
    page.on("requestfailed", failed)
    visiting = asyncio.ensure_future(visit)
    try:
        await asyncio.wait((visiting, broken), return_when=asyncio.FIRST_COMPLETED)
        if broken.done():
            raise BrowserError(f"the page broke off: {broken.result()}")
        return visiting.result()
    finally:
        page.remove_listener("request", started)
        page.remove_listener("requestfailed", failed)
        visiting.cancel()


def _moves(page: Page, request: Request) -> bool:
    return request.is_navigation_request() and request.frame is page.main_frame


def _first_hop(request: Request) -> Request:
    while request.redirected_from is not None:
        request = request.redirected_from
    return request


def _questions(profile: PortalProfile) -> dict[str, object]:
    return {
        "labels": list(profile.contract.fields.by_label()),
        "label": profile.contract.label,
        "value": profile.contract.value,
        "layout": profile.contract.layout,
        "password": profile.sign_in.password,
        "proof": profile.sign_in.proof,
        "not_found": profile.not_found.selector,
        "maintenance": profile.maintenance.selector,
        "refused": profile.refused.selector,
    }
