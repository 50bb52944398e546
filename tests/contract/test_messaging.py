"""One contract for everything that sends WhatsApp messages: Evolution's gateway and memory."""

import asyncio
import itertools
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from litestar import Litestar

from jarvis_adapters.evolution.client import EvolutionGateway
from jarvis_adapters.memory.clock import SystemClock
from jarvis_adapters.memory.messaging import MemoryMessaging
from jarvis_adapters.simulators.evolution import evolution_router
from jarvis_domain.answering.messages import DueReply, InboundMessage, Reply, Text
from jarvis_domain.ports.messaging import (
    Absent,
    Accepted,
    Connection,
    Found,
    NotSent,
    NotThere,
    PerhapsSent,
)
from jarvis_domain.understanding.phones import Lid, PhoneNumber
from support.serving import serve

COUNT = itertools.count(1)


class Ending(StrEnum):
    """How a send ends, as the simulator's faults call it."""

    ACCEPTED = "none"
    CUT_AFTER_ACCEPT = "cut_sent"
    CUT_BEFORE = "cut_unsent"
    TIMED_OUT_SENT = "timed_out_sent"
    TIMED_OUT_UNSENT = "timed_out_unsent"
    BAD_GATEWAY = "gateway"
    OFFLINE = "offline"
    RATE_LIMITED = "rate_limited"


TOLD = {
    Ending.ACCEPTED: Accepted,
    Ending.OFFLINE: NotSent,
    Ending.RATE_LIMITED: NotSent,
}
ARRIVING = {Ending.ACCEPTED, Ending.CUT_AFTER_ACCEPT, Ending.TIMED_OUT_SENT}


def told(ending):
    return TOLD.get(ending, PerhapsSent)


class Memory:
    def __init__(self):
        self.messaging = MemoryMessaging()

    def run(self, awaitable):
        return asyncio.run(awaitable)

    def script(self, ending):
        if ending is not Ending.ACCEPTED:
            self.messaging.fail_next(told(ending)(detail=ending), after_sending=ending in ARRIVING)

    def send_to_nobody(self, reply):
        self.messaging.fail_next(NotThere(detail="not on WhatsApp"))
        return self.run(self.messaging.send(reply))

    def ledger(self, to):
        return [
            (s.whatsapp_id, s.due.reply.text, s.due.quoted_id) for s in self.messaging.sent if s.due.to == to
        ]

    def written(self, message):
        self.messaging.written.append(message)

    def typing(self):
        return [str(to) for _, to in self.messaging.typing]

    def disconnect(self, instance):
        self.messaging.connections[instance] = Connection.CLOSED

    def close(self):
        """Nothing to close."""


class Evolution:
    def __init__(self, base):
        self._runner = asyncio.Runner()
        self._url = f"{base}/evolution"
        self._http = httpx.AsyncClient()
        self._control = httpx.Client(base_url=self._url)
        self.messaging = EvolutionGateway(self._http, self._url, "jarvis-demo", SystemClock())

    def run(self, awaitable):
        return self._runner.run(awaitable)

    def script(self, ending):
        self._control.put("/_faults", json={"script": [ending]}).raise_for_status()

    def send_to_nobody(self, reply):
        return self.run(self.messaging.send(reply))

    def ledger(self, to):
        number = str(to).removeprefix("+")
        sent = self._control.get("/_ledger").json()["sent"]
        return [(s["id"], s["text"], s["quoted_id"] or "") for s in sent if s["to"] == number]

    def written(self, message):
        told = {"text": message.content.text, "id": message.whatsapp_id, "instance": message.instance}
        told |= {"name": message.name, "at": int(message.sent_at.timestamp())}
        self._control.post(f"/_phone/{str(message.sender)[1:]}/messages", json=told).raise_for_status()

    def typing(self):
        shown = self._control.get("/_ledger").json()["presences"]
        return [p["to"] if p["to"].endswith("@lid") else f"+{p['to']}" for p in shown]

    def disconnect(self, instance):
        self._control.put(f"/_connection/{instance}", json={"state": "close"}).raise_for_status()

    def close(self):
        self._runner.run(self._http.aclose())
        self._runner.close()
        self._control.close()


@contextmanager
def memory():
    yield Memory()


@contextmanager
def evolution():
    with serve(Litestar([evolution_router(instances=("jarvis", "second", "closing"))])) as base:
        world = Evolution(base)
        try:
            yield world
        finally:
            world.close()


@pytest.fixture(scope="module", params=[memory, evolution], ids=["memory", "evolution"])
def world(request):
    with request.param() as made:
        yield made


def phone(*, absent=False):
    """A number nobody used before; absent ones are not on WhatsApp."""
    return PhoneNumber(f"+212{'699000' if absent else '61'}{next(COUNT):0{3 if absent else 7}}")


def due(to, text, quoted_id="", instance="jarvis"):
    identity = UUID(int=next(COUNT))
    return DueReply(
        id=identity,
        contractor=identity,
        instance=instance,
        to=to,
        quoted_id=quoted_id,
        quoted_text="salam" if quoted_id else "",
        reply=Reply(fr=text, ar=text, text=text),
    )


def send(world, reply, ending=Ending.ACCEPTED):
    world.script(ending)
    return world.run(world.messaging.send(reply))


def find(world, reply):
    return world.run(world.messaging.find_sent(reply))


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200).filter(str.strip)
plans = st.lists(
    st.tuples(
        texts | st.sampled_from(["a", "a ", "A", "Contrat \u2066F1234567D\u2069\nتم"]),
        st.sampled_from(["", "first", "second"]),
        st.sampled_from(Ending),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=30)
@given(plans)
def test_what_arrived_is_found_what_did_not_is_absent_and_order_is_kept(world, plan):
    chat, prefix = phone(), f"3EB0{next(COUNT):06}"
    arrived = []
    for text, quoted, ending in plan:
        reply = due(chat, text, f"{prefix}{quoted}" if quoted else "")

        assert isinstance(send(world, reply, ending), told(ending))
        arrived += [(text, reply.quoted_id)] if ending in ARRIVING else []
        assert isinstance(find(world, reply), Found if (text, reply.quoted_id) in arrived else Absent)

    assert [(text, quoted) for _, text, quoted in world.ledger(chat)] == arrived


@pytest.mark.parametrize("quoted_id", ["3EB0B1000000000001", ""])
def test_an_accepted_send_is_found_under_its_own_id(world, quoted_id):
    reply = due(phone(), "Contrat F1234567D : fermé", quoted_id)
    accepted = send(world, reply)

    assert isinstance(accepted, Accepted)
    assert find(world, reply) == Found(whatsapp_id=accepted.whatsapp_id)
    assert [sent[0] for sent in world.ledger(reply.to)] == [accepted.whatsapp_id]


def test_a_send_cut_after_acceptance_is_perhaps_sent_and_found(world):
    reply = due(phone(), "bonjour", "3EB0CC")

    assert isinstance(send(world, reply, Ending.CUT_AFTER_ACCEPT), PerhapsSent)
    assert find(world, reply) == Found(whatsapp_id=world.ledger(reply.to)[0][0])


def test_a_number_that_is_not_on_whatsapp_is_refused_for_good(world):
    reply = due(phone(absent=True), "bonjour", "3EB0DD")

    assert isinstance(world.send_to_nobody(reply), NotThere)
    assert world.ledger(reply.to) == []
    assert find(world, reply) == Absent()


def test_two_texts_that_quote_one_message_are_told_apart(world):
    chat = phone()
    late, final = due(chat, "Un instant", "3EB0EE"), due(chat, "Contrat fermé", "3EB0EE")
    first = send(world, late)

    assert find(world, final) == Absent()
    second = send(world, final)
    assert (find(world, late), find(world, final)) == (
        Found(whatsapp_id=first.whatsapp_id),
        Found(whatsapp_id=second.whatsapp_id),
    )


def test_the_same_text_under_another_message_is_another_reply(world):
    chat = phone()
    send(world, due(chat, "Contrat fermé", "3EB0F1"))

    assert find(world, due(chat, "Contrat fermé", "3EB0F2")) == Absent()
    assert find(world, due(chat, "Contrat fermé")) == Absent()
    assert find(world, due(phone(), "Contrat fermé")) == Absent()


def test_each_number_of_ours_has_its_own_record(world):
    reply = due(phone(), "bonjour", "3EB0F3", instance="second")
    send(world, reply)

    assert isinstance(find(world, reply), Found)
    assert find(world, due(reply.to, "bonjour", "3EB0F3", instance="jarvis")) == Absent()


def test_an_address_without_a_phone_is_answered_whole(world):
    reply = due(Lid(f"19012024036{next(COUNT):04}@lid"), "bonjour", "3EB0F4")
    accepted = send(world, reply)

    assert [sent[0] for sent in world.ledger(reply.to)] == [accepted.whatsapp_id]
    assert find(world, reply) == Found(whatsapp_id=accepted.whatsapp_id)


def test_replies_to_one_contractor_keep_their_order(world):
    chat = phone()
    for number in range(20):
        send(world, due(chat, f"réponse {number}", "3EB0F5"))

    assert [text for _, text, _ in world.ledger(chat)] == [f"réponse {number}" for number in range(20)]


def test_sends_side_by_side_all_arrive_once(world):
    replies = [due(phone(), "bonjour", f"3EB0A{number:04}") for number in range(30)]
    world.script(Ending.ACCEPTED)

    async def all_at_once():
        return await asyncio.gather(*(world.messaging.send(reply) for reply in replies))

    accepted = world.run(all_at_once())
    assert len({outcome.whatsapp_id for outcome in accepted}) == 30
    assert [len(world.ledger(reply.to)) for reply in replies] == [1] * 30


def test_typing_is_shown_to_the_one_who_waits(world):
    someone = phone()
    world.run(world.messaging.show_typing("jarvis", someone))

    assert str(someone) in world.typing()


def test_the_connection_is_known_before_and_after_it_closes(world):
    before = world.run(world.messaging.connection("closing"))
    world.disconnect("closing")

    assert (before, world.run(world.messaging.connection("closing"))) == (Connection.OPEN, Connection.CLOSED)


# what was written to us

THEN = datetime(2015, 3, 2, 9, 0, tzinfo=UTC)
minutes = st.integers(0, 90)


def write(world, sender, at, *, instance="jarvis", id_="", text="salam"):
    id_ = id_ or f"3A{next(COUNT):018}"
    named = {"whatsapp_id": id_, "sender": sender, "alias": None, "name": "Karim Démo"}
    message = InboundMessage(instance=instance, content=Text(text), sent_at=at, **named)
    world.written(message)
    return id_


def received(world, since, until, instance="jarvis"):
    return world.run(world.messaging.find_received(instance, since, until)).messages


@settings(max_examples=20)
@given(st.lists(minutes, max_size=8), minutes, minutes)
def test_all_that_was_written_in_the_time_asked_for_is_found_oldest_first(world, written, first, last):
    then = THEN + timedelta(hours=2 * next(COUNT))
    someone = phone()
    ids = {write(world, someone, then + timedelta(minutes=at)): at for at in written}
    found = received(world, then + timedelta(minutes=first), then + timedelta(minutes=last))

    assert {one.whatsapp_id for one in found} == {id_ for id_, at in ids.items() if first <= at <= last}
    assert [one.sent_at for one in found] == sorted(one.sent_at for one in found)


def test_what_we_sent_ourselves_is_not_what_we_received(world):
    now = datetime.now(UTC)
    chat = phone()
    send(world, due(chat, "bonjour", "3EB0F6"))
    asked = write(world, chat, now)
    found = received(world, now - timedelta(minutes=1), now + timedelta(minutes=1))

    assert [one.whatsapp_id for one in found if one.sender == chat] == [asked]


def test_a_message_on_record_twice_is_found_once(world):
    then = THEN + timedelta(hours=2 * next(COUNT))
    id_ = write(world, phone(), then)
    write(world, phone(), then, id_=id_)

    assert [one.whatsapp_id for one in received(world, then, then)] == [id_]


def test_more_messages_than_a_page_holds_are_all_found_and_each_number_has_its_own(world):
    then = THEN + timedelta(hours=2 * next(COUNT))
    ids = [write(world, phone(), then + timedelta(seconds=second)) for second in range(250)]
    elsewhere = write(world, phone(), then, instance="second")

    assert [one.whatsapp_id for one in received(world, then, then + timedelta(hours=1))] == ids
    assert [one.whatsapp_id for one in received(world, then, then, "second")] == [elsewhere]
