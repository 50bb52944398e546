"""A small world for the stores: two people, two numbers of ours, three contracts."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import strategies as st
from msgspec.structs import replace

from jarvis_domain.answering.conversation import AwaitingNumber, Conversation, WithHuman
from jarvis_domain.answering.drafts import Draft
from jarvis_domain.answering.filing import Complaining
from jarvis_domain.answering.messages import (
    DueReply,
    InboundMessage,
    Media,
    MediaKind,
    Outcome,
    Reaction,
    Reply,
    Text,
)
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.phones import Lid, PhoneNumber

DAY = datetime(2026, 3, 2, tzinfo=UTC)
PHONES = [PhoneNumber(f"+21260000000{n}") for n in range(2)]
LIDS = [Lid(f"19012024036048{n}@lid") for n in range(2)]
ADDRESSES = [*PHONES, *LIDS]
KNOWN_BY = [
    way
    for phone, lid in zip(PHONES, LIDS, strict=True)
    for way in ((phone, None), (lid, None), (phone, lid), (lid, phone))
]
SALAM = Text("salam")
CONTRACTS = [ContractNumber(f"F123456{n}D") for n in range(3)]

addresses = st.sampled_from(ADDRESSES)
sent_ids = st.sampled_from(["w0", "w1"])
picks = st.integers(0, 20)
texts = st.text(st.characters(codec="utf-8"), max_size=20)
contents = st.one_of(
    st.builds(Text, texts),
    st.builds(Media, st.sampled_from(MediaKind), texts),
    st.builds(Reaction, st.just("👍"), st.just("m1")),
)
conversations = st.sampled_from(
    [
        Conversation(),
        Conversation(state=AwaitingNumber(), touched_at=DAY),
        Conversation(
            state=Complaining(draft=Draft(contracts=tuple(CONTRACTS), details="متوقف"), asked=2),
            turned_away_at=DAY,
        ),
        Conversation(state=WithHuman(until=DAY), last_contracts=tuple(CONTRACTS), helped=True),
    ]
)
final_outcomes = st.sampled_from([outcome for outcome in Outcome if outcome is not Outcome.PARKED])


def inbound(id_="m1", known_by=(PHONES[0], None), content=SALAM, sent=0, instance="one"):
    sender, alias = known_by
    return InboundMessage(
        instance=instance,
        whatsapp_id=id_,
        sender=sender,
        alias=alias,
        name="Saïd",
        content=content,
        sent_at=DAY + timedelta(seconds=sent),
    )


inbounds = st.builds(
    inbound,
    id_=st.sampled_from(["m0", "m1", "m2"]),
    known_by=st.sampled_from(KNOWN_BY),
    content=contents,
    sent=st.integers(0, 5),
    instance=st.sampled_from(["one", "one", "one", "two"]),
)


def due_reply(contractor, text="oui", *, to=PHONES[0], quoted_id="m1"):
    return DueReply(
        id=uuid4(),
        contractor=UUID(str(contractor)),
        instance="one",
        to=to,
        quoted_id=quoted_id,
        quoted_text="salam",
        reply=Reply(fr=text, ar="نعم", text=f"{text} نعم"),
    )


def storable(text):
    return text.replace("\x00", "")


def clean(value):
    """The value as it may be stored: the texts drawn here hold nothing worse than NUL."""
    match value:
        case InboundMessage(content=Text(text)):
            return replace(value, content=Text(storable(text)))
        case InboundMessage(content=Media(kind, caption)):
            return replace(value, content=Media(kind, storable(caption)))
        case DueReply(reply=reply):
            said = Reply(fr=storable(reply.fr), ar=reply.ar, text=storable(reply.text))
            return replace(value, reply=said)
    return value
