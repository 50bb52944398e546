"""The chain of the audit log: whole it says nothing, broken it names where."""

from datetime import UTC, datetime, timedelta, timezone

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.desk.audit import BEGINNING, AuditEntry, Broken, Fault, Sealed, chain, verify

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def log_of(length, head=BEGINNING):
    log = []
    for seq in range(1, length + 1):
        entry = AuditEntry(at=NOW, actor="jarvis", action="did", resource=f"thing:{seq}")
        log.append(Sealed(seq=seq, entry=entry, previous=head, hash=chain(head, entry)))
        head = log[-1].hash
    return log


def edited(sealed, **changes):
    return msgspec.structs.replace(sealed, entry=msgspec.structs.replace(sealed.entry, **changes))


def test_row_500_edited_and_row_700_deleted_are_two_broken_links():
    log = log_of(1000)
    log[499] = edited(log[499], actor="nobody")
    del log[699]

    assert list(verify(log)) == [Broken(500, Fault.CHANGED), Broken(701, Fault.CUT)]


def test_an_entry_rewritten_with_a_hash_that_fits_breaks_the_next():
    log = log_of(10)
    changed = edited(log[4], actor="nobody")
    log[4] = msgspec.structs.replace(changed, hash=chain(changed.previous, changed.entry))

    assert list(verify(log)) == [Broken(6, Fault.CUT)]


@given(st.integers(1, 30), st.data())
def test_whatever_single_entry_is_taken_out_but_the_last_is_noticed(length, data):
    log = log_of(length)
    gone = data.draw(st.integers(0, length - 1))
    del log[gone]

    assert bool(list(verify(log))) == (gone < length - 1)


@given(st.sampled_from(["actor", "action", "resource", "ip", "user_agent"]), st.text(min_size=1))
def test_whatever_text_is_changed_is_noticed(field, text):
    log = log_of(3)
    before = getattr(log[1].entry, field)
    log[1] = edited(log[1], **{field: text})

    assert bool(list(verify(log))) == (text != before)


def test_two_entries_that_changed_places_are_noticed():
    log = log_of(4)
    log[1], log[2] = log[2], log[1]

    assert list(verify(log))


def test_what_was_written_before_there_was_a_chain_is_no_fault_afterwards_it_is():
    log = log_of(3)
    legacy = Sealed(seq=0, entry=log[0].entry)

    assert list(verify([legacy, *log])) == []
    assert list(verify([*log, msgspec.structs.replace(legacy, seq=4)])) == [Broken(4, Fault.CUT)]


def test_part_of_a_log_is_verified_from_the_hash_before_it():
    log = log_of(6)

    assert list(verify(log[3:], head=log[2].hash)) == []
    assert list(verify(log[3:])) == [Broken(4, Fault.CUT)]


@given(st.dictionaries(st.text(), st.text()))
def test_the_hash_depends_on_neither_key_order_nor_time_zone(changes):
    one = AuditEntry(at=NOW, actor="a", action="b", resource="c", changes=changes)
    other = msgspec.structs.replace(
        one,
        at=NOW.astimezone(timezone(timedelta(hours=1))),
        changes=dict(reversed(changes.items())),
    )

    assert chain(BEGINNING, one) == chain(BEGINNING, other)
