"""Looks at every part, for the readiness route and for `jarvis doctor`: what is so, and what to do."""

import os
from datetime import timedelta

import httpx
from redis.asyncio import Redis
from redis.exceptions import RedisError

from jarvis_app.settings import Settings
from jarvis_domain.errors import StoreUnavailable
from jarvis_domain.flow.silence import is_silent
from jarvis_domain.ports.health import Check, Part, PartState
from jarvis_domain.ports.messaging import Connection, Messaging
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock

_PATIENCE = httpx.Timeout(2.0)
_LONG = timedelta(seconds=90)
"""Longer than any answer may take, the portal's deadline included."""
_FEW, _TWENTIETH = 5, 20
"""Fewer may be phones that are off; from so many on, and one in twenty, it is more than that."""
_FOR_SEVERAL_PROCESSES = "set JARVIS_REDIS_URL before running more than one process"


class Looks:
    """One method for each part; none raises, each answers within about two seconds."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        messaging: Messaging,
        redis: Redis | None,
        http: httpx.AsyncClient,
        model: Check,
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._store = store
        self._messaging = messaging
        self._redis = redis
        self._http = http
        self._model = model
        self._clock = clock

    def all(self) -> tuple[Check, ...]:
        """Every look, in the order people read them."""
        numbers = tuple(self._whatsapp(name) for name in self._settings.evolution_instance)
        return (
            *(self.database, self.answers, self.cache, *numbers, self.webhook),
            *(self.receipts, self.portal, self.browser, self._model),
        )

    async def database(self) -> Part:
        """Without it nothing works: the only part that can be `down`."""
        kind = "embedded" if self._settings.database_url is None else "configured"
        try:
            async with self._store.begin() as work:
                await work.backlog()
        except StoreUnavailable as fault:
            mend = "start PostgreSQL or mend JARVIS_DATABASE_URL; webhooks get 503 and come again"
            return Part(name="database", state=PartState.DOWN, says=f"cannot be reached: {fault}", mend=mend)
        return Part(name="database", state=PartState.OK, says=f"{kind} PostgreSQL answers")

    async def answers(self) -> Part:
        """Whether messages are answered: what shows a worker that is missing or stuck."""
        try:
            async with self._store.begin() as work:
                backlog = await work.backlog()
        except StoreUnavailable:
            return Part(name="answers", state=PartState.DOWN, says="not known while the database is away")
        waited = self._clock.now() - (backlog.oldest or self._clock.now())
        says = f"{backlog.waiting} messages wait, the oldest since {waited.total_seconds():.0f} s"
        if waited < _LONG:
            return Part(name="answers", state=PartState.OK, says=says if backlog.waiting else "nothing waits")
        mend = "start a worker (jarvis worker, or jarvis run) and look at its log"
        return Part(name="answers", state=PartState.DEGRADED, says=says, mend=mend)

    async def cache(self) -> Part:
        if self._redis is None:
            return Part(
                name="cache",
                state=PartState.OK,
                says="in memory of this process",
                mend=_FOR_SEVERAL_PROCESSES,
            )
        try:
            await self._redis.execute_command("PING")  # type: ignore[no-untyped-call] # redis leaves it untyped
        except (RedisError, OSError) as fault:
            says = f"Redis does not answer ({type(fault).__name__}): no cache, no shared limits"
            mend = "start Redis or mend JARVIS_REDIS_URL"
            return Part(name="cache", state=PartState.DEGRADED, says=says, mend=mend)
        return Part(name="cache", state=PartState.OK, says="Redis answers")

    def _whatsapp(self, instance: str) -> Check:
        async def look() -> Part:
            name = f"whatsapp:{instance}"
            if self._settings.evolution_url is None:
                return Part(name=name, state=PartState.OFF, says="off", mend="set JARVIS_EVOLUTION_URL")
            if await self._messaging.connection(instance) is Connection.OPEN:
                return await self._heard(name, instance)
            mend = (
                "open Evolution's manager, scan the QR code; check JARVIS_EVOLUTION_URL, _INSTANCE, _API_KEY"
            )
            says = "not connected: replies wait in the outbox"
            return Part(name=name, state=PartState.DEGRADED, says=says, mend=mend)

        return look

    async def _heard(self, name: str, instance: str) -> Part:
        """A connected number may be deaf: WhatsApp's socket can die without a word."""
        try:
            async with self._store.begin() as work:
                heard = await work.heard(instance)
        except StoreUnavailable:
            return Part(name=name, state=PartState.OK, says="connected")
        if not is_silent(heard, self._clock.now(), timedelta(hours=self._settings.silent_hours)):
            return Part(name=name, state=PartState.OK, says="connected")
        says = f"connected but silent: no message for {self._settings.silent_hours:g} h of working time"
        mend = (
            "write to the number from a phone; if nothing comes, restart its instance in Evolution's manager"
        )
        return Part(name=name, state=PartState.DEGRADED, says=says, mend=mend)

    async def webhook(self) -> Part:
        if self._settings.evolution_webhook_secret:
            return Part(name="webhook", state=PartState.OK, says="accepts requests that prove our secret")
        mend = "set JARVIS_EVOLUTION_WEBHOOK_SECRET, the same as in the gateway"
        return Part(
            name="webhook", state=PartState.OFF, says="no secret: every request is refused", mend=mend
        )

    async def receipts(self) -> Part:
        """Whether what WhatsApp accepted also reaches the phones, some of which are always off."""
        minutes, now = self._settings.unconfirmed_minutes, self._clock.now()
        try:
            async with self._store.begin() as work:
                found = await work.receipts(now - timedelta(days=1), now - timedelta(minutes=minutes))
        except StoreUnavailable:
            return Part(name="receipts", state=PartState.OK, says="not known while the database is away")
        says = (
            f"{found.unconfirmed} of {found.accepted} replies of the last day without a receipt after"
            f" {minutes:g} minutes"
        )
        if found.unconfirmed < _FEW or found.unconfirmed * _TWENTIETH < found.accepted:
            return Part(name="receipts", state=PartState.OK, says=says)
        mend = "see docs/runbooks/whatsapp-logged-out.md: the number's phone, its connection, a restriction"
        return Part(name="receipts", state=PartState.DEGRADED, says=says, mend=mend)

    async def portal(self) -> Part:
        url = self._settings.portal_url
        if url is None:
            return Part(name="portal", state=PartState.OFF, says="off", mend="set JARVIS_PORTAL_URL")
        fault = await self._fault_of(url)
        if fault is None:
            return Part(name="portal", state=PartState.OK, says="the site answers")
        mend = "check JARVIS_PORTAL_URL; last known statuses are given with their age, new questions wait"
        return Part(name="portal", state=PartState.DEGRADED, says=fault, mend=mend)

    async def browser(self) -> Part:
        """Needed by workers only; where no portal is set up it does not matter."""
        if self._settings.portal_url is None:
            return Part(name="browser", state=PartState.OFF, says="not needed: the portal is off")
        # Where a portal is set up, Playwright is there; a process that never looks does without its 30 MB.
        from jarvis_adapters.d2d_portal.browser import (  # noqa: PLC0415 as said above
            BrowserFound,
            BrowserMissing,
            find_browser,
        )

        match await find_browser(self._settings.browser):
            case BrowserMissing(message=message):
                return Part(name="browser", state=PartState.DEGRADED, says="none was found", mend=message)
            case BrowserFound(source=source):
                sandboxed = hasattr(os, "geteuid") and os.geteuid() != 0
                says = f"found ({source}), " + ("sandboxed" if sandboxed else "without its sandbox")
                mend = "" if sandboxed else "run JARVIS as an ordinary user: Chromium has no sandbox as root"
                return Part(name="browser", state=PartState.OK, says=says, mend=mend)

    async def _fault_of(self, url: str) -> str | None:
        """What is wrong with a site, or None."""
        try:
            answer = await self._http.get(url, timeout=_PATIENCE)
        except httpx.HTTPError as fault:
            return f"cannot be reached ({type(fault).__name__})"
        return f"answers {answer.status_code}" if answer.is_server_error else None
