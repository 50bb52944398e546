"""The simulated Evolution retries as the real one, and misbehaves as it is told."""

import hashlib
import hmac

import httpx
import pytest

from jarvis_adapters.simulators.evolution.webhooks import _wait_after
from support.evolution import capture
from support.evolution_simulator import SECRET, eventually, running, shape


@pytest.fixture
def world():
    with running() as made:
        made.subscribe()
        yield made


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
