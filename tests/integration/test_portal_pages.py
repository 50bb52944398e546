"""The pages a session hands out: the same one again, and a new one before the old has grown."""

import asyncio

from jarvis_adapters.d2d_portal.evidence import Evidence
from jarvis_adapters.d2d_portal.profile import load_profile
from jarvis_adapters.d2d_portal.session import VISITS_OF_A_PAGE, PortalSession
from jarvis_adapters.d2d_portal.visits import Site
from jarvis_adapters.memory.clock import SystemClock
from support.portal import PASSWORD, USERNAME, served_portal


async def pages_of(url, visits):
    site = Site(url, load_profile(None), USERNAME, PASSWORD)
    evidence = Evidence(None, SystemClock())
    session = PortalSession(site, browser_path=None, pages=1, deadline=30, evidence=evidence)
    try:
        entrance = await session.enter()
        handed = []
        for _ in range(visits):
            async with session.page(entrance, "case") as page:
                handed.append(page)
        return handed
    finally:
        await session.close()


def test_a_page_serves_many_visits_and_then_makes_way_for_a_fresh_one():
    with served_portal() as portal:
        handed = asyncio.run(pages_of(portal.url, VISITS_OF_A_PAGE + 2))

    assert len(set(handed[:VISITS_OF_A_PAGE])) == 1
    assert handed[0].is_closed()
    assert len(set(handed)) == 2
