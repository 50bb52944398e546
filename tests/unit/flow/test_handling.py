"""What the back office does to complaints and tickets, and what contractors hear of it."""

import asyncio
from uuid import UUID

import pytest

from jarvis_domain.casework.changes import NotAllowed, Refusal
from jarvis_domain.casework.complaints import Complaint, ComplaintStatus
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import Ticket, TicketStatus
from jarvis_domain.desk.staff import Role
from jarvis_domain.errors import InvalidTicketNumber
from jarvis_domain.flow.follow_ticket import TicketEdit
from jarvis_domain.flow.handle import Edit
from jarvis_domain.flow.outcomes import Missing, Outdated
from jarvis_domain.understanding.reading import ComplaintType
from support.back_office import BackOffice

RDV, BLOCKED = ComplaintType.PRISE_DE_RDV, ComplaintType.CAS_BLOQUE
LATE, OTHER = ComplaintType.RETARD_INSTALLATION, ComplaintType.AUTRE


async def at_work(kind=RDV, **how):
    """An office, one colleague, and a complaint whose news the contractor has heard."""
    office = BackOffice()
    leila, karim = await office.colleague(), await office.contractor()
    complaint = (await office.files(karim, kind, **how)).complaint
    await office.said(karim)
    office.heard.events.clear()
    return office, leila, complaint


async def last_audit(office, complaint):
    return (await office.audit(f"complaint:{complaint.id}"))[-1]


def test_a_complaint_is_given_to_who_may_work_and_to_nobody_else():
    async def story():
        office, leila, complaint = await at_work()
        people = [
            (await office.colleague("vera", Role.VIEWER)).id,
            (await office.colleague("gone", active=False)).id,
            str(office.ids.new()),
        ]
        for nobody in people:
            refused = await office.handle.assign(complaint.id, UUID(nobody), version=1, who=leila)
            assert refused == NotAllowed(reason=Refusal.NOT_STAFF)
        omar = await office.colleague("omar")
        assigned = await office.handle.assign(complaint.id, UUID(omar.id), version=1, who=leila)

        assert assigned.assignee == omar.id
        entry = await last_audit(office, complaint)
        assert (entry.action, entry.actor, entry.ip) == ("complaint_assigned", leila.id, "192.0.2.7")
        assert (entry.changes["assignee"], entry.before["status"]) == (omar.id, "open")

    asyncio.run(story())


def test_two_colleagues_who_resolve_at_once_resolve_it_once():
    async def story():
        office, leila, complaint = await at_work()
        omar = await office.colleague("omar")
        outcomes = await asyncio.gather(
            office.handle.resolve(complaint.id, "rappelé", version=1, who=leila),
            office.handle.resolve(complaint.id, "fait", version=1, who=omar),
        )
        done = next(one for one in outcomes if isinstance(one, Complaint))

        assert Outdated(current=done) in outcomes
        assert len(await office.said(complaint.contractor)) == 2
        actions = await office.actions(f"complaint:{complaint.id}")
        assert actions == ["complaint_created", "complaint_resolved"]

    asyncio.run(story())


def test_the_contractor_hears_of_the_end_and_is_asked_how_satisfied_they_are():
    async def story():
        office, leila, complaint = await at_work()
        await office.handle.resolve(complaint.id, "rappelé", version=1, who=leila)
        solved, question = await office.said(complaint.contractor)

        assert "F0000001D" in solved
        assert "satisfait" in question
        async with office.store.begin() as work:
            assert (await work.cases.open_question(complaint.contractor)).asked.complaint == complaint.id

    asyncio.run(story())


def test_nobody_is_asked_when_administrators_do_not_want_it():
    async def story():
        office, leila, complaint = await at_work()
        await office.prefer(ask_satisfaction=False)
        await office.handle.resolve(complaint.id, "rappelé", version=1, who=leila)

        assert len(await office.said(complaint.contractor)) == 1
        async with office.store.begin() as work:
            assert await work.cases.open_question(complaint.contractor) is None

    asyncio.run(story())


def test_a_resolution_needs_words_and_leaves_nothing_behind_without_them():
    async def story():
        office, leila, complaint = await at_work()
        refused = await office.handle.resolve(complaint.id, "  ", version=1, who=leila)

        assert refused == NotAllowed(reason=Refusal.TEXT_MISSING)
        assert await office.complaint(complaint.id) == complaint
        assert await office.said(complaint.contractor) == []
        assert office.heard.events == []

    asyncio.run(story())


def test_several_changes_at_once_are_made_together_each_with_its_row():
    async def story():
        office, leila, complaint = await at_work()
        edit = Edit(kind=OTHER, priority=Priority.MEDIUM, reason="client important", note="à rappeler")
        edited = await office.handle.edit(complaint.id, edit, version=1, who=leila)

        assert (edited.kind, edited.priority, edited.version) == (OTHER, Priority.MEDIUM, 4)
        rows = (await office.audit(f"complaint:{complaint.id}"))[1:]
        assert [row.changes for row in rows] == [
            {"kind": "autre"},
            {"priority": "medium", "reason": "client important"},
            {"note": "à rappeler"},
        ]
        assert [row.before for row in rows] == [{"kind": "prise_de_rdv"}, {"priority": "low"}, {}]

    asyncio.run(story())


def test_one_part_that_is_not_allowed_stops_all_of_it():
    async def story():
        office, leila, complaint = await at_work()
        edit = Edit(kind=OTHER, priority=Priority.MEDIUM)
        refused = await office.handle.edit(complaint.id, edit, version=1, who=leila)

        assert refused == NotAllowed(reason=Refusal.TEXT_MISSING)
        assert await office.complaint(complaint.id) == complaint
        nothing = await office.handle.edit(complaint.id, Edit(kind=RDV), version=1, who=leila)
        assert nothing == NotAllowed(reason=Refusal.NOTHING_CHANGES)

    asyncio.run(story())


@pytest.mark.parametrize("edit", [Edit(priority=Priority.HIGH, reason="client VIP"), Edit(kind=BLOCKED)])
def test_what_becomes_high_goes_to_orange_at_once(edit):
    async def story():
        office, leila, complaint = await at_work()
        edited = await office.handle.edit(complaint.id, edit, version=1, who=leila)
        (ticket,) = await office.tickets_of(complaint.id)

        assert edited.status is ComplaintStatus.ESCALATED
        (said,) = await office.said(complaint.contractor)
        assert ticket.number.value in said
        assert office.heard.of("alert") == [str(complaint.id)]
        rows = await office.audit(f"complaint:{complaint.id}")
        assert [row.actor for row in rows] == ["jarvis", leila.id, "jarvis"]

    asyncio.run(story())


def test_a_kind_that_would_make_it_a_double_is_refused():
    async def story():
        office, leila, complaint = await at_work()
        await office.files(complaint.contractor, OTHER)
        refused = await office.handle.edit(complaint.id, Edit(kind=OTHER), version=1, who=leila)

        assert refused == NotAllowed(reason=Refusal.SAME_PROBLEM)

    asyncio.run(story())


def test_a_complaint_cannot_be_reopened_beside_its_successor():
    async def story():
        office, leila, complaint = await at_work()
        await office.files(complaint.contractor, OTHER)
        resolved = await office.handle.resolve(complaint.id, "fait", version=1, who=leila)
        other = next(c for c in await office.complaints_of(complaint.contractor) if c.kind is OTHER)
        await office.handle.edit(other.id, Edit(kind=RDV), version=1, who=leila)
        refused = await office.handle.reopen(complaint.id, "encore", version=resolved.version, who=leila)

        assert refused == NotAllowed(reason=Refusal.SAME_PROBLEM)

    asyncio.run(story())


def test_a_note_is_kept_whatever_was_changed_meanwhile():
    async def story():
        office, leila, complaint = await at_work()
        omar = await office.colleague("omar")
        texts = [f"note {number}" for number in range(5)]
        await asyncio.gather(*(office.handle.note(complaint.id, text, who=omar) for text in texts))
        await office.handle.resolve(complaint.id, "fait", version=6, who=leila)
        noted = await office.handle.note(complaint.id, "après", who=leila)

        assert {event.what.text for event in noted.notes} == {*texts, "après"}
        assert len(await office.said(complaint.contractor)) == 2

    asyncio.run(story())


def test_a_long_text_is_cut_in_the_audit_and_whole_in_the_complaint():
    async def story():
        office, leila, complaint = await at_work()
        noted = await office.handle.note(complaint.id, "x" * 4000, who=leila)

        assert len(noted.notes[0].what.text) == 4000
        assert len((await last_audit(office, complaint)).changes["note"]) == 500

    asyncio.run(story())


def test_medium_is_escalated_with_one_click_and_only_once():
    async def story():
        office, leila, complaint = await at_work(LATE)
        ticket = await office.escalate(complaint.id, version=1, who=leila)
        assert isinstance(ticket, Ticket)
        (said,) = await office.said(complaint.contractor)
        assert ticket.number.value in said

        again = await office.escalate(complaint.id, version=2, who=leila)
        assert again == NotAllowed(reason=Refusal.ALREADY_ESCALATED)
        stale = await office.escalate(complaint.id, version=1, who=leila)
        assert stale == Outdated(current=await office.complaint(complaint.id))
        (entry,) = await office.audit(f"ticket:{ticket.id}")
        assert (entry.actor, entry.changes["complaint"]) == (leila.id, str(complaint.id))

    asyncio.run(story())


def test_what_orange_would_get_can_be_looked_at_before_and_after():
    async def story():
        office, leila, complaint = await at_work(LATE, details="client parti")
        before = await office.escalate.preview(complaint.id)
        ticket = await office.escalate(complaint.id, version=1, who=leila)
        after = await office.escalate.preview(complaint.id)

        assert "client parti" in before.text
        assert after.ticket == ticket.number
        assert await office.escalate.preview(office.ids.new()) == Missing()

    asyncio.run(story())


def test_orange_solves_its_ticket_and_the_complaint_is_left_to_the_back_office():
    async def story():
        office, leila, complaint = await at_work(BLOCKED)
        (ticket,) = await office.tickets_of(complaint.id)
        steps = [
            TicketEdit(orange_id=" inc 42-a "),
            TicketEdit(status=TicketStatus.IN_PROGRESS),
            TicketEdit(status=TicketStatus.RESOLVED, notes="câble remplacé"),
            TicketEdit(status=TicketStatus.CLOSED),
        ]
        for version, edit in enumerate(steps, 1):
            ticket = await office.follow_ticket(ticket.id, edit, version=version, who=leila)

        assert (ticket.status, ticket.orange_id.value) == (TicketStatus.CLOSED, "INC 42-A")
        (said,) = await office.said(complaint.contractor)
        assert ticket.number.value in said
        assert (await office.complaint(complaint.id)).status is ComplaintStatus.ESCALATED
        rows = (await office.audit(f"ticket:{ticket.id}"))[1:]
        assert [row.changes.get("status") for row in rows] == [None, "in_progress", "resolved", "closed"]
        assert rows[2].changes["notes"] == "câble remplacé"

    asyncio.run(story())


def test_a_ticket_goes_neither_back_nor_on_without_words():
    async def story():
        office, leila, complaint = await at_work(BLOCKED)
        (ticket,) = await office.tickets_of(complaint.id)

        async def tried(version, **edit):
            return await office.follow_ticket(ticket.id, TicketEdit(**edit), version=version, who=leila)

        assert (await tried(1, status=TicketStatus.RESOLVED)).reason is Refusal.TEXT_MISSING
        assert (await tried(1, status=TicketStatus.CLOSED)).reason is Refusal.NOT_RESOLVED
        assert (await tried(1, status=TicketStatus.OPEN)).reason is Refusal.NOTHING_CHANGES
        await tried(1, status=TicketStatus.IN_PROGRESS)
        assert (await tried(2, status=TicketStatus.OPEN)).reason is Refusal.ALREADY_STARTED
        assert isinstance(await tried(1, orange_id="INC1"), Outdated)
        with pytest.raises(InvalidTicketNumber):
            await tried(2, orange_id=ticket.number.value)

    asyncio.run(story())


def test_what_is_not_there_is_missing():
    async def story():
        office, leila, _ = await at_work()
        nowhere = office.ids.new()

        assert await office.handle.note(nowhere, "?", who=leila) == Missing()
        assert await office.escalate(nowhere, version=1, who=leila) == Missing()
        assert await office.follow_ticket(nowhere, TicketEdit(), version=1, who=leila) == Missing()

    asyncio.run(story())
