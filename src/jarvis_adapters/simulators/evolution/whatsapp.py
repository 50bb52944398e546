"""WhatsApp behind the simulated Evolution: who writes, what is accepted, which events follow."""

import time
from typing import Literal
from uuid import uuid4

import msgspec

from jarvis_adapters.simulators.evolution import wire
from jarvis_adapters.simulators.evolution.chats import Bubble, Chat, at
from jarvis_adapters.simulators.evolution.events import Events
from jarvis_adapters.simulators.evolution.faults import FaultSwitch
from jarvis_adapters.simulators.evolution.instances import Instance
from jarvis_adapters.simulators.evolution.ledger import Ledger, SentText, now
from jarvis_adapters.simulators.evolution.people import People, Person
from jarvis_adapters.simulators.evolution.webhooks import WebhookEngine
from jarvis_adapters.simulators.evolution.wire import Json, Row

AddressedAs = Literal["pn", "lid", "lid_unknown"]
_RECEIPTS = ("SERVER_ACK", "DELIVERY_ACK", "READ")


class PhoneMessage(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What a contractor writes, or with `from_me` a human on the bot's own phone.

    `addressed_as` (`as` in JSON) picks the case of phone and LID; `at` is WhatsApp's time in Unix seconds;
    `copies` injects the same id so often. A `reaction` is the emoji `text` on the message `quoted_id`.
    """

    text: str = ""
    id: str = ""
    name: str | None = "Karim Démo"
    instance: str = ""
    addressed_as: AddressedAs = msgspec.field(default="pn", name="as")
    kind: str = "text"
    quoted_id: str | None = None
    copies: int = 1
    delay_ms: int = 0
    at: int | None = None
    from_me: bool = False


class WhatsApp:
    """Everything the simulator is and remembers; made once per router."""

    def __init__(
        self,
        instances: tuple[str, ...],
        *,
        absent: str,
        retry_scale: float,
        ack_seconds: float,
        gateway_secret: str,
    ) -> None:
        self.instances = {
            name: Instance(name=name, own_jid=f"{212700333444 + place}@s.whatsapp.net")
            for place, name in enumerate(instances)
        }
        self.people = People(absent)
        self.faults = FaultSwitch()
        self.ledger = Ledger()
        self.engine = WebhookEngine(retry_scale)
        self.events = Events(
            self.engine, self.faults, self.ledger, ack_seconds=ack_seconds, gateway_secret=gateway_secret
        )
        self._paired: set[str] = set()

    def write(self, person: Person, message: PhoneMessage) -> list[Row]:
        """Somebody writes: a bubble, a row and a webhook for each copy."""
        instance = self.instances[message.instance]
        message.id = message.id or uuid4().hex.upper()
        if message.addressed_as != "lid_unknown":
            self._paired.add(person.lid)
        rows = [self._stored(instance, person, message) for _ in range(message.copies)]
        self._show(instance.chat(person.number), rows[0], message)
        key = wire.inbound_key(person, message.id, message.addressed_as, from_me=message.from_me)
        for row in rows:
            data = wire.upsert_data(row, key, instance.name)
            self.events.emit(
                instance,
                "messages.upsert",
                data,
                message.id,
                after=message.delay_ms / 1_000,
                taken=lambda: instance.chat(person.number).taken(message.id),
            )
        return rows

    def accept(
        self,
        instance: Instance,
        person: Person,
        text: str,
        quoted_id: str | None,
        quoted: Json | None,
        *,
        by_lid: bool,
    ) -> Row:
        """Our message reaches WhatsApp: it is in the ledger, on the phone and in Evolution's record.

        Addressed `by_lid` it goes to the phone all the same, once Evolution has seen the two together.
        """
        unpaired = by_lid and person.lid not in self._paired
        jid, stamp = person.lid if unpaired else person.jid, int(time.time())
        known = quoted or (instance.by_id[quoted_id].message if quoted_id in instance.by_id else None)
        row = instance.keep(
            Row(
                seq=len(instance.rows),
                row_id=wire.new_row_id(),
                key={"remoteJid": jid, "fromMe": True, "id": wire.new_id()},
                push_name="Você",
                kind="conversation",
                message={"conversation": text},
                timestamp=stamp,
                source="web",
                context=wire.reply_context(jid, quoted_id, known, stamp),
                found_from=time.monotonic() + self.faults.now.find_delay_ms / 1_000,
            )
        )
        instance.checked.add(jid)
        self._note(instance, person, row, to=jid if unpaired else person.number)
        return row

    def echo(self, instance: Instance, row: Row, *, fails: bool) -> None:
        """What follows an accepted send: `send.message`, then the receipts one by one, or an ERROR."""
        self.events.emit(instance, "send.message", wire.send_answer(row, instance.name), row.id)
        if self.faults.now.acks:
            self.events.acknowledge(instance, row, ("ERROR",) if fails else _RECEIPTS)

    def _stored(self, instance: Instance, person: Person, message: PhoneMessage) -> Row:
        target = instance.by_id.get(message.quoted_id or "") if message.kind == "reaction" else None
        kind, body = (
            wire.reaction_to(target.key, message.text)
            if target
            else wire.message_of(message.kind, message.text)
        )
        return instance.keep(
            Row(
                seq=len(instance.rows),
                row_id=wire.new_row_id(),
                key=wire.stored_key(person, message.id, message.addressed_as, from_me=message.from_me),
                push_name=None if message.addressed_as == "lid_unknown" else message.name,
                kind=kind,
                message=body,
                timestamp=message.at or int(time.time()),
                source=wire.source_of(message.id),
                context=None if target else self._quoting(instance, person, message.quoted_id),
                found_from=0.0,
            )
        )

    def _quoting(self, instance: Instance, person: Person, quoted_id: str | None) -> Json | None:
        quoted = instance.by_id.get(quoted_id or "")
        if quoted is None:
            return None
        author = instance.own_jid if quoted.key["fromMe"] else person.jid
        return {"stanzaId": quoted.id, "participant": author, "quotedMessage": quoted.message}

    def _show(self, chat: Chat, row: Row, message: PhoneMessage) -> None:
        quoted = chat.quote(row.context["stanzaId"], "") if row.context else None
        chat.add(
            Bubble(
                id=row.id,
                mine=not message.from_me,
                kind=message.kind,
                text=message.text,
                at=at(row.timestamp),
                quoted=quoted,
            )
        )

    def _note(self, instance: Instance, person: Person, row: Row, *, to: str) -> None:
        context, text = row.context or {}, row.message["conversation"]
        quoted_id, quoted = context.get("stanzaId"), context.get("quotedMessage") or {}
        self.ledger.sent.append(
            SentText(id=row.id, instance=instance.name, to=to, text=text, quoted_id=quoted_id, at=now())
        )
        chat = instance.chat(person.number)
        strip = chat.quote(quoted_id, str(quoted.get("conversation", "")))
        chat.add(Bubble(id=row.id, mine=False, kind="text", text=text, at=at(row.timestamp), quoted=strip))
