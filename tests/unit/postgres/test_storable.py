"""What reaches a store can be kept by it, and two different ids never become one."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from jarvis_adapters.postgres.connections import alchemy_url
from jarvis_adapters.storable import TEXT_LIMIT, storable, storable_key, storable_text
from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.ports.persistence import AuditEntry
from jarvis_domain.understanding.contracts import ContractNumber

ANYTHING = st.text(st.characters(), max_size=300)


@given(ANYTHING)
def test_a_storable_text_has_no_nul_and_is_valid_utf8(text):
    kept = storable_text(text)
    assert "\x00" not in kept
    assert kept == "".join(c for c in text if c != "\x00" and not 0xD800 <= ord(c) <= 0xDFFF)
    kept.encode()


def test_a_text_without_end_is_cut():
    assert len(storable_text("ع" * 1_000_000)) == TEXT_LIMIT


@given(ANYTHING, ANYTHING)
def test_different_ids_stay_different_and_short(one, other):
    assert (storable_key(one) == storable_key(other)) is (one == other)
    assert len(storable_key(one)) <= 200
    storable_key(one).encode()


@given(ANYTHING)
def test_every_text_of_a_struct_is_made_storable_and_nothing_else_changes(text):
    at = datetime(2026, 3, 2, tzinfo=UTC)
    entry = AuditEntry(at=at, actor=text, action="x", resource="y", changes={text: text})
    clean = storable_text(text)
    expected = AuditEntry(at=at, actor=clean, action="x", resource="y", changes={clean: clean})
    assert storable(entry) == expected
    snapshot = ContractSnapshot(number=ContractNumber("F1234567D"), etat=clean, read_at=at)
    assert storable(snapshot) == snapshot


def test_both_forms_of_an_address_lead_to_the_driver():
    assert alchemy_url("postgresql://u@h:5433/n").render_as_string() == "postgresql+asyncpg://u@h:5433/n"
    socket = alchemy_url("postgresql://postgres@/jarvis?host=/run/x")
    assert (socket.drivername, socket.host, socket.query["host"]) == ("postgresql+asyncpg", None, "/run/x")
