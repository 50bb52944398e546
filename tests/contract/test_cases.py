"""The contract of Cases, complaints and tickets, on every store; notices are in test_cases_notices."""

import asyncio
from datetime import timedelta
from itertools import count
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jarvis_adapters.memory.views import MemoryViews
from jarvis_adapters.postgres.views import PostgresViews
from jarvis_domain.casework.complaints import ComplaintChanged, Escalated
from jarvis_domain.casework.escalation import EscalationPending, EscalationSent
from jarvis_domain.casework.tickets import OrangeId, TicketNumber
from jarvis_domain.desk.staff import EmailAddress, Role, Staff
from jarvis_domain.errors import Conflict
from jarvis_domain.flow.verify_audit import VerifyAudit
from jarvis_domain.understanding.reading import ComplaintType
from support import casework
from support.cases import HOUR, complaint_in, filed, opening, saved, ticketed, ticketing, wrote
from support.persistence_stores import InMemory, OnPostgres
from support.persistence_values import CONTRACTS, DAY, LIDS, PHONES
from support.talk import number, status_check

ONG = TicketNumber("ONG-7K3FQ9")


@pytest.fixture(params=["memory", "postgres"])
def hands(request):
    memory = request.param == "memory"
    made = InMemory() if memory else OnPostgres(request.getfixturevalue("database"))
    yield made
    made.close()


# complaints


def test_a_complaint_is_found_as_it_was_filed(hands):
    async def story():
        stored = await wrote(hands)
        opened = opening(stored.contractor, details="الزبون كيتسنى, depuis 20 jours")
        async with hands.store.begin() as work:
            await work.cases.add_complaint(opened, message=stored.message)
        assert await complaint_in(hands, opened.complaint.id) == opened.complaint
        assert await complaint_in(hands, uuid4()) is None

    hands.run(story())


def test_every_sequence_of_changes_reads_back_as_the_domain_has_it(hands):
    contracts = count(1)

    async def story(contractor, changes):
        complaint = await filed(hands, contractor, contract=number(next(contracts)))
        for place, (name, args, fields) in enumerate(changes, start=1):
            at = DAY + timedelta(minutes=place)
            changed = getattr(complaint, name)(*args, by=casework.LEILA, at=at, **fields)
            if isinstance(changed, ComplaintChanged):
                complaint = await saved(hands, changed)
        assert await complaint_in(hands, complaint.id) == complaint

    contractor = hands.run(wrote(hands)).contractor

    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(casework.changes, max_size=6))
    def holds(changes):
        hands.run(story(contractor, changes))

    holds()


def test_what_a_database_cannot_keep_is_left_out_everywhere_alike(hands):
    async def story():
        contractor = (await wrote(hands)).contractor
        complaint = await filed(hands, contractor, details="a\x00b\ud800")
        noted = complaint.add_note("c\x00d", by="lei\x00la", at=DAY)
        await saved(hands, noted)
        kept = await complaint_in(hands, complaint.id)
        assert (kept.details, kept.history[-1].what.text, kept.history[-1].by) == ("ab", "cd", "leila")

    hands.run(story())


def test_of_two_who_change_one_version_the_second_is_told(hands):
    async def story():
        complaint = await filed(hands, (await wrote(hands)).contractor)
        one = complaint.assign(to=casework.LEILA, by=casework.LEILA, at=DAY)
        other = complaint.assign(to=casework.OMAR, by=casework.OMAR, at=DAY)
        seen = await asyncio.gather(saved(hands, one), saved(hands, other), return_exceptions=True)
        assert sorted(type(result).__name__ for result in seen) == ["Complaint", "Conflict"]
        kept = await complaint_in(hands, complaint.id)
        assert kept in (one.complaint, other.complaint)

    hands.run(story())


def test_a_change_that_is_rolled_back_never_was(hands):
    async def fail(complaint):
        async with hands.store.begin() as work:
            await work.cases.save_complaint(complaint.resolve("fait", by=casework.LEILA, at=DAY))
            await work.cases.add_ticket(ticketing(complaint, ONG))
            assert (await work.cases.complaint(complaint.id)).version == 2
            raise ZeroDivisionError

    async def story():
        complaint = await filed(hands, (await wrote(hands)).contractor)
        with pytest.raises(ZeroDivisionError):
            await fail(complaint)
        assert await complaint_in(hands, complaint.id) == complaint
        async with hands.store.begin() as work:
            assert await work.cases.ticket_with(ONG) is None

    hands.run(story())


def test_one_problem_is_filed_once_however_many_file_it_at_once(hands):
    async def story():
        contractor = (await wrote(hands)).contractor
        filing = (filed(hands, contractor) for _ in range(5))
        seen = await asyncio.gather(*filing, return_exceptions=True)
        assert sorted(type(result).__name__ for result in seen) == ["Complaint"] + ["Conflict"] * 4
        async with hands.store.begin() as work:
            assert len(await work.cases.complaints_of(contractor)) == 1

    hands.run(story())


def test_a_resolved_complaint_makes_room_and_cannot_begin_again_beside_its_successor(hands):
    async def story():
        contractor = (await wrote(hands)).contractor
        first = await filed(hands, contractor)
        ended = await saved(hands, first.resolve("fait", by=casework.LEILA, at=DAY))
        await filed(hands, contractor, at=DAY + HOUR)
        with pytest.raises(Conflict, match="unresolved"):
            await saved(hands, ended.reopen("encore", by=casework.LEILA, at=DAY + HOUR))
        assert await complaint_in(hands, first.id) == ended

    hands.run(story())


def test_a_corrected_kind_cannot_make_two_of_one_problem(hands):
    async def story():
        contractor = (await wrote(hands)).contractor
        await filed(hands, contractor)
        other = await filed(hands, contractor, kind=ComplaintType.AUTRE)
        same = other.correct_kind(ComplaintType.CAS_BLOQUE, priority=other.priority, by="leila", at=DAY)
        with pytest.raises(Conflict, match="unresolved"):
            await saved(hands, same)

    hands.run(story())


def test_the_complaints_of_a_contractor_come_newest_first(hands):
    async def story():
        contractor = (await wrote(hands)).contractor
        stranger = (await wrote(hands, id_="m2", known_by=(PHONES[1], None))).contractor
        old = await filed(hands, contractor, contract=CONTRACTS[0])
        new = await filed(hands, contractor, contract=CONTRACTS[1], at=DAY + HOUR)
        await filed(hands, stranger, contract=CONTRACTS[1])
        async with hands.store.begin() as work:
            cases = work.cases
            assert list(await cases.complaints_of(contractor)) == [new, old]
            assert list(await cases.complaints_of(contractor, limit=1)) == [new]
            assert list(await cases.complaints_of(contractor, contract=CONTRACTS[0])) == [old]
            assert list(await cases.complaints_of(uuid4())) == []

    hands.run(story())


def test_a_complaint_may_be_in_the_hands_of_a_person_who_is_known_or_not(hands):
    async def story():
        complaint = await filed(hands, (await wrote(hands)).contractor)
        person = Staff(id=uuid4(), email=EmailAddress("leila@tktm.ma"), role=Role.BO, created_at=DAY)
        async with hands.store.begin() as work:
            await work.desk.add_person(person)
        for place, to in enumerate((str(person.id), str(uuid4()), "nobody's id")):
            complaint = await saved(hands, complaint.assign(to=to, by="jarvis", at=DAY + place * HOUR))
            assert await complaint_in(hands, complaint.id) == complaint

    hands.run(story())


def test_what_never_was_cannot_be_changed(hands):
    complaint = opening(uuid4()).complaint
    ticket = ticketing(complaint).ticket

    async def story():
        for change in (
            lambda cases: cases.add_complaint(opening(uuid4())),
            lambda cases: cases.save_complaint(complaint.resolve("fait", by="leila", at=DAY)),
            lambda cases: cases.add_ticket(ticketing(complaint)),
            lambda cases: cases.save_ticket(ticket.start(by="leila", at=DAY)),
            lambda cases: cases.clock_of(ticket.id),
            lambda cases: cases.stop_clock(ticket.id, DAY),
        ):
            with pytest.raises(LookupError):
                async with hands.store.begin() as work:
                    await change(work.cases)

    hands.run(story())


def test_a_complaint_cannot_come_from_a_message_that_never_was(hands):
    async def story():
        contractor = (await wrote(hands)).contractor
        with pytest.raises(LookupError):
            async with hands.store.begin() as work:
                await work.cases.add_complaint(opening(contractor), message=uuid4())

    hands.run(story())


def test_what_told_of_a_complaint_is_linked_once_and_stays_so_when_two_are_one(hands):
    async def story():
        by_lid = await wrote(hands, id_="m1", known_by=(LIDS[0], None))
        later = await wrote(hands, id_="m2", known_by=(LIDS[0], None))
        await wrote(hands, id_="m3", known_by=(PHONES[0], None))
        opened = opening(by_lid.contractor)
        async with hands.store.begin() as work:
            await work.cases.add_complaint(opened, message=by_lid.message)
            await work.cases.link_messages(
                opened.complaint.id, [later.message, by_lid.message, later.message]
            )
            await work.cases.link_messages(opened.complaint.id, [])
        await wrote(hands, id_="m4", known_by=(PHONES[0], LIDS[0]))
        assert await told_of(hands, opened.complaint.id) == [by_lid.message, later.message]
        assert await told_of(hands, uuid4()) == []

    hands.run(story())


@pytest.mark.parametrize("known", ["complaint", "message"])
def test_only_what_was_stored_and_filed_can_be_linked(hands, known):
    async def story():
        stored = await wrote(hands)
        complaint = await filed(hands, stored.contractor)
        ids = (complaint.id, uuid4()) if known == "complaint" else (uuid4(), stored.message)
        with pytest.raises(LookupError):
            async with hands.store.begin() as work:
                await work.cases.link_messages(ids[0], [ids[1]])

    hands.run(story())


async def told_of(hands, complaint):
    """What leads to the complaint and back, oldest first."""
    if isinstance(hands, InMemory):
        return await both_ways(MemoryViews(hands.store, hands.clock), complaint)
    views = PostgresViews.open(hands.dsn, hands.clock)
    try:
        return await both_ways(views, complaint)
    finally:
        await views.close()


async def both_ways(views, complaint):
    rows = await views.complaint_messages(complaint)
    for row in rows:
        assert (await views.message(row.id)).complaints == (complaint,)
    return [row.id for row in rows]


# contacts


def test_the_messages_that_name_a_contract_count_from_a_moment_on(hands):
    async def story():
        start = hands.clock.now()
        ids = [(await wrote(hands, id_=f"m{n}")).message for n in range(3)]
        async with hands.store.begin() as work:
            await work.note_reading(ids[0], status_check(1, 2))
            await work.note_reading(ids[1], status_check(1, 1))
            await work.note_reading(ids[2], status_check(3))
            await work.note_reading(ids[2], status_check(2))
        async with hands.store.begin() as work:
            long_ago = start - timedelta(days=7)
            named = [await work.cases.contacts(number(n), since=long_ago) for n in (1, 2, 3)]
            assert named == [2, 2, 0]
            assert await work.cases.contacts(number(1), since=start + timedelta(days=3650)) == 0

    hands.run(story())


# tickets


def test_a_ticket_reads_back_through_all_its_states(hands):
    async def story():
        complaint = await filed(hands, (await wrote(hands)).contractor)
        ticket = await ticketed(hands, complaint, ticket=ONG)
        for change in (
            lambda one: one.start(by="leila", at=DAY + HOUR),
            lambda one: one.assign_orange_id(OrangeId("INC 4711"), by="leila", at=DAY + HOUR),
            lambda one: one.resolve("réparé", by="leila", at=DAY + 2 * HOUR),
            lambda one: one.close(by="jarvis", at=DAY + 3 * HOUR),
        ):
            async with hands.store.begin() as work:
                await work.cases.save_ticket(change(ticket))
            ticket = change(ticket).ticket
            async with hands.store.begin() as work:
                assert await work.cases.ticket(ticket.id) == ticket
                assert await work.cases.ticket_with(ONG) == ticket
        assert ticket.version == 5

    hands.run(story())


def test_of_two_who_change_one_ticket_the_second_is_told(hands):
    async def save(change):
        async with hands.store.begin() as work:
            await work.cases.save_ticket(change)

    async def story():
        ticket = await ticketed(hands, await filed(hands, (await wrote(hands)).contractor))
        changes = (ticket.start(by="leila", at=DAY), ticket.resolve("fait", by="omar", at=DAY))
        seen = await asyncio.gather(*(save(change) for change in changes), return_exceptions=True)
        assert sorted(type(result).__name__ for result in seen) == ["Conflict", "NoneType"]

    hands.run(story())


def test_a_ticket_number_is_given_once(hands):
    async def story():
        complaint = await filed(hands, (await wrote(hands)).contractor)
        await ticketed(hands, complaint, ticket=ONG)
        with pytest.raises(Conflict, match="number"):
            await ticketed(hands, complaint, ticket=ONG)

    hands.run(story())


def test_the_tickets_of_a_complaint_come_newest_first(hands):
    async def story():
        complaint = await filed(hands, (await wrote(hands)).contractor)
        old = await ticketed(hands, complaint)
        new = await ticketed(hands, complaint, at=DAY + HOUR)
        async with hands.store.begin() as work:
            assert list(await work.cases.tickets_of(complaint.id)) == [new, old]
            assert list(await work.cases.tickets_of(uuid4())) == []
            assert await work.cases.ticket(uuid4()) is None

    hands.run(story())


def test_an_escalated_complaint_carries_its_ticket(hands):
    async def story():
        complaint = await filed(hands, (await wrote(hands)).contractor)
        await saved(hands, complaint.escalate(ONG, by="jarvis", at=DAY))
        assert (await complaint_in(hands, complaint.id)).state == Escalated(ticket=ONG)

    hands.run(story())


def test_the_clock_runs_from_the_opening_and_stops_once(hands):
    async def story():
        ticket = await ticketed(hands, await filed(hands, (await wrote(hands)).contractor))
        async with hands.store.begin() as work:
            assert await work.cases.clock_of(ticket.id) == EscalationPending(decided_at=DAY)
            await work.cases.stop_clock(ticket.id, DAY + HOUR)
            await work.cases.stop_clock(ticket.id, DAY + 2 * HOUR)
        async with hands.store.begin() as work:
            stopped = EscalationSent(decided_at=DAY, sent_at=DAY + HOUR)
            assert await work.cases.clock_of(ticket.id) == stopped

    hands.run(story())


def test_a_clock_never_shows_less_than_nothing(hands):
    async def story():
        ticket = await ticketed(hands, await filed(hands, (await wrote(hands)).contractor))
        async with hands.store.begin() as work:
            await work.cases.stop_clock(ticket.id, DAY - HOUR)
            assert await work.cases.clock_of(ticket.id) == EscalationSent(decided_at=DAY, sent_at=DAY)

    hands.run(story())


# two contractors who are one


def test_the_complaints_of_two_who_are_one_become_his_and_doubles_end(hands):
    async def story():
        by_lid = (await wrote(hands, id_="m1", known_by=(LIDS[0], None))).contractor
        by_phone = (await wrote(hands, id_="m2", known_by=(PHONES[0], None))).contractor
        stays = await filed(hands, by_phone)
        double = await filed(hands, by_lid)
        double = await saved(hands, double.assign(to=casework.LEILA, by=casework.LEILA, at=DAY))
        other = await filed(hands, by_lid, contract=CONTRACTS[1])
        await wrote(hands, id_="m3", known_by=(PHONES[0], LIDS[0]))

        ended = await complaint_in(hands, double.id)
        as_told = double.resolve("Doublon : même contractant.", by="jarvis", at=ended.state.at).complaint
        assert ended == replace(as_told, contractor=by_phone)
        assert ended.assignee == casework.LEILA
        assert await complaint_in(hands, stays.id) == stays
        assert await complaint_in(hands, other.id) == replace(other, contractor=by_phone)
        async with hands.store.begin() as work:
            theirs = await work.cases.complaints_of(by_lid)
            assert {one.id for one in theirs} == {stays.id, double.id, other.id}
        with pytest.raises(Conflict):
            await filed(hands, by_lid, contract=CONTRACTS[1])

    hands.run(story())


def test_a_complaint_changed_after_a_merge_stays_with_whom_it_was_moved_to(hands):
    async def story():
        by_lid = (await wrote(hands, id_="m1", known_by=(LIDS[0], None))).contractor
        by_phone = (await wrote(hands, id_="m2", known_by=(PHONES[0], None))).contractor
        complaint = await filed(hands, by_lid)
        await wrote(hands, id_="m3", known_by=(PHONES[0], LIDS[0]))
        await saved(hands, complaint.resolve("fait", by="leila", at=DAY))
        assert (await complaint_in(hands, complaint.id)).contractor == by_phone

    hands.run(story())


@pytest.mark.parametrize("both", [False, True], ids=["one at Orange", "both at Orange"])
def test_a_double_that_a_merge_ends_is_in_the_log_and_its_ticket_goes_on_with_the_one_that_stays(hands, both):
    async def story():
        by_lid = (await wrote(hands, id_="m1", known_by=(LIDS[0], None))).contractor
        by_phone = (await wrote(hands, id_="m2", known_by=(PHONES[0], None))).contractor
        stays, double = await filed(hands, by_phone), await filed(hands, by_lid)
        tickets = [await at_orange(hands, double)] + ([await at_orange(hands, stays)] if both else [])
        await wrote(hands, id_="m3", known_by=(PHONES[0], LIDS[0]))

        ended, kept = await complaint_in(hands, double.id), await complaint_in(hands, stays.id)
        assert (ended.status, kept.status) == ("resolved", "escalated")
        assert kept.state.ticket == tickets[-1].number
        async with hands.store.begin() as work:
            assert await work.cases.tickets_of(double.id) == []
            assert {one.id for one in await work.cases.tickets_of(stays.id)} == {one.id for one in tickets}
            (entry,) = await work.audit_of(f"complaint:{double.id}")
            (moved,) = await work.audit_of(f"ticket:{tickets[0].id}")
            raised = [one.changes for one in await work.audit_of(f"complaint:{stays.id}")]
        assert (entry.actor, entry.action, entry.before) == (
            "jarvis",
            "complaint_resolved",
            {"status": "escalated"},
        )
        assert entry.changes["same_as"] == str(stays.id)
        assert (moved.changes, moved.before) == ({"complaint": str(stays.id)}, {"complaint": str(double.id)})
        at_orange_too = {"status": "escalated", "ticket": str(tickets[0].number)}
        assert raised == ([] if both else [at_orange_too])
        assert (await VerifyAudit(hands.store)()).broken == []
        again = kept.resolve("fait", by="leila", at=DAY + HOUR)
        assert (await saved(hands, again)).version == kept.version + 1

    hands.run(story())


async def at_orange(hands, complaint):
    ticket = await ticketed(hands, complaint)
    await saved(hands, complaint.escalate(ticket.number, by="jarvis", at=DAY))
    return ticket
