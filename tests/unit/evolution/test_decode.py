"""Evolution's webhook bodies become the domain's events, whatever they look like."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from jarvis_adapters.evolution.decode import Undecodable, decode
from jarvis_domain.answering.messages import Delivery, InboundMessage, Media, MediaKind, Reaction, Text
from jarvis_domain.ports.messaging import (
    Connection,
    ConnectionChanged,
    DeliveryReported,
    HumanReplied,
    MessageArrived,
    MessageDeleted,
    MessageEdited,
    NotForUs,
)
from jarvis_domain.understanding.phones import Lid, PhoneNumber
from support.evolution import capture, captured_body, on_the_wire, upsert

NOW = datetime(2026, 11, 22, 10, 34, tzinfo=UTC)
SENT = datetime.fromtimestamp(1795343624, UTC)
KARIM = PhoneNumber("+212600111222")
KARIM_LID = Lid("190120240360480@lid")


def arrived(raw):
    event = decode(raw, NOW)
    assert isinstance(event, MessageArrived), event
    return event.message


def event(name, data, **envelope):
    body = capture("01")["request"]["body"] | {"event": name, "data": data} | envelope
    return decode(on_the_wire(body), NOW)


def test_a_text_arrives_with_both_addresses_of_its_writer():
    assert arrived(captured_body("01")) == InboundMessage(
        instance="jarvis",
        whatsapp_id="3EB0B1000000000001",
        sender=KARIM,
        alias=KARIM_LID,
        name="Karim Démo",
        content=Text("salam"),
        sent_at=SENT,
    )


def test_a_writer_without_a_phone_keeps_the_whole_lid():
    message = arrived(captured_body("02"))

    assert (message.sender, message.alias, message.name) == (KARIM_LID, None, "")
    assert message.content == Text("Bonjour, F1234567D svp")


def test_a_disappearing_message_is_unwrapped():
    assert arrived(captured_body("03")).content == Text("F1234567D ?")


def test_a_voice_note_is_audio_without_caption():
    assert arrived(captured_body("04")).content == Media(MediaKind.AUDIO)


def test_a_group_is_not_for_us():
    assert decode(captured_body("05"), NOW) == NotForUs(
        instance="jarvis", event="messages.upsert", why="a group"
    )


def test_an_edit_carries_the_new_text_and_the_old_id():
    edited = MessageEdited(
        instance="jarvis", whatsapp_id="3EB0B1000000000001", content=Text("salam (corrigé)")
    )

    assert decode(captured_body("06"), NOW) == edited


def test_a_deletion_names_the_deleted_message():
    assert decode(captured_body("07"), NOW) == MessageDeleted(
        instance="jarvis", whatsapp_id="3EB0B1000000000002"
    )


def test_receipts_tell_how_far_our_message_came():
    delivered = decode(captured_body("08"), NOW)
    failed = decode(captured_body("09"), NOW)

    assert delivered == DeliveryReported(
        instance="jarvis", whatsapp_id="3EB0F3D8FE6727DCCEB737", delivery=Delivery.DELIVERED
    )
    assert failed == DeliveryReported(
        instance="jarvis", whatsapp_id="3EB0DA67FBF5CEB7F8DB77", delivery=Delivery.FAILED
    )


def test_an_open_connection_is_reported():
    assert decode(captured_body("10"), NOW) == ConnectionChanged(
        instance="jarvis", connection=Connection.OPEN, reason="200"
    )


@pytest.mark.parametrize(
    ("status", "delivery"),
    [
        ("PENDING", Delivery.ACCEPTED),
        ("SERVER_ACK", Delivery.SERVER_ACK),
        ("DELIVERY_ACK", Delivery.DELIVERED),
        ("READ", Delivery.READ),
        ("PLAYED", Delivery.READ),
        ("DELETED", Delivery.SERVER_ACK),
        ("SOMETHING_NEW", Delivery.SERVER_ACK),
    ],
)
def test_every_receipt_has_its_rank(status, delivery):
    reported = event("messages.update", {"keyId": "3EB0A1", "fromMe": True, "status": status})

    assert isinstance(reported, DeliveryReported)
    assert reported.delivery == delivery


@pytest.mark.parametrize(
    ("message", "content"),
    [
        ({"conversation": "salam"}, Text("salam")),
        ({"conversation": ""}, Text("")),
        ({"extendedTextMessage": {"text": "oui"}}, Text("oui")),
        ({"imageMessage": {"caption": "F1234567D", "height": 100}}, Media(MediaKind.IMAGE, "F1234567D")),
        ({"audioMessage": {"ptt": True, "seconds": {"low": 4}}}, Media(MediaKind.AUDIO)),
        (
            {"documentMessage": {"fileName": "pv.pdf", "caption": "F1234567D"}},
            Media(MediaKind.DOCUMENT, "F1234567D"),
        ),
        (
            {"documentWithCaptionMessage": {"message": {"documentMessage": {"caption": "pv"}}}},
            Media(MediaKind.DOCUMENT, "pv"),
        ),
        (
            {"viewOnceMessageV2": {"message": {"imageMessage": {"caption": "vu"}}}},
            Media(MediaKind.IMAGE, "vu"),
        ),
        ({"locationMessage": {"degreesLatitude": 33.57}}, Media(MediaKind.LOCATION)),
        ({"contactMessage": {"displayName": "X"}}, Media(MediaKind.CONTACT)),
        ({"stickerMessage": {"url": "https://x.test"}}, Media(MediaKind.STICKER)),
        ({"pollCreationMessageV3": {}, "pollCreationMessage": {"name": "?"}}, Media(MediaKind.OTHER)),
        (
            {"reactionMessage": {"key": {"fromMe": True, "id": "3EB0A1"}, "text": "👍"}},
            Reaction("👍", "3EB0A1"),
        ),
        ({"reactionMessage": {"key": {"id": "3EB0A1"}, "text": ""}}, Reaction("", "3EB0A1")),
        ({"buttonsResponseMessage": {"selectedButtonId": "y", "selectedDisplayText": "Oui"}}, Text("Oui")),
        ({"buttonsResponseMessage": {"selectedButtonId": "yes"}}, Text("yes")),
        ({"listResponseMessage": {"title": "1"}}, Text("1")),
        (
            {"ephemeralMessage": {"message": {"viewOnceMessage": {"message": {"conversation": "x"}}}}},
            Text("x"),
        ),
    ],
)
def test_every_kind_of_message_is_read(message, content):
    assert arrived(upsert(message)).content == content


@pytest.mark.parametrize(
    "message",
    [
        {"messageContextInfo": {"deviceListMetadataVersion": 2}},
        {"protocolMessage": {"type": 3}},
        {"senderKeyDistributionMessage": {"groupId": "x"}},
        {"pollUpdateMessage": {"vote": {}}},
    ],
)
def test_whatsapps_own_machinery_is_not_for_us(message):
    assert isinstance(decode(upsert(message), NOW), NotForUs)


@pytest.mark.parametrize(
    "jid",
    [
        "status@broadcast",
        "123@broadcast",
        "120363000000000001@newsletter",
        "120363000000000001@g.us",
        "x",
        "",
    ],
)
def test_what_no_person_wrote_is_not_for_us(jid):
    assert isinstance(decode(upsert(key={"remoteJid": jid}), NOW), NotForUs)


def test_a_note_to_ourselves_is_not_for_us():
    own = {"remoteJid": "212700333444:3@s.whatsapp.net", "remoteJidAlt": None}

    assert isinstance(decode(upsert(key=own | {"fromMe": True}), NOW), NotForUs)
    assert isinstance(decode(upsert(key=own), NOW), NotForUs)


def test_what_a_human_types_on_our_phone_is_a_human_reply():
    assert decode(upsert({"conversation": "je regarde"}, key={"fromMe": True}), NOW) == HumanReplied(
        instance="jarvis", whatsapp_id="3EB0B1000000000001", to=KARIM, text="je regarde", sent_at=SENT
    )


def test_the_echo_of_our_own_send_is_not_for_us():
    assert isinstance(event("send.message", capture("11")["response"]["body"]), NotForUs)


@pytest.mark.parametrize(
    ("key", "sender", "alias"),
    [
        ({"remoteJid": "212600111222:12@s.whatsapp.net"}, KARIM, KARIM_LID),
        (
            {
                "remoteJid": "212600111222@s.whatsapp.net",
                "remoteJidAlt": "212600111222@s.whatsapp.net",
                "addressingMode": "lid",
            },
            KARIM,
            None,
        ),
        ({"remoteJid": "190120240360480:7@lid", "remoteJidAlt": None}, KARIM_LID, None),
        (
            {"remoteJid": "190120240360480@lid", "remoteJidAlt": "212600111222@s.whatsapp.net"},
            KARIM,
            KARIM_LID,
        ),
        (
            {
                "remoteJid": "190120240360480@lid",
                "remoteJidAlt": None,
                "senderPn": "212600111222@s.whatsapp.net",
            },
            KARIM,
            KARIM_LID,
        ),
    ],
)
def test_the_phone_is_canonical_once_known(key, sender, alias):
    message = arrived(upsert(key=key))

    assert (message.sender, message.alias) == (sender, alias)


@pytest.mark.parametrize(
    "written", [1795343624, "1795343624", {"low": 1795343624, "high": 0, "unsigned": True}]
)
def test_numbers_come_in_three_shapes(written):
    assert arrived(upsert(messageTimestamp=written)).sent_at == SENT


@pytest.mark.parametrize(
    "absurd", [0, -1, 2**63, "soon", None, True, 1795343624000, [], {"low": 1, "high": 9}]
)
def test_an_absurd_time_gives_way_to_the_time_of_receipt(absurd):
    assert arrived(upsert(messageTimestamp=absurd)).sent_at == NOW


def test_a_backlog_message_keeps_its_old_time():
    old = NOW - timedelta(days=20)

    assert arrived(upsert(messageTimestamp=int(old.timestamp()))).sent_at == old


def test_what_postgres_cannot_store_is_taken_out():
    body = capture("01")["request"]["body"]
    body["data"] |= {
        "message": {"conversation": "F123\x004567D \ud83d"},
        "pushName": "Karim\x00\ud83d\x1b[31m\n",
    }

    message = arrived(json.dumps(body).encode())

    assert message.content == Text("F1234567D ")
    assert message.name == "Karim [31m"


def test_long_texts_and_names_are_cut():
    message = arrived(upsert({"conversation": "x" * 70_000}, pushName="é" * 5_000))

    assert message.content == Text("x" * 65_536)
    assert message.name == "é" * 100


def test_edits_and_deletes_in_whatsapps_own_words_are_understood_too():
    key = {"remoteJid": "212600111222@s.whatsapp.net", "fromMe": False, "id": "3EB0B1000000000001"}
    edit = {"key": key, "type": 14, "editedMessage": {"conversation": "F1234568D"}}

    assert event("messages.edited", edit) == MessageEdited(
        instance="jarvis", whatsapp_id=key["id"], content=Text("F1234568D")
    )
    assert event("messages.edited", {"key": key, "type": 0}) == MessageDeleted(
        instance="jarvis", whatsapp_id=key["id"]
    )
    assert decode(upsert({"editedMessage": {"message": {"protocolMessage": edit}}}), NOW) == MessageEdited(
        instance="jarvis", whatsapp_id=key["id"], content=Text("F1234568D")
    )


def test_a_deletion_through_evolution_has_its_id_in_the_key():
    deletion = {"id": "cm81f5", "key": {"id": "3EB0B2", "fromMe": False}}

    assert event("messages.delete", deletion) == MessageDeleted(instance="jarvis", whatsapp_id="3EB0B2")


def test_what_our_own_number_edits_or_deletes_is_not_for_us():
    ours = {"keyId": "3EB0A1", "fromMe": True, "message": {"conversation": "x"}}

    assert isinstance(event("messages.update", ours), NotForUs)
    assert isinstance(event("messages.delete", {"id": "3EB0A1", "fromMe": True}), NotForUs)


@pytest.mark.parametrize(
    ("name", "data", "connection"),
    [
        ("connection.update", {"state": "connecting", "statusReason": 200}, Connection.CONNECTING),
        ("connection.update", {"state": "close", "statusReason": 401}, Connection.CLOSED),
        ("connection.update", {"state": "refused", "statusReason": 428}, Connection.CLOSED),
        ("status.instance", {"status": "closed", "disconnectionReasonCode": 401}, Connection.CLOSED),
        ("logout.instance", None, Connection.CLOSED),
        ("CONNECTION_UPDATE", {"state": "open"}, Connection.OPEN),
    ],
)
def test_every_change_of_the_connection_is_told(name, data, connection):
    changed = event(name, data)

    assert isinstance(changed, ConnectionChanged)
    assert changed.connection == connection


@pytest.mark.parametrize("data", [None, [], [{"id": 1}], "x", 7, {"key": []}, {}])
@pytest.mark.parametrize(
    "name", ["chats.upsert", "qrcode.updated", "messages.upsert", "messages.update", "new"]
)
def test_what_nobody_knows_is_kept_and_not_acted_on(name, data):
    assert isinstance(event(name, data), NotForUs)


def test_an_envelope_without_the_senders_own_number_is_fine():
    body = capture("01")["request"]["body"]
    del body["sender"]

    assert arrived(on_the_wire(body)).sender == KARIM


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[" * 100_000, b"null", b"[]", b'"x"', b"NaN", b"{}", b'{"event":"x"}']
)
def test_what_is_no_event_says_why(raw):
    assert isinstance(decode(raw, NOW), Undecodable)


def test_endless_wrapping_ends():
    message = {"conversation": "x"}
    for _ in range(200):
        message = {"ephemeralMessage": {"message": message}}

    assert isinstance(decode(upsert(message), NOW), NotForUs)
