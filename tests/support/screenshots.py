"""Every page of the dashboard, French and Arabic x desktop and phone x light and dark, into `.screenshots/`.

Run as `make screenshots`; arguments choose pages: `make screenshots PAGES="messages complaints"`.
"""

import argparse
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import expect

from jarvis_adapters.postgres.embedded import EmbeddedPostgres
from support.dashboard import DESKTOP, PHONE, dashboard
from support.database import Databases

OUT = Path(__file__).parents[2] / ".screenshots"
WINDOWS = {"desktop": DESKTOP, "phone": PHONE}
PAGES = {
    "home": "/app",
    **{
        name: f"/app/{name}"
        for name in (
            *("messages", "complaints", "escalations", "tickets", "contractors", "analytics", "promises"),
            *("audit", "templates", "users", "settings", "sessions"),
        )
    },
    "contract": "/app/contracts/F0000007D",
}


def take(board, state, names, folder):
    """One picture for each page, language, window and theme."""
    for language, (window, viewport), scheme in product(("fr", "ar"), WINDOWS.items(), ("light", "dark")):
        page = board.window(language, viewport, color_scheme=scheme, storage_state=state)
        for name in names:
            page.goto(PAGES[name])
            page.get_by_role("heading", level=1).wait_for()
            # The line of events never rests, so "network idle" never comes.
            expect(page.locator("main .animate-pulse")).to_have_count(0)
            page.wait_for_timeout(400)
            page.screenshot(path=folder / f"{name}-{language}-{window}-{scheme}.png")
        page.context.close()


def take_sign_in(board, folder):
    """The pages outside the shell, and the state of a browser that is signed in."""
    for language, (window, viewport), scheme in product(("fr", "ar"), WINDOWS.items(), ("light", "dark")):
        page = board.window(language, viewport, color_scheme=scheme)
        page.goto("/login")
        page.get_by_role("heading", level=1).wait_for()
        page.screenshot(path=folder / f"login-{language}-{window}-{scheme}.png")
        page.context.close()
    page = board.window()
    tab = board.signed_in(page)
    return tab.context.storage_state()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="all, when none is named")
    names = parser.parse_args().pages or list(PAGES)
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="jarvis-screens-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        with (
            EmbeddedPostgres(folder / "postgres", state_dir=folder / "state") as server,
            Databases(server).fresh() as dsn,
            dashboard(folder, dsn) as board,
        ):
            board.seed(2_000)
            take(board, take_sign_in(board, OUT), names, OUT)


if __name__ == "__main__":
    main()
