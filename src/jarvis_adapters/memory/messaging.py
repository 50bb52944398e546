"""WhatsApp in memory: keeps what was sent, and fails as it was told to."""

from collections import deque
from datetime import datetime
from uuid import uuid4

import msgspec

from jarvis_domain.answering.messages import DueReply, InboundMessage
from jarvis_domain.ports.messaging import (
    Absent,
    Accepted,
    Connection,
    Found,
    LookUpFailed,
    Messaging,
    Received,
    ReceivedLookUp,
    SendOutcome,
    SentLookUp,
)
from jarvis_domain.understanding.phones import Address


class SentReply(msgspec.Struct, frozen=True, kw_only=True):
    """What "WhatsApp" received, under its id."""

    whatsapp_id: str
    due: DueReply


class MemoryMessaging(Messaging):
    """Accepts everything that no scripted failure stops; `sent` and `typing` are its ledger, in order.

    `written` is what contractors wrote; while `away` is not empty it cannot be looked up, for that reason.
    """

    def __init__(self) -> None:
        self.sent: list[SentReply] = []
        self.typing: list[tuple[str, Address]] = []
        self.written: list[InboundMessage] = []
        self.away = ""
        self.connections: dict[str, Connection] = {}
        self._script: deque[tuple[SendOutcome, bool]] = deque()

    def fail_next(self, outcome: SendOutcome, *, after_sending: bool = False) -> None:
        """The next send not yet scripted ends like this; `after_sending`: it arrived all the same."""
        self._script.append((outcome, after_sending))

    async def send(self, due: DueReply) -> SendOutcome:
        outcome, arrives = self._script.popleft() if self._script else (None, True)
        whatsapp_id = f"3EB0{uuid4().hex[:18].upper()}"
        if arrives:
            self.sent.append(SentReply(whatsapp_id=whatsapp_id, due=due))
        return outcome or Accepted(whatsapp_id=whatsapp_id)

    async def find_sent(self, due: DueReply) -> SentLookUp:
        for sent in self.sent:
            if _same(sent.due, due):
                return Found(whatsapp_id=sent.whatsapp_id)
        return Absent()

    async def find_received(self, instance: str, since: datetime, until: datetime) -> ReceivedLookUp:
        if self.away:
            return LookUpFailed(detail=self.away)
        since, until = (moment.replace(microsecond=0) for moment in (since, until))
        ours = (m for m in self.written if m.instance == instance and since <= m.sent_at <= until)
        by_id = {message.whatsapp_id: message for message in ours}
        return Received(messages=tuple(sorted(by_id.values(), key=lambda message: message.sent_at)))

    async def show_typing(self, instance: str, to: Address) -> None:
        self.typing.append((instance, to))

    async def connection(self, instance: str) -> Connection:
        """OPEN for an instance that `connections` does not name."""
        return self.connections.get(instance, Connection.OPEN)


def _same(one: DueReply, other: DueReply) -> bool:
    """By what WhatsApp can tell: number, chat, quoted message and text, not by our id."""
    return (one.instance, one.to, one.quoted_id, one.reply.text) == (
        other.instance,
        other.to,
        other.quoted_id,
        other.reply.text,
    )
