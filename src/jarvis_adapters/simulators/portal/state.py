"""What the simulated portal remembers: sessions, what it was asked, and how it is told to misbehave."""

import asyncio
import re
import secrets
from datetime import UTC, datetime
from enum import StrEnum

import msgspec

from jarvis_adapters.simulators.portal.records import Contract, Status, contract_of

_NUMBER = re.compile(r"F[0-9]{7}D")


class Mode(StrEnum):
    """How the portal behaves; `normal` is the only one that answers as it should."""

    NORMAL = "normal"
    DOWN = "down"
    HANG = "hang"
    SLOW = "slow"
    MAINTENANCE = "maintenance"
    LOGIN_LOOP = "login_loop"
    EXPIRED = "expired"
    COLUMNS_SWAPPED = "columns_swapped"
    LABELS_RENAMED = "labels_renamed"
    WRONG_CONTRACT = "wrong_contract"
    EXTRA_ROWS = "extra_rows"
    HUGE = "huge"
    DRIP = "drip"
    RESET = "reset"
    ELSEWHERE = "elsewhere"


class Faults(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The switches: a missing key is its default, so `{}` puts everything right again.

    `session_requests`: a session dies after so many contract pages. `outside_url`: every page also pulls at
    this address in every way a page can, and in mode `elsewhere` contracts redirect to it. `statuses`: what
    single contracts show instead of the rule.
    """

    mode: Mode = Mode.NORMAL
    slow_seconds: float = 3.0
    bad_credentials: bool = False
    session_requests: int | None = None
    outside_url: str | None = None
    statuses: dict[str, Status] = {}


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the ledger: a `login` or a `search`, and how it ended."""

    kind: str
    at: datetime
    outcome: str
    number: str = ""
    mode: Mode = Mode.NORMAL


class PortalState:
    """Everything one simulated portal knows; lives in one event loop."""

    def __init__(self, username: str, password: str) -> None:
        self.faults = Faults()
        self.switched = asyncio.Event()
        self.ledger: list[Asked] = []
        self._credentials = (username, password)
        self._csrf: set[str] = set()
        self._sessions: dict[str, int] = {}

    def note(self, kind: str, outcome: str, number: str = "") -> None:
        line = Asked(kind=kind, at=datetime.now(UTC), outcome=outcome, number=number, mode=self.faults.mode)
        self.ledger.append(line)

    def new_csrf(self) -> str:
        token = secrets.token_urlsafe(16)
        self._csrf.add(token)
        return token

    def takes_csrf(self, token: str) -> bool:
        """Whether the token is of one of our forms and was not sent before."""
        known = token in self._csrf
        self._csrf.discard(token)
        return known

    def sign_in(self, username: str, password: str, csrf: str) -> str | None:
        """A new session, or None; a form token works once."""
        known_form = self.takes_csrf(csrf)
        right = (username, password) == self._credentials and not self.faults.bad_credentials
        if not (known_form and right) or self.faults.mode is Mode.LOGIN_LOOP:
            return None
        session = secrets.token_urlsafe(24)
        self._sessions[session] = 0
        return session

    def switch(self, faults: Faults) -> None:
        """Sets the switches; what hung on the old ones goes on."""
        self.faults = faults
        self.switched.set()
        self.switched = asyncio.Event()

    def knows(self, session: str) -> bool:
        return session in self._sessions and self.faults.mode is not Mode.EXPIRED

    def spend(self, session: str) -> bool:
        """Whether the session is good for one contract page more; this one is then counted."""
        limit = self.faults.session_requests
        if not self.knows(session) or (limit is not None and self._sessions[session] >= limit):
            return False
        self._sessions[session] += 1
        return True

    def end_session(self, session: str) -> None:
        self._sessions.pop(session, None)

    def end_sessions(self) -> None:
        self._sessions.clear()

    def find(self, number: str) -> Contract | None:
        """The contract shown for what was typed into the search field."""
        if not _NUMBER.fullmatch(number):
            return None
        if self.faults.mode is Mode.WRONG_CONTRACT:
            number = f"F{(int(number[1:8]) + 1) % 10_000_000:07}D"
        return contract_of(number, self.faults.statuses.get(number))
