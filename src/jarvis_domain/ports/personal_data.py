"""What is on record about people: found, exported, erased, and forgotten when it has aged."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from jarvis_domain.desk.personal_data import Ageing, StillOpen
from jarvis_domain.understanding.phones import PhoneNumber

Rows = Mapping[str, Sequence[Mapping[str, object]]]
"""By part of the record; each row as it stands there, in what JSON can hold."""


class PersonalData(Protocol):
    """The part of a unit of work that knows what names or quotes a person; whoever calls it audits that.

    Erased rows of messages, replies and cases stay, with their ids, times and states: texts are empty, and
    addresses NOBODY. The audit log is never erased.
    """

    async def find(self, phone: PhoneNumber) -> Sequence[UUID]:
        """Everybody found to be the person with this phone, first who they are now; empty for a stranger."""
        ...

    async def left_open(self, contractors: Sequence[UUID]) -> StillOpen: ...

    async def export(self, contractors: Sequence[UUID]) -> Rows:
        """All that is about them, what the audit log says of them too."""
        ...

    async def erase(self, contractors: Sequence[UUID]) -> Mapping[str, int]:
        """Leaves nothing that names or quotes them; how many rows of each part went or were blanked.

        Nobody is asked whether something is still open: that is for `left_open` to tell first.
        """
        ...

    async def forget(self, kind: Ageing, *, before: datetime, most: int) -> int:
        """Erases what of this kind is older, so many at most, each with all that hangs on it.

        What is not settled, not sent or not resolved is never old enough, nor is a contractor who is on the
        list. Answers how many there were; 0 once nothing is left to erase.
        """
        ...
