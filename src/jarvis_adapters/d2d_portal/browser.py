"""Which browser there is, and one running with everything shut that a portal has no need of."""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from playwright.async_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    Route,
    StorageState,
    async_playwright,
)

from jarvis_adapters.d2d_portal.profile import PortalProfile

_ON_PATH = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_HELP = (
    "Install one: `playwright install --only-shell chromium` where its download is reachable, "
    "or the system's package (Debian: chromium-headless-shell or chromium), or name an installed one in the "
    "settings."
)
# A portal's pages need these kinds of requests and no others.
_NEEDED = {"document", "script", "stylesheet", "xhr", "fetch"}


class BrowserFound(msgspec.Struct, frozen=True):
    """`path` of the browser; None: the one Playwright brought itself."""

    path: Path | None
    source: str


class BrowserMissing(msgspec.Struct, frozen=True):
    """No browser can be started; `message` says what to do."""

    message: str


BrowserSearch = BrowserFound | BrowserMissing


async def find_browser(configured: str | None) -> BrowserSearch:
    """The configured browser, else Playwright's own, else a Chromium on the PATH."""
    if configured:
        return _from_setting(configured)
    async with async_playwright() as playwright:
        return _installed(playwright)


def _from_setting(configured: str) -> BrowserSearch:
    found = shutil.which(configured)
    if found:
        return BrowserFound(Path(found), "the settings")
    return BrowserMissing(
        f"The browser in the settings, {configured}, is not there or not executable. {_HELP}"
    )


def _installed(playwright: Playwright) -> BrowserSearch:
    if _has_own(Path(playwright.chromium.executable_path)):
        return BrowserFound(None, "Playwright")
    for name in _ON_PATH:
        if found := shutil.which(name):
            return BrowserFound(Path(found), name)
    return BrowserMissing(f"No Chromium was found. {_HELP}")


def _has_own(full: Path) -> bool:
    """Whether Playwright's download is there: the whole browser, or its headless part alone beside it."""
    build = full.parents[1].name
    headless = full.parents[2] / build.replace("chromium-", "chromium_headless_shell-")
    return full.exists() or (headless != full.parents[1] and headless.exists())


class NoBrowser(Exception):
    """Raised on launch when there is no browser; the text says what to do."""


async def launch(playwright: Playwright, configured: str | None, hosts: set[str]) -> Browser:
    """A headless Chromium that can reach `hosts` only, whatever a page asks for; raises NoBrowser."""
    found = _from_setting(configured) if configured else _installed(playwright)
    if isinstance(found, BrowserMissing):
        raise NoBrowser(found.message)
    # Requests that a redirect or a socket makes never reach a route handler: the resolver stops those.
    rules = ",".join(["MAP * ~NOTFOUND", *(f"EXCLUDE {host}" for host in sorted(hosts))])
    return await playwright.chromium.launch(
        executable_path=found.path,
        chromium_sandbox=os.geteuid() != 0,  # Chromium refuses its sandbox to root
        args=["--disable-gpu", f"--host-resolver-rules={rules}"],
        handle_sigint=False,
        handle_sigterm=False,
        handle_sighup=False,
    )


def hosts_of(base_url: str, profile: PortalProfile) -> set[str]:
    return {urlsplit(base_url).hostname or "", *profile.allowed_hosts}


def is_at_home(address: str, base_url: str, profile: PortalProfile) -> bool:
    """Whether an address is the portal's own (scheme, host, port), or on a further host of the profile."""
    there, home = urlsplit(address), urlsplit(base_url)
    same = (there.scheme, there.hostname, there.port) == (home.scheme, home.hostname, home.port)
    return same or (there.scheme == "https" and there.hostname in profile.allowed_hosts)


async def open_context(
    browser: Browser, base_url: str, profile: PortalProfile, *, state: StorageState | None = None
) -> BrowserContext:
    """A context for the portal alone: no downloads, no workers, no sockets, no popups, no other host."""
    context = await browser.new_context(
        accept_downloads=False, service_workers="block", locale="fr-FR", storage_state=state
    )

    async def let_through(route: Route) -> None:
        request = route.request
        wanted = request.resource_type in _NEEDED and is_at_home(request.url, base_url, profile)
        # "aborted" leaves the page as it is; any other error would put an error page in its place.
        await (route.continue_() if wanted else route.abort("aborted"))

    async def close_popup(page: Page) -> None:
        if await page.opener() is not None:
            await page.close()

    await context.route("**/*", let_through)
    await context.route_web_socket("**", lambda socket: socket.close())
    context.on("page", close_popup)
    return context
