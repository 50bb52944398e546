"""The conversation with one contractor: a pure state machine."""

import msgspec


class Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """Where the talk with one contractor stands."""
