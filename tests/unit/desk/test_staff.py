"""Roles, addresses, and the last administrator."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.desk.staff import (
    EmailAddress,
    LastAdmin,
    Permission,
    Role,
    Staff,
    change_person,
    mask_email,
    parse_email,
)
from jarvis_domain.errors import InvalidEmail

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ROLES = st.sampled_from(Role)
PEOPLE = st.builds(
    Staff,
    id=st.uuids(),
    email=st.just(EmailAddress("ali@tktm.ma")),
    role=ROLES,
    created_at=st.just(NOW),
    active=st.booleans(),
)


def test_what_each_role_may_do():
    def may(role):
        person = Staff(id=uuid4(), email=EmailAddress("a@b.ma"), role=role, created_at=NOW)
        return {permission.value for permission in Permission if person.may(permission)}

    assert may(Role.VIEWER) == {"read"}
    assert may(Role.BO) == {"read", "work", "export"}
    assert may(Role.ADMIN) == {"read", "work", "export", "templates", "users", "settings", "audit"}


@given(PEOPLE, st.sampled_from(Permission))
def test_who_is_not_active_may_do_nothing(person, permission):
    if not person.active:
        assert not person.may(permission)


@given(st.sets(st.uuids(), max_size=3), PEOPLE, ROLES | st.none(), st.booleans() | st.none())
def test_there_is_always_an_administrator_left(others, person, role, active):
    is_admin = person.active and person.role is Role.ADMIN
    admins = others | {person.id} if is_admin else others - {person.id}

    changed = change_person(person, admins=admins, role=role, active=active)

    if isinstance(changed, LastAdmin):
        assert admins == {person.id}
    else:
        stays = {changed.id} if changed.active and changed.role is Role.ADMIN else set()
        assert not admins or (admins - {person.id}) | stays


def test_a_person_typed_it_with_spaces_and_capitals():
    assert parse_email(" Salma.B@TKTM.ma\n") == EmailAddress("salma.b@tktm.ma")


@pytest.mark.parametrize(
    "text",
    ["", "salma", "@tktm.ma", "salma@", "salma@tktm", "a b@tktm.ma", "a@b@c.ma", "a..b@tktm.ma", "a@-b.ma",
     "a@b.ma\r\nBcc: x@y.ma", "é@tktm.ma", "a@tktm.ma,b@tktm.ma", "x" * 65 + "@tktm.ma"],
)  # fmt: skip
def test_what_is_no_address_is_refused(text):
    with pytest.raises(InvalidEmail):
        parse_email(text)


@given(st.text())
def test_whatever_is_typed_gives_a_canonical_address_or_is_refused(text):
    try:
        address = parse_email(text)
    except InvalidEmail:
        return
    assert parse_email(str(address)) == address


def test_a_masked_address_is_known_by_its_owner_only():
    assert mask_email(EmailAddress("salma@tktm.ma")) == "s****@tktm.ma"
    assert mask_email("not an address") == "****"
