"""Where the built front end lies: beside this module, in a clone and in the wheel."""

from pathlib import Path

from jarvis_adapters.http.pages import page_routes

WEB_DIST = Path(__file__).parent / "web_dist"
PAGES = page_routes(WEB_DIST)
