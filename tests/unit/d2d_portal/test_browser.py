"""Which addresses are the portal's own, and which browser is taken."""

import asyncio

import pytest

from jarvis_adapters.d2d_portal.browser import BrowserFound, BrowserMissing, find_browser, is_at_home
from jarvis_adapters.d2d_portal.profile import load_profile

HOME = "https://portail.example/d2d"


@pytest.mark.parametrize("address", ["https://portail.example/", "https://portail.example/other?x=1"])
def test_the_portals_own_addresses_are_at_home(address):
    assert is_at_home(address, HOME, load_profile(None))


@pytest.mark.parametrize(
    "address",
    [
        "http://portail.example/d2d",
        "https://portail.example:8443/d2d",
        "https://portail.example.evil/",
        "https://portail.example@evil.example/",
        "file:///etc/passwd",
        "http://169.254.169.254/",
        "about:blank",
    ],
)
def test_any_other_address_is_not(address):
    assert not is_at_home(address, HOME, load_profile(None))


def test_a_configured_browser_that_is_not_there_is_said_with_what_to_do():
    found = asyncio.run(find_browser("/nowhere/chromium"))

    assert isinstance(found, BrowserMissing)
    assert "/nowhere/chromium" in found.message
    assert "Install one" in found.message


def test_a_configured_browser_goes_before_all_others(tmp_path):
    browser = tmp_path / "chromium"
    browser.write_text("#!/bin/sh\n")
    browser.chmod(0o755)

    assert asyncio.run(find_browser(str(browser))) == BrowserFound(browser, "the settings")
