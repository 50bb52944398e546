"""A contract looked at without the browser: its page fetched over the browser's session, and parsed.

The browser signs in, and stands by. After each sign-in, and again after so many pages, it looks at the same
contract, and pages it did not see are believed only once both saw the same: scripts may draw what the HTML
does not say. A page that is not understood is looked at by the browser instead.
"""

import asyncio
from collections.abc import Callable
from enum import StrEnum

import msgspec
import structlog
from playwright.async_api import Error as BrowserError

from jarvis_adapters.d2d_portal.by_browser import ByBrowser, as_seen
from jarvis_adapters.d2d_portal.evidence import Evidence
from jarvis_adapters.d2d_portal.fetching import HttpEntrance
from jarvis_adapters.d2d_portal.http_visits import HttpVisits, Looked
from jarvis_adapters.d2d_portal.reading import Seen, SignedOut, Trouble, Visited
from jarvis_adapters.d2d_portal.session import Entrance, PortalSession, first_line
from jarvis_adapters.d2d_portal.visits import Site
from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.ports.crm import CrmFailure, CrmPageChanged, CrmUnavailable
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.understanding.contracts import ContractNumber

log = structlog.get_logger(__name__)

CREDIT = 500
"""So many pages are believed after one that the browser confirmed."""


class PageByHttp(StrEnum):
    """What became of a page that was fetched without the browser."""

    BELIEVED = "believed"
    CONFIRMED = "confirmed"
    DIFFERS = "differs"
    NOT_UNDERSTOOD = "not_understood"
    SIGNED_OUT = "signed_out"
    TROUBLE = "trouble"


class ByHttp:
    """Visits by plain requests over at most `pages` connections, with the browser beside them; close it."""

    def __init__(
        self,
        site: Site,
        session: PortalSession,
        browser: ByBrowser,
        evidence: Evidence,
        clock: Clock,
        *,
        pages: int,
        observe: Callable[[PageByHttp], None],
    ) -> None:
        self._site = site
        self._session = session
        self._browser = browser
        self._evidence = evidence
        self._observe = observe
        self._visits = HttpVisits(site, clock, pages)
        self._checking = asyncio.Semaphore(pages)
        self._entrance: HttpEntrance | None = None
        self._credit = 0
        self._complained_of = 0

    async def close(self) -> None:
        """Closes the connections; the browser is the session's."""
        await self._visits.close()

    async def visit(self, number: ContractNumber, *, beyond: int = 0) -> Visited:
        """What the portal shows of `number` to a sign-in later than number `beyond`."""
        entrance = await self._enter(beyond)
        if not isinstance(entrance, HttpEntrance):
            return Visited(as_seen(entrance), beyond)
        looked = await self._visits.look(entrance, number)
        if isinstance(looked.seen, (Trouble, CrmUnavailable)):
            self._observe(PageByHttp.TROUBLE)
            return Visited(looked.seen, entrance.sign_in)
        return self._believed(entrance, looked) or await self._checked(entrance, number, looked)

    async def _enter(self, beyond: int) -> HttpEntrance | CrmFailure:
        """The session's cookies; they outlive the browser they came from."""
        if self._entrance is not None and self._entrance.sign_in > beyond:
            return self._entrance
        entered = await self._session.enter(beyond=beyond)
        if not isinstance(entered, Entrance):
            return entered
        try:
            entrance = await HttpEntrance.of(entered, self._site.base_url)
        except BrowserError as error:
            await self._session.recheck()
            return CrmUnavailable(detail=first_line(error))
        if self._entrance is None or self._entrance.sign_in < entrance.sign_in:
            self._entrance, self._credit = entrance, 0
        return self._entrance

    def _believed(self, entrance: HttpEntrance, looked: Looked) -> Visited | None:
        """The visit, if it needs no browser to be believed."""
        if isinstance(looked.seen, CrmPageChanged) or entrance is not self._entrance or not self._credit:
            return None
        self._credit -= 1
        self._observe(PageByHttp.SIGNED_OUT if isinstance(looked.seen, SignedOut) else PageByHttp.BELIEVED)
        return Visited(looked.seen, entrance.sign_in)

    async def _checked(self, entrance: HttpEntrance, number: ContractNumber, looked: Looked) -> Visited:
        """The browser's visit; what it saw decides whether the next ones need it."""
        async with self._checking:
            if believed := self._believed(entrance, looked):  # others were confirmed while this one waited
                return believed
            shown = await self._browser.visit(number, beyond=entrance.sign_in - 1)
        became = _verdict(looked.seen, shown.seen)
        self._observe(became)
        if entrance is self._entrance and became is PageByHttp.DIFFERS:
            self._credit = 0
        elif entrance is self._entrance and became is PageByHttp.CONFIRMED:
            self._credit = CREDIT if isinstance(shown.seen, ContractSnapshot) else self._credit
        if became in {PageByHttp.DIFFERS, PageByHttp.NOT_UNDERSTOOD}:
            await self._complain(entrance, number, looked)
        return shown

    async def _complain(self, entrance: HttpEntrance, number: ContractNumber, looked: Looked) -> None:
        """A line for each such page; the page itself is kept once for each sign-in."""
        unlike = "the browser saw something else"
        reason = looked.seen.detail if isinstance(looked.seen, CrmPageChanged) else unlike
        log.warning("page not believed without the browser", contract=number.value, reason=reason)
        if looked.body and self._complained_of < entrance.sign_in:
            self._complained_of = entrance.sign_in
            secrets = (self._site.password, *dict(entrance.cookies).values())
            await self._evidence.keep_html(looked.body, f"{number}-http", secrets)


def _verdict(seen: Seen, shown: Seen) -> PageByHttp:
    """What became of a page that the browser looked at too."""
    if isinstance(seen, CrmPageChanged):
        return PageByHttp.NOT_UNDERSTOOD
    if isinstance(shown, Trouble):
        return PageByHttp.TROUBLE
    if isinstance(seen, SignedOut):
        return PageByHttp.SIGNED_OUT
    if isinstance(seen, ContractSnapshot) and isinstance(shown, ContractSnapshot):
        seen = msgspec.structs.replace(seen, read_at=shown.read_at)
    return PageByHttp.CONFIRMED if seen == shown else PageByHttp.DIFFERS
