"""The simulated Evolution is on the wire as the captured one."""

import json
from datetime import UTC, datetime

import httpx
import jwt
import pytest
from litestar import Litestar

from jarvis_adapters.evolution.authenticate import Authentic, Authenticator
from jarvis_adapters.evolution.decode import decode
from jarvis_adapters.simulators.evolution import evolution_router
from jarvis_adapters.simulators.evolution.whatsapp import WhatsApp
from jarvis_domain.answering.messages import Media, MediaKind, Reaction, Text
from jarvis_domain.ports.messaging import HumanReplied, MessageDeleted, MessageEdited
from jarvis_domain.understanding.phones import Lid, PhoneNumber
from support.evolution import capture
from support.evolution_simulator import SECRET, eventually, running, shape, without
from support.serving import serve


@pytest.fixture
def world():
    with running() as made:
        made.subscribe()
        yield made


# on the wire as captured


def test_an_inbound_text_is_on_the_wire_as_captured(world):
    world.write(text="salam", id="3EB0B1000000000001")
    (body,) = world.hook.wait(1)
    real = capture("01")["request"]["body"]
    real["data"]["message"] = {"conversation": "salam"}  # the device list is a matter of the device

    assert shape(body) == shape(real)
    assert b", " not in world.hook.arrived[0][1].replace(b"Karim D\xc3\xa9mo", b"")


def test_the_headers_and_the_token_are_evolutions(world):
    world.write(text="salam")
    world.hook.wait(1)
    headers, raw = world.hook.arrived[0]
    claims = jwt.decode(dict(headers)["authorization"].removeprefix("Bearer "), SECRET, algorithms=["HS256"])
    real = [name.lower() for name in capture("01")["request"]["headers"]]

    assert [name for name, _ in headers if name != "host"] == [name for name in real if name != "host"]
    assert dict(headers)["user-agent"] == "axios/1.13.2"
    assert list(claims) == ["iat", "exp", "app", "action"]
    assert claims["exp"] - claims["iat"] == 600
    assert isinstance(Authenticator([SECRET]).authentic(dict(headers), raw, datetime.now(UTC)), Authentic)


def test_a_send_and_what_follows_are_on_the_wire_as_captured(world):
    world.write(text="salam", id="3EB0B1000000000001")
    answer = world.send(text="Bonjour", quoted={"key": {"id": "3EB0B1000000000001"}})
    real = capture("11")["response"]
    echo = world.hook.wait(1, "send.message")[0]["data"]
    acks = world.hook.wait(3, "messages.update")

    assert answer.status_code == 201
    assert answer.headers["content-type"] == real["headers"]["Content-Type"]
    assert answer.headers["x-powered-by"] == "Express"
    assert shape(answer.json()) == shape(real["body"])
    assert echo == answer.json()
    assert shape(acks[0]) == shape(capture("08")["request"]["body"])
    assert {ack["data"]["status"] for ack in acks} == {"SERVER_ACK", "DELIVERY_ACK", "READ"}


def test_a_row_of_the_record_is_as_captured_and_keeps_its_lid(world):
    world.write(text="salam lid", id="3EB0B1000000000003", **{"as": "lid"})
    found = world.http.post(
        "/chat/findMessages/jarvis", json={"where": {"key": {"id": "3EB0B1000000000003"}}}
    )
    real = capture("15")["response"]["body"]
    row = found.json()["messages"]["records"][0]

    assert shape(without(found.json()["messages"], "records")) == shape(without(real["messages"], "records"))
    assert shape(row) == shape(real["messages"]["records"][0])
    assert row["key"]["remoteJid"].endswith("@lid")


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        (("nope", "/message/sendText/nope", {}), (404, ['The "nope" instance does not exist'])),
        (("key", "/message/sendText/jarvis", {}), (401, "Unauthorized")),
        (("route", "/message/nope/jarvis", {}), (404, ["Cannot POST /evolution/message/nope/jarvis"])),
        (
            ("schema", "/message/sendText/jarvis", {"number": "212600111222"}),
            (400, [['instance requires property "text"']]),
        ),
        (("type", "/message/sendText/jarvis", {"number": 1, "text": "x"}), (400, [["Invalid format"]])),
        (
            ("delay", "/message/sendText/jarvis", {"number": "212600111222", "text": "x", "delay": "1"}),
            (400, [["Enter a value in milliseconds"]]),
        ),
        (
            ("blank", "/message/sendText/jarvis", {"number": "212600111222", "text": " "}),
            (400, ["Text is required"]),
        ),
        (
            ("presence", "/chat/sendPresence/jarvis", {"number": "212600111222"}),
            (400, [['instance requires property "delay"', 'instance requires property "presence"']]),
        ),
        (
            ("events", "/webhook/set/jarvis", {"webhook": {"enabled": True, "url": "http://x"}}),
            (500, "Cannot read properties of undefined (reading 'length')"),
        ),
    ],
    ids=lambda value: value[0] if isinstance(value[0], str) else "",
)
def test_errors_are_evolutions(world, call, answer):
    name, path, body = call
    status, message = answer
    told = world.http.post(path, json=body, headers={"apikey": "wrong" if name == "key" else "jarvis-demo"})

    assert (told.status_code, told.json()["response"]["message"]) == (status, message)


@pytest.mark.parametrize(
    ("name", "number", "faults"), [("12", "212699000111", {}), ("13", "212600111222", {"offline": True})]
)
def test_refusals_are_as_captured(world, name, number, faults):
    world.faults(**faults)
    real = capture(name)["response"]

    assert (world.send(number).status_code, world.send(number).json()) == (real["status"], real["body"])


def test_a_socket_that_timed_out_is_as_captured_sent_or_not(world):
    world.faults(script=["timed_out_sent", "timed_out_unsent"])
    real = capture("14")["response"]
    answers = [world.send(text=text) for text in ("arrived", "lost")]

    assert [(a.status_code, a.json()) for a in answers] == [(real["status"], real["body"])] * 2
    assert [sent["text"] for sent in world.ledger()["sent"]] == ["arrived"]


def test_an_offline_instance_words_it_differently_for_a_number_it_knows(world):
    world.send()
    world.faults(offline=True)

    assert world.send().json()["response"]["message"] == ["Error: Connection Closed"]
    assert world.send("190120240360480@lid").json()["response"]["message"] == ["Error: Connection Closed"]
    assert world.http.post("/chat/whatsappNumbers/jarvis", json={"numbers": ["1"]}).json()["isBoom"] is True


# phones and LIDs


@pytest.mark.parametrize("addressed_as", ["pn", "lid", "lid_unknown"])
def test_the_three_cases_of_phone_and_lid_arrive_as_evolution_shows_them(world, addressed_as):
    world.write(text="salam", **{"as": addressed_as})
    world.hook.wait(1)
    message = decode(world.hook.arrived[0][1], datetime.now(UTC)).message

    if addressed_as == "lid_unknown":
        assert isinstance(message.sender, Lid)
        assert (message.alias, message.name) == (None, "")
    else:
        assert message.sender == PhoneNumber("+212600111222")
        assert isinstance(message.alias, Lid) is (addressed_as == "pn")


def test_a_send_to_a_lid_goes_to_the_phone_once_evolution_knows_the_two(world):
    world.write(text="salam", **{"as": "lid_unknown"})
    lid = world.hook.wait(1)[0]["data"]["key"]["remoteJid"]
    before = world.send(lid).json()["key"]["remoteJid"]
    world.write(text="salam", **{"as": "pn"})
    after = world.send(lid).json()["key"]["remoteJid"]

    assert (before, after) == (lid, "212600111222@s.whatsapp.net")
    assert [sent["to"] for sent in world.ledger()["sent"]] == [lid, "212600111222"]


# what a contractor can do


@pytest.mark.parametrize(
    ("message", "content"),
    [
        ({"kind": "audio"}, Media(MediaKind.AUDIO)),
        ({"kind": "image", "text": "F1234567D"}, Media(MediaKind.IMAGE, "F1234567D")),
        ({"kind": "ephemeral", "text": "F1234567D"}, Text("F1234567D")),
        ({"kind": "location"}, Media(MediaKind.LOCATION)),
    ],
)
def test_a_contractor_sends_more_than_text(world, message, content):
    world.write(**message)
    world.hook.wait(1)

    assert decode(world.hook.arrived[0][1], datetime.now(UTC)).message.content == content


def test_a_contractor_corrects_and_takes_back(world):
    first = world.write(text="F1234567D")
    world.http.patch(f"/_phone/212600111222/messages/{first}", json={"text": "F1234568D"}).raise_for_status()
    world.http.delete(f"/_phone/212600111222/messages/{first}").raise_for_status()
    world.hook.wait(3)
    events = [decode(raw, datetime.now(UTC)) for _, raw in world.hook.arrived]

    assert MessageEdited(instance="jarvis", whatsapp_id=first, content=Text("F1234568D")) in events
    assert MessageDeleted(instance="jarvis", whatsapp_id=first) in events
    assert shape(world.hook.wait(1, "messages.update")[0]) == shape(capture("06")["request"]["body"])
    assert shape(world.hook.wait(1, "messages.delete")[0]) == shape(capture("07")["request"]["body"])


def test_a_human_types_on_our_own_phone(world):
    world.write(text="je regarde", from_me=True)
    world.hook.wait(1)
    event = decode(world.hook.arrived[0][1], datetime.now(UTC))

    assert isinstance(event, HumanReplied)
    assert event.text == "je regarde"


def test_one_id_injected_thrice_makes_three_webhooks_and_three_rows(world):
    twin = world.write(text="salam", copies=3)
    bodies = world.hook.wait(3, "messages.upsert")
    found = world.http.post("/chat/findMessages/jarvis", json={"where": {"key": {"id": twin}}}).json()

    assert [body["data"]["key"]["id"] for body in bodies] == [twin] * 3
    assert found["messages"]["total"] == 3


# records


def test_the_record_has_evolutions_quirks(world):
    for text in ("eins", "zwei", "drei"):
        world.write(text=text, at=1_795_343_624 + len(text))
    world.send(text="vier")

    def find(**where):
        found = world.http.post("/chat/findMessages/jarvis", json={"where": where, "offset": 2}).json()[
            "messages"
        ]
        return found["total"], found["pages"]

    late = {"gte": "2040-01-01T00:00:00Z"}
    assert find() == (4, 2)
    assert find(key={"fromMe": False}) == (4, 2)
    assert find(key={"fromMe": True}) == (1, 1)
    assert find(messageTimestamp=late) == (4, 2)
    assert find(messageTimestamp=late | {"lte": "2041-01-01T00:00:00Z"}) == (0, 0)


def test_receipts_can_be_asked_for(world):
    whatsapp_id = world.send().json()["key"]["id"]
    world.hook.wait(3, "messages.update")
    statuses = world.http.post("/chat/findStatusMessage/jarvis", json={"where": {"id": whatsapp_id}}).json()

    assert [status["status"] for status in statuses] == ["SERVER_ACK", "DELIVERY_ACK", "READ"]


def test_the_ledger_keeps_twenty_thousand_messages():
    whatsapp = WhatsApp(("jarvis",), absent="", retry_scale=1, ack_seconds=1, gateway_secret="")
    instance = whatsapp.instances["jarvis"]
    for number in range(20_000):
        person = whatsapp.people.known(f"2126{number % 500:08}")
        whatsapp.accept(instance, person, str(number), None, None, by_lid=False)

    assert [sent.text for sent in whatsapp.ledger.sent] == [str(number) for number in range(20_000)]


def test_clearing_the_ledger_clears_all_of_it(world):
    world.send()
    world.http.delete("/_ledger").raise_for_status()

    assert world.ledger()["sent"] == []


def test_the_chat_shows_ticks_quotes_and_typing(world):
    asked = world.write(text="F1234567D ?")
    eventually(lambda: chat(world)["bubbles"][0]["ticks"] == "delivered")
    world.http.post(
        "/chat/sendPresence/jarvis", json={"number": "212600111222", "delay": 10, "presence": "composing"}
    )
    typing = chat(world)["typing"]
    world.send(
        text="Contrat fermé", quoted={"key": {"id": asked}, "message": {"conversation": "F1234567D ?"}}
    )
    shown = chat(world)

    assert typing is True
    assert shown["typing"] is False
    assert [bubble["mine"] for bubble in shown["bubbles"]] == [True, False]
    assert shown["bubbles"][0]["ticks"] == "read"
    assert shown["bubbles"][1]["quoted"] == {"id": asked, "text": "F1234567D ?", "mine": True}
    unchanged = world.http.get(f"/_phone/212600111222/chat?version={shown['version']}")
    assert unchanged.status_code == 204


def chat(world):
    return world.http.get("/_phone/212600111222/chat").json()


def test_each_router_has_a_world_of_its_own():
    routers = [evolution_router("/one"), evolution_router("/two", instances=("other",))]
    with serve(Litestar(routers, openapi_config=None, logging_config=None)) as base, httpx.Client() as http:
        headers = {"apikey": "jarvis-demo"}
        body = {"number": "212600111222", "text": "x"}
        one = http.post(f"{base}/one/message/sendText/jarvis", json=body, headers=headers)
        two = http.post(f"{base}/two/message/sendText/jarvis", json=body, headers=headers)

        assert (one.status_code, two.status_code) == (201, 404)
        assert http.get(f"{base}/two/_ledger").json()["sent"] == []


def test_a_reaction_is_an_emoji_on_a_message_that_is_there(world):
    world.write(text="salam", id="3EB0B1000000000001")
    answer = world.send(text="Satisfait ?", quoted={"key": {"id": "3EB0B1000000000001"}}).json()
    world.write(kind="reaction", text="👍", quoted_id=answer["key"]["id"])
    body = world.hook.wait(2, "messages.upsert")[-1]
    event = decode(json.dumps(body).encode(), datetime.now(UTC))

    assert event.message.content == Reaction("👍", answer["key"]["id"])
