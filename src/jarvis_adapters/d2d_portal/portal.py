"""The contract look-up in the D2D portal: one deadline, bounded tries, and no status that is not proven."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import structlog

from jarvis_adapters.d2d_portal.by_browser import ByBrowser
from jarvis_adapters.d2d_portal.by_http import ByHttp, PageByHttp
from jarvis_adapters.d2d_portal.evidence import Evidence
from jarvis_adapters.d2d_portal.profile import PortalProfile
from jarvis_adapters.d2d_portal.reading import Seen, SignedOut, Trouble, outcome_of
from jarvis_adapters.d2d_portal.session import Entrance, PortalSession
from jarvis_adapters.d2d_portal.visits import Site
from jarvis_domain.answering.contract_status import ContractSnapshot, ContractUnknown
from jarvis_domain.ports.crm import Crm, CrmAnswer, CrmAuthFailed, CrmFailure, CrmUnavailable
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.understanding.contracts import ContractNumber

log = structlog.get_logger(__name__)

_WAITS_SECONDS = (0.3, 1.0)


class D2dPortal(Crm):
    """Looks contracts up with a headless browser that is started and signed in when first needed.

    `deadline` covers a look-up as a whole: waiting for one of the `pages`, signing in, and every try.
    `artefacts` is the folder for what is kept of failed look-ups. With `over_http`, the browser signs in and
    stands by, and pages are fetched without it (`by_http`); `observe` is told what became of each of those.
    Belongs to one event loop; close it.
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
        over_http: bool = False,
        observe: Callable[[PageByHttp], None] = lambda _: None,
    ) -> None:
        self._clock = clock
        self._deadline = deadline.total_seconds()
        self._site = Site(base_url, profile, username, password)
        evidence = Evidence(artefacts, clock)
        self._session = PortalSession(
            self._site,
            browser_path=browser_path,
            pages=pages,
            deadline=self._deadline,
            evidence=evidence,
        )
        self._browser = ByBrowser(self._session, self._site, evidence, clock)
        self._http: ByHttp | None = None
        if over_http:
            parts = (self._site, self._session, self._browser, evidence, clock)
            self._http = ByHttp(*parts, pages=pages, observe=observe)

    async def warm_up(self) -> CrmFailure | None:
        """Starts the browser and signs in, so that the first look-up need not; says what stood against it."""
        entered = await self._session.enter()
        return None if isinstance(entered, Entrance) else entered

    async def close(self) -> None:
        """Ends the browser; look-ups still under way fail."""
        if self._http is not None:
            await self._http.close()
        await self._session.close()

    async def look_up(self, number: ContractNumber) -> CrmAnswer:
        started = self._clock.monotonic()
        answer = await self._in_time(number)
        self._log(number, answer, started)
        return answer

    async def look_up_traced(self, number: ContractNumber) -> tuple[CrmAnswer, Path | None]:
        """As `look_up`, but one visit, the browser's; also the folder with its trace, however it ended."""
        started = self._clock.monotonic()
        try:
            async with asyncio.timeout(self._deadline):
                seen, case = await self._browser.visit_traced(number)
        except TimeoutError:
            seen, case = self._late(), None
        answer = _as_answer(seen)
        self._log(number, answer, started)
        return answer, case

    def _log(self, number: ContractNumber, answer: CrmAnswer, started: float) -> None:
        took = round((self._clock.monotonic() - started) * 1000)
        facts = {"contract": number.value, "outcome": outcome_of(answer), "took_ms": took}
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
        """Tries again after trouble on the way; an answer, also one that is not believed, ends it.

        The last try is the browser's: it may get through where a plain connection does not.
        """
        way = self._http or self._browser
        seen = await _signed_in(way, number)
        for wait, next_way in zip(_WAITS_SECONDS, (way, self._browser), strict=True):
            if not isinstance(seen, Trouble):
                break
            await self._clock.sleep(wait)
            seen = await _signed_in(next_way, number)
        return _as_answer(seen)


async def _signed_in(way: ByBrowser | ByHttp, number: ContractNumber) -> Seen:
    """One visit, with one new sign-in if the session turns out to have ended."""
    first = await way.visit(number)
    if not isinstance(first.seen, SignedOut):
        return first.seen
    return (await way.visit(number, beyond=first.sign_in)).seen


def _as_answer(seen: Seen) -> CrmAnswer:
    match seen:
        case SignedOut():
            return CrmAuthFailed(detail="signed out again right after a new sign-in")
        case Trouble(detail):
            return CrmUnavailable(detail=detail)
        case answer:
            return answer
