"""Orange tickets: our number and Orange's own, the states as types, and every change they allow."""

import re
from datetime import datetime
from enum import StrEnum
from typing import assert_never
from uuid import UUID

import msgspec

from jarvis_domain.casework.changes import Happened, NotAllowed, Refusal
from jarvis_domain.errors import InvalidTicketNumber
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.text import INVISIBLE, fold_aligned

# Without what is mistaken for another (0 O, 1 I L, 5 S, 8 B, 2 Z: one of each pair or none) and without
# vowels, so that no number spells a word.
_ALPHABET = "23456789CDFGHJKMNPQRTVWXY"
_LENGTH = 6
TICKET_NUMBERS = len(_ALPHABET) ** _LENGTH
_CANONICAL = re.compile(f"ONG-[{_ALPHABET}]{{{_LENGTH}}}")
_TYPED = re.compile(r"[O0]NG[^A-Z0-9]*([A-Z0-9]{6})")
_MISTAKEN = str.maketrans("SBZ", "582")
_SHAPE_OF_ORANGE = re.compile(r"(?=[^0-9]*[0-9])[A-Z0-9][A-Z0-9 ._/#-]{1,38}[A-Z0-9]")


class TicketNumber(msgspec.Struct, frozen=True, order=True):
    """Our number of an escalation, `ONG-` and six signs; raises InvalidTicketNumber on anything else."""

    value: str

    def __post_init__(self) -> None:
        if not _CANONICAL.fullmatch(self.value):
            raise InvalidTicketNumber(f"{self.value!r} is not a ticket number: ONG- and six signs")

    def __str__(self) -> str:
        return self.value

    @classmethod
    def from_random(cls, value: int) -> "TicketNumber":
        """The number of a random integer (64 bits or more); below TICKET_NUMBERS each has its own."""
        signs = ""
        for _ in range(_LENGTH):
            value, place = divmod(value, len(_ALPHABET))
            signs = _ALPHABET[place] + signs
        return cls(f"ONG-{signs}")


class OrangeId(msgspec.Struct, frozen=True, order=True):
    """Orange's own number of a ticket, in capitals; raises InvalidTicketNumber when it cannot be one.

    Its form is Orange's affair: 3 to 40 signs of A-Z 0-9 . _ / # - and spaces with a digit among them, and
    not one of our numbers.
    """

    value: str

    def __post_init__(self) -> None:
        if not _SHAPE_OF_ORANGE.fullmatch(self.value):
            raise InvalidTicketNumber("an Orange ticket number has 3 to 40 letters and digits")
        if _ours(self.value) is not None:
            raise InvalidTicketNumber("this is our own ticket number, not Orange's")

    def __str__(self) -> str:
        return self.value


def parse_ticket_number(text: str) -> TicketNumber:
    """Our number as people type it: any case, without dash, S for 5, B for 8, Z for 2.

    Raises InvalidTicketNumber on anything else.
    """
    ours = _ours(_folded(text))
    if ours is None:
        raise InvalidTicketNumber("a ticket number is ONG- and six signs")
    return TicketNumber(ours)


def parse_orange_id(text: str) -> OrangeId:
    """Orange's own number as it was pasted: trimmed, one space between, capitals; raises as OrangeId does."""
    return OrangeId(_folded(text))


def _ours(folded: str) -> str | None:
    typed = _TYPED.fullmatch(folded)
    number = f"ONG-{typed[1].translate(_MISTAKEN)}" if typed else ""
    return number if _CANONICAL.fullmatch(number) else None


def _folded(text: str) -> str:
    return " ".join(fold_aligned(text).replace(INVISIBLE, "").split())


class TicketOpen(msgspec.Struct, frozen=True, tag="open"):
    """Sent, or about to be; Orange has not begun."""


class TicketInProgress(msgspec.Struct, frozen=True, kw_only=True, tag="in_progress"):
    """Orange works on it."""

    since: datetime


class TicketResolved(msgspec.Struct, frozen=True, kw_only=True, tag="resolved"):
    """Orange says that it is solved, and how."""

    at: datetime
    notes: str


class TicketClosed(msgspec.Struct, frozen=True, kw_only=True, tag="closed"):
    """Nothing changes any more."""

    at: datetime
    resolved: TicketResolved


TicketState = TicketOpen | TicketInProgress | TicketResolved | TicketClosed


class TicketStatus(StrEnum):
    """The names of the states, for lists and filters."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    CLOSED = "closed"


class TicketWasOpened(msgspec.Struct, frozen=True, kw_only=True, tag="opened"):
    number: TicketNumber


class TicketWasStarted(msgspec.Struct, frozen=True, tag="started"):
    pass


class TicketWasResolved(msgspec.Struct, frozen=True, kw_only=True, tag="resolved"):
    notes: str


class TicketWasClosed(msgspec.Struct, frozen=True, tag="closed"):
    pass


class OrangeIdWasAssigned(msgspec.Struct, frozen=True, kw_only=True, tag="orange_id_assigned"):
    after: OrangeId
    before: OrangeId | None = None


TicketEvent = TicketWasOpened | TicketWasStarted | TicketWasResolved | TicketWasClosed | OrangeIdWasAssigned


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    """One escalation at Orange: open, in progress, resolved, closed, in this order.

    Orange may say "solved" without having said "begun". `version`, `history` and the answers of a change
    are as those of a Complaint.
    """

    id: UUID
    number: TicketNumber
    complaint: UUID
    contract: ContractNumber
    orange_id: OrangeId | None = None
    state: TicketState = TicketOpen()
    opened_at: datetime
    version: int = 1
    history: tuple[Happened[TicketEvent], ...]

    @property
    def status(self) -> TicketStatus:
        match self.state:
            case TicketOpen():
                return TicketStatus.OPEN
            case TicketInProgress():
                return TicketStatus.IN_PROGRESS
            case TicketResolved():
                return TicketStatus.RESOLVED
            case TicketClosed():
                return TicketStatus.CLOSED
            case _:
                assert_never(self.state)

    def start(self, *, by: str, at: datetime) -> "TicketChange":
        """Orange has begun."""
        match self.state:
            case TicketOpen():
                return self._changed(TicketWasStarted(), by=by, at=at, state=TicketInProgress(since=at))
            case TicketInProgress():
                return NotAllowed(reason=Refusal.ALREADY_STARTED)
            case TicketResolved():
                return NotAllowed(reason=Refusal.ALREADY_RESOLVED)
            case TicketClosed():
                return NotAllowed(reason=Refusal.ALREADY_CLOSED)
            case _:
                assert_never(self.state)

    def resolve(self, notes: str, *, by: str, at: datetime) -> "TicketChange":
        """Orange has solved it; how has to be said."""
        match self.state:
            case TicketResolved():
                return NotAllowed(reason=Refusal.ALREADY_RESOLVED)
            case TicketClosed():
                return NotAllowed(reason=Refusal.ALREADY_CLOSED)
            case TicketOpen() | TicketInProgress():
                if not notes.strip():
                    return NotAllowed(reason=Refusal.TEXT_MISSING)
                state = TicketResolved(at=at, notes=notes)
                return self._changed(TicketWasResolved(notes=notes), by=by, at=at, state=state)
            case _:
                assert_never(self.state)

    def close(self, *, by: str, at: datetime) -> "TicketChange":
        """Ends it; only what is resolved can be closed."""
        match self.state:
            case TicketResolved():
                state = TicketClosed(at=at, resolved=self.state)
                return self._changed(TicketWasClosed(), by=by, at=at, state=state)
            case TicketClosed():
                return NotAllowed(reason=Refusal.ALREADY_CLOSED)
            case TicketOpen() | TicketInProgress():
                return NotAllowed(reason=Refusal.NOT_RESOLVED)
            case _:
                assert_never(self.state)

    def assign_orange_id(self, orange_id: OrangeId, *, by: str, at: datetime) -> "TicketChange":
        """Sets or corrects Orange's own number, until the ticket is closed."""
        if isinstance(self.state, TicketClosed):
            return NotAllowed(reason=Refusal.ALREADY_CLOSED)
        if orange_id == self.orange_id:
            return NotAllowed(reason=Refusal.NOTHING_CHANGES)
        event = OrangeIdWasAssigned(after=orange_id, before=self.orange_id)
        return self._changed(event, by=by, at=at, orange_id=orange_id)

    def _changed(self, event: TicketEvent, *, by: str, at: datetime, **fields: object) -> "TicketChanged":
        happened = Happened(at=at, by=by, what=event)
        history = (*self.history, happened)
        changed = msgspec.structs.replace(self, version=self.version + 1, history=history, **fields)
        return TicketChanged(ticket=changed, events=(happened,))


class TicketChanged(msgspec.Struct, frozen=True, kw_only=True):
    """The ticket after a change, and what happened."""

    ticket: Ticket
    events: tuple[Happened[TicketEvent], ...]


TicketChange = TicketChanged | NotAllowed


def open_ticket(
    number: TicketNumber,
    *,
    ticket_id: UUID,
    complaint: UUID,
    contract: ContractNumber,
    by: str,
    at: datetime,
) -> TicketChanged:
    """A new ticket, version 1, for a complaint that is escalated with this number."""
    history = (Happened[TicketEvent](at=at, by=by, what=TicketWasOpened(number=number)),)
    ticket = Ticket(
        id=ticket_id, number=number, complaint=complaint, contract=contract, opened_at=at, history=history
    )
    return TicketChanged(ticket=ticket, events=history)
