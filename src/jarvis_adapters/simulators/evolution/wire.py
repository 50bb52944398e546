"""Evolution's JSON, key by key in the order of the captures."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from jarvis_adapters.simulators.evolution.people import Person

Json = dict[str, Any]

_URL = "https://mmg.whatsapp.net/v/t62/x.enc"
_KINDS: Mapping[str, tuple[str, Json]] = {
    "image": (
        "imageMessage",
        {"url": _URL, "mimetype": "image/jpeg", "fileLength": "12345", "mediaKey": "AAAA"},
    ),
    "audio": (
        "audioMessage",
        {"url": _URL, "mimetype": "audio/ogg; codecs=opus", "seconds": 4, "ptt": True, "mediaKey": "AAAA"},
    ),
    "video": ("videoMessage", {"url": _URL, "mimetype": "video/mp4", "seconds": 9, "mediaKey": "AAAA"}),
    "document": ("documentMessage", {"url": _URL, "mimetype": "application/pdf", "fileName": "pv.pdf"}),
    "sticker": ("stickerMessage", {"url": _URL, "mimetype": "image/webp", "mediaKey": "AAAA"}),
    "location": ("locationMessage", {"degreesLatitude": 33.57, "degreesLongitude": -7.59}),
    "contact": ("contactMessage", {"displayName": "Karim", "vcard": "BEGIN:VCARD\nEND:VCARD"}),
}
KINDS = ("text", "ephemeral", "reaction", *_KINDS)


class Row(msgspec.Struct, kw_only=True):
    """A message as Evolution stores it; `seq` counts arrivals, `found_from` is when a look-up sees it."""

    seq: int
    row_id: str
    key: Json
    push_name: str | None
    kind: str
    message: Json
    timestamp: int
    source: str
    context: Json | None
    found_from: float
    statuses: list[str] = []

    @property
    def id(self) -> str:
        return str(self.key["id"])


def new_id() -> str:
    """An id as the API gives to what it sends."""
    return f"3EB0{secrets.token_hex(9).upper()}"


def new_row_id() -> str:
    return f"cm{secrets.token_hex(12)[:23]}"


def instance_id(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"evolution:{name}"))


def source_of(message_id: str) -> str:
    """Which device wrote, guessed from the id as Evolution guesses it."""
    if len(message_id) in (21, 32):
        return "android"
    if message_id.startswith("3A") and len(message_id) == 20:
        return "ios"
    if message_id.startswith("3E") and len(message_id) == 22:
        return "web"
    return "desktop" if message_id.startswith("3F") or len(message_id) == 18 else "unknown"


def message_of(kind: str, text: str) -> tuple[str, Json]:
    """`messageType` and `message` of what somebody wrote or showed; a text with a medium is its caption."""
    if kind == "text":
        return "conversation", {"conversation": text}
    if kind == "ephemeral":
        inner = {"extendedTextMessage": {"text": text, "contextInfo": {"expiration": 86400}}}
        return "ephemeralMessage", {"ephemeralMessage": {"message": inner}}
    name, medium = _KINDS[kind]
    return name, {name: medium | {"caption": text} if text else medium}


def reaction_to(target: Json, emoji: str) -> tuple[str, Json]:
    return "reactionMessage", {"reactionMessage": {"key": target, "text": emoji}}


def inbound_key(person: Person, message_id: str, addressed_as: str, *, from_me: bool) -> Json:
    """The key as the webhook shows it: Evolution has put the phone in for a LID it knows."""
    key: Json = {"remoteJid": person.jid, "fromMe": from_me, "id": message_id, "participant": ""}
    if addressed_as == "pn":
        return key | {"addressingMode": "pn", "remoteJidAlt": person.lid}
    if addressed_as == "lid":
        return key | {"addressingMode": "lid", "remoteJidAlt": person.jid}
    return {"remoteJid": person.lid, "fromMe": from_me, "id": message_id, "addressingMode": "lid"}


def stored_key(person: Person, message_id: str, addressed_as: str, *, from_me: bool) -> Json:
    """The key as the row keeps it: a LID stays a LID."""
    if addressed_as == "pn":
        return {"id": message_id, "fromMe": from_me, "remoteJid": person.jid, "remoteJidAlt": person.lid}
    key: Json = {"id": message_id, "fromMe": from_me, "remoteJid": person.lid}
    known = {"remoteJidAlt": person.jid} if addressed_as == "lid" else {}
    return key | known | {"addressingMode": "lid"}


def upsert_data(row: Row, key: Json, instance: str) -> Json:
    status = "SERVER_ACK" if key["fromMe"] else "DELIVERY_ACK"
    context = {} if row.context is None else {"contextInfo": row.context}
    return {
        "key": key,
        "pushName": row.push_name,
        "status": status,
        "message": row.message,
        **context,
    } | _tail(row, instance)


def send_answer(row: Row, instance: str) -> Json:
    """What sendText answers, and `send.message` tells again."""
    head = {"key": row.key, "pushName": "Você", "status": "PENDING", "message": row.message}
    return head | {"contextInfo": row.context} | _tail(row, instance)


def stored_row(row: Row, instance: str) -> Json:
    """A row of findMessages."""
    return {
        "id": row.row_id,
        "key": row.key,
        "pushName": row.push_name,
        "messageType": row.kind,
        "message": row.message,
        "messageTimestamp": row.timestamp,
        "instanceId": instance_id(instance),
        "source": row.source,
        "contextInfo": row.context,
        "MessageUpdate": [{"status": status} for status in row.statuses],
    }


def ack_data(row: Row, status: str, instance: str) -> Json:
    return {
        "keyId": row.id,
        "remoteJid": row.key["remoteJid"],
        "fromMe": True,
        "participant": None,
        "status": status,
        "instanceId": instance_id(instance),
        "messageId": row.row_id,
    }


def edit_data(row: Row, text: str, instance: str) -> Json:
    return {
        "keyId": row.id,
        "remoteJid": row.key["remoteJid"],
        "fromMe": False,
        "status": "SERVER_ACK",
        "instanceId": instance_id(instance),
        "message": {"editedMessage": {"message": {"conversation": text}}},
        "messageId": row.row_id,
    }


def deletion_data(row: Row) -> Json:
    return {"remoteJid": row.key["remoteJid"], "fromMe": False, "id": row.id, "status": "DELETED"}


def reply_context(person_jid: str, quoted_id: str | None, quoted: Json | None, at: int) -> Json:
    """`contextInfo` of our own message to one person, with the quoted message if there is one."""
    context: Json = {
        "mentionedJid": [],
        "groupMentions": [],
        "ephemeralSettingTimestamp": {"low": at, "high": 0, "unsigned": False},
        "disappearingMode": {"initiator": 0},
    }
    if quoted_id is None or quoted is None:
        return context
    return context | {"participant": person_jid, "stanzaId": quoted_id, "quotedMessage": quoted}


def envelope(event: str, instance: str, data: object, url: str, own_jid: str, server_url: str) -> bytes:
    """A webhook's body; the local time is labelled Z, as Evolution labels it."""
    body = {
        "event": event,
        "instance": instance,
        "data": data,
        "destination": url,
        "date_time": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z",
        "sender": own_jid,
        "server_url": server_url,
        "apikey": None,
    }
    return msgspec.json.encode(body)


def _tail(row: Row, instance: str) -> Json:
    return {
        "messageType": row.kind,
        "messageTimestamp": row.timestamp,
        "instanceId": instance_id(instance),
        "source": row.source,
    }
