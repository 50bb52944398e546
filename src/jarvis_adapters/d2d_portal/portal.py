"""The contract look-up in the D2D portal: one deadline, bounded tries, and no status that is not proven."""

import asyncio
from datetime import timedelta
from pathlib import Path

import structlog
from playwright.async_api import Error as BrowserError
from playwright.async_api import Page

from jarvis_adapters.d2d_portal.evidence import Evidence
from jarvis_adapters.d2d_portal.profile import PortalProfile
from jarvis_adapters.d2d_portal.reading import PageReading, SignedOut, parse_contract_page
from jarvis_adapters.d2d_portal.session import Entrance, PortalSession, first_line
from jarvis_adapters.d2d_portal.visits import Site, Trouble, ask_for
from jarvis_domain.answering.contract_status import ContractSnapshot, ContractUnknown
from jarvis_domain.ports.crm import Crm, CrmAnswer, CrmAuthFailed, CrmFailure, CrmPageChanged, CrmUnavailable
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.understanding.contracts import ContractNumber

log = structlog.get_logger(__name__)

_WAITS_SECONDS = (0.3, 1.0)
Seen = PageReading | CrmAuthFailed | Trouble


class D2dPortal(Crm):
    """Looks contracts up with a headless browser that is started and signed in when first needed.

    `deadline` covers a look-up as a whole: waiting for one of the `pages`, signing in, and every try.
    `artefacts` is the folder for what is kept of failed look-ups. Belongs to one event loop; close it.
    """

    def __init__(  # noqa: PLR0913 one keyword for each setting of the portal
        self,
        profile: PortalProfile,
        base_url: str,
        username: str,
        password: str,
        *,
        clock: Clock,
        browser_path: str | None = None,
        pages: int = 4,
        deadline: timedelta = timedelta(seconds=50),
        artefacts: Path | None = None,
    ) -> None:
        self._clock = clock
        self._deadline = deadline.total_seconds()
        self._site = Site(base_url, profile, username, password)
        self._evidence = Evidence(artefacts, clock)
        self._session = PortalSession(
            self._site,
            browser_path=browser_path,
            pages=pages,
            deadline=self._deadline,
            evidence=self._evidence,
        )
        self._tracing = asyncio.Lock()

    async def warm_up(self) -> CrmFailure | None:
        """Starts the browser and signs in, so that the first look-up need not; says what stood against it."""
        entered = await self._session.enter()
        return None if isinstance(entered, Entrance) else entered

    async def close(self) -> None:
        """Ends the browser; look-ups still under way fail."""
        await self._session.close()

    async def look_up(self, number: ContractNumber) -> CrmAnswer:
        started = self._clock.monotonic()
        answer = await self._in_time(number)
        self._log(number, answer, started)
        return answer

    async def look_up_traced(self, number: ContractNumber) -> tuple[CrmAnswer, Path | None]:
        """As `look_up`, but one visit only; also the folder with its trace, however the visit ended."""
        started = self._clock.monotonic()
        try:
            async with asyncio.timeout(self._deadline):
                seen, case = await self._visit_traced(number)
        except TimeoutError:
            seen, case = self._late(), None
        answer = _as_answer(seen)
        self._log(number, answer, started)
        return answer, case

    def _log(self, number: ContractNumber, answer: CrmAnswer, started: float) -> None:
        took = round((self._clock.monotonic() - started) * 1000)
        facts = {"contract": number.value, "outcome": _outcome(answer), "took_ms": took}
        if isinstance(answer, (ContractSnapshot, ContractUnknown)):
            log.info("contract looked up", **facts)
        else:
            log.warning("contract looked up", **facts, reason=answer.detail)

    def _late(self) -> CrmUnavailable:
        return CrmUnavailable(detail=f"no answer within {self._deadline:g} s")

    async def _in_time(self, number: ContractNumber) -> CrmAnswer:
        try:
            async with asyncio.timeout(self._deadline):
                return await self._keep_trying(number)
        except TimeoutError:
            return self._late()

    async def _keep_trying(self, number: ContractNumber) -> CrmAnswer:
        """Tries again after trouble on the way; an answer, also one that is not believed, ends it."""
        seen = await self._signed_in(number)
        for wait in _WAITS_SECONDS:
            if not isinstance(seen, Trouble):
                break
            await self._clock.sleep(wait)
            seen = await self._signed_in(number)
        return _as_answer(seen)

    async def _signed_in(self, number: ContractNumber) -> Seen:
        """One visit, with one new sign-in if the session turns out to have ended."""
        seen: Seen = SignedOut()
        worn_out = 0
        for _ in range(2):
            entered = await self._session.enter(beyond=worn_out)
            if isinstance(entered, CrmUnavailable):
                return Trouble(entered.detail)
            if not isinstance(entered, Entrance):
                return entered
            seen = await self._visit(entered, number)
            if not isinstance(seen, SignedOut):
                return seen
            worn_out = entered.sign_in
        return seen

    async def _visit(self, entrance: Entrance, number: ContractNumber) -> Seen:
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

    async def _visit_traced(self, number: ContractNumber) -> tuple[Seen, Path | None]:
        entered = await self._session.enter()
        if not isinstance(entered, Entrance):
            return entered, None
        try:
            return await self._traced(entered, number, keep_always=True)
        except BrowserError as error:
            await self._session.recheck()
            return Trouble(first_line(error)), None

    async def _traced(
        self, entrance: Entrance, number: ContractNumber, *, keep_always: bool
    ) -> tuple[Seen, Path | None]:
        async with self._tracing, self._session.spare_page(entrance) as page:
            await page.context.tracing.start(snapshots=True, screenshots=True)
            seen = await self._read(page, number)
            if not keep_always and not isinstance(seen, CrmPageChanged):
                return seen, None
            case = f"{number}-{_outcome(seen)}"
            return seen, await self._evidence.keep(page, case, self._site.password, traced=True)


def _as_answer(seen: Seen) -> CrmAnswer:
    match seen:
        case SignedOut():
            return CrmAuthFailed(detail="signed out again right after a new sign-in")
        case Trouble(detail):
            return CrmUnavailable(detail=detail)
        case answer:
            return answer


_WORDS: dict[type, str] = {
    ContractSnapshot: "found",
    ContractUnknown: "not_found",
    CrmAuthFailed: "auth_failed",
    CrmUnavailable: "unavailable",
    CrmPageChanged: "page_changed",
    SignedOut: "signed_out",
    Trouble: "trouble",
}


def _outcome(answer: Seen | CrmAnswer) -> str:
    """The outcome in one word, for logs and file names."""
    return _WORDS[type(answer)]
