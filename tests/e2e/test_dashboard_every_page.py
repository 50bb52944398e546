"""What holds on every page of the dashboard, in French and Arabic: the pages are those the router knows."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from support.dashboard import dashboard, serious_findings

ROUTES = Path(__file__).parents[2] / "frontend/src/routeTree.gen.ts"
EXAMPLES = {"$number": "F0000007D"}
DIRECTIONS = {"fr": "ltr", "ar": "rtl"}
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 360, "height": 740}

# Past the window's edge, or past the edge of the part that holds the page.
_TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll('main')]
  .filter((part) => part.scrollWidth > part.clientWidth)
  .map((part) => `${part.tagName} ${part.scrollWidth} > ${part.clientWidth}`)"""
_IN_MAIN = "() => document.activeElement !== document.body && !!document.activeElement.closest('main')"
# Colours fade from one scheme to the other; what turns for ever is not waited for.
_AT_REST = """async () => {
  const fades = (each) => each.effect.getComputedTiming().iterations !== Infinity
  const frame = () => new Promise(requestAnimationFrame)
  do { await frame(); await frame() } while (document.getAnimations().some(fades))
}"""
_REACHABLE = "main :is(a[href], button, input, textarea, [tabindex='0']):not(:disabled):visible"


def pages():
    """Every address of the app, with an example for what is variable in it."""
    known = re.search(r"interface FileRoutesByTo \{(.*?)\}", ROUTES.read_text(), re.DOTALL)[1]
    found = sorted(set(re.findall(r'"(/[^"]*)"', known)))
    return ["/".join(EXAMPLES.get(part, part) for part in path.split("/")) for path in found]


INSIDE = [path for path in pages() if path.startswith("/app")]
OUTSIDE = [path for path in pages() if not path.startswith("/app")]


@pytest.fixture(scope="module")
def board(tmp_path_factory, databases):
    with databases.fresh() as dsn, dashboard(tmp_path_factory.mktemp("board"), dsn) as built:
        built.seed(600)
        yield built


@pytest.fixture(scope="module")
def signed_in(board):
    """A window for each language, in which the administrator is signed in."""
    asked = board.window()
    state = board.signed_in(asked).context.storage_state()
    asked.context.close()
    return windows(board, storage_state=state)


@pytest.fixture(scope="module")
def stranger(board):
    return windows(board)


def windows(board, **more):
    """Colours that are still changing have no contrast to judge: nothing moves."""
    return {one: board.window(one, WIDE, reduced_motion="reduce", **more) for one in DIRECTIONS}


def settled(page):
    """The page is there, and nothing of it is still on its way."""
    expect(page.get_by_role("heading").first).to_be_visible()
    expect(page.locator("main .animate-pulse, main [aria-busy=true]")).to_have_count(0)
    page.evaluate(_AT_REST)


def flaws(page):
    return {"axe": serious_findings(page), "too wide": page.evaluate(_TOO_WIDE)}


NONE = {"axe": [], "too wide": []}


def holds(page, language):
    settled(page)
    root = page.locator("html")
    expect(root).to_have_attribute("lang", re.compile(language))
    expect(root).to_have_attribute("dir", DIRECTIONS[language])
    assert flaws(page) == NONE
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(NARROW)
    settled(page)
    assert flaws(page) == NONE
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    assert page.trouble == []


def arrives(page, path):
    page.trouble.clear()
    page.goto(path)
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("path", INSIDE)
def test_a_page_of_the_shell_is_whole_and_within_reach_of_everybody(signed_in, path, language):
    page = signed_in[language]
    arrives(page, path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate(_IN_MAIN)
    page.keyboard.press("Tab")
    assert page.evaluate(_IN_MAIN) or not page.locator(_REACHABLE).count(), "the page follows the skip link"
    holds(page, language)


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("path", INSIDE)
def test_what_a_row_opens_is_as_sound_as_its_list(signed_in, path, language):
    page = signed_in[language]
    arrives(page, path)
    rows = page.locator("main [data-row]")
    if rows.count():
        rows.first.click()
        holds(page, language)


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("path", OUTSIDE)
def test_a_page_before_the_door_is_sound_too(stranger, path, language):
    page = stranger[language]
    arrives(page, path)
    holds(page, language)
