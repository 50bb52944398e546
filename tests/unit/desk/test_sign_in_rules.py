"""When a link or a session still counts."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import msgspec
import pytest

from jarvis_domain.desk.sign_in import (
    Caller,
    LinkToken,
    MagicLink,
    SessionLimits,
    hash_nonce,
    is_live,
    open_session,
    read_token,
    same_browser,
)
from jarvis_domain.desk.staff import EmailAddress, Role, Staff

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LIMITS = SessionLimits()
PERSON = Staff(id=uuid4(), email=EmailAddress("ali@tktm.ma"), role=Role.BO, created_at=NOW)
SESSION = open_session(uuid4(), PERSON, NOW, Caller(), LIMITS)
LINK = MagicLink(
    id=uuid4(),
    staff=PERSON.id,
    selector="0" * 16,
    token_hash="x",
    nonce_hash=hash_nonce("browser"),
    created_at=NOW,
    expires_at=NOW + timedelta(hours=24),
)


def test_a_link_counts_until_its_last_second_unused_and_not_revoked():
    end = LINK.expires_at
    assert LINK.usable(end - SECOND)
    assert not LINK.usable(end)
    assert not LINK.usable(end + SECOND)
    assert not msgspec.structs.replace(LINK, used_at=NOW).usable(NOW)
    assert not msgspec.structs.replace(LINK, revoked_at=NOW).usable(NOW)


def test_only_the_browser_that_asked_is_known_by_its_nonce():
    assert same_browser(LINK, "browser")
    assert not same_browser(LINK, "another")
    assert not same_browser(LINK, None)
    assert not same_browser(msgspec.structs.replace(LINK, nonce_hash=None), "browser")


@pytest.mark.parametrize("text", ["", "a" * 63, "a" * 65, "A" * 64, "g" * 64, "٣" * 64, "a" * 64 + "\n"])
def test_what_is_no_token_is_not_read(text):
    assert read_token(text) is None


def test_a_token_does_not_print_itself():
    assert "a" * 20 not in repr(LinkToken("a" * 64))


def test_a_session_ends_by_idleness_by_age_by_revocation_and_with_its_person():
    idle = SESSION.last_seen_at + LIMITS.idle
    used = msgspec.structs.replace(SESSION, last_seen_at=SESSION.expires_at - SECOND)
    assert is_live(SESSION, PERSON, idle - SECOND, LIMITS)
    assert not is_live(SESSION, PERSON, idle, LIMITS)
    assert is_live(used, PERSON, SESSION.expires_at - SECOND, LIMITS)
    assert not is_live(used, PERSON, SESSION.expires_at, LIMITS)
    assert not is_live(msgspec.structs.replace(SESSION, revoked_at=NOW), PERSON, NOW, LIMITS)
    assert not is_live(SESSION, msgspec.structs.replace(PERSON, active=False), NOW, LIMITS)
