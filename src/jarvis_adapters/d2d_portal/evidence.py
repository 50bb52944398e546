"""What is kept of a look-up that failed: page, picture and trace, without secrets and not for ever."""

import asyncio
import re
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

import structlog
from playwright.async_api import BrowserContext, Page
from playwright.async_api import Error as BrowserError

from jarvis_domain.ports.runtime import Clock

log = structlog.get_logger(__name__)

_MASK = "***"
_INPUT_VALUE = re.compile(r"""(<input\b[^>]*?\bvalue=)("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_HEADER = re.compile(
    rb'("name"\s*:\s*"(?:cookie|set-cookie|authorization)"\s*,\s*"value"\s*:\s*)"(?:[^"\\]|\\.)*"',
    re.IGNORECASE,
)
_COOKIES = re.compile(rb'("cookies"\s*:\s*)\[[^\]]*\]', re.IGNORECASE)
_PATIENCE_MS = 2000
_HTML = '() => (document.documentElement?.outerHTML ?? "").slice(0, 2_000_000)'


async def secrets_of(context: BrowserContext, password: str) -> tuple[str, ...]:
    """The password and every value the session rests on."""
    state = await context.storage_state()
    cookies = [cookie["value"] for cookie in state["cookies"]]
    stored = [item["value"] for origin in state["origins"] for item in origin["localStorage"]]
    return tuple(
        sorted({secret for secret in (password, *cookies, *stored) if secret}, key=len, reverse=True)
    )


def scrub_html(html: str, secrets: Iterable[str]) -> str:
    """The page without what stands in its form fields, and without the secrets."""
    masked = _INPUT_VALUE.sub(rf'\1"{_MASK}"', html)
    for secret in secrets:
        masked = masked.replace(secret, _MASK)
    return masked


def scrub_trace(trace: Path, secrets: Iterable[str]) -> None:
    """Rewrites a trace in place without cookies, form fields and secrets, also in percent-encoding."""
    spellings = {spelling.encode() for secret in secrets for spelling in (secret, quote(secret, safe=""))}
    clean = trace.with_suffix(".part")
    with zipfile.ZipFile(trace) as old, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, _scrub_entry(old.read(name), spellings))
    clean.replace(trace)


def _scrub_entry(content: bytes, spellings: set[bytes]) -> bytes:
    content = _HEADER.sub(rb'\1"***"', content)
    content = _COOKIES.sub(rb"\1[]", content)
    for spelling in sorted(spellings, key=len, reverse=True):
        content = content.replace(spelling, _MASK.encode())
    return content


class Evidence:
    """A folder with the newest `most` cases; without a folder nothing is. Never raises for a lost page."""

    def __init__(self, folder: Path | None, clock: Clock, *, most: int = 20) -> None:
        self._folder = folder
        self._clock = clock
        self._most = most

    @property
    def wanted(self) -> bool:
        return self._folder is not None

    async def keep(self, page: Page, name: str, password: str, *, traced: bool = False) -> Path | None:
        """Writes page.html, page.png and, when its context is traced, trace.zip; says where."""
        if self._folder is None:
            return None
        case = self._folder / f"{self._clock.now():%Y%m%dT%H%M%S%f}-{name}"
        try:
            await asyncio.to_thread(self._make_room, case)
            secrets = await secrets_of(page.context, password)
            if traced:
                await page.context.tracing.stop(path=case / "trace.zip")
                await asyncio.to_thread(scrub_trace, case / "trace.zip", secrets)
            html = scrub_html(await page.evaluate(_HTML), secrets)
            await asyncio.to_thread((case / "page.html").write_text, html, encoding="utf-8")
            fields = page.locator("input, textarea")
            await page.screenshot(path=case / "page.png", mask=[fields], timeout=_PATIENCE_MS)
        except (BrowserError, OSError) as reason:
            log.warning("evidence not complete", case=case.name, reason=str(reason).splitlines()[0])
        return case

    async def keep_html(self, body: bytes, name: str, secrets: Iterable[str]) -> None:
        """Writes page.html of a page that no browser drew."""
        if self._folder is None:
            return
        case = self._folder / f"{self._clock.now():%Y%m%dT%H%M%S%f}-{name}"
        html = scrub_html(body.decode(errors="replace"), secrets)
        try:
            await asyncio.to_thread(self._make_room, case)
            await asyncio.to_thread((case / "page.html").write_text, html, encoding="utf-8")
        except OSError as reason:
            log.warning("evidence not complete", case=case.name, reason=str(reason))

    def _make_room(self, case: Path) -> None:
        case.mkdir(mode=0o700, parents=True)
        cases = sorted(entry for entry in case.parent.iterdir() if entry.is_dir())
        for old in cases[: -self._most]:
            shutil.rmtree(old, ignore_errors=True)
