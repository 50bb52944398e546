"""Filing: what is new, what is said again, what comes back, and what goes to Orange at once."""

import asyncio
from collections import Counter
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.answering.says import ComplaintNoted, TicketSent
from jarvis_domain.casework.complaints import ComplaintStatus, Filing
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import TicketNumber
from jarvis_domain.desk.actors import JARVIS
from jarvis_domain.flow.complain import Filed, How
from jarvis_domain.flow.outcomes import Missing
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.reading import ComplaintType
from support.back_office import BackOffice
from support.house import SALMA
from support.talk import number, status_check

RDV, BLOCKED = ComplaintType.PRISE_DE_RDV, ComplaintType.CAS_BLOQUE
LATE = ComplaintType.RETARD_INSTALLATION
DAY = 24 * 3600


def test_a_first_complaint_opens_one_and_says_so():
    async def story():
        office = BackOffice()
        karim = await office.contractor()
        filed = await office.files(karim, RDV, details="client absent")

        assert (filed.how, filed.ticket) == (How.OPENED, None)
        assert filed.complaint.priority is Priority.LOW
        assert filed.says == (ComplaintNoted(about=RDV, contracts=(filed.complaint.contract,)),)
        assert await office.actions(f"complaint:{filed.complaint.id}") == ["complaint_created"]
        assert office.heard.of("complaint") == [str(filed.complaint.id)]
        (said,) = await office.said(karim)
        assert "F0000001D" in said

    asyncio.run(story())


def test_the_same_problem_said_again_adds_to_it():
    async def story():
        office = BackOffice()
        karim = await office.contractor()
        first = await office.files(karim, RDV)
        again = await office.files(karim, RDV, details="toujours rien")

        assert again.how is How.ADDED
        assert again.complaint.id == first.complaint.id
        (entry,) = (await office.audit(f"complaint:{first.complaint.id}"))[1:]
        assert (entry.action, entry.changes["contact"]) == ("complaint_updated", "toujours rien")

    asyncio.run(story())


def test_another_contract_or_kind_or_contractor_is_another_complaint():
    async def story():
        office = BackOffice()
        karim, salma = await office.contractor(), await office.contractor(phone=2)
        filings = [(karim, RDV, 1), (karim, LATE, 1), (karim, RDV, 2), (salma, RDV, 1)]
        filed = [await office.files(*filing) for filing in filings]

        assert {one.how for one in filed} == {How.OPENED}
        assert len({one.complaint.id for one in filed}) == 4

    asyncio.run(story())


def test_what_is_high_goes_to_orange_in_the_same_breath():
    async def story():
        office = BackOffice()
        karim = await office.contractor()
        filed = await office.files(karim, BLOCKED, details="bloqué")
        (ticket,) = await office.tickets_of(filed.complaint.id)

        assert filed.complaint.status is ComplaintStatus.ESCALATED
        assert filed.ticket == ticket.number
        assert filed.says[1:] == (TicketSent(contract=ticket.contract, ticket=ticket.number.value),)
        actions = await office.actions(f"complaint:{filed.complaint.id}")
        assert actions == ["complaint_created", "complaint_updated"]
        assert await office.actions(f"ticket:{ticket.id}") == ["ticket_escalated"]
        assert office.heard.of("alert") == [str(filed.complaint.id)]
        assert office.heard.of("ticket") == [str(ticket.id)]
        (said,) = await office.said(karim)
        assert ticket.number.value in said

    asyncio.run(story())


def test_a_delay_of_more_than_fifteen_days_is_high_whether_written_or_seen():
    async def story():
        office = BackOffice()
        karim = await office.contractor()
        old = ContractSnapshot(
            number=ContractNumber("F0000002D"),
            etat="En cours",
            date_created="01/01/2026",
            read_at=office.clock.now(),
        )
        async with office.store.begin() as work:
            await work.remember_status(old)
        written = await office.files(karim, LATE, 1, details="depuis 20 jours")
        seen = await office.files(karim, LATE, 2)
        fresh = await office.files(karim, LATE, 3)

        priorities = [one.complaint.priority for one in (written, seen, fresh)]
        assert priorities == [Priority.HIGH, Priority.HIGH, Priority.MEDIUM]

    asyncio.run(story())


def test_the_third_contact_on_a_contract_in_a_week_is_high_a_call_counts_too():
    async def story():
        office = BackOffice()
        stored = [await office.hears("F0000001D", phone=phone) for phone in (1, 2)]
        for one in stored:
            async with office.store.begin() as work:
                await work.note_reading(one.message, status_check(1))
        karim, leila = stored[0].contractor, await office.colleague()
        async with office.store.begin() as work:
            filing = Filing(kind=RDV, contract=number(1), contractor=karim)
            written = await office.complain.inside(work, filing, who=JARVIS, message=stored[0].message)
        called = await office.files(karim, RDV, who=leila)

        assert (written.complaint.priority, called.complaint.priority) == (Priority.LOW, Priority.HIGH)
        office.clock.advance(8 * DAY)
        assert (await office.files(karim, ComplaintType.AUTRE)).complaint.priority is Priority.LOW

    asyncio.run(story())


def test_a_closed_contract_is_old_not_late():
    async def story():
        office = BackOffice()
        karim = await office.contractor()
        closed = ContractSnapshot(
            number=ContractNumber("F0000001D"),
            etat="Fermé",
            date_created="01/01/2020",
            read_at=office.clock.now(),
        )
        async with office.store.begin() as work:
            await work.remember_status(closed)

        assert (await office.files(karim, LATE, 1)).complaint.priority is Priority.MEDIUM

    asyncio.run(story())


def test_medium_is_left_to_the_back_office():
    async def story():
        office = BackOffice()
        filed = await office.files(await office.contractor(), LATE)

        assert filed.complaint.status is ComplaintStatus.OPEN
        assert await office.waiting() == []

    asyncio.run(story())


def test_a_contact_that_makes_it_urgent_escalates_it():
    async def story():
        office = BackOffice()
        karim = await office.contractor()
        await office.files(karim, LATE)
        filed = await office.files(karim, LATE, details="ça fait 3 semaines")

        assert (filed.how, filed.complaint.priority) == (How.ADDED, Priority.HIGH)
        assert filed.ticket is not None
        assert (await office.files(karim, LATE)).says == (
            ComplaintNoted(about=LATE, contracts=(filed.complaint.contract,)),
        )

    asyncio.run(story())


def test_what_comes_back_within_seven_days_is_reopened_later_it_is_new():
    async def story():
        office = BackOffice()
        karim, leila = await office.contractor(), await office.colleague()
        first = (await office.files(karim, RDV)).complaint
        await office.handle.resolve(first.id, "rappelé", version=first.version, who=leila)
        office.clock.advance(7 * DAY)
        back = await office.files(karim, RDV, details="pas venu")
        assert (back.how, back.complaint.id) == (How.REOPENED, first.id)

        resolved = back.complaint
        await office.handle.resolve(resolved.id, "encore", version=resolved.version, who=leila)
        office.clock.advance(7 * DAY + 1)
        later = await office.files(karim, RDV)
        assert (later.how, later.complaint.id != first.id) == (How.OPENED, True)
        actions = Counter(await office.actions(f"complaint:{first.id}"))
        assert (actions["complaint_resolved"], actions["complaint_reopened"]) == (2, 1)

    asyncio.run(story())


def test_a_solved_problem_that_comes_back_heavier_goes_to_orange():
    async def story():
        office = BackOffice()
        karim, leila = await office.contractor(), await office.colleague()
        first = (await office.files(karim, LATE)).complaint
        await office.handle.resolve(first.id, "relancé", version=first.version, who=leila)
        back = await office.files(karim, LATE, details="depuis 3 semaines")

        assert (back.how, back.complaint.status) == (How.REOPENED, ComplaintStatus.ESCALATED)

    asyncio.run(story())


def test_nobody_can_file_for_somebody_who_was_never_here():
    async def story():
        office = BackOffice()
        assert await office.files(office.ids.new()) == Missing()

    asyncio.run(story())


def test_a_contractor_who_never_wrote_is_not_told_and_the_complaint_stands():
    async def story():
        office = BackOffice()
        async with office.store.begin() as work:
            await work.contractors.register(SALMA, name="Salma")
            salma = await work.contractor_at(SALMA)
        filed = await office.files(salma, BLOCKED)

        assert filed.complaint.status is ComplaintStatus.ESCALATED
        assert await office.said(salma) == []

    asyncio.run(story())


def test_a_ticket_number_that_is_taken_is_drawn_again():
    async def story():
        office = BackOffice()
        karim = await office.contractor()
        taken = (await office.files(karim, BLOCKED, 1)).ticket
        same = next(id_ for id_ in office.ids.drawn if TicketNumber.from_random(id_.int) == taken)
        office.ids.again = [UUID(int=10**30), same]
        filed = await office.files(karim, BLOCKED, 2)

        assert filed.ticket not in (None, taken)

    asyncio.run(story())


def test_two_who_file_the_same_at_once_file_it_once():
    async def story():
        office = BackOffice()
        karim = await office.contractor()
        filed = await asyncio.gather(*(office.files(karim, RDV) for _ in range(5)))

        assert Counter(one.how for one in filed) == {How.OPENED: 1, How.ADDED: 4}
        assert len(await office.complaints_of(karim)) == 1

    asyncio.run(story())


steps = st.one_of(
    st.tuples(
        st.just("file"),
        st.integers(1, 2),
        st.sampled_from([RDV, LATE, BLOCKED]),
        st.integers(1, 2),
        st.sampled_from(["", "depuis un mois", "svp"]),
    ),
    st.tuples(st.just("resolve"), st.integers(0, 5)),
    st.tuples(st.just("wait"), st.sampled_from([1, 3, 8])),
)


@given(st.lists(steps, max_size=14))
def test_whatever_is_filed_there_is_one_unresolved_complaint_of_a_kind_on_a_contract(story_of):
    async def story():
        office = BackOffice()
        people = [await office.contractor(phone=1), await office.contractor(phone=2)]
        leila = await office.colleague()
        for step in story_of:
            await _happens(office, people, leila, step)
        every = [one for who in people for one in await office.complaints_of(who)]
        unresolved = Counter((c.contractor, c.contract, c.kind) for c in every if c.unresolved)
        assert not unresolved or max(unresolved.values()) == 1
        for complaint in every:
            await _is_as_it_should_be(office, complaint)

    asyncio.run(story())


async def _happens(office, people, leila, step):
    match step:
        case ("file", who, kind, contract, details):
            filed = await office.files(people[who - 1], kind, contract, details)
            assert isinstance(filed, Filed)
        case ("resolve", which):
            every = [one for who in people for one in await office.complaints_of(who)]
            if every:
                one = every[which % len(every)]
                await office.handle.resolve(one.id, "fait", version=one.version, who=leila)
        case ("wait", days):
            office.clock.advance(days * DAY)


async def _is_as_it_should_be(office, complaint):
    """Nothing urgent waits for a click, each escalation owes one mail, each change has its audit row."""
    if complaint.priority is Priority.HIGH and complaint.unresolved:
        assert complaint.status is ComplaintStatus.ESCALATED
    tickets = await office.tickets_of(complaint.id)
    escalations = [event for event in complaint.history if type(event.what).__name__ == "ComplaintEscalated"]
    assert len(tickets) == len(escalations)
    assert len(await office.audit(f"complaint:{complaint.id}")) == complaint.version
