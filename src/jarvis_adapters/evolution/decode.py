"""Evolution's webhook bodies as the domain's events; lenient, since a refused event is a lost message."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec

from jarvis_adapters.evolution.addresses import address_of, crowd_of
from jarvis_adapters.evolution.content import content_of, text_of, unwrapped
from jarvis_adapters.evolution.leniency import ID_LIMIT, clean, clean_name, dig, moment, record
from jarvis_domain.answering.messages import Delivery, InboundMessage, Reaction, Text
from jarvis_domain.ports.messaging import (
    Connection,
    ConnectionChanged,
    DeliveryReported,
    HumanReplied,
    MessageArrived,
    MessageDeleted,
    MessageEdited,
    NotForUs,
    WebhookEvent,
)
from jarvis_domain.understanding.phones import Address, Lid, PhoneNumber

RAW_LIMIT = 65_536
_APIKEY = re.compile(rb'("apikey"\s*:\s*)(?:"(?:[^"\\]|\\.)*"?|[^\s,}"]+)', re.DOTALL)
_DELIVERIES = {
    "ERROR": Delivery.FAILED,
    "PENDING": Delivery.ACCEPTED,
    "SERVER_ACK": Delivery.SERVER_ACK,
    "DELIVERY_ACK": Delivery.DELIVERED,
    "READ": Delivery.READ,
    "PLAYED": Delivery.READ,
}
_CONNECTIONS = {
    "open": Connection.OPEN,
    "connecting": Connection.CONNECTING,
    "close": Connection.CLOSED,
    "closed": Connection.CLOSED,
    "refused": Connection.CLOSED,
}
_REVOKES = (0, "REVOKE")
_EDITS = (14, "MESSAGE_EDIT")


class Undecodable(msgspec.Struct, frozen=True, kw_only=True):
    """Not an event of Evolution at all; `why` is fit for a log and holds nothing of the body."""

    why: str


class _Envelope(msgspec.Struct, frozen=True, kw_only=True):
    event: str
    instance: str
    data: Mapping[str, object]
    own: Address | None
    received_at: datetime

    def not_for_us(self, why: str) -> NotForUs:
        return NotForUs(instance=self.instance, event=self.event, why=why)


def decode(raw: bytes, received_at: datetime) -> WebhookEvent | Undecodable:
    """Reads one webhook body; never raises, whatever the bytes.

    `received_at` (aware UTC) stands in where the message's own time is missing or absurd.
    """
    try:
        body = json.loads(raw.decode("utf-8", "replace"))
    except RecursionError:
        return Undecodable(why="nested too deep")
    except ValueError:
        return Undecodable(why="not JSON")
    instance = clean(dig(body, "instance"), ID_LIMIT)
    event = clean(dig(body, "event"), ID_LIMIT).lower().replace("_", ".")
    if not instance or not event:
        return Undecodable(why="no event or no instance in it")
    envelope = _Envelope(
        event=event,
        instance=instance,
        data=record(dig(body, "data")),
        own=address_of(dig(body, "sender")),
        received_at=received_at,
    )
    return _EVENTS.get(event, _unknown)(envelope)


def decode_row(row: object, instance: str, read_at: datetime) -> WebhookEvent:
    """A row of Evolution's record: written like the webhook of its message, but a LID stays a LID."""
    return _message_upsert(
        _Envelope(event="record", instance=instance, data=record(row), own=None, received_at=read_at)
    )


def redact(raw: bytes) -> bytes:
    """The body as it may be kept: without Evolution's `apikey`, at most 64 KiB."""
    return _APIKEY.sub(rb"\1null", raw)[:RAW_LIMIT]


def _message_upsert(it: _Envelope) -> WebhookEvent:
    key, message = record(it.data.get("key")), it.data.get("message")
    other, alias = _both_addresses(key)
    whatsapp_id = clean(key.get("id"), ID_LIMIT)
    if not whatsapp_id or other is None or other == it.own:
        return it.not_for_us(crowd_of(key.get("remoteJid")) or _nobody(whatsapp_id, other))
    if "protocolMessage" in unwrapped(message):
        return _protocol(it, record(unwrapped(message)["protocolMessage"]))
    content = content_of(message)
    if content is None:
        return it.not_for_us("nothing said")
    sent_at = moment(it.data.get("messageTimestamp"), it.received_at)
    if key.get("fromMe") is not True:
        return MessageArrived(
            message=InboundMessage(
                instance=it.instance,
                whatsapp_id=whatsapp_id,
                sender=other,
                alias=alias,
                name=clean_name(it.data.get("pushName")),
                content=content,
                sent_at=sent_at,
            )
        )
    if isinstance(content, Reaction):
        return it.not_for_us("a reaction of our own")
    return HumanReplied(
        instance=it.instance, whatsapp_id=whatsapp_id, to=other, text=text_of(message), sent_at=sent_at
    )


def _both_addresses(key: Mapping[str, object]) -> tuple[Address | None, Address | None]:
    """Where to answer and the same person's other address: the phone first, once it is known.

    `senderPn` and `senderLid` are what 2.3.4 and older called the other address.
    """
    written = [address_of(key.get(name)) for name in ("remoteJid", "remoteJidAlt", "senderPn", "senderLid")]
    if written[0] is None:
        return None, None
    phone = next((a for a in written if isinstance(a, PhoneNumber)), None)
    lid = next((a for a in written if isinstance(a, Lid)), None)
    return (phone, lid) if phone else (lid, None)


def _nobody(whatsapp_id: str, other: Address | None) -> str:
    if not whatsapp_id:
        return "no message id"
    return "no person's address" if other is None else "a note to ourselves"


def _protocol(it: _Envelope, told: Mapping[str, object]) -> WebhookEvent:
    """Edits and deletes as WhatsApp words them; what our own number takes back is no news."""
    whatsapp_id, kind = clean(dig(told, "key", "id"), ID_LIMIT), told.get("type")
    if dig(told, "key", "fromMe") is True or not whatsapp_id or crowd_of(dig(told, "key", "remoteJid")):
        return it.not_for_us("a protocol message of no concern")
    if kind in _REVOKES and not isinstance(kind, bool):
        return MessageDeleted(instance=it.instance, whatsapp_id=whatsapp_id)
    if kind in _EDITS:
        return _edit(it, whatsapp_id, told.get("editedMessage"))
    return it.not_for_us("a protocol message of no concern")


def _edit(it: _Envelope, whatsapp_id: str, message: object) -> WebhookEvent:
    text = text_of(message)
    if not text:
        return it.not_for_us("an edit without a text")
    return MessageEdited(instance=it.instance, whatsapp_id=whatsapp_id, content=Text(text))


def _message_update(it: _Envelope) -> WebhookEvent:
    """A `message` in it makes it an edit, and then its status means nothing; else it is a receipt."""
    whatsapp_id, ours = clean(it.data.get("keyId"), ID_LIMIT), it.data.get("fromMe") is True
    crowd = crowd_of(it.data.get("remoteJid"))
    if crowd or not whatsapp_id:
        return it.not_for_us(crowd or "no message id")
    if it.data.get("message") is not None:
        return it.not_for_us("an edit of our own") if ours else _edit(it, whatsapp_id, it.data.get("message"))
    status = it.data.get("status")
    if not ours or not isinstance(status, str):
        return it.not_for_us("no receipt of ours")
    delivery = _DELIVERIES.get(status, Delivery.SERVER_ACK)  # as Evolution itself reports an unknown code
    return DeliveryReported(instance=it.instance, whatsapp_id=whatsapp_id, delivery=delivery)


def _message_delete(it: _Envelope) -> WebhookEvent:
    """A delete made through Evolution has WhatsApp's id in `key`, and a row number in `id`."""
    key = record(it.data.get("key")) or it.data
    whatsapp_id, crowd = clean(key.get("id"), ID_LIMIT), crowd_of(key.get("remoteJid"))
    if not whatsapp_id or crowd or key.get("fromMe") is True:
        return it.not_for_us(crowd or "a deletion of our own")
    return MessageDeleted(instance=it.instance, whatsapp_id=whatsapp_id)


def _connection_update(it: _Envelope) -> WebhookEvent:
    said = it.data.get("state", it.data.get("status"))
    connection = _CONNECTIONS.get(said) if isinstance(said, str) else None
    if connection is None:
        return it.not_for_us("an unknown connection state")
    reason = it.data.get("statusReason", it.data.get("disconnectionReasonCode"))
    known = isinstance(reason, int | str) and not isinstance(reason, bool)
    return ConnectionChanged(
        instance=it.instance, connection=connection, reason=clean(str(reason), 64) if known else ""
    )


def _logged_out(it: _Envelope) -> WebhookEvent:
    return ConnectionChanged(instance=it.instance, connection=Connection.CLOSED, reason=it.event)


def _own_echo(it: _Envelope) -> WebhookEvent:
    return it.not_for_us("the echo of our own message")


def _message_edited(it: _Envelope) -> WebhookEvent:
    return _protocol(it, it.data)


def _unknown(it: _Envelope) -> WebhookEvent:
    return it.not_for_us("an event nobody acts on")


_EVENTS: Mapping[str, Callable[[_Envelope], WebhookEvent]] = {
    "messages.upsert": _message_upsert,
    "messages.update": _message_update,
    "messages.edited": _message_edited,
    "messages.delete": _message_delete,
    "send.message": _own_echo,
    "connection.update": _connection_update,
    "status.instance": _connection_update,
    "logout.instance": _logged_out,
    "remove.instance": _logged_out,
}
