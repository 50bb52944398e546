"""Complaints and tickets: builders by hand, and a strategy for every change of a complaint."""

from datetime import timedelta
from uuid import UUID

from hypothesis import strategies as st

from jarvis_domain.casework.complaints import Filing, open_complaint
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import TICKET_NUMBERS, TicketNumber, open_ticket
from jarvis_domain.understanding.reading import ComplaintType
from support.talk import NOON, number

COMPLAINT, CONTRACTOR, TICKET = (UUID(int=count) for count in (1, 2, 3))
ONG = TicketNumber("ONG-7K3FQ9")
LEILA, OMAR = "leila", "omar"
DAY = timedelta(days=1)


def filing(kind=ComplaintType.CAS_BLOQUE, contract=1, contractor=CONTRACTOR, details="dossier bloqué"):
    return Filing(kind=kind, contract=number(contract), contractor=contractor, details=details)


def opened(priority=Priority.MEDIUM, at=NOON, **facts):
    return open_complaint(
        filing(**facts), complaint_id=COMPLAINT, priority=priority, by="jarvis", at=at
    ).complaint


def ticket():
    change = open_ticket(ONG, ticket_id=TICKET, complaint=COMPLAINT, contract=number(), by="jarvis", at=NOON)
    return change.ticket


people = st.sampled_from([LEILA, OMAR, "jarvis"])
texts = st.sampled_from(["", "  ", "appelé le client", "الزبون كيتسنى"])
priorities = st.sampled_from(Priority)
kinds = st.sampled_from(ComplaintType)
ticket_numbers = st.integers(0, TICKET_NUMBERS - 1).map(TicketNumber.from_random)


def _change(name, *args, **fields):
    return st.tuples(st.just(name), st.tuples(*args), st.fixed_dictionaries(fields))


# What can be tried on a complaint: the method, and what it is given besides `by` and `at`.
changes = st.one_of(
    _change("assign", to=st.one_of(st.none(), people)),
    _change("escalate", ticket_numbers),
    _change("resolve", texts),
    _change("reopen", texts),
    _change("add_contact", texts, priority=priorities),
    _change("add_note", texts),
    _change("set_priority", priorities, reason=texts),
    _change("correct_kind", kinds, priority=priorities),
)
