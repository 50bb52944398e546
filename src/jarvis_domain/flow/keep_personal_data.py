"""Personal data: forgotten after its time, exported to whom it is about, erased when they ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from jarvis_domain.desk.actors import JARVIS, Actor
from jarvis_domain.desk.personal_data import BITE, MOST_A_RUN, Ageing, Erased, StillOpen
from jarvis_domain.flow.outcomes import Missing
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.personal_data import Rows
from jarvis_domain.ports.runtime import Clock, Event, Events
from jarvis_domain.understanding.phones import PhoneNumber


@dataclass(frozen=True, slots=True)
class ForgetTheOld:
    """Each bite is a transaction, its row in the audit log with it; what a run leaves, the next one takes."""

    store: Store
    clock: Clock
    kept_for: Mapping[Ageing, timedelta]
    bite: int = BITE
    most: int = MOST_A_RUN

    async def __call__(self) -> dict[Ageing, int]:
        """How many of each kind were erased."""
        now = self.clock.now()
        return {kind: await self._forget(kind, now - kept_for) for kind, kept_for in self.kept_for.items()}

    async def _forget(self, kind: Ageing, before: datetime) -> int:
        erased = 0
        while gone := await self._bite(kind, before, min(self.bite, self.most - erased)):
            erased += gone
        return erased

    async def _bite(self, kind: Ageing, before: datetime, most: int) -> int:
        async with self.store.begin() as work:
            gone = await work.personal.forget(kind, before=before, most=most)
            if gone:
                facts = {"erased": str(gone), "older_than": before.isoformat()}
                entry = JARVIS.entry("data_forgotten", f"data:{kind}", at=self.clock.now(), changes=facts)
                await work.record(entry)
        return gone


@dataclass(frozen=True, slots=True)
class ExportContractor:
    """What a person is shown who asks what is on record about them."""

    store: Store
    clock: Clock

    async def __call__(self, phone: PhoneNumber, *, who: Actor) -> Rows | Missing:
        async with self.store.begin() as work:
            ids = await work.personal.find(phone)
            if not ids:
                return Missing()
            found = await work.personal.export(ids)
            await work.record(who.entry("contractor_exported", f"contractor:{ids[0]}", at=self.clock.now()))
            return found


@dataclass(frozen=True, slots=True)
class EraseContractor:
    """Refused while something of theirs is open; who writes again afterwards begins as somebody new."""

    store: Store
    events: Events
    clock: Clock

    async def __call__(self, phone: PhoneNumber, *, who: Actor) -> Erased | StillOpen | Missing:
        async with self.store.begin() as work:
            ids = await work.personal.find(phone)
            if not ids:
                return Missing()
            left = await work.personal.left_open(ids)
            if not left.nothing:
                return left
            rows = await work.personal.erase(ids)
            facts = {part: str(count) for part, count in rows.items() if count}
            resource = f"contractor:{ids[0]}"
            await work.record(who.entry("contractor_erased", resource, at=self.clock.now(), changes=facts))
        await self.events.publish(Event(kind="contractor", id=str(ids[0])))
        return Erased(rows=rows)
