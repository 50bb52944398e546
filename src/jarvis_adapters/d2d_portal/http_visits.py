"""What is asked of the portal without a browser: the page of a contract, and what stands there."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

import msgspec
from cssselect import SelectorError

from jarvis_adapters.d2d_portal.fetching import Asking, Fetched, Fetching, HttpEntrance
from jarvis_adapters.d2d_portal.forms import SearchForm
from jarvis_adapters.d2d_portal.profile import InvalidProfile, PortalProfile
from jarvis_adapters.d2d_portal.read_html import HtmlReader, NotForUs, RawPage, open_page
from jarvis_adapters.d2d_portal.reading import PageView, Seen, Trouble, parse_contract_page
from jarvis_adapters.d2d_portal.visits import Site
from jarvis_domain.ports.crm import CrmPageChanged
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.understanding.contracts import ContractNumber

T = TypeVar("T")
_LARGE = 100_000


class Looked(msgspec.Struct, frozen=True):
    """What a page says, and its bytes; none of those where it did not come."""

    seen: Seen
    body: bytes = b""


class HttpVisits:
    """Asks one portal over at most `connections` connections; close it.

    Raises InvalidProfile when a selector of the profile takes a browser to be understood.
    """

    def __init__(self, site: Site, clock: Clock, connections: int) -> None:
        self._site = site
        self._clock = clock
        self._reader, self._form = _parts(site.profile)
        self._fetching = Fetching(site.base_url, connections)
        self._places = asyncio.Semaphore(connections)

    async def close(self) -> None:
        """Closes the connections."""
        await self._fetching.close()

    async def look(self, entrance: HttpEntrance, number: ContractNumber) -> Looked:
        """What the portal says of `number`; a page that takes a browser to be read is CrmPageChanged."""
        try:
            async with self._places:
                fetched = await self._fetch(entrance, number)
            if not isinstance(fetched, RawPage):
                return Looked(self._judged(fetched, number))
            view = await _aside(lambda raw: self._reader.view(open_page(raw)), fetched)
            return Looked(self._judged(view, number), fetched.body)
        except NotForUs as why:
            return Looked(CrmPageChanged(detail=str(why)))

    def _judged(self, view: PageView | Trouble, number: ContractNumber) -> Seen:
        if isinstance(view, Trouble):
            return view
        return parse_contract_page(view, self._site.profile, number, self._clock.now())

    async def _fetch(self, entrance: HttpEntrance, number: ContractNumber) -> Fetched:
        path = self._site.profile.search.path.replace("{number}", number.value)
        page = await self._fetching.send(Asking("GET", self._site.url(path)), entrance)
        if self._form is None or not isinstance(page, RawPage):
            return page
        asking = await _aside(lambda raw: self._filled_in(raw, number), page)
        return page if asking is None else await self._fetching.send(asking, entrance)

    def _filled_in(self, raw: RawPage, number: ContractNumber) -> Asking | None:
        """What the search form asks; None if signing in is asked of us instead."""
        page = open_page(raw)
        if self._form is None or self._reader.view(page).signed_out:
            return None
        return self._form.asking(page, number)


def _parts(profile: PortalProfile) -> tuple[HtmlReader, SearchForm | None]:
    search = profile.search
    try:
        form = SearchForm(search.field, search.submit) if search.field and search.submit else None
        return HtmlReader(profile), form
    except SelectorError as flaw:
        raise InvalidProfile(
            f"The portal profile cannot be used without the browser: {flaw}. "
            "Write that selector more simply, or set JARVIS_PORTAL_MODE=browser."
        ) from flaw


async def _aside(work: Callable[[RawPage], T], raw: RawPage) -> T:
    """Work on a page; on a large one in a thread, so that the loop goes on meanwhile."""
    if len(raw.body) > _LARGE:
        return await asyncio.to_thread(work, raw)
    return work(raw)
