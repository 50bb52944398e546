"""The web application on a real database, called in this process and loop."""

import asyncio
from contextlib import asynccontextmanager

import httpx

from jarvis_adapters.http.access import Access
from jarvis_adapters.http.application import build_application
from jarvis_app.container import build_container
from jarvis_app.pages import PAGES
from jarvis_app.settings import load_settings
from jarvis_domain.ports.persistence import Store
from support.processes import SECRET

ORIGIN = "https://bo.tktm.ma"


class Web:
    """A client of the application, and the store behind it."""

    def __init__(self, http, store, application):
        self.http = http
        self.application = application
        self._store = store

    async def post(self, raw, headers):
        return await self.http.post("/api/webhook/message", content=raw, headers=headers)

    async def counts(self):
        async with self._store.begin() as work:
            return {name: number for name, number in (await work.counts()).items() if number}


@asynccontextmanager
async def web_application(dsn, *instead, **settings):
    environment = {
        "JARVIS_EVOLUTION_WEBHOOK_SECRET": SECRET,
        "JARVIS_SECRET_KEY": SECRET,
        "JARVIS_BASE_URL": ORIGIN,
        **settings,
    }
    container = build_container(load_settings(environment), dsn, *instead)
    application = build_application(container, await container.get(Access), extra=PAGES)
    wire = httpx.ASGITransport(app=application, raise_app_exceptions=False)
    try:
        async with httpx.AsyncClient(transport=wire, base_url=ORIGIN) as http:
            yield Web(http, await container.get(Store), application)
    finally:
        await container.close()


def in_web(dsn, story, **settings):
    """Runs `story(web)` in a loop of its own."""

    async def run():
        async with web_application(dsn, **settings) as web:
            return await story(web)

    return asyncio.run(run())
