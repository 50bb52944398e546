"""Personal data in memory: each kind of row without whom it named and what it quoted."""

from typing import TypeVar

import msgspec
from msgspec.structs import replace

from jarvis_adapters.memory.store_state import Contractor, MessageRow, ReplyRow
from jarvis_domain.answering.messages import Reply, Text
from jarvis_domain.casework.complaints import Complaint
from jarvis_domain.casework.tickets import Ticket, TicketClosed, TicketState
from jarvis_domain.desk.personal_data import NOBODY, TYPED

Told = TypeVar("Told", bound=msgspec.Struct)


def no_contractor(row: Contractor) -> Contractor:
    return replace(row, phone=None, name="", region="")


def no_message(row: MessageRow) -> MessageRow:
    inbound = replace(row.stored.inbound, sender=NOBODY, alias=None, name="", content=Text(""))
    stored = replace(row.stored, inbound=inbound)
    return replace(row, stored=stored, reading=None, reading_detail="", answers=(), owed=())


def no_reply(row: ReplyRow) -> ReplyRow:
    said = Reply(fr="", ar="", text="")
    return replace(row, due=replace(row.due, to=NOBODY, quoted_text="", reply=said))


def no_complaint(complaint: Complaint) -> Complaint:
    history = tuple(replace(event, what=_untyped(event.what)) for event in complaint.history)
    return replace(_untyped(complaint), state=_untyped(complaint.state), history=history)


def no_ticket(ticket: Ticket) -> Ticket:
    history = tuple(replace(event, what=_untyped(event.what)) for event in ticket.history)
    return replace(ticket, state=_no_state(ticket.state), history=history)


def _no_state(state: TicketState) -> TicketState:
    if isinstance(state, TicketClosed):
        return replace(state, resolved=_untyped(state.resolved))
    return _untyped(state)


def _untyped(told: Told) -> Told:
    return replace(told, **{field: "" for field in told.__struct_fields__ if field in TYPED})
