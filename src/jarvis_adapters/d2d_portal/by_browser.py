"""A contract looked at in the browser: one visit, and a second, traced look at what is not believed."""

import asyncio
from pathlib import Path

from playwright.async_api import Error as BrowserError
from playwright.async_api import Page

from jarvis_adapters.d2d_portal.evidence import Evidence
from jarvis_adapters.d2d_portal.reading import (
    Seen,
    SignedOut,
    Trouble,
    Visited,
    outcome_of,
    parse_contract_page,
)
from jarvis_adapters.d2d_portal.session import Entrance, PortalSession, first_line
from jarvis_adapters.d2d_portal.visits import Site, ask_for
from jarvis_domain.ports.crm import CrmFailure, CrmPageChanged, CrmUnavailable
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.understanding.contracts import ContractNumber


class ByBrowser:
    """Visits on the pages of a session; at most one look is traced at a time."""

    def __init__(self, session: PortalSession, site: Site, evidence: Evidence, clock: Clock) -> None:
        self._session = session
        self._site = site
        self._evidence = evidence
        self._clock = clock
        self._tracing = asyncio.Lock()

    async def visit(self, number: ContractNumber, *, beyond: int = 0) -> Visited:
        """What the portal shows of `number` to a sign-in later than number `beyond`."""
        entered = await self._session.enter(beyond=beyond)
        if not isinstance(entered, Entrance):
            return Visited(as_seen(entered), beyond)
        return Visited(await self._look(entered, number), entered.sign_in)

    async def visit_traced(self, number: ContractNumber) -> tuple[Seen, Path | None]:
        """One visit of which everything is kept; also the folder it is kept in."""
        entered = await self._session.enter()
        if not isinstance(entered, Entrance):
            return entered, None
        try:
            return await self._traced(entered, number, keep_always=True)
        except BrowserError as error:
            await self._session.recheck()
            return Trouble(first_line(error)), None

    async def _look(self, entrance: Entrance, number: ContractNumber) -> Seen:
        try:
            async with self._session.page(entrance, f"{number}-trouble") as page:
                seen = await self._read(page, number)
            if isinstance(seen, CrmPageChanged):
                return await self._second_look(entrance, number, seen)
        except BrowserError as error:
            await self._session.recheck()
            return Trouble(first_line(error))
        return seen

    async def _read(self, page: Page, number: ContractNumber) -> Seen:
        view = await ask_for(page, self._site, number)
        if isinstance(view, Trouble):
            return view
        return parse_contract_page(view, self._site.profile, number, self._clock.now())

    async def _second_look(self, entrance: Entrance, number: ContractNumber, first: Seen) -> Seen:
        """A page that is not believed is looked at once more, traced; one such look at a time is enough."""
        if self._tracing.locked() or not self._evidence.wanted:
            return first
        second, _ = await self._traced(entrance, number, keep_always=False)
        return first if isinstance(second, (SignedOut, Trouble)) else second

    async def _traced(
        self, entrance: Entrance, number: ContractNumber, *, keep_always: bool
    ) -> tuple[Seen, Path | None]:
        async with self._tracing, self._session.spare_page(entrance) as page:
            await page.context.tracing.start(snapshots=True, screenshots=True)
            seen = await self._read(page, number)
            if not keep_always and not isinstance(seen, CrmPageChanged):
                return seen, None
            case = f"{number}-{outcome_of(seen)}"
            return seen, await self._evidence.keep(page, case, self._site.password, traced=True)


def as_seen(failure: CrmFailure) -> Seen:
    """Why there is no entrance; a portal that is away is tried again."""
    return Trouble(failure.detail) if isinstance(failure, CrmUnavailable) else failure
