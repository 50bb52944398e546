"""The simulated outside world as the load sees it: phones to write with, ledgers to believe."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

import httpx
import msgspec

from jarvis_app.load.verdict import Received
from jarvis_domain.errors import JarvisError

Part = TypeVar("Part")

_WAITS = (0.1, 0.5, 0.0)
"""Seconds after each try that failed."""


class WorldMissing(JarvisError):
    """There is no simulated world, or nobody to serve it; the text has the mend."""


class Receipt(msgspec.Struct, frozen=True):
    """How far a reply came, as WhatsApp reported it."""

    id: str
    status: str


class Webhook(msgspec.Struct, frozen=True):
    """A webhook that was posted, and the statuses of its attempts."""

    event: str
    at: datetime
    statuses: tuple[int, ...] = ()
    ended_at: datetime | None = None


class Search(msgspec.Struct, frozen=True):
    """A contract the portal was asked for."""

    kind: str
    outcome: str


class World:
    """The simulators at one address; raises WorldMissing when they are not there."""

    def __init__(self, http: httpx.AsyncClient, url: str) -> None:
        self.url = url.rstrip("/")
        self._http = http

    async def write(self, phone: str, text: str, *, id_: str, copies: int) -> None:
        """The contractor writes; the simulated Evolution posts its webhook.

        Tried again with the same id when the connection breaks: at worst the webhook comes once more.
        """
        body = {"id": id_, "text": text, "copies": copies}
        answer = await self._ask("POST", f"/evolution/_phone/{phone}/messages", json=body)
        answer.raise_for_status()

    async def sent(self, after: int) -> list[Received]:
        """The replies WhatsApp received, but for the first `after`."""
        return await self._part("sent", after, list[Received])

    async def receipts(self, after: int) -> list[Receipt]:
        return await self._part("receipts", after, list[Receipt])

    async def webhooks(self, after: int) -> list[Webhook]:
        return await self._part("webhooks", after, list[Webhook])

    async def searches(self) -> int:
        """How often the portal was asked for a contract since it started."""
        asked = await self._get("/portal/_ledger", list[Search])
        return sum(one.kind == "search" for one in asked)

    async def signed_in(self) -> int:
        """How often somebody signed in to the portal: a browser is warm then."""
        asked = await self._get("/portal/_ledger", list[Search])
        return sum(one.kind == "login" and one.outcome == "accepted" for one in asked)

    async def subscriptions(self) -> Mapping[str, str]:
        """Where each WhatsApp number posts; "" for nowhere."""
        return await self._get("/evolution/_subscriptions", dict[str, str])

    async def slow_portal(self, seconds: float) -> None:
        """Every page of the portal takes so long."""
        mode = "slow" if seconds else "normal"
        await self._put("/portal/_faults", {"mode": mode, "slow_seconds": seconds})

    async def portal_seconds(self) -> float:
        """How long a page of the portal takes."""
        faults = await self._get("/portal/_faults", dict[str, Any])
        return float(faults["slow_seconds"]) if faults.get("mode") == "slow" else 0.0

    async def _part(self, part: str, after: int, shape: type[Part]) -> Part:
        return await self._get(f"/evolution/_ledger/{part}?after={after}", shape)

    async def _get(self, path: str, shape: type[Part]) -> Part:
        answer = await self._ask("GET", path)
        if answer.status_code != httpx.codes.OK:
            raise WorldMissing(self._missing(f"answers {answer.status_code}"))
        try:
            return msgspec.json.decode(answer.content, type=shape)
        except msgspec.DecodeError as fault:
            raise WorldMissing(self._missing("answers something else")) from fault

    async def _put(self, path: str, body: Mapping[str, object]) -> None:
        (await self._ask("PUT", path, json=body)).raise_for_status()

    async def _ask(
        self, method: str, path: str, *, json: Mapping[str, object] | None = None
    ) -> httpx.Response:
        """A connection kept open may be closed just as it is used: so tries more than once."""
        for wait in _WAITS:
            try:
                return await self._http.request(method, self.url + path, json=json)
            except httpx.TransportError as fault:
                missing = fault
                await asyncio.sleep(wait)
        raise WorldMissing(self._missing(type(missing).__name__)) from missing

    def _missing(self, how: str) -> str:
        return (
            f"no simulators at {self.url} ({how}): start them with `jarvis simulators --port PORT` and give "
            "--simulators http://127.0.0.1:PORT, or leave it out and have everything started"
        )
