"""Looking a contract up: fresh from the cache, else from the portal, else the last known answer."""

import asyncio
from datetime import timedelta
from typing import assert_never

import msgspec

from jarvis_domain.answering.contract_status import (
    ContractSnapshot,
    ContractUnknown,
    Source,
    StatusAnswer,
    StatusKnown,
    StatusUnavailable,
)
from jarvis_domain.errors import StoreUnavailable
from jarvis_domain.flow.breaker import Breaker, BreakerState, Pass
from jarvis_domain.ports.crm import (
    Crm,
    CrmAnswer,
    CrmAuthFailed,
    CrmFailure,
    CrmPageChanged,
    CrmUnavailable,
)
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Cache, Clock, Journal, Step
from jarvis_domain.understanding.contracts import ContractNumber

_Cached = StatusKnown | ContractUnknown
_ENTRY = msgspec.json.Decoder(_Cached)


class _Found(msgspec.Struct, frozen=True):
    """An answer, where it came from, and why it is no better."""

    answer: StatusAnswer
    source: str
    reason: str = ""


class ContractLookUps:
    """Answers what is known of a contract, sparing the portal.

    * An answer younger than `fresh` is taken from the cache; "no such contract" for `unknown_for`.
    * Callers who want one contract at the same time share one look-up; one who leaves disturbs nobody.
    * A portal that keeps failing is left alone (`portal_state`), and the last known answer is given as stale:
      from the cache, which keeps it for `kept`, else from the store.
    * Cache and store may fail: the portal's answer is given all the same.
    """

    def __init__(  # noqa: PLR0913 every port it needs and every time it keeps, by name
        self,
        crm: Crm,
        cache: Cache,
        store: Store,
        clock: Clock,
        journal: Journal,
        *,
        breaker: Breaker | None = None,
        fresh: timedelta = timedelta(minutes=5),
        kept: timedelta = timedelta(days=7),
        unknown_for: timedelta = timedelta(seconds=60),
    ) -> None:
        self._crm = crm
        self._cache = cache
        self._store = store
        self._clock = clock
        self._journal = journal
        self._breaker = breaker or Breaker(clock)
        self._fresh = fresh
        self._kept = kept
        self._unknown_for = unknown_for
        self._flights: dict[ContractNumber, asyncio.Task[_Found]] = {}

    async def look_up(self, number: ContractNumber) -> StatusAnswer:
        """The status, at most `fresh` old unless the portal cannot say."""
        begun = self._clock.monotonic()
        cached = await self._cached(number)
        if cached is not None and self._is_fresh(cached):
            return self._note(begun, _Found(_as(cached, Source.CACHE), Source.CACHE))
        return self._note(begun, await self._shared_flight(number, cached))

    async def refresh(self, number: ContractNumber) -> StatusAnswer:
        """The status as the portal shows it now; what the cache held is dropped, and given only as stale."""
        begun = self._clock.monotonic()
        cached = await self._cached(number)
        await self._cache.delete(_key(number))
        return self._note(begun, await self._shared_flight(number, cached))

    def portal_state(self) -> BreakerState:
        """Whether the portal is asked, left alone, or being tried again."""
        return self._breaker.state

    # the portal, once for all who ask

    async def _shared_flight(self, number: ContractNumber, cached: _Cached | None) -> _Found:
        flight = self._flights.get(number)
        if flight is None:
            flight = asyncio.create_task(self._fly(number, cached))
            self._flights[number] = flight
            flight.add_done_callback(lambda _: self._flights.pop(number, None))
        return await asyncio.shield(flight)

    async def _fly(self, number: ContractNumber, cached: _Cached | None) -> _Found:
        landed = await self._cached(number)  # by a flight that ended while this caller read the cache
        if landed is not None and self._is_fresh(landed):
            return _Found(_as(landed, Source.CACHE), Source.CACHE)
        admitted = self._breaker.admit()
        if admitted is None:
            return await self._last_known(number, cached, "portal_resting")
        match await self._ask(number, admitted):
            case ContractSnapshot() as snapshot:
                known = StatusKnown(snapshot=snapshot, source=Source.PORTAL)
                await self._keep(known, self._kept)
                await self._remember(snapshot)
                return _Found(known, Source.PORTAL)
            case ContractUnknown() as unknown:
                await self._keep(unknown, self._unknown_for)
                return _Found(unknown, Source.PORTAL)
            case failure:
                return await self._last_known(number, cached, _reason(failure))

    async def _ask(self, number: ContractNumber, admitted: Pass) -> CrmAnswer:
        try:
            answer = await self._crm.look_up(number)
            match answer:
                case ContractSnapshot() | ContractUnknown():
                    self._breaker.succeeded(admitted)
                case CrmAuthFailed():
                    self._breaker.refused(admitted)  # sign-ins one after the other would lock the account
                case _:
                    self._breaker.failed(admitted)
            return answer
        finally:
            self._breaker.dropped(admitted)

    # what is known from before

    async def _last_known(self, number: ContractNumber, cached: _Cached | None, reason: str) -> _Found:
        if isinstance(cached, StatusKnown):
            return _Found(_as(cached, Source.STALE), Source.STALE, reason)
        snapshot = await self._remembered(number)
        if snapshot is not None:
            return _Found(StatusKnown(snapshot=snapshot, source=Source.STALE), Source.STALE, reason)
        return _Found(StatusUnavailable(number=number, reason=reason), "none", reason)

    async def _remember(self, snapshot: ContractSnapshot) -> None:
        try:
            async with self._store.once() as work:
                await work.remember_status(snapshot)
        except StoreUnavailable:
            self._journal.note(Step.FAILED, what="remember_status", reason="store_unavailable")

    async def _remembered(self, number: ContractNumber) -> ContractSnapshot | None:
        try:
            async with self._store.once() as work:
                return await work.last_status(number)
        except StoreUnavailable:
            self._journal.note(Step.FAILED, what="last_status", reason="store_unavailable")
            return None

    async def _keep(self, entry: _Cached, ttl: timedelta) -> None:
        await self._cache.set(_key(entry.number), msgspec.json.encode(entry), ttl=ttl)

    async def _cached(self, number: ContractNumber) -> _Cached | None:
        raw = await self._cache.get(_key(number))
        return None if raw is None else _parse(raw, number)

    def _is_fresh(self, entry: _Cached) -> bool:
        """An unknown contract stays unknown while it is kept; two machines' clocks may differ a little."""
        if isinstance(entry, ContractUnknown):
            return True
        return abs(self._clock.now() - entry.snapshot.read_at) < self._fresh

    def _note(self, begun: float, found: _Found) -> StatusAnswer:
        self._journal.note(
            Step.LOOKED_UP,
            contract=str(found.answer.number),
            source=str(found.source),
            outcome=_outcome(found.answer),
            reason=found.reason,
            took_ms=round((self._clock.monotonic() - begun) * 1000),
        )
        return found.answer


def _key(number: ContractNumber) -> str:
    return f"crm_{number}"


def _parse(raw: bytes, number: ContractNumber) -> _Cached | None:
    """What the cache held, or None when it is not ours to believe: garbage, or another contract's."""
    try:
        entry = _ENTRY.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    if entry.number != number:
        return None
    return None if isinstance(entry, StatusKnown) and entry.snapshot.read_at.tzinfo is None else entry


def _as(entry: _Cached, source: Source) -> StatusAnswer:
    return entry if isinstance(entry, ContractUnknown) else msgspec.structs.replace(entry, source=source)


def _reason(failure: CrmFailure) -> str:
    match failure:
        case CrmAuthFailed(detail=detail):
            name = "crm_auth_failed"
        case CrmUnavailable(detail=detail):
            name = "crm_unavailable"
        case CrmPageChanged(detail=detail):
            name = "crm_page_changed"
        case _:
            assert_never(failure)
    return f"{name}: {detail}" if detail else name


def _outcome(answer: StatusAnswer) -> str:
    match answer:
        case StatusKnown():
            return "known"
        case ContractUnknown():
            return "not_found"
        case StatusUnavailable():
            return "unavailable"
        case _:
            assert_never(answer)
