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
from jarvis_domain.answering.messages import MediaKind
from jarvis_domain.answering.says import (
    AskNumber,
    ComplaintNoted,
    GiveStatus,
    HandedOver,
    Help,
    LeaveOut,
    MediaUnread,
    TooMany,
)
from jarvis_domain.understanding.contracts import ContractNumber, FoundContract, How
from jarvis_domain.understanding.reading import ComplaintType, Intent, Language, ReadBy, Reading

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
turns = st.builds(Turn, reading=st.none() | readings, media=st.none() | media_kinds, limited=st.booleans())
states = (
    st.just(Idle())
    | st.builds(AwaitingNumber, complaint=st.none() | complaint_types)
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
)

labels = st.sampled_from(["En cours", "Fermé", "Refusé", "BO fixe", "Refusé par BO", "", "–"]) | pieces
some_numbers = st.lists(numbers, min_size=1, max_size=15, unique=True).map(tuple)
says = (
    st.builds(GiveStatus, contract=contracts_found)
    | st.builds(LeaveOut, contracts=some_numbers)
    | st.builds(AskNumber, seen=st.lists(pieces, max_size=4).map(tuple), complaint=st.booleans())
    | st.just(Help())
    | st.builds(MediaUnread, kind=media_kinds)
    | st.just(TooMany())
    | st.builds(ComplaintNoted, about=complaint_types, contracts=some_numbers)
    | st.just(HandedOver())
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
