"""Webhooks prove where they come from, or are refused."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_adapters.evolution.authenticate import Authentic, Authenticator, Forged, Mode
from support.evolution import CAPTURED_SECRET, capture, captured_body

OLD = "the-secret-of-last-month-0000000000000001"
NEW = "the-secret-of-this-month-0000000000000002"
NOW = datetime.fromtimestamp(1795343625, UTC)
RAW = captured_body("01")
CLAIMS = {"iat": 1795343624, "exp": 1795344224, "app": "evolution", "action": "webhook"}
AUTHENTICATOR = Authenticator([OLD, NEW])


def signature(secret=NEW, raw=RAW):
    return hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()


def signed(value, **headers):
    return {"X-Jarvis-Signature": value} | headers


def token(secret=NEW, algorithm="HS256", **claims):
    return jwt.encode(CLAIMS | claims, secret, algorithm=algorithm)


def bearer(value):
    return {"Authorization": f"Bearer {value}"}


def unsigned(claims):
    parts = [{"alg": "none", "typ": "JWT"}, claims]
    return (
        ".".join(base64.urlsafe_b64encode(json.dumps(p).encode()).decode().rstrip("=") for p in parts) + "."
    )


def verdict(headers, raw=RAW, now=NOW, authenticator=AUTHENTICATOR):
    return authenticator.authentic(headers, raw, now)


def test_the_captured_token_of_evolution_is_authentic():
    headers = capture("01")["request"]["headers"]

    assert verdict(headers, authenticator=Authenticator([CAPTURED_SECRET])) == Authentic(Mode.TOKEN)
    assert isinstance(verdict(headers), Forged)


@pytest.mark.parametrize(
    ("headers", "mode"),
    [
        (signed(signature()), Mode.SIGNATURE),
        (signed(signature(OLD)), Mode.SIGNATURE),
        (signed(f"sha256={signature()}"), Mode.SIGNATURE),
        (signed(signature().upper()), Mode.SIGNATURE),
        (signed(f"{'0' * 64},{signature()}"), Mode.SIGNATURE),
        ({"x-jarvis-signature": signature()}, Mode.SIGNATURE),
        (bearer(token()), Mode.TOKEN),
        (bearer(token(OLD)), Mode.TOKEN),
        ({"authorization": f"bearer {token()}"}, Mode.TOKEN),
        ({"X-Jarvis-Token": NEW}, Mode.HEADER),
        ({"x-jarvis-token": OLD}, Mode.HEADER),
        (signed("wrong") | {"X-Jarvis-Token": OLD}, Mode.HEADER),
    ],
)
def test_each_mode_is_accepted_with_the_old_and_the_new_secret(headers, mode):
    assert verdict(headers) == Authentic(mode)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        signed(""),
        signed(signature()[:-1]),
        signed(signature("a-foreign-secret-000000000000000000000")),
        signed("é" * 64),
        signed("sha256="),
        {"Authorization": NEW},
        bearer(""),
        bearer("a.b.c"),
        bearer(unsigned(CLAIMS)),
        bearer(token("a-foreign-secret-000000000000000000000")),
        bearer(token(NEW * 2, algorithm="HS512")),
        bearer(jwt.encode(CLAIMS, NEW * 2, algorithm="HS384")),
        bearer(token(app="jarvis")),
        bearer(token(app=None)),
        bearer(token(action="login")),
        bearer(token(exp="1795344224")),
        bearer(jwt.encode({"app": "evolution", "action": "webhook"}, NEW, algorithm="HS256")),
        bearer("[" * 900),
        bearer(base64.urlsafe_b64encode(b"[" * 1_500).decode() + ".e30.x"),
        bearer("x" * 1_000_000),
        {"X-Jarvis-Token": ""},
        {"X-Jarvis-Token": NEW[:-1]},
        {"X-Jarvis-Token": f"{NEW} "},
        {"X-Jarvis-Token": "é"},
    ],
)
def test_forgeries_are_refused(headers):
    assert isinstance(verdict(headers), Forged)


@pytest.mark.parametrize("changed", [RAW + b" ", RAW[:-1], RAW.replace(b":", b": ", 1), b""])
def test_a_signature_covers_every_byte_of_the_body(changed):
    assert isinstance(verdict(signed(signature()), raw=changed), Forged)


@pytest.mark.parametrize(
    ("skew", "accepted"), [(0, True), (-300, True), (300, True), (-302, False), (302, False)]
)
def test_a_signed_timestamp_is_good_for_five_minutes(skew, accepted):
    at = str(int(NOW.timestamp()) + skew)
    headers = signed(signature(raw=at.encode() + b"." + RAW), **{"X-Jarvis-Timestamp": at})

    assert isinstance(verdict(headers), Authentic if accepted else Forged)


def test_a_timestamp_cannot_be_added_or_taken_away():
    at = str(int(NOW.timestamp()))

    assert isinstance(verdict(signed(signature(), **{"X-Jarvis-Timestamp": at})), Forged)
    assert isinstance(verdict(signed(signature(raw=at.encode() + b"." + RAW))), Forged)
    assert isinstance(verdict(signed(signature(), **{"X-Jarvis-Timestamp": "now"})), Forged)


@pytest.mark.parametrize(("minutes", "accepted"), [(0, True), (20, True), (54, True), (56, False)])
def test_a_retry_with_a_token_minted_long_ago_is_accepted(minutes, accepted):
    now = datetime.fromtimestamp(CLAIMS["iat"], UTC) + timedelta(minutes=minutes)

    assert isinstance(verdict(bearer(token()), now=now), Authentic if accepted else Forged)


def test_a_mode_that_is_off_proves_nothing():
    strict = Authenticator([NEW], [Mode.SIGNATURE])

    assert verdict(signed(signature()), authenticator=strict) == Authentic(Mode.SIGNATURE)
    assert isinstance(verdict(bearer(token()), authenticator=strict), Forged)
    assert isinstance(verdict({"X-Jarvis-Token": NEW}, authenticator=strict), Forged)


def test_a_refusal_tells_no_secret():
    refusal = verdict({"X-Jarvis-Token": "guess"} | signed("guess") | bearer("guess"))

    assert refusal == Forged("signature: wrong; token: wrong; header: wrong")


@pytest.mark.parametrize(("secrets", "modes"), [([], tuple(Mode)), ([""], tuple(Mode)), ([NEW], [])])
def test_checking_nothing_is_refused_at_the_start(secrets, modes):
    with pytest.raises(ValueError, match="at least one"):
        Authenticator(secrets, modes)


def test_a_short_secret_works_without_a_warning_for_every_webhook():
    with pytest.warns(jwt.InsecureKeyLengthWarning):
        minted = token("eight-ch")

    assert verdict(bearer(minted), authenticator=Authenticator(["eight-ch"])) == Authentic(Mode.TOKEN)


def test_header_names_are_settings():
    renamed = Authenticator([NEW], signature_header="X-Hub-Signature-256", secret_header="X-Token")

    assert verdict({"x-hub-signature-256": f"sha256={signature()}"}, authenticator=renamed) == Authentic(
        Mode.SIGNATURE
    )
    assert verdict({"X-TOKEN": NEW}, authenticator=renamed) == Authentic(Mode.HEADER)


@given(st.text(), st.text(), st.text(), st.text())
def test_no_header_makes_it_raise(signature_text, timestamp, authorization, secret):
    headers = signed(signature_text, **{"X-Jarvis-Timestamp": timestamp, "X-Jarvis-Token": secret})
    offered = headers | {"Authorization": f"Bearer {authorization}"}

    assert isinstance(verdict(offered), Forged)
