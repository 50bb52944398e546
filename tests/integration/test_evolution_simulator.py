"""The simulated Evolution behaves on the wire as the captured one, and misbehaves as it is told."""

import hashlib
import hmac
import json
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import httpx
import jwt
import pytest
from litestar import Litestar, Request, Response, post

from jarvis_adapters.evolution.authenticate import Authentic, Authenticator
from jarvis_adapters.evolution.decode import decode
from jarvis_adapters.simulators.evolution import evolution_router
from jarvis_adapters.simulators.evolution.webhooks import _wait_after
from jarvis_adapters.simulators.evolution.whatsapp import WhatsApp
from jarvis_domain.answering.messages import Media, MediaKind, Text
from jarvis_domain.ports.messaging import HumanReplied, MessageDeleted, MessageEdited
from jarvis_domain.understanding.phones import Lid, PhoneNumber
from support.evolution import capture
from support.serving import serve

SECRET = "a-secret-that-is-long-enough-to-be-one-0001"
ALL_EVENTS = [
    "MESSAGES_UPSERT",
    "MESSAGES_UPDATE",
    "MESSAGES_DELETE",
    "SEND_MESSAGE",
    "CONNECTION_UPDATE",
    "STATUS_INSTANCE",
]


class Hook:
    """Where the webhooks arrive; answers with the statuses it was given, then 200."""

    def __init__(self):
        self.arrived = []
        self.statuses = []
        self._lock = threading.Condition()

    def take(self, headers, raw):
        with self._lock:
            self.arrived.append((headers, raw))
            self._lock.notify_all()
            return self.statuses.pop(0) if self.statuses else 200

    def wait(self, count, event=None):
        """The first `count` bodies (of this event), as soon as there are so many."""
        with self._lock:
            assert self._lock.wait_for(lambda: len(self.bodies(event)) >= count, 10), self.bodies()
            return self.bodies(event)[:count]

    def bodies(self, event=None):
        bodies = [json.loads(raw) for _, raw in self.arrived]
        return [body for body in bodies if event in (None, body["event"])]


class World:
    def __init__(self, base, hook):
        self.hook = hook
        self.base = base
        self.http = httpx.Client(base_url=f"{base}/evolution", headers={"apikey": "jarvis-demo"})

    def subscribe(self, *, headers=None, events=ALL_EVENTS, **more):
        webhook = {"enabled": True, "url": f"{self.base}/hook", "headers": headers or {"jwt_key": SECRET}}
        body = {"webhook": webhook | {"byEvents": False, "base64": False, "events": events} | more}
        return self.http.post("/webhook/set/jarvis", json=body)

    def write(self, number="212600111222", **message):
        answer = self.http.post(f"/_phone/{number}/messages", json=message)
        assert answer.status_code == 201, answer.text
        return answer.json()["id"]

    def send(self, number="212600111222", text="ok", **more):
        return self.http.post("/message/sendText/jarvis", json={"number": number, "text": text} | more)

    def faults(self, **faults):
        self.http.put("/_faults", json=faults).raise_for_status()

    def ledger(self):
        return self.http.get("/_ledger").json()


@contextmanager
def running(**settings):
    hook = Hook()

    @post("/hook", status_code=200)
    async def taken(request: Request) -> Response:
        return Response(b"", status_code=hook.take(list(request.headers.items()), await request.body()))

    router = evolution_router(**{"retry_scale": 0.002, "ack_seconds": 0.01} | settings)
    with serve(Litestar([router, taken], openapi_config=None, logging_config=None)) as base:
        world = World(base, hook)
        try:
            yield world
        finally:
            world.http.close()


@pytest.fixture
def world():
    with running() as made:
        made.subscribe()
        yield made


def eventually(fact):
    until = time.monotonic() + 10
    while not fact():
        assert time.monotonic() < until, "it did not come about"
        threading.Event().wait(0.01)


def shape(value):
    """The keys in their order, with the kinds of the values."""
    if isinstance(value, dict):
        return [(key, shape(inner)) for key, inner in value.items()]
    return None if value is None else type(value).__name__


def without(body, *names):
    return {key: value for key, value in body.items() if key not in names}


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


# the webhook engine


def test_a_retry_repeats_the_very_bytes_and_headers(world):
    world.hook.statuses = [500, 429, 302]
    world.write(text="salam")
    world.hook.wait(4)
    eventually(lambda: world.ledger()["webhooks"][0]["ended"])

    assert len({(tuple(headers), raw) for headers, raw in world.hook.arrived}) == 1
    assert world.ledger()["webhooks"][0]["statuses"] == [500, 429, 302, 200]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_some_answers_are_final(world, status):
    world.hook.statuses = [status]
    world.write(text="salam")
    eventually(lambda: world.ledger()["webhooks"][0]["ended"])

    assert world.ledger()["webhooks"][0]["statuses"] == [status]


def test_ten_attempts_and_no_more(world):
    world.hook.statuses = [503] * 20
    world.write(text="salam")
    eventually(lambda: world.ledger()["webhooks"][0]["ended"])

    assert world.ledger()["webhooks"][0]["statuses"] == [503] * 10


def test_the_waits_between_attempts_grow_as_in_the_real_table():
    for attempt, middle in enumerate([5, 10, 20, 40, 80, 160, 300, 300, 300], start=1):
        waits = [_wait_after(attempt) for _ in range(50)]

        assert max(5, 0.8 * middle) <= min(waits) <= max(waits) <= 1.2 * middle


def test_a_restart_forgets_what_was_under_way():
    with running(retry_scale=1000) as world:
        world.subscribe()
        world.hook.statuses = [500]
        world.write(text="lost")
        world.hook.wait(1)
        world.http.post("/_restart").raise_for_status()
        world.write(text="kept")

        assert [b["data"]["message"]["conversation"] for b in world.hook.wait(2)] == ["lost", "kept"]
        assert world.ledger()["webhooks"][0]["ended"] is False


def test_only_subscribed_events_leave_and_none_before_the_subscription():
    with running() as world:
        world.write(text="nobody hears it")
        world.subscribe(events=["MESSAGES_UPSERT"])
        world.write(text="heard")
        world.send()
        world.hook.wait(1)

        assert [entry["event"] for entry in world.ledger()["webhooks"]] == ["messages.upsert"]


def test_a_static_header_goes_out_verbatim_and_a_gateway_signs_the_body():
    with running(gateway_secret=SECRET) as world:
        world.subscribe(headers={"X-Jarvis-Token": "verbatim"})
        world.write(text="salam")
        world.hook.wait(1)
        headers, raw = world.hook.arrived[0]

        assert dict(headers)["x-jarvis-token"] == "verbatim"
        assert "authorization" not in dict(headers)
        digest = hmac.new(SECRET.encode(), raw, hashlib.sha256).hexdigest()
        assert dict(headers)["x-jarvis-signature"] == f"sha256={digest}"


# faults


def test_a_cut_send_arrives_or_not_and_never_answers(world):
    world.faults(script=["cut_sent", "cut_unsent"])
    for text in ("arrived", "lost"):
        with pytest.raises(httpx.RemoteProtocolError):
            world.send(text=text)

    assert [sent["text"] for sent in world.ledger()["sent"]] == ["arrived"]
    assert [refused["why"] for refused in world.ledger()["refused"]] == ["cut"]


def test_a_proxy_limits_and_fails(world):
    world.faults(script=["rate_limited", "gateway"], retry_after=7)
    limited, failed = world.send(), world.send()

    assert (limited.status_code, limited.headers["retry-after"]) == (429, "7")
    assert failed.status_code == 502
    assert world.ledger()["sent"] == []


def test_an_accepted_send_can_still_end_in_an_error(world):
    world.faults(script=["error_later"])
    assert world.send().status_code == 201
    (update,) = world.hook.wait(1, "messages.update")

    assert shape(update) == shape(capture("09")["request"]["body"])
    assert update["data"]["status"] == "ERROR"


def test_rates_are_drawn_from_the_seed(world):
    def run():
        world.faults(rates={"gateway": 0.3, "rate_limited": 0.3}, seed=7)
        return [world.send().status_code for _ in range(20)]

    first = run()
    assert first == run()
    assert {201, 429, 502} == set(first)


def test_webhooks_can_come_twice_and_out_of_order(world):
    world.faults(copies=2, jumble_ms=80)
    for number in range(10):
        world.write(text=str(number))
    texts = [body["data"]["message"]["conversation"] for body in world.hook.wait(20)]

    assert sorted(texts) == sorted([str(number) for number in range(10)] * 2)
    assert texts != sorted(texts)


def test_a_mute_instance_takes_sends_and_tells_nothing(world):
    world.faults(mute=True)
    world.write(text="salam")
    world.send()

    assert len(world.ledger()["sent"]) == 1
    assert world.ledger()["webhooks"] == []


def test_receipts_can_stay_away(world):
    world.faults(acks=False)
    world.send()
    world.hook.wait(1, "send.message")

    assert [entry["event"] for entry in world.ledger()["webhooks"]] == ["send.message"]


def test_what_was_sent_is_found_late(world):
    world.faults(find_delay_ms=60_000)
    world.send()

    assert world.http.post("/chat/findMessages/jarvis", json={}).json()["messages"]["total"] == 0


def test_faults_that_do_not_exist_are_refused_and_an_empty_set_heals(world):
    assert world.http.put("/_faults", json={"script": ["nope"]}).status_code == 400
    assert world.http.put("/_faults", json={"nope": 1}).status_code == 400
    world.faults(offline=True)
    world.faults()

    assert world.send().status_code == 201


def test_a_storm_of_connecting_and_a_logout_are_told(world):
    world.http.put("/_connection/jarvis", json={"state": "connecting", "times": 45}).raise_for_status()
    world.hook.wait(45, "connection.update")
    world.http.put("/_connection/jarvis", json={"state": "close"}).raise_for_status()
    (status,) = world.hook.wait(1, "status.instance")

    assert status["data"]["disconnectionReasonCode"] == 401
    assert world.hook.wait(46, "connection.update")[45]["data"]["state"] == "close"
    assert world.send().status_code == 500
    world.http.put("/_connection/jarvis", json={"state": "open"}).raise_for_status()
    opened = world.hook.wait(47, "connection.update")[46]
    assert shape(opened) == shape(capture("10")["request"]["body"])


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
