"""The webhook on a real database: what is genuine is durable before the 200, the rest is told clearly."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from support.processes import SECRET
from support.webapp import in_web, web_application
from support.webhooks import signed, upsert

GENUINE = upsert("212600111222", "salam F1234567D", wa_id="3EB0A1", at=1795343624)


def token(secret=SECRET, *, age=timedelta(), algorithm="HS256", **claims):
    minted = datetime.now(UTC) - age
    body = {"iat": minted, "exp": minted + timedelta(minutes=10), "app": "evolution", "action": "webhook"}
    return "Bearer " + jwt.encode(body | claims, secret, algorithm=algorithm)


def outcome_of(database, raw, headers=None, **settings):
    async def story(web):
        answer = await web.post(raw, signed(raw) if headers is None else headers)
        return answer.status_code, answer.json(), await web.counts()

    return in_web(database, story, **settings)


def test_a_genuine_message_is_stored_before_it_is_acknowledged(database):
    assert outcome_of(database, GENUINE) == (200, {"outcome": "stored"}, {"received": 1})


def test_five_copies_at_one_instant_are_one_message(database):
    async def story(web):
        answers = await asyncio.gather(*(web.post(GENUINE, signed(GENUINE)) for _ in range(5)))
        return sorted(answer.json()["outcome"] for answer in answers), await web.counts()

    assert in_web(database, story) == (["repeated"] * 4 + ["stored"], {"received": 1})


PROOFS = {
    "hmac": signed(GENUINE),
    "hmac with prefix": {"X-Jarvis-Signature": "sha256=" + signed(GENUINE)["X-Jarvis-Signature"]},
    "hmac in capitals": {"X-Jarvis-Signature": signed(GENUINE)["X-Jarvis-Signature"].upper()},
    "static header": {"X-Jarvis-Token": SECRET},
    "Evolution's token": {"Authorization": token()},
    "Evolution's token on a late retry": {"Authorization": token(age=timedelta(minutes=40))},
}


@pytest.mark.parametrize("proof", PROOFS)
def test_each_proof_of_the_secret_is_accepted(shared_database, proof):
    assert outcome_of(shared_database, GENUINE, PROOFS[proof])[0] == 200


FORGERIES = {
    "nothing": {},
    "signature of other bytes": signed(GENUINE + b" "),
    "signature with another secret": signed(GENUINE, "another-secret-0001"),
    "cut signature": {"X-Jarvis-Signature": signed(GENUINE)["X-Jarvis-Signature"][:-1]},
    "wrong static header": {"X-Jarvis-Token": SECRET + "x"},
    "token of another secret": {"Authorization": token("another-secret-00000000000000001")},
    "token for another action": {"Authorization": token(action="admin")},
    "token of another app": {"Authorization": token(app="jarvis")},
    "token long expired": {"Authorization": token(age=timedelta(hours=2))},
    "token without a signature": {"Authorization": token("", algorithm="none")},
    "apikey alone": {"apikey": SECRET},
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forgery_is_refused_and_nothing_of_it_is_kept(database, forgery):
    status, body, counts = outcome_of(database, GENUINE, FORGERIES[forgery])

    assert (status, counts) == (401, {})
    assert body["type"] == "urn:jarvis:webhook-not-authentic"
    assert SECRET not in json.dumps(body)


def test_during_a_rotation_both_secrets_are_accepted(shared_database):
    new = "the-new-secret-of-the-gateway-0002"
    both = {"JARVIS_EVOLUTION_WEBHOOK_SECRET": f"{new},{SECRET}"}

    assert outcome_of(shared_database, GENUINE, **both)[0] == 200
    assert outcome_of(shared_database, GENUINE, signed(GENUINE, new), **both)[0] == 200


def test_without_a_secret_everything_is_refused(shared_database):
    assert outcome_of(shared_database, GENUINE, JARVIS_EVOLUTION_WEBHOOK_SECRET="")[0] == 401


NOTHING_TO_ANSWER = {
    "not JSON": b"{nope",
    "empty": b"",
    "a list": b"[1, 2]",
    "deeply nested": b"[" * 100_000,
    "not UTF-8": b"\xff\xfe\x00",
    "unknown event": b'{"event":"chats.upsert","instance":"jarvis","data":[{}]}',
    "null data": b'{"event":"remove.instance","instance":"jarvis","data":null}',
    "a group": upsert("x", "F1234567D", wa_id="3EB0A2", at=1).replace(
        b"x@s.whatsapp.net", b"120363000000000001@g.us"
    ),
    "a status": upsert("x", "F1234567D", wa_id="3EB0A3", at=1).replace(
        b"x@s.whatsapp.net", b"status@broadcast"
    ),
    "a newsletter": upsert("x", "F1234567D", wa_id="3EB0A4", at=1).replace(
        b"x@s.whatsapp.net", b"1203630001@newsletter"
    ),
}


@pytest.mark.parametrize("what", NOTHING_TO_ANSWER)
def test_what_is_not_for_us_is_kept_and_acknowledged(database, what):
    status, body, counts = outcome_of(database, NOTHING_TO_ANSWER[what])

    assert (status, counts) == (200, {})
    assert body["outcome"] in {"kept", "applied"}


@pytest.mark.parametrize("raw", [b"not JSON", upsert("x", "salam", wa_id="3EB0A6", at=1)])
def test_what_is_genuine_and_not_understood_leaves_one_line_without_a_phone(database, raw):
    with capture_logs() as lines:
        assert outcome_of(database, raw)[0] == 200

    told = [line for line in lines if line["event"] == "webhook_set_aside"]
    assert [(line["kind"], line["why"]) for line in told] in (
        [("undecodable", "not JSON")],
        [("messages.upsert", "no person's address")],
    )
    assert "212700333444" not in str(lines)


def test_a_message_of_one_megabyte_is_stored_cut(database):
    raw = upsert("212600111222", "a" * 1_000_000, wa_id="3EB0A5", at=1795343624)

    assert outcome_of(database, raw)[::2] == (200, {"received": 1})


def test_a_body_above_the_limit_is_refused_in_words(database):
    status, body, _ = outcome_of(database, b"x" * (3 * 1024 * 1024))

    assert (status, body["status"]) == (413, 413)


def test_nul_bytes_and_marks_are_no_obstacle(database):
    raw = upsert("212600111222", "F1234567D\u0000\u202e\U0001f600", wa_id="3EB0\u0000A6", at=1795343624)

    assert outcome_of(database, raw)[::2] == (200, {"received": 1})


def test_a_picture_a_voice_note_and_an_edit_are_all_acknowledged(database):
    captures = Path(__file__).parents[1] / "data" / "evolution"
    for capture in sorted(captures.glob("*webhook*.json")):
        body = json.loads(capture.read_text())["request"]["body"]
        raw = json.dumps(body).encode()

        assert outcome_of(database, raw)[0] == 200, capture.name


def test_with_the_database_away_the_caller_is_asked_to_come_again():
    status, body, _ = asyncio.run(_post_without_database())

    assert (status, body["type"]) == (503, "urn:jarvis:store-unavailable")


async def _post_without_database():
    async with web_application("postgresql://postgres@127.0.0.1:1/nowhere") as web:
        answer = await web.post(GENUINE, signed(GENUINE))
        return answer.status_code, answer.json(), answer.headers


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=60)
def test_no_bytes_make_the_webhook_fail(shared_database, raw):
    assert outcome_of(shared_database, raw)[0] == 200
