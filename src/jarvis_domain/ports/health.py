"""How each part of JARVIS is doing, in plain words, and what to do about it."""

from collections.abc import Awaitable, Callable
from enum import StrEnum

import msgspec


class PartState(StrEnum):
    """`degraded`: JARVIS goes on with less; `down`: it cannot do its work; `off`: not set up, on purpose."""

    OK = "ok"
    OFF = "off"
    DEGRADED = "degraded"
    DOWN = "down"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part: what is so (`says`), and what to do if it should not be (`mend`, else "")."""

    name: str
    state: PartState
    says: str
    mend: str = ""


Check = Callable[[], Awaitable[Part]]
"""Looks at one part within about two seconds; never raises."""


class Checks(msgspec.Struct, frozen=True):
    """Every check there is, in the order people read them."""

    all: tuple[Check, ...]
