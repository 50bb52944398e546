"""What is asked of Evolution, and what its answers mean."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.answering.messages import DueReply, Reply, Text
from jarvis_domain.ports.messaging import (
    Absent,
    Accepted,
    Connection,
    Found,
    LookUpFailed,
    Misconfigured,
    NotSent,
    NotThere,
    PerhapsSent,
    Received,
    Refused,
    SendOutcome,
)
from jarvis_domain.understanding.phones import Lid, PhoneNumber
from support.evolution import capture
from support.evolution_server import Server, error

TEXT = "Contrat F1234567D : en cours, activation lancée."
KARIM = PhoneNumber("+212600111222")
KARIM_LID = Lid("190120240360480@lid")


def due(to=KARIM, text=TEXT, quoted_id="3EB0B1000000000001", instance="jarvis"):
    reply = Reply(fr=text, ar=text, text=text)
    quoted_text = "salam" if quoted_id else ""
    return DueReply(
        id=UUID(int=1),
        contractor=UUID(int=2),
        instance=instance,
        to=to,
        quoted_id=quoted_id,
        quoted_text=quoted_text,
        reply=reply,
    )


def captured(name):
    answer = capture(name)["response"]
    return httpx.Response(answer["status"], json=answer["body"])


def sent(answer, reply=None):
    return Server(answer).ask(lambda gateway: gateway.send(reply or due()))


def test_a_send_is_worded_as_evolution_wants_it():
    server = Server(captured("11"))
    server.ask(lambda gateway: gateway.send(due()))

    assert server.calls == [
        (
            "POST",
            "/message/sendText/jarvis",
            {
                "number": "212600111222",
                "text": TEXT,
                "linkPreview": False,
                "quoted": {"key": {"id": "3EB0B1000000000001"}, "message": {"conversation": "salam"}},
            },
        )
    ]


def test_a_lid_goes_out_whole_and_an_unprompted_message_quotes_nothing():
    server = Server(captured("11"))
    server.ask(lambda gateway: gateway.send(due(to=KARIM_LID, quoted_id="")))

    assert server.calls[0][2] == {"number": "190120240360480@lid", "text": TEXT, "linkPreview": False}


def test_an_instance_name_cannot_leave_its_place_in_the_path():
    server = Server(captured("11"))
    server.ask(lambda gateway: gateway.send(due(instance="../a b?")))

    assert server.calls[0][1] == "/message/sendText/..%2Fa%20b%3F"


def test_an_accepted_send_has_the_id_evolution_gave_it():
    assert sent(captured("11")) == Accepted(whatsapp_id="3EB040DF673547148C7264")


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (captured("12"), NotThere),
        (captured("13"), NotSent),
        (captured("14"), PerhapsSent),
        (error(400, ["Error: Connection Closed"]), NotSent),
        (error(400, ["TypeError: Cannot read properties of undefined (reading 'id')"]), NotSent),
        (error(400, ["Error: something else"]), PerhapsSent),
        (error(500, "something else"), PerhapsSent),
        (error(400, ["Text is required"]), Refused),
        (error(400, [['instance requires property "text"']]), Refused),
        (error(400, [["Invalid format"]]), Refused),
        (error(404, ['The "nope" instance does not exist']), Misconfigured),
        (error(404, ["Cannot POST /message/nope/jarvis"]), Misconfigured),
        (error(401, "Unauthorized"), Misconfigured),
        (httpx.Response(403, text="forbidden"), Misconfigured),
        (httpx.Response(302, headers={"Location": "https://elsewhere.test"}), Misconfigured),
        (httpx.Response(502, text="<h1>bad gateway</h1>"), PerhapsSent),
        (httpx.Response(503, text=""), PerhapsSent),
        (httpx.Response(504, content=b"\xff\xfe"), PerhapsSent),
        (httpx.Response(201, json={"key": {}}), PerhapsSent),
        (httpx.Response(200, text="[" * 10_000), PerhapsSent),
        (httpx.Response(413, text="too large"), NotSent),
        (httpx.ConnectError("refused"), NotSent),
        (httpx.ConnectTimeout("slow"), NotSent),
        (httpx.PoolTimeout("busy"), NotSent),
        (httpx.ReadTimeout("slow"), PerhapsSent),
        (httpx.WriteTimeout("slow"), PerhapsSent),
        (httpx.ReadError("reset"), PerhapsSent),
        (httpx.RemoteProtocolError("cut"), PerhapsSent),
        (httpx.UnsupportedProtocol("ftp"), Misconfigured),
    ],
)
def test_the_body_decides_what_an_answer_means(answer, outcome):
    assert isinstance(sent(answer), outcome)


@pytest.mark.parametrize(
    ("told", "wait"),
    [
        ("7", timedelta(seconds=7)),
        ("86400", timedelta(hours=1)),
        ("Sun, 22 Nov 2026 10:34:30 GMT", timedelta(seconds=30)),
        ("Sun, 22 Nov 2026 10:30:00 GMT", timedelta(0)),
        ("soon", None),
        ("", None),
        ("-4", None),
    ],
)
def test_a_429_says_how_long_to_wait(told, wait):
    assert sent(httpx.Response(429, headers={"Retry-After": told})) == NotSent(detail="429", retry_after=wait)


def test_a_refusal_names_no_phone():
    assert sent(captured("12")) == NotThere(detail="not on WhatsApp")


@given(st.sampled_from([200, 201, 302, 400, 401, 404, 413, 429, 500, 502]), st.binary(max_size=300))
def test_no_answer_makes_a_send_raise(status, content):
    assert isinstance(sent(httpx.Response(status, content=content)), SendOutcome)


# looking up


def row(
    text=TEXT, quoted="3EB0B1000000000001", whatsapp_id="3EB0A1", *, from_me=True, jid="212600111222@s.x"
):
    return {
        "key": {"id": whatsapp_id, "fromMe": from_me, "remoteJid": jid},
        "message": {"conversation": text},
        "contextInfo": {"stanzaId": quoted} if quoted else None,
    }


def page(*rows, pages=1):
    return httpx.Response(
        200, json={"messages": {"total": 0, "pages": pages, "currentPage": 1, "records": rows}}
    )


def looked_up(*answers, reply=None):
    server = Server(*answers)
    return server.ask(lambda gateway: gateway.find_sent(reply or due())), server


def test_a_look_up_asks_for_our_own_messages_of_the_last_day_in_the_chat():
    found, server = looked_up(page(row()))

    assert found == Found(whatsapp_id="3EB0A1")
    assert server.calls[0][1:] == (
        "/chat/findMessages/jarvis",
        {
            "where": {
                "messageTimestamp": {"gte": "2026-11-21T08:34:00Z", "lte": "2026-11-22T11:34:00Z"},
                "key": {"remoteJid": "212600111222@s.whatsapp.net", "fromMe": True},
            },
            "page": 1,
            "offset": 100,
        },
    )


def test_a_row_kept_under_a_lid_is_found_beyond_the_chat():
    found, server = looked_up(page(), page(row(jid="190120240360480@lid")))

    assert found == Found(whatsapp_id="3EB0A1")
    assert server.calls[1][2]["where"]["key"] == {"fromMe": True}


def test_pages_are_followed_to_the_end():
    found, server = looked_up(page(row("x"), pages=3), page(row("y"), pages=3), page(row(), pages=3))

    assert found == Found(whatsapp_id="3EB0A1")
    assert [call[2]["page"] for call in server.calls] == [1, 2, 3]


def test_endless_pages_end():
    found, server = looked_up(page(row("x"), pages=10**9))

    assert found == Absent()
    assert len(server.calls) == 25


@pytest.mark.parametrize(
    "other",
    [
        row("un autre texte"),
        row(f"{TEXT} "),
        row(quoted="3EB0B1000000000002"),
        row(quoted=None),
        row(from_me=False),
        row(whatsapp_id=""),
        {"key": None, "message": []},
        "x",
        None,
    ],
)
def test_another_message_is_not_the_reply(other):
    assert looked_up(page(other))[0] == Absent()


def test_a_reply_that_quotes_nothing_is_sought_in_its_chat_only():
    reply = due(quoted_id="")
    found, server = looked_up(page(), page(row(quoted=None)), reply=reply)

    assert found == Absent()
    assert len(server.calls) == 1


@pytest.mark.parametrize(
    "answer",
    [
        error(500, "x"),
        error(401, "Unauthorized"),
        httpx.Response(200, json=[]),
        httpx.Response(200, text="<html>"),
        httpx.ReadTimeout("slow"),
        httpx.ConnectError("refused"),
    ],
)
def test_a_record_that_cannot_be_read_tells_nothing(answer):
    assert isinstance(looked_up(answer)[0], LookUpFailed)


# courtesies and settings


def test_typing_is_worded_flat():
    server = Server(httpx.Response(201, json={"presence": "composing"}))
    server.ask(lambda gateway: gateway.show_typing("jarvis", KARIM))

    assert server.calls[0][1:] == (
        "/chat/sendPresence/jarvis",
        {"number": "212600111222", "delay": 1000, "presence": "composing"},
    )


@pytest.mark.parametrize("answer", [error(400, ["Error: Connection Closed"]), httpx.ReadTimeout("slow")])
def test_typing_that_fails_is_no_trouble(answer):
    Server(answer).ask(lambda gateway: gateway.show_typing("jarvis", KARIM))


@pytest.mark.parametrize(
    ("answer", "connection"),
    [
        (httpx.Response(200, json={"instance": {"state": "open"}}), Connection.OPEN),
        (httpx.Response(200, json={"instance": {"state": "connecting"}}), Connection.CONNECTING),
        (httpx.Response(200, json={"instance": {"state": "close"}}), Connection.CLOSED),
        (httpx.Response(200, json=[]), Connection.CLOSED),
        (error(404, ["x"]), Connection.CLOSED),
        (httpx.ConnectError("refused"), Connection.CLOSED),
    ],
)
def test_a_connection_is_open_only_when_evolution_says_so(answer, connection):
    assert Server(answer).ask(lambda gateway: gateway.connection("jarvis")) is connection


def test_a_row_that_kept_its_lid_leads_to_the_phone_that_stands_beside_it():
    row = capture("15")["response"]["body"]["messages"]["records"][0]
    sent_at = datetime.fromtimestamp(row["messageTimestamp"], UTC)
    server = Server(httpx.Response(200, json=capture("15")["response"]["body"]))
    (found,) = server.ask(lambda gateway: gateway.find_received("jarvis", sent_at, sent_at)).messages

    assert (found.sender, found.alias, found.whatsapp_id) == (KARIM, KARIM_LID, row["key"]["id"])
    assert (found.content, found.name, found.sent_at) == (Text("salam lid"), "Karim Démo", sent_at)


def test_a_gateway_that_returns_its_whole_past_is_not_believed():
    row = capture("15")["response"]["body"]["messages"]["records"][0]
    later = datetime.fromtimestamp(row["messageTimestamp"] + 1, UTC)
    server = Server(httpx.Response(200, json=capture("15")["response"]["body"]))

    assert server.ask(lambda gateway: gateway.find_received("jarvis", later, later)) == Received(messages=())


@pytest.mark.parametrize(
    "answer", [httpx.ConnectError("away"), error(500, "Internal Server Error"), httpx.Response(200, text="x")]
)
def test_what_was_written_is_not_known_while_the_record_cannot_be_read(answer):
    now = datetime(2026, 11, 22, tzinfo=UTC)
    found = Server(answer).ask(lambda gateway: gateway.find_received("jarvis", now, now))

    assert isinstance(found, LookUpFailed)
