"""Complaints: every sequence of changes leads to a valid state, and what is not allowed says why."""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.casework.changes import NotAllowed, Refusal
from jarvis_domain.casework.complaint_events import (
    ComplaintAssigned,
    ComplaintOpened,
    ComplaintReopened,
    ContactAdded,
    PriorityChanged,
)
from jarvis_domain.casework.complaints import (
    REOPEN_WITHIN,
    Assigned,
    Complaint,
    ComplaintChanged,
    Escalated,
    Filing,
    Open,
    Resolved,
    same_problem,
)
from jarvis_domain.casework.priority import Priority
from jarvis_domain.understanding.reading import ComplaintType
from support.casework import (
    COMPLAINT,
    CONTRACTOR,
    DAY,
    LEILA,
    OMAR,
    ONG,
    changes,
    filing,
    opened,
    people,
)
from support.talk import NOON, number

BY = {"by": LEILA, "at": NOON + DAY}

# Where each change leads from each state; what is not listed is refused.
LEADS = {
    ("open", "assign"): "assigned",
    ("open", "escalate"): "escalated",
    ("open", "resolve"): "resolved",
    ("assigned", "assign"): "assigned",
    ("assigned", "escalate"): "escalated",
    ("assigned", "resolve"): "resolved",
    ("escalated", "assign"): "escalated",
    ("assigned", "let go"): "open",
    ("escalated", "let go"): "escalated",
    ("escalated", "resolve"): "resolved",
    ("resolved", "reopen"): "open",
    ("resolved", "add_note"): "resolved",
    **{
        (state, change): state
        for state in ("open", "assigned", "escalated")
        for change in ("add_contact", "add_note", "set_priority", "correct_kind")
    },
}
EMPTY_HANDED = {Refusal.NOTHING_CHANGES, Refusal.TEXT_MISSING, Refusal.TOO_LATE}


def done(change):
    assert isinstance(change, ComplaintChanged), change
    return change.complaint


def refused(change):
    assert isinstance(change, NotAllowed), change
    return change.reason


def resolved(at=NOON):
    return done(opened().resolve("raccordé", by=LEILA, at=at))


STATES = {
    "open": opened,
    "assigned": lambda: done(opened().assign(to=OMAR, **BY)),
    "escalated": lambda: done(opened().escalate(ONG, **BY)),
    "resolved": resolved,
}
TRIES = {
    "assign": lambda c: c.assign(to=LEILA, **BY),
    "escalate": lambda c: c.escalate(ONG, **BY),
    "resolve": lambda c: c.resolve("raccordé", **BY),
    "reopen": lambda c: c.reopen("toujours rien", **BY),
    "add_contact": lambda c: c.add_contact("toujours rien", priority=Priority.LOW, **BY),
    "add_note": lambda c: c.add_note("appelé", **BY),
    "set_priority": lambda c: c.set_priority(Priority.LOW, reason="déjà réglé", **BY),
    "correct_kind": lambda c: c.correct_kind(ComplaintType.AUTRE, priority=Priority.LOW, **BY),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("tried", TRIES)
def test_each_state_allows_what_the_table_says_and_nothing_else(state, tried):
    change = TRIES[tried](STATES[state]())

    leads_to = change.complaint.status if isinstance(change, ComplaintChanged) else None
    assert leads_to == LEADS.get((state, tried))


@given(st.lists(st.tuples(changes, people, st.integers(0, 10)), max_size=20))
def test_every_sequence_of_changes_leads_to_a_valid_complaint(tried):
    complaint, at = opened(), NOON
    for (name, args, fields), by, days in tried:
        at += days * DAY
        before, change = complaint, getattr(complaint, name)(*args, by=by, at=at, **fields)
        what = "let go" if fields == {"to": None} else name
        if isinstance(change, NotAllowed):
            assert change.reason in EMPTY_HANDED or (before.status, what) not in LEADS
            continue
        complaint = change.complaint
        assert complaint.status == LEADS[before.status, what]
        assert complaint.version == before.version + 1
        assert change.events
        assert complaint.history == before.history + change.events
        moved = [event.what for event in change.events if isinstance(event.what, PriorityChanged)]
        assert [(m.before, m.after) for m in moved if m.before is not m.after] == (
            [(before.priority, complaint.priority)] if moved else []
        )
        assert {(event.by, event.at) for event in change.events} == {(by, at)}
        assert (complaint.id, complaint.contract, complaint.contractor, complaint.opened_at) == (
            before.id,
            before.contract,
            before.contractor,
            before.opened_at,
        )


@given(st.lists(st.tuples(changes, people), max_size=12))
def test_a_complaint_survives_being_written_and_read(tried):
    complaint = opened()
    for (name, args, fields), by in tried:
        change = getattr(complaint, name)(*args, by=by, at=NOON, **fields)
        complaint = complaint if isinstance(change, NotAllowed) else change.complaint

    assert msgspec.json.decode(msgspec.json.encode(complaint), type=Complaint) == complaint


def test_a_new_complaint_is_open_and_remembers_how_it_began():
    complaint = opened(Priority.HIGH)

    assert (complaint.state, complaint.version, complaint.priority) == (Open(), 1, Priority.HIGH)
    assert complaint.history[0].what == ComplaintOpened(
        kind=ComplaintType.CAS_BLOQUE, contract=number(), priority=Priority.HIGH, details="dossier bloqué"
    )


def test_it_passes_from_one_member_to_the_next():
    change = STATES["assigned"]().assign(to=LEILA, **BY)

    assert done(change).state == Assigned(to=LEILA)
    assert change.events[0].what == ComplaintAssigned(to=LEILA, before=OMAR)


def test_giving_it_to_who_has_it_changes_nothing():
    assert refused(STATES["assigned"]().assign(to=OMAR, **BY)) is Refusal.NOTHING_CHANGES
    assert refused(STATES["open"]().assign(to=None, **BY)) is Refusal.NOTHING_CHANGES


def test_what_is_given_to_nobody_is_open_again_and_one_at_orange_stays_there():
    change = STATES["assigned"]().assign(to=None, **BY)
    assert (change.complaint.state, change.complaint.assignee) == (Open(), None)
    assert change.events[0].what == ComplaintAssigned(to=None, before=OMAR)
    followed = done(STATES["assigned"]().escalate(ONG, **BY))
    assert done(followed.assign(to=None, **BY)).state == Escalated(ticket=ONG)


def test_who_had_it_follows_it_at_orange():
    assert done(STATES["assigned"]().escalate(ONG, **BY)).state == Escalated(ticket=ONG, to=OMAR)


def test_it_is_escalated_once():
    assert refused(STATES["escalated"]().escalate(ONG, **BY)) is Refusal.ALREADY_ESCALATED


def test_a_resolution_says_what_was_done():
    assert refused(opened().resolve(" ", **BY)) is Refusal.TEXT_MISSING
    assert done(opened().resolve("raccordé", **BY)).state == Resolved(
        by=LEILA, at=NOON + DAY, resolution="raccordé"
    )


@pytest.mark.parametrize("state", ["open", "assigned", "escalated"])
def test_what_is_resolved_still_names_who_had_it(state):
    before = STATES[state]()
    assert done(before.resolve("raccordé", **BY)).assignee == before.assignee


def test_what_was_resolved_is_given_to_nobody_not_even_to_who_had_it():
    ended = done(STATES["assigned"]().resolve("raccordé", **BY))
    assert refused(ended.assign(to=OMAR, **BY)) is Refusal.ALREADY_RESOLVED


def test_a_reopening_says_why():
    assert refused(resolved().reopen(" ", **BY)) is Refusal.TEXT_MISSING


@pytest.mark.parametrize(
    ("after", "status"),
    [(timedelta(), "open"), (REOPEN_WITHIN, "open"), (REOPEN_WITHIN + timedelta(seconds=1), None)],
)
def test_it_is_reopened_within_seven_days(after, status):
    change = resolved(NOON).reopen("toujours rien", by=OMAR, at=NOON + after)

    if status is None:
        assert refused(change) is Refusal.TOO_LATE
    else:
        assert done(change).status == status
        assert change.events[0].what == ComplaintReopened(reason="toujours rien", resolution="raccordé")


def test_contacts_raise_the_priority_and_never_lower_it():
    raised = opened(Priority.MEDIUM).add_contact("3e fois", priority=Priority.HIGH, **BY)
    again = done(raised).add_contact("et ?", priority=Priority.LOW, **BY)

    assert [event.what for event in raised.events] == [
        ContactAdded(text="3e fois"),
        PriorityChanged(before=Priority.MEDIUM, after=Priority.HIGH),
    ]
    assert done(again).priority is Priority.HIGH


def test_what_the_back_office_decided_holds_against_the_facts():
    lowered = done(opened(Priority.HIGH).set_priority(Priority.LOW, reason="client d'accord", **BY))

    assert done(lowered.add_contact("et ?", priority=Priority.HIGH, **BY)).priority is Priority.LOW
    retyped = lowered.correct_kind(ComplaintType.AUTRE, priority=Priority.HIGH, **BY)
    assert done(retyped).priority is Priority.LOW


def test_a_priority_is_changed_with_a_reason():
    assert refused(opened().set_priority(Priority.LOW, reason="", **BY)) is Refusal.TEXT_MISSING


def test_a_corrected_kind_is_weighed_anew():
    corrected = done(opened(Priority.HIGH).correct_kind(ComplaintType.AUTRE, priority=Priority.LOW, **BY))

    assert (corrected.kind, corrected.priority) == (ComplaintType.AUTRE, Priority.LOW)


def test_the_notes_are_found_in_the_history():
    noted = done(done(opened().add_note("appelé", **BY)).add_contact("et ?", priority=Priority.LOW, **BY))

    assert [note.what.text for note in noted.notes] == ["appelé"]


@pytest.mark.parametrize("state", STATES)
def test_the_same_problem_is_added_to_while_it_is_unresolved(state):
    complaint = STATES[state]()

    assert same_problem(filing(), [complaint]) == (None if state == "resolved" else complaint)


@pytest.mark.parametrize(
    "other",
    [filing(contract=2), filing(kind=ComplaintType.AUTRE), filing(contractor=UUID(int=9))],
    ids=["contract", "kind", "contractor"],
)
def test_another_problem_is_a_complaint_of_its_own(other):
    assert same_problem(other, [opened()]) is None


def test_of_two_the_older_one_is_added_to():
    younger = opened(at=NOON + DAY)

    assert same_problem(filing(), [younger, opened()]) == opened()


def test_a_filing_needs_no_words():
    assert Filing(kind=ComplaintType.AUTRE, contract=number(), contractor=CONTRACTOR).details == ""
    assert opened().id == COMPLAINT
