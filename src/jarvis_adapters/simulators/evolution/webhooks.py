"""Evolution's webhook engine: concurrent, without order, in memory only, with its real table of retries."""

import asyncio
import hashlib
import hmac
import random
import time
from collections.abc import Callable, Coroutine, Mapping

import httpx
import jwt
import msgspec
from jwt.algorithms import HMACAlgorithm

from jarvis_adapters.simulators.evolution.ledger import Webhook, now

_ATTEMPTS = 10
_FINAL = {400, 401, 403, 404, 422}
_TOKEN_SECONDS = 600
_TIMEOUT = httpx.Timeout(30, pool=None)
_AT_ONCE = 6
"""Connections: few, for httpx looks through all of them at each request, and anew while one waits."""

Work = Callable[[httpx.AsyncClient], Coroutine[None, None, None]]


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A webhook as it leaves: every attempt has these very bytes and headers."""

    url: str
    headers: Mapping[str, str]
    body: bytes
    entry: Webhook


class WebhookEngine:
    """Runs work beside the requests, in one task that begins with the first work and ends with the loop.

    `retry_scale` shortens the waits of the retry table. What is under way is in memory only: `forget` or the
    end of the process loses it, as in Evolution.
    """

    def __init__(self, retry_scale: float) -> None:
        self._retry_scale = retry_scale
        self._queue: asyncio.Queue[Work] = asyncio.Queue()
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._task: asyncio.Task[None] | None = None

    def begin(self, work: Work) -> None:
        """Starts the work at once; nobody waits for it."""
        if self._task is None or self._task.done():
            self._queue, self._places = asyncio.Queue(), asyncio.Semaphore(_AT_ONCE)
            self._task = asyncio.get_running_loop().create_task(self._run(self._queue))
        self._queue.put_nowait(work)

    def forget(self) -> None:
        """Drops everything under way, as a restart of Evolution does."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def deliver(self, http: httpx.AsyncClient, letter: Letter, *, attempts: int = _ATTEMPTS) -> bool:
        """Tries until a 2xx, a final status or the last attempt; says whether it was taken."""
        for attempt in range(1, attempts + 1):
            async with self._places:
                status = await _post(http, letter)
            letter.entry.statuses.append(status)
            if 200 <= status < 300 or status in _FINAL or attempt == attempts:
                break
            await asyncio.sleep(_wait_after(attempt) * self._retry_scale)
        letter.entry.ended, letter.entry.ended_at = True, now()
        return 200 <= letter.entry.statuses[-1] < 300

    async def _run(self, queue: asyncio.Queue[Work]) -> None:
        limits = httpx.Limits(max_connections=_AT_ONCE, max_keepalive_connections=_AT_ONCE)
        async with httpx.AsyncClient(timeout=_TIMEOUT, limits=limits) as http, asyncio.TaskGroup() as group:
            while True:
                work = await queue.get()
                group.create_task(work(http))


class _AnyLength(HMACAlgorithm):
    """HMAC that says nothing about short keys: Evolution signs with whatever it is given."""

    def check_key_length(self, key: bytes) -> None:  # noqa: ARG002 the library's signature
        return None


_MINT = jwt.PyJWS(algorithms=[])
_MINT.register_algorithm("HS256", _AnyLength(HMACAlgorithm.SHA256))


def custom_headers(configured: Mapping[str, str], body: bytes, gateway_secret: str) -> dict[str, str]:
    """The instance's headers; `jwt_key` becomes a token, and a gateway in front may sign the body."""
    headers = {name: value for name, value in configured.items() if name != "jwt_key"}
    if key := configured.get("jwt_key"):
        at = int(time.time())
        claims = {"iat": at, "exp": at + _TOKEN_SECONDS, "app": "evolution", "action": "webhook"}
        headers["Authorization"] = (
            f"Bearer {_MINT.encode(msgspec.json.encode(claims), key, algorithm='HS256')}"
        )
    if gateway_secret:
        digest = hmac.new(gateway_secret.encode(), body, hashlib.sha256).hexdigest()
        headers["X-Jarvis-Signature"] = f"sha256={digest}"
    return headers


async def _post(http: httpx.AsyncClient, letter: Letter) -> int:
    """One attempt with axios's headers in axios's order; 0 when nothing answered."""
    try:
        request = httpx.Request("POST", letter.url, content=letter.body, headers=_in_order(letter))
        return (await http.send(request)).status_code
    except (httpx.HTTPError, httpx.InvalidURL):
        return 0


def _in_order(letter: Letter) -> dict[str, str]:
    return {
        "Accept": "application/json, text/plain, */*",
        "Content-Type": "application/json",
        **letter.headers,
        "User-Agent": "axios/1.13.2",
        "Content-Length": str(len(letter.body)),
        "Accept-Encoding": "gzip, compress, deflate, br",
        "Host": httpx.URL(letter.url).netloc.decode(),
        "Connection": "keep-alive",
    }


def _wait_after(attempt: int) -> float:
    """Seconds before the next attempt: 5, 10, 20 … 300, a fifth more or less, never below 5."""
    return max(5.0, min(5.0 * float(2 ** (attempt - 1)), 300.0) * random.uniform(0.8, 1.2))
