"""Readings, statuses and things to say: builders by hand, and strategies for all of them."""

import unicodedata
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from jarvis_domain.answering.contract_status import (
    ContractSnapshot,
    ContractUnknown,
    Source,
    StatusKnown,
    StatusUnavailable,
)
from jarvis_domain.answering.conversation import (
    AwaitingNumber,
    Conversation,
    Idle,
    Turn,
    WithHuman,
)
from jarvis_domain.answering.drafts import Draft
from jarvis_domain.answering.filing import MAX_ASKED, Complaining
from jarvis_domain.answering.messages import MediaKind
from jarvis_domain.answering.says import (
    AskConfirmation,
    AskDetails,
    AskKind,
    AskNumber,
    ComplaintDropped,
    ComplaintNoted,
    ComplaintSolved,
    ComplaintStanding,
    GiveStatus,
    HandedOver,
    Help,
    LeaveOut,
    MediaUnread,
    NoComplaint,
    NotOnList,
    Thanks,
    TicketSent,
    TicketSolved,
    TooMany,
)
from jarvis_domain.understanding.contracts import ContractNumber, FoundContract, How
from jarvis_domain.understanding.reading import ComplaintType, Intent, Language, ReadBy, Reading
from jarvis_domain.understanding.rules import read_by_rules

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def number(index=1):
    return ContractNumber(f"F{index:07d}D")


def found(index=1, how=How.EXACT, seen=None):
    contract = number(index)
    return FoundContract(number=contract, how=how, seen=seen or contract.value)


def reading(intent=Intent.OTHER, **facts):
    return Reading(language=None, intent=intent, **facts)


def status_check(*indexes, **facts):
    return reading(Intent.STATUS_CHECK, contracts=tuple(found(i) for i in indexes), **facts)


def complaint(about, *indexes, **facts):
    contracts = tuple(found(i) for i in indexes)
    return reading(Intent.COMPLAINT, complaint_type=about, contracts=contracts, **facts)


def known(index=1, etat="En cours", sous_etat="BO fixe", *, ago=timedelta(), source=Source.PORTAL, **facts):
    snapshot = ContractSnapshot(
        number=number(index), etat=etat, sous_etat=sous_etat, read_at=NOON - ago, **facts
    )
    return StatusKnown(snapshot=snapshot, source=source)


def out_of_isolates(text):
    """What of a text stands outside bidi isolates; fails when an isolate is not closed."""
    depth, outside = 0, []
    for char in text:
        depth += (char == "\u2066") - (char == "\u2069")
        assert depth in (0, 1), f"isolates do not pair in {text!r}"
        if depth == 0:
            outside.append(char)
    assert depth == 0, f"an isolate stays open in {text!r}"
    return "".join(outside)


def bare_left_to_right(text):
    """Letters and digits of left-to-right scripts outside isolates: a phone may show them out of order."""
    directions = ((c, unicodedata.bidirectional(c)) for c in out_of_isolates(text) if c.isalnum())
    return [c for c, direction in directions if direction in ("L", "EN")]


numbers = st.integers(0, 9_999_999).map(number)
pieces = st.text(max_size=40)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 hypothesis wants naive bounds
contracts_found = st.builds(FoundContract, number=numbers, how=st.sampled_from(How), seen=pieces)
complaint_types = st.sampled_from(ComplaintType)
media_kinds = st.sampled_from(MediaKind)

readings = st.builds(
    Reading,
    language=st.none() | st.sampled_from(Language),
    intent=st.sampled_from(Intent),
    complaint_type=st.none() | complaint_types,
    spam=st.booleans(),
    by=st.sampled_from(ReadBy),
    contracts=st.lists(contracts_found, max_size=13, unique_by=lambda f: f.number).map(tuple),
    incomplete=st.lists(pieces, max_size=4).map(tuple),
    same_contract=st.booleans(),
    wants_help=st.booleans(),
    closing=st.booleans(),
    choice=st.none() | st.integers(1, 8),
)
short_answers = st.sampled_from(
    ["1", "0", "oui", "iyeh", "نعم", "non", "lla", "stop", "safi", "سير", "merci", "8", "٢"]
)
complaints_told = st.sampled_from([
    "F0000001D le client attend depuis 20 jours",
    "le client est fatigué d'attendre",
    "j'ai un problème",
    "où en est ma réclamation ?",
    "F0000002D",
    "f0000001d et F0000003D bloqués chez le client",
    "bghit ndir chikaya 3la F0000004D hit technicien majach",
])  # fmt: skip
texts = short_answers | complaints_told | pieces
spoken = texts.map(lambda text: Turn(text=text, reading=read_by_rules(text)))
turns = spoken | st.builds(
    Turn,
    text=texts,
    reading=st.none() | readings,
    media=st.none() | media_kinds,
    limited=st.booleans(),
)
drafts = st.builds(
    Draft,
    kind=st.none() | complaint_types,
    contracts=st.lists(numbers, max_size=10, unique=True).map(tuple),
    details=pieces,
    described=st.booleans(),
)
states = (
    st.just(Idle())
    | st.just(AwaitingNumber())
    | st.builds(Complaining, draft=drafts, asked=st.integers(1, MAX_ASKED))
    | st.builds(WithHuman, until=moments)
)
conversations = st.builds(
    Conversation,
    state=states,
    last_contracts=st.lists(numbers, max_size=10, unique=True).map(tuple),
    helped=st.booleans(),
    touched_at=st.none() | moments,
    limit_told_at=st.none() | moments,
    owed=st.lists(numbers, max_size=5, unique=True).map(tuple),
    turned_away_at=st.none() | moments,
)

labels = st.sampled_from(["En cours", "Fermé", "Refusé", "BO fixe", "Refusé par BO", "", "–"]) | pieces
tickets = st.sampled_from(["ONG-7F3K2P", "ONG-222222"])
some_numbers = st.lists(numbers, min_size=1, max_size=15, unique=True).map(tuple)
says = (
    st.builds(GiveStatus, contract=contracts_found)
    | st.builds(LeaveOut, contracts=some_numbers)
    | st.builds(AskNumber, seen=st.lists(pieces, max_size=4).map(tuple), complaint=st.booleans())
    | st.just(Help())
    | st.builds(MediaUnread, kind=media_kinds)
    | st.builds(TooMany, of_contracts=st.booleans())
    | st.builds(ComplaintNoted, about=complaint_types, contracts=some_numbers)
    | st.builds(AskDetails, about=complaint_types)
    | st.builds(AskConfirmation, about=complaint_types, contracts=some_numbers, details=pieces)
    | st.builds(
        ComplaintStanding,
        about=complaint_types,
        contract=numbers,
        status=st.sampled_from(["open", "assigned", "escalated", "resolved"]),
        opened_at=moments,
        ticket=st.none() | tickets,
    )
    | st.builds(ComplaintSolved, about=complaint_types, contract=numbers)
    | st.builds(TicketSent, contract=numbers, ticket=tickets)
    | st.builds(TicketSolved, contract=numbers, ticket=tickets, notes=pieces)
    | st.sampled_from([AskKind(), ComplaintDropped(), NoComplaint(), Thanks(), NotOnList(), HandedOver()])
)


@st.composite
def answers_for(draw, contract):
    """Any way a look-up can end."""
    snapshot = st.builds(
        ContractSnapshot,
        number=st.just(contract),
        etat=labels,
        sous_etat=labels,
        sous_etat_2=labels,
        date_created=pieces,
        read_at=moments,
    )
    return draw(
        st.builds(StatusKnown, snapshot=snapshot, source=st.sampled_from(Source))
        | st.just(ContractUnknown(number=contract))
        | st.builds(StatusUnavailable, number=st.just(contract), reason=pieces)
    )


@st.composite
def things_to_say(draw):
    """What one reply says, with a status for every contract it names."""
    said = tuple(draw(st.lists(says, min_size=1, max_size=14)))
    contracts = [say.contract.number for say in said if isinstance(say, GiveStatus)]
    return said, {contract: draw(answers_for(contract)) for contract in contracts}
