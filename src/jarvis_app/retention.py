"""The chore that erases what has been kept long enough, in small bites."""

from collections.abc import Mapping
from datetime import timedelta

import structlog

from jarvis_adapters.postgres.personal import Ageing
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_app.settings import Settings
from jarvis_domain.ports.runtime import Clock

log = structlog.get_logger(__name__)

_BITE = 500
"""Rows of a table in one transaction: a second of work at most, so that nobody waits for it."""

_BITES = 200


class Retention:
    """Each bite is a transaction of its own; what a run leaves, the next one takes."""

    def __init__(self, store: PostgresStore, clock: Clock, keep: Mapping[Ageing, timedelta]) -> None:
        self._store = store
        self._clock = clock
        self._keep = keep

    async def __call__(self) -> None:
        for kind, kept_for in self._keep.items():
            if erased := await self._forget(kind, kept_for):
                log.info("forgotten", kind=kind, rows=erased)

    async def _forget(self, kind: Ageing, kept_for: timedelta) -> int:
        before, erased = self._clock.now() - kept_for, 0
        for _ in range(_BITES):
            async with self._store.begin() as work:
                gone = await work.personal.forget(kind, before=before, most=_BITE)
            erased += gone
            if not gone:
                break
        return erased


def keep_of(settings: Settings) -> Mapping[Ageing, timedelta]:
    """How long each kind is kept."""
    return {kind: timedelta(days=getattr(settings, f"keep_{kind}_days")) for kind in Ageing}
