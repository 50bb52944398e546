"""Lists over HTTP: which part is asked for, the cursor to the next one, and what their answers look like."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from litestar import Request
from litestar.di import Provide
from litestar.params import QueryParameter

from jarvis_adapters.http.access import Access
from jarvis_adapters.http.typed import moment_typed, refused
from jarvis_domain.ports.views import MAX_ROWS, Page, Period, Position, Slice

Row = TypeVar("Row")
Shown = TypeVar("Shown")

_SIGNATURE = 12
_LONGEST = 1_000
_MOMENTS = "ISO 8601 with an offset, or a bare date: that day in Casablanca."


class Listed(msgspec.Struct, Generic[Shown], frozen=True, kw_only=True):
    """One part of a list; `next` is the cursor of the part after it, null on the last one."""

    items: tuple[Shown, ...]
    next: str | None = None


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a list that a request asks for; cursors are signed, so that only ours come back."""

    limit: int
    cursor: str | None
    secret: bytes

    def of(self, name: str) -> Slice:
        """As a slice of the list of this name (its sort included); 422 for another list's cursor."""
        if not self.cursor:
            return Slice(limit=self.limit)
        position = _read(self.secret, name, self.cursor)
        if position is None:
            raise refused("cursor", "Ce curseur n'est pas de cette liste : recommencez au début.")
        return Slice(limit=self.limit, after=position)

    def listed(self, name: str, page: Page[Row], show: Callable[[Row], Shown]) -> Listed[Shown]:
        """The answer for a page of that list, each row as `show` gives it."""
        following = _write(self.secret, name, page.next) if page.next else None
        return Listed(items=tuple(map(show, page.rows)), next=following)


def _sign(secret: bytes, name: str, body: bytes) -> bytes:
    key = hashlib.sha256(b"cursor:" + secret).digest()
    return hmac.digest(key, name.encode() + b"\0" + body, "sha256")[:_SIGNATURE]


def _write(secret: bytes, name: str, position: Position) -> str:
    body = msgspec.json.encode(position)
    return base64.urlsafe_b64encode(_sign(secret, name, body) + body).decode()


def _read(secret: bytes, name: str, cursor: str) -> Position | None:
    try:
        raw = base64.b64decode(cursor.encode(), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    if base64.urlsafe_b64encode(raw).decode() != cursor:  # the last sign has bits that no byte needs
        return None
    signature, body = raw[:_SIGNATURE], raw[_SIGNATURE:]
    if not hmac.compare_digest(signature, _sign(secret, name, body)):
        return None
    return msgspec.json.decode(body, type=Position)


async def read_part(
    request: Request[Any, Any, Any],
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_ROWS, description="Rows at most.")] = 50,
    cursor: Annotated[
        str | None, QueryParameter(max_length=_LONGEST, description="`next` of the part before.")
    ] = None,
) -> Part:
    access = await request.app.state.dishka_container.get(Access)
    return Part(limit=limit, cursor=cursor, secret=access.secret)


async def read_period(
    since: Annotated[
        str | None, QueryParameter(max_length=40, description=f"From then on. {_MOMENTS}")
    ] = None,
    until: Annotated[
        str | None, QueryParameter(max_length=40, description=f"Up to then, a bare date included. {_MOMENTS}")
    ] = None,
) -> Period:
    return Period(
        since=moment_typed(since, "since") if since else None,
        until=moment_typed(until, "until", end=True) if until else None,
    )


PART = {"part": Provide(read_part)}
"""Gives a handler its `part: Part`, and the list's `limit` and `cursor` to its query."""
PERIOD = {"period": Provide(read_period)}
"""Gives `period: Period`, and `since` and `until` to the query."""
