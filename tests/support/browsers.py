"""A browser for pages that people look at, the same that JARVIS itself would take."""

import asyncio
import os
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

from jarvis_adapters.d2d_portal.browser import BrowserFound, find_browser


@contextmanager
def browser():
    found = asyncio.run(find_browser(os.environ.get("JARVIS_BROWSER")))
    assert isinstance(found, BrowserFound), found
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=found.path, chromium_sandbox=os.geteuid() != 0, args=["--disable-gpu"]
        )
        yield launched
        launched.close()
