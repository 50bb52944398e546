"""Rows of the tables as values of the domain, and back."""

from typing import Any

import msgspec
import sqlalchemy as sa

from jarvis_domain.answering.messages import Content, DueReply, InboundMessage, Reply, StoredMessage
from jarvis_domain.understanding.phones import Address, Lid, PhoneNumber


def address_of(text: str) -> Address:
    return Lid(text) if text.endswith("@lid") else PhoneNumber(text)


def message_of(row: sa.Row[Any]) -> StoredMessage:
    inbound = InboundMessage(
        instance=row.instance,
        whatsapp_id=row.whatsapp_id,
        sender=address_of(row.sender),
        alias=None if row.alias is None else address_of(row.alias),
        name=row.name,
        content=msgspec.convert(row.content, Content),
        sent_at=row.sent_at,
    )
    return StoredMessage(
        id=row.id,
        contractor=row.contractor_id,
        inbound=inbound,
        received_at=row.received_at,
        attempts=row.attempts,
    )


def due_of(row: sa.Row[Any]) -> DueReply:
    return DueReply(
        id=row.id,
        contractor=row.contractor_id,
        instance=row.instance,
        to=address_of(row.recipient),
        quoted_id=row.quoted_id,
        quoted_text=row.quoted_text,
        reply=Reply(fr=row.fr, ar=row.ar, text=row.text),
        by=row.author,
        trial=row.trial,
    )


def columns_of(due: DueReply) -> dict[str, object]:
    return {
        "id": due.id,
        "instance": due.instance,
        "recipient": str(due.to),
        "quoted_id": due.quoted_id,
        "quoted_text": due.quoted_text,
        "fr": due.reply.fr,
        "ar": due.reply.ar,
        "text": due.reply.text,
        "author": due.by,
        "trial": due.trial,
    }
