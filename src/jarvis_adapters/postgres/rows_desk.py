"""Rows of the desk's tables as values of the domain, and back."""

from typing import Any

import msgspec
import sqlalchemy as sa

from jarvis_adapters.storable import storable
from jarvis_domain.desk.preferences import Preferences
from jarvis_domain.desk.sign_in import Caller, LinkRequest, MagicLink, Session
from jarvis_domain.desk.staff import EmailAddress, Role, Staff


def person_of(row: sa.Row[Any]) -> Staff:
    return Staff(
        id=row.id,
        email=EmailAddress(row.email),
        role=Role(row.role),
        created_at=row.created_at,
        name=row.name,
        active=row.active,
        last_login_at=row.last_login_at,
    )


def staff_columns(person: Staff) -> dict[str, object]:
    return {
        "email": str(person.email),
        "role": person.role,
        "created_at": person.created_at,
        "name": person.name,
        "active": person.active,
        "last_login_at": person.last_login_at,
    }


def caller_of(row: sa.Row[Any]) -> Caller:
    return Caller(ip=row.ip or "", user_agent=row.user_agent or "")


def caller_columns(caller: Caller) -> dict[str, object]:
    clean = storable(caller)
    return {"ip": clean.ip, "user_agent": clean.user_agent}


def request_of(row: sa.Row[Any]) -> LinkRequest:
    return LinkRequest(
        id=row.id,
        email=row.email,
        nonce_hash=row.nonce_hash,
        requested_at=row.requested_at,
        caller=caller_of(row),
        attempts=row.attempts,
    )


def link_of(row: sa.Row[Any]) -> MagicLink:
    return MagicLink(
        id=row.id,
        staff=row.staff_id,
        selector=row.selector,
        token_hash=row.token_hash,
        nonce_hash=row.nonce_hash,
        created_at=row.created_at,
        expires_at=row.expires_at,
        caller=caller_of(row),
        used_at=row.used_at,
        revoked_at=row.revoked_at,
    )


def session_of(row: sa.Row[Any]) -> Session:
    return Session(
        id=row.id,
        staff=row.staff_id,
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_seen_at=row.last_seen_at,
        caller=caller_of(row),
        revoked_at=row.revoked_at,
    )


def preferences_of(body: object) -> Preferences:
    """Those that nobody has set, while there are none."""
    return Preferences() if body is None else msgspec.convert(body, Preferences)
