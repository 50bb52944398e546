"""How urgent a problem is by what is known of its contract now."""

from datetime import datetime, timedelta

from jarvis_domain.casework.priority import Priority, priority_of, waiting_since
from jarvis_domain.ports.persistence import UnitOfWork
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.reading import ComplaintType

_A_WEEK = timedelta(days=7)


async def weigh(
    work: UnitOfWork,
    kind: ComplaintType,
    contract: ContractNumber,
    *,
    text: str,
    now: datetime,
    unwritten: int = 0,
) -> Priority:
    """`unwritten` are contacts that no message tells of: a call, a visit."""
    contacts = await work.cases.contacts(contract, since=now - _A_WEEK)
    return priority_of(
        kind,
        now=now,
        contacts_in_7_days=max(contacts + unwritten, 1),
        text=text,
        date_created=waiting_since(await work.last_status(contract)),
    )
