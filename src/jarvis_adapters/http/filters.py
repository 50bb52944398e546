"""The filters of the lists, as query parameters; exports take the same."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Request
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery, QueryParameter

from jarvis_adapters.http.lists import PERIOD
from jarvis_adapters.http.typed import contract_typed
from jarvis_adapters.storable import storable_text
from jarvis_domain.answering.conversation import Flag
from jarvis_domain.answering.messages import Delivery, Outcome
from jarvis_domain.casework.complaints import ComplaintStatus
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import TicketStatus
from jarvis_domain.flow.sign_in import SignedIn
from jarvis_domain.ports.views import (
    ComplaintFilter,
    ContractorFilter,
    MessageFilter,
    Period,
    TicketFilter,
)
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.reading import ComplaintType, Intent, Language, ReadBy

_WORDS = "Words, or parts (three digits or more) of contract numbers and phones."
Search = Annotated[str, QueryParameter(max_length=200, description=_WORDS)]
Contract = Annotated[str | None, QueryParameter(max_length=40, description="A contract number, as typed.")]
Share = Annotated[float | None, QueryParameter(ge=0, le=1)]


async def read_complaint_filter(  # noqa: PLR0913 one argument for each query parameter
    request: Request[Any, SignedIn, Any],
    period: NamedDependency[Period],
    q: Search = "",
    status: FromQuery[tuple[ComplaintStatus, ...]] = (),
    priority: FromQuery[tuple[Priority, ...]] = (),
    kind: FromQuery[tuple[ComplaintType, ...]] = (),
    assignee: FromQuery[UUID | None] = None,
    unassigned: FromQuery[bool | None] = None,
    mine: FromQuery[bool | None] = None,
    contractor: FromQuery[UUID | None] = None,
    contract: Contract = None,
    region: FromQuery[tuple[str, ...]] = (),
    proposed: FromQuery[bool | None] = None,
    id: FromQuery[tuple[UUID, ...]] = (),  # noqa: A002 the name of the query parameter
) -> ComplaintFilter:
    """`mine`: in the hands of whoever asks; `id`: these complaints and no others."""
    return ComplaintFilter(
        period=period,
        search=storable_text(q),
        status=status,
        priority=priority,
        kind=kind,
        assignee=request.auth.person.id if mine else assignee,
        unassigned=unassigned,
        contractor=contractor,
        contract=_contract(contract),
        region=tuple(map(storable_text, region)),
        proposed=proposed,
        ids=id,
    )


async def read_ticket_filter(
    period: NamedDependency[Period],
    q: Search = "",
    status: FromQuery[tuple[TicketStatus, ...]] = (),
    late: FromQuery[bool | None] = None,
    sent: FromQuery[bool | None] = None,
    contract: Contract = None,
) -> TicketFilter:
    return TicketFilter(
        period=period,
        search=storable_text(q),
        status=status,
        late=late,
        sent=sent,
        contract=_contract(contract),
    )


async def read_message_filter(  # noqa: PLR0913 one argument for each query parameter
    period: NamedDependency[Period],
    q: Search = "",
    language: FromQuery[tuple[Language, ...]] = (),
    intent: FromQuery[tuple[Intent, ...]] = (),
    complaint_type: FromQuery[tuple[ComplaintType, ...]] = (),
    outcome: FromQuery[tuple[Outcome, ...]] = (),
    waiting: FromQuery[bool | None] = None,
    delivery: FromQuery[tuple[Delivery, ...]] = (),
    flag: FromQuery[tuple[Flag, ...]] = (),
    by: FromQuery[tuple[ReadBy, ...]] = (),
    instance: FromQuery[tuple[str, ...]] = (),
    spam: FromQuery[bool | None] = None,
    attention: FromQuery[bool | None] = None,
    contractor: FromQuery[UUID | None] = None,
    contract: Contract = None,
    confidence_below: Share = None,
    id: FromQuery[tuple[UUID, ...]] = (),  # noqa: A002 the name of the query parameter
) -> MessageFilter:
    """`id`: these messages and no others."""
    return MessageFilter(
        period=period,
        search=storable_text(q),
        language=language,
        intent=intent,
        complaint_type=complaint_type,
        outcome=outcome,
        waiting=waiting,
        delivery=delivery,
        flag=flag,
        by=by,
        instance=tuple(map(storable_text, instance)),
        spam=spam,
        attention=attention,
        contractor=contractor,
        contract=_contract(contract),
        confidence_below=confidence_below,
        ids=id,
    )


async def read_contractor_filter(
    q: Search = "",
    registered: FromQuery[bool | None] = None,
    region: FromQuery[tuple[str, ...]] = (),
) -> ContractorFilter:
    return ContractorFilter(
        search=storable_text(q), registered=registered, region=tuple(map(storable_text, region))
    )


def _contract(text: str | None) -> ContractNumber | None:
    return contract_typed(text) if text else None


COMPLAINTS = PERIOD | {"wanted": Provide(read_complaint_filter)}
"""Gives a handler `wanted: ComplaintFilter`, and its conditions to the query."""
TICKETS = PERIOD | {"wanted": Provide(read_ticket_filter)}
MESSAGES = PERIOD | {"wanted": Provide(read_message_filter)}
CONTRACTORS = {"wanted": Provide(read_contractor_filter)}
