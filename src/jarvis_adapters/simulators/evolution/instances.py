"""One of our numbers as the simulated Evolution holds it."""

import msgspec

from jarvis_adapters.simulators.evolution.chats import Chat
from jarvis_adapters.simulators.evolution.wire import Json, Row


class Instance(msgspec.Struct, kw_only=True):
    """One of our numbers in Evolution: its webhook, its stored messages, the numbers it has checked."""

    name: str
    own_jid: str
    state: str = "open"
    webhook: Json | None = None
    rows: list[Row] = []
    by_id: dict[str, Row] = {}
    checked: set[str] = set()
    chats: dict[str, Chat] = {}

    def keep(self, row: Row) -> Row:
        self.rows.append(row)
        self.by_id[row.id] = row
        return row

    def chat(self, number: str) -> Chat:
        return self.chats.setdefault(number, Chat())
