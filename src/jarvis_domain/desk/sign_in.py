"""The rules of signing in: magic links, sessions, and how long each of them lives."""

import hashlib
import hmac
import re
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from jarvis_domain.desk.staff import Staff

LONGEST_LINK = timedelta(hours=24)
SHORTEST_LINK = timedelta(minutes=10)
MAILS_PER_DAY = 5
A_DAY = timedelta(hours=24)
_TOKEN = re.compile(r"[0-9a-f]{64}")
_SELECTOR = 16


class LinkToken(msgspec.Struct, frozen=True):
    """32 random bytes in hex: what a magic link carries and the store knows only hashed."""

    value: str

    @property
    def selector(self) -> str:
        """The part stored in clear, by which the link is found; the other 192 bits stay secret."""
        return self.value[:_SELECTOR]

    def __repr__(self) -> str:
        return "LinkToken(****)"


def read_token(text: str) -> LinkToken | None:
    """None for what was never one of our tokens."""
    return LinkToken(text) if _TOKEN.fullmatch(text) else None


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """Where a request comes from, as the audit keeps it."""

    ip: str = ""
    user_agent: str = ""


class LinkRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody asked for a link for `email`; whether anybody has that address is found out later.

    `nonce_hash` knows the browser that asked again.
    """

    id: UUID
    email: str
    nonce_hash: bytes
    requested_at: datetime
    caller: Caller
    attempts: int = 0


LINK_MAIL = "magic-link/"


class MagicLink(msgspec.Struct, frozen=True, kw_only=True):
    """Signs `staff` in, once, before `expires_at`; `nonce_hash` is None for one that no browser asked for."""

    id: UUID
    staff: UUID
    selector: str
    token_hash: str
    nonce_hash: bytes | None
    created_at: datetime
    expires_at: datetime
    caller: Caller = Caller()
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    @property
    def mail_key(self) -> str:
        """The idempotency key of the mail that brings it."""
        return f"{LINK_MAIL}{self.id}"

    def usable(self, now: datetime) -> bool:
        return self.used_at is None and self.revoked_at is None and now < self.expires_at


def hash_nonce(nonce: str) -> bytes:
    """How a browser's nonce is kept; it is random enough for one round."""
    return hashlib.sha256(nonce.encode("utf-8", "replace")).digest()


def same_browser(link: MagicLink, nonce: str | None) -> bool:
    """Whether the link was asked for by the browser that holds this nonce."""
    if nonce is None or link.nonce_hash is None:
        return False
    return hmac.compare_digest(hash_nonce(nonce), link.nonce_hash)


class SessionLimits(msgspec.Struct, frozen=True, kw_only=True):
    """After `absolute`, or `idle` without a request, it is over; uses are noted every `noted_every`."""

    absolute: timedelta = timedelta(hours=12)
    idle: timedelta = timedelta(hours=2)
    noted_every: timedelta = timedelta(minutes=1)


DEFAULT_LIMITS = SessionLimits()


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is signed in on one browser; the id is the token's `jti`."""

    id: UUID
    staff: UUID
    created_at: datetime
    expires_at: datetime
    last_seen_at: datetime
    caller: Caller = Caller()
    revoked_at: datetime | None = None


def open_session(id_: UUID, person: Staff, now: datetime, caller: Caller, limits: SessionLimits) -> Session:
    return Session(
        id=id_,
        staff=person.id,
        created_at=now,
        expires_at=now + limits.absolute,
        last_seen_at=now,
        caller=caller,
    )


def is_live(session: Session, person: Staff, now: datetime, limits: SessionLimits) -> bool:
    """Whether a request with this session is its person's, now."""
    in_time = now < session.expires_at and now < session.last_seen_at + limits.idle
    return person.active and session.revoked_at is None and in_time
