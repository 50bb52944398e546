"""A contract look-up in memory: answers by number, faults on demand, and a list of what was asked."""

from collections.abc import Callable
from datetime import UTC, datetime

import msgspec

from jarvis_domain.answering.contract_status import ContractSnapshot, ContractUnknown
from jarvis_domain.ports.crm import Crm, CrmAnswer, CrmFailure
from jarvis_domain.understanding.contracts import ContractNumber


def _utc_now() -> datetime:
    return datetime.now(UTC)


class MemoryCrm(Crm):
    """Knows what it was told; any other number is unknown.

    While `failure` is set every look-up ends with it. `asked` has every number in the order of asking.
    """

    def __init__(self, *known: ContractSnapshot, now: Callable[[], datetime] = _utc_now) -> None:
        self.asked: list[ContractNumber] = []
        self.failure: CrmFailure | None = None
        self._now = now
        self._known = {snapshot.number: snapshot for snapshot in known}

    def put(self, snapshot: ContractSnapshot) -> None:
        """From now on this is what the contract shows."""
        self._known[snapshot.number] = snapshot

    async def look_up(self, number: ContractNumber) -> CrmAnswer:
        self.asked.append(number)
        if self.failure is not None:
            return self.failure
        known = self._known.get(number)
        if known is None:
            return ContractUnknown(number=number)
        return msgspec.structs.replace(known, read_at=self._now())

    async def warm_up(self) -> CrmFailure | None:
        return self.failure

    async def close(self) -> None:
        pass
