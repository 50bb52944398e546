"""The D2D portal through a headless browser: contracts looked up, never guessed."""

from jarvis_adapters.d2d_portal.browser import BrowserFound, BrowserMissing, find_browser
from jarvis_adapters.d2d_portal.portal import D2dPortal
from jarvis_adapters.d2d_portal.profile import InvalidProfile, PortalProfile, load_profile

__all__ = [
    "BrowserFound",
    "BrowserMissing",
    "D2dPortal",
    "InvalidProfile",
    "PortalProfile",
    "find_browser",
    "load_profile",
]
