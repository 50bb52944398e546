"""Who works at the desk: roles and what they may do, addresses, and the rule of the last administrator."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from jarvis_domain.errors import InvalidEmail

_LOCAL = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_DOMAIN = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
_CANONICAL = re.compile(f"(?=.{{3,254}}$)(?=.{{1,64}}@){_LOCAL}@{_DOMAIN}")


class Role(StrEnum):
    """Each may do what the one before may, and more."""

    VIEWER = "viewer"
    BO = "bo"
    ADMIN = "admin"


class Permission(StrEnum):
    """What a route asks for; `work` is to assign, update, escalate, reply and take over."""

    READ = "read"
    WORK = "work"
    EXPORT = "export"
    TEMPLATES = "templates"
    USERS = "users"
    SETTINGS = "settings"
    AUDIT = "audit"


_VIEWER = frozenset({Permission.READ})
_BO = _VIEWER | {Permission.WORK, Permission.EXPORT}
PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.VIEWER: _VIEWER,
    Role.BO: _BO,
    Role.ADMIN: frozenset(Permission),
}


class EmailAddress(msgspec.Struct, frozen=True, order=True):
    """An address in lower case; raises InvalidEmail on anything else. What people type: `parse_email`."""

    value: str

    def __post_init__(self) -> None:
        if not _CANONICAL.fullmatch(self.value):
            raise InvalidEmail(f"{self.value!r} is not an e-mail address")

    def __str__(self) -> str:
        return self.value


def parse_email(text: str) -> EmailAddress:
    """The address a person typed, spaces around it and capitals forgiven; raises InvalidEmail."""
    return EmailAddress(text.strip().lower())


def mask_email(address: EmailAddress | str) -> str:
    """Enough for its owner to know it: `salma@tktm.ma` becomes `s****@tktm.ma`."""
    local, at, domain = str(address).partition("@")
    return f"{local[:1]}****{at}{domain}" if at else "****"


class Staff(msgspec.Struct, frozen=True, kw_only=True):
    """A person who was invited; one who is not `active` cannot sign in, and what was signed in has ended."""

    id: UUID
    email: EmailAddress
    role: Role
    created_at: datetime
    name: str = ""
    active: bool = True
    last_login_at: datetime | None = None

    def may(self, permission: Permission) -> bool:
        return self.active and permission in PERMISSIONS[self.role]


class LastAdmin(msgspec.Struct, frozen=True):
    """Refused: nobody would be left to invite people or to give them a role."""

    person: UUID


def change_person(
    person: Staff,
    *,
    admins: Collection[UUID],
    role: Role | None = None,
    active: bool | None = None,
    name: str | None = None,
) -> Staff | LastAdmin:
    """The person with another role, standing or name; `admins` are the active administrators now."""
    changed = msgspec.structs.replace(
        person,
        role=person.role if role is None else role,
        active=person.active if active is None else active,
        name=person.name if name is None else name,
    )
    stays_admin = changed.active and changed.role is Role.ADMIN
    if not stays_admin and set(admins) == {person.id}:
        return LastAdmin(person.id)
    return changed
