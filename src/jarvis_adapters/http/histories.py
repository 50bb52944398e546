"""What happened to a complaint or a ticket, as it is sent: named people, plain values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from jarvis_adapters.http.shown import EventOut
from jarvis_domain.casework.changes import Happened
from jarvis_domain.casework.complaint_events import ComplaintAssigned, ComplaintEvent, PriorityChanged
from jarvis_domain.casework.tickets import TicketEvent
from jarvis_domain.ports.views import PersonRef

Event = Happened[ComplaintEvent] | Happened[TicketEvent]


def people_in(history: Iterable[Event]) -> tuple[str, ...]:
    """The actors a history names, each once."""
    return tuple(dict.fromkeys(_actors(history)))


def _actors(history: Iterable[Event]) -> Iterator[str]:
    for event in history:
        yield event.by
        if isinstance(event.what, ComplaintAssigned):
            yield from filter(None, (event.what.to, event.what.before))


def show_history(history: Iterable[Event], people: Mapping[str, PersonRef]) -> tuple[EventOut, ...]:
    return tuple(_shown(event, people) for event in history)


def _shown(event: Event, people: Mapping[str, PersonRef]) -> EventOut:
    values = {name: getattr(event.what, name) for name in event.what.__struct_fields__}
    named = isinstance(event.what, ComplaintAssigned)
    facts = {
        name: people.get(value, value) if named else None if value is None else str(value)
        for name, value in values.items()
    }
    return EventOut(at=event.at, by=people.get(event.by), what=_name(event.what), facts=facts)


def _name(what: msgspec.Struct) -> str:
    return str(what.__struct_config__.tag)


def since(history: Sequence[Event], version: int) -> tuple[Event, ...]:
    """The events that came after the version; each change of one raised it by one.

    A priority that the facts changed came with the event before it, in one change.
    """
    later, seen = [], 0
    for event in history:
        followed = isinstance(event.what, PriorityChanged) and not event.what.reason
        seen += 0 if followed else 1
        if seen > version:
            later.append(event)
    return tuple(later)
