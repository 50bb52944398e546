"""Import: TKTM's list of contractors is put into the record, with a report line by line."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn

import msgspec

from jarvis_domain.desk.actors import Actor
from jarvis_domain.desk.contractor_list import ColumnsMissing, LineRefused, Listed, read_list
from jarvis_domain.ports.contractors import Registration
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock, Event, Events

_BATCH = 200
"""Lines in one transaction: while it lasts, these contractors' messages wait to be taken in."""


class Imported(msgspec.Struct, frozen=True):
    """What became of a line, or would."""

    line: Listed
    outcome: Registration


class _NotKept(Exception):
    """Takes back what was tried."""


@dataclass(frozen=True, slots=True)
class ImportContractors:
    """Nobody is taken off the list by not being in it; a list sent again changes nothing.

    Each batch of lines is kept with its row in the audit log: should the database go away half way, what the
    log says is what was done, and the same list may be sent again.
    """

    store: Store
    events: Events
    clock: Clock

    async def __call__(
        self, rows: Sequence[Sequence[str]], *, who: Actor, dry_run: bool = False
    ) -> tuple[Imported | LineRefused, ...] | ColumnsMissing:
        """The report in the order of the lines; `dry_run` changes nothing, and tells what would change."""
        lines = read_list(rows)
        if isinstance(lines, ColumnsMissing):
            return lines
        refused = [line for line in lines if isinstance(line, LineRefused)]
        found: list[Imported] = []
        for batch in _batches([line for line in lines if isinstance(line, Listed)]):
            found += await self._import(batch, who, keep=not dry_run)
        if found and not dry_run:
            await self.events.publish(Event(kind="contractor", id="list"))
        return tuple(sorted([*found, *refused], key=_line_of))

    async def _import(self, batch: Sequence[Listed], who: Actor, *, keep: bool) -> list[Imported]:
        found: list[Imported] = []
        try:
            async with self.store.begin() as work:
                # By phone: two lists that are read in at once then wait for each other in one order.
                for line in sorted(batch, key=lambda line: line.phone):
                    outcome = await work.contractors.register(line.phone, name=line.name, region=line.region)
                    found.append(Imported(line, outcome))
                if not keep:
                    _take_back()
                facts = {"lines": f"{batch[0].line}-{batch[-1].line}"} | _counts(found)
                entry = who.entry("contractors_imported", "contractors", at=self.clock.now(), changes=facts)
                await work.record(entry)
        except _NotKept:
            pass
        return found


def _take_back() -> NoReturn:
    raise _NotKept


def _batches(lines: Sequence[Listed]) -> Iterator[Sequence[Listed]]:
    for start in range(0, len(lines), _BATCH):
        yield lines[start : start + _BATCH]


def _counts(found: Sequence[Imported]) -> dict[str, str]:
    counted = Counter(one.outcome for one in found)
    return {outcome.value: str(counted[outcome]) for outcome in Registration}


def _line_of(one: Imported | LineRefused) -> int:
    return one.line.line if isinstance(one, Imported) else one.line
