"""What a contractor sees on the phone: bubbles, ticks, and whether somebody is typing."""

import time
from datetime import UTC, datetime
from enum import StrEnum

import msgspec


class Ticks(StrEnum):
    """How far a bubble of the contractor came: `delivered` is taken by JARVIS, `read` is answered."""

    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    text: str
    mine: bool


class Bubble(msgspec.Struct, kw_only=True):
    """One message on the phone; `mine` is the contractor's own."""

    id: str
    mine: bool
    kind: str
    text: str
    at: datetime
    ticks: Ticks = Ticks.SENT
    quoted: Quote | None = None
    edited: bool = False
    deleted: bool = False


class ChatView(msgspec.Struct, frozen=True, kw_only=True):
    """A chat as the page polls it: unchanged while `version` is."""

    version: int
    typing: bool
    bubbles: list[Bubble]


class Chat:
    """The talk of one contractor with one of our numbers."""

    def __init__(self) -> None:
        self.bubbles: list[Bubble] = []
        self._by_id: dict[str, Bubble] = {}
        self._version = 0
        self._typing_until = 0.0
        self._unread: list[Bubble] = []

    def add(self, bubble: Bubble) -> None:
        """Shows a bubble; what the other side writes proves that it has read."""
        self.bubbles.append(bubble)
        self._by_id[bubble.id] = bubble
        if bubble.mine:
            self._unread.append(bubble)
        else:
            self._typing_until = 0.0
            self.read_all()
        self._version += 1

    def taken(self, message_id: str) -> None:
        bubble = self._by_id.get(message_id)
        if bubble is not None and bubble.ticks is Ticks.SENT:
            bubble.ticks = Ticks.DELIVERED
            self._version += 1

    def read_all(self) -> None:
        for bubble in self._unread:
            bubble.ticks = Ticks.READ
        self._unread.clear()
        self._version += 1

    def edit(self, message_id: str, text: str) -> None:
        if bubble := self._by_id.get(message_id):
            bubble.text, bubble.edited = text, True
            self._version += 1

    def delete(self, message_id: str) -> None:
        if bubble := self._by_id.get(message_id):
            bubble.text, bubble.deleted = "", True
            self._version += 1

    def type_for(self, seconds: float) -> None:
        """Shows "typing…" at least long enough to be seen."""
        self._typing_until = time.monotonic() + max(seconds, 1.5)

    def quote(self, message_id: str | None, text: str) -> Quote | None:
        """The quoted strip: by the bubble itself, or by the text that was sent along."""
        if message_id is None:
            return None
        bubble = self._by_id.get(message_id)
        if bubble is None:
            return Quote(id=message_id, text=text, mine=True)
        return Quote(id=message_id, text=bubble.text, mine=bubble.mine)

    def view(self) -> ChatView:
        typing = time.monotonic() < self._typing_until
        return ChatView(version=2 * self._version + typing, typing=typing, bubbles=self.bubbles)


def at(timestamp: int) -> datetime:
    return datetime.fromtimestamp(timestamp, UTC)
