"""Whatever arrives, decoding tells what it was and redacting keeps no secret: nothing raises."""

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from jarvis_adapters.evolution.decode import RAW_LIMIT, Undecodable, decode, redact
from jarvis_domain.ports.messaging import WebhookEvent
from support.evolution import capture, captured_body, on_the_wire, upsert

NOW = datetime(2026, 11, 22, 10, 34, tzinfo=UTC)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from(
    (
        *("messages.upsert", "messages.update", "messages.edited", "messages.delete", "send.message"),
        *("connection.update", "status.instance", "logout.instance", "qrcode.updated", "MESSAGES_UPSERT"),
    )
)


@given(st.binary(max_size=2_000))
def test_no_bytes_make_it_raise(raw):
    assert isinstance(decode(raw, NOW), Undecodable | WebhookEvent)
    redact(raw)


@given(names, anything, anything)
def test_no_data_make_it_raise(name, data, instance):
    body = {"event": name, "instance": instance or "jarvis", "data": data, "sender": data}

    assert isinstance(decode(json.dumps(body).encode(), NOW), Undecodable | WebhookEvent)


@given(
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ["key", "message", "messageTimestamp", "pushName", "keyId", "status", "state", "id", "type"],
            anything,
        ),
    ),
    st.sampled_from(["01", "03", "06", "07", "08", "10"]),
)
def test_no_mangled_capture_makes_it_raise(mangled, name):
    body = capture(name)["request"]["body"]
    body["data"] |= mangled

    assert isinstance(decode(json.dumps(body).encode(), NOW), Undecodable | WebhookEvent)


@given(st.integers(0, 700))
def test_a_truncated_body_never_raises(length):
    assert isinstance(decode(captured_body("01")[:length], NOW), Undecodable | WebhookEvent)


@given(st.text(min_size=1), st.integers(0, 2_000))
def test_the_instance_token_is_never_kept(token, length):
    token = f"SECRET{token}SECRET"
    body = capture("01")["request"]["body"] | {"apikey": token}
    raw = on_the_wire(body)

    assert b"SECRET" not in redact(raw[:length])
    assert json.loads(redact(raw)) == body | {"apikey": None}


def test_a_huge_body_is_kept_in_part():
    assert len(redact(upsert({"conversation": "x" * 200_000}))) == RAW_LIMIT


def test_redacting_leaves_a_text_about_keys_alone():
    raw = upsert({"conversation": '"apikey":"mine"'})

    assert redact(raw) == raw
