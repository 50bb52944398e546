"""The contract of Views, on every store: what lists hold, in which order, and how they page."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarvis_domain.answering.conversation import Flag
from jarvis_domain.answering.messages import Delivery, Outcome
from jarvis_domain.casework.complaints import ComplaintStatus
from jarvis_domain.casework.escalation import ESCALATION_LIMIT
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import TicketStatus
from jarvis_domain.ports.views import (
    AuditFilter,
    ComplaintFilter,
    ComplaintSort,
    ContractorFilter,
    ContractorSort,
    MessageFilter,
    MessageSort,
    Period,
    Slice,
    TicketFilter,
    TicketSort,
)
from jarvis_domain.understanding.reading import ComplaintType, Intent, Language, ReadBy
from jarvis_domain.understanding.search import matches, phone_terms, search_terms, search_words
from support.persistence_stores import InMemory, OnPostgres
from support.views_world import CONTRACTS, MESSAGES, REGIONS, TIMES, WorldInMemory, WorldOnPostgres

EVERYTHING = Slice(limit=200)
NEWEST = MessageSort.NEWEST


@pytest.fixture(scope="module")
def worlds(databases):
    """The same record in every store."""
    with databases.fresh() as dsn:
        made = {"memory": WorldInMemory(InMemory()), "postgres": WorldOnPostgres(OnPostgres(dsn))}
        for world in made.values():
            world.hands.run(world.fill())
        yield made
        for world in made.values():
            world.close()


@pytest.fixture(params=["memory", "postgres"], scope="module")
def world(request, worlds):
    return worlds[request.param]


def listed(values):
    return st.lists(st.sampled_from(list(values)), max_size=2, unique=True).map(tuple)


def maybe(values):
    return st.none() | values


switches = maybe(st.booleans())
limits = st.integers(1, 7)
periods = st.builds(Period, since=maybe(st.sampled_from(TIMES)), until=maybe(st.sampled_from(TIMES)))
queries = st.sampled_from(
    ["", "", "BLOQUE", "bloq", "عقد", "العقد", "معلق", "depuis contr", "F1234561D", "f 123 456-1 d", "4561",
     "0612", "06 12 34 56 71", "212612", "fatima", "العلمي", "saïd bonjour", "77000", "ONG", "REF", "xyz"]
)  # fmt: skip
places = maybe(st.integers(0, 3))
"""Whom of the writers; the stores have given them different ids."""

message_filters = st.builds(
    MessageFilter,
    period=periods,
    search=queries,
    language=listed(Language),
    intent=listed(Intent),
    complaint_type=listed(ComplaintType),
    outcome=listed(Outcome),
    waiting=switches,
    delivery=listed(Delivery),
    flag=listed(Flag),
    by=listed(ReadBy),
    instance=listed(["one", "two"]),
    spam=switches,
    attention=switches,
    contract=maybe(st.sampled_from(CONTRACTS)),
    confidence_below=maybe(st.sampled_from([0.5, 0.75])),
)
complaint_filters = st.builds(
    ComplaintFilter,
    period=periods,
    search=queries,
    status=listed(ComplaintStatus),
    priority=listed(Priority),
    kind=listed(ComplaintType),
    unassigned=switches,
    region=listed(REGIONS),
    proposed=switches,
)
ticket_filters = st.builds(
    TicketFilter, period=periods, search=queries, status=listed(TicketStatus), late=switches, sent=switches
)
contractor_filters = st.builds(ContractorFilter, search=queries, registered=switches, region=listed(REGIONS))
audit_filters = st.builds(
    AuditFilter,
    period=periods,
    actor=st.sampled_from(["", "jarvis", "nobody"]),
    action=listed(["message_answered", "message_ignored", "message_parked"]),
    resource=st.sampled_from(["", "message:*", "message:%*", "contract:*", "message:"]),
)


async def walked(page_after, limit):
    """Every row of a list, page after page."""
    rows, after = [], None
    while True:
        page = await page_after(Slice(limit=limit, after=after))
        assert len(page.rows) <= limit
        rows += page.rows
        if page.next is None:
            return rows
        assert len(page.rows) == limit
        after = page.next


def whose(world, wanted, place):
    return wanted if place is None else msgspec.structs.replace(wanted, contractor=world.writers[place])


def is_in(at, period):
    return (period.since is None or at >= period.since) and (period.until is None or at < period.until)


def one_of(value, wanted):
    return not wanted or value in wanted


def found(search, *texts, phone=None):
    terms = frozenset().union(*map(search_terms, texts), phone_terms(phone or ""))
    return matches(search_words(search), terms)


# messages


def is_wanted_message(row, wanted):
    attention = row.handled_by is None and (bool(row.flags) or row.outcome is Outcome.FAILED)
    below = wanted.confidence_below
    return (
        is_in(row.received_at, wanted.period)
        and one_of(row.language, wanted.language)
        and one_of(row.intent, wanted.intent)
        and one_of(row.complaint_type, wanted.complaint_type)
        and one_of(row.outcome, wanted.outcome)
        and one_of(row.delivery, wanted.delivery)
        and one_of(row.by, wanted.by)
        and one_of(row.instance, wanted.instance)
        and (not wanted.flag or set(wanted.flag) & set(row.flags))
        and wanted.waiting in {None, row.outcome is None}
        and wanted.spam in {None, row.spam}
        and wanted.attention in {None, attention}
        and wanted.contractor in {None, row.contractor.id}
        and (wanted.contract is None or wanted.contract in row.contracts)
        and (below is None or (row.confidence is not None and row.confidence < below))
        and found(wanted.search, row.content.text, row.contractor.name, phone=row.contractor.phone)
    )


@given(message_filters, places, st.sampled_from(MessageSort), limits)
def test_paging_through_messages_gives_each_that_is_wanted_once_in_order(world, wanted, place, order, limit):
    async def story():
        chosen = whose(world, wanted, place)
        every = [row async for row in world.views.all_messages(MessageFilter())]
        rows = await walked(partial(world.views.messages, chosen, order), limit)
        expected = [row for row in every if is_wanted_message(row, chosen)]
        expected.sort(key=lambda row: (row.received_at, row.id), reverse=order is NEWEST)
        assert rows == expected
        assert [row async for row in world.views.all_messages(chosen)] == sorted(
            expected, key=lambda row: (row.received_at, row.id), reverse=True
        )

    world.hands.run(story())


def test_the_record_is_rich_enough_for_the_tests_above(world):
    async def story():
        rows = [row async for row in world.views.all_messages(MessageFilter())]
        assert len({row.received_at for row in rows}) < len(rows)
        assert {row.outcome for row in rows} == {*Outcome, None}
        assert any(row.handled_by for row in rows)
        assert len({row.delivery for row in rows}) > 4
        complaints = [row async for row in world.views.all_complaints(ComplaintFilter())]
        assert {row.status for row in complaints} == set(ComplaintStatus)
        tickets = [row async for row in world.views.all_tickets(TicketFilter())]
        assert {row.sent_at is None for row in tickets} == {True, False}

    world.hands.run(story())


def test_what_arrives_between_two_pages_moves_neither(worlds):
    for world in worlds.values():
        world.hands.run(arrives_between(world))


async def arrives_between(world):
    earlier = TIMES[0] - timedelta(days=1)
    period = Period(until=TIMES[-1] + timedelta(hours=1))
    wanted = MessageFilter(period=period)
    before = [row.id async for row in world.views.all_messages(wanted)]
    first = await world.views.messages(wanted, NEWEST, Slice(limit=5))
    newest = await world.receive(MESSAGES, at=TIMES[-1] + timedelta(minutes=1))
    rest = await walked(
        lambda part: world.views.messages(
            wanted, NEWEST, msgspec.structs.replace(part, after=part.after or first.next)
        ),
        200,
    )
    assert [row.id for row in (*first.rows, *rest)] == before
    assert (await world.views.messages(wanted, NEWEST, Slice(limit=1))).rows[0].id == newest
    await world._received_at(newest, earlier)


# complaints


def is_wanted_complaint(row, wanted, tickets):
    waits = row.status in {ComplaintStatus.OPEN, ComplaintStatus.ASSIGNED}
    numbers = [
        f"{ticket.number} {ticket.orange_id or ''}" for ticket in tickets if ticket.complaint == row.id
    ]
    texts = (row.details, str(row.contract), row.contractor.name, *numbers)
    return (
        is_in(row.opened_at, wanted.period)
        and one_of(row.status, wanted.status)
        and one_of(row.priority, wanted.priority)
        and one_of(row.kind, wanted.kind)
        and one_of(row.region, wanted.region)
        and wanted.unassigned in {None, row.assignee is None}
        and wanted.proposed in {None, waits and row.priority is Priority.MEDIUM}
        and wanted.contractor in {None, row.contractor.id}
        and found(wanted.search, *texts, phone=row.contractor.phone)
    )


def complaint_key(row, order):
    match order:
        case ComplaintSort.UPDATED:
            return (row.updated_at, row.id)
        case ComplaintSort.URGENT:
            rank = 3 if row.status is ComplaintStatus.RESOLVED else 2 - row.priority.rank
            return (rank, row.opened_at, row.id)
        case _:
            return (row.opened_at, row.id)


@given(complaint_filters, places, st.sampled_from(ComplaintSort), limits)
def test_paging_through_complaints_gives_each_that_is_wanted_once_in_order(
    world, wanted, place, order, limit
):
    async def story():
        chosen = whose(world, wanted, place)
        tickets = [row async for row in world.views.all_tickets(TicketFilter())]
        every = [row async for row in world.views.all_complaints(ComplaintFilter())]
        rows = await walked(partial(world.views.complaints, chosen, order), limit)
        expected = [row for row in every if is_wanted_complaint(row, chosen, tickets)]
        falling = order in {ComplaintSort.NEWEST, ComplaintSort.UPDATED}
        assert rows == sorted(expected, key=lambda row: complaint_key(row, order), reverse=falling)

    world.hands.run(story())


def test_complaints_are_found_by_who_has_them_and_by_contract(world):
    async def story():
        every = [row async for row in world.views.all_complaints(ComplaintFilter())]
        for person in world.people:
            theirs = await world.views.complaints(
                ComplaintFilter(assignee=person.id), ComplaintSort.NEWEST, EVERYTHING
            )
            assert {row.id for row in theirs.rows} == {
                row.id for row in every if row.assignee and row.assignee.id == person.id
            }
        of_one = ComplaintFilter(contract=every[0].contract)
        assert [row.id async for row in world.views.all_complaints(of_one)] == [every[0].id]
        assert await world.views.complaint_row(every[0].id) == every[0]
        assert await world.views.complaint_row(uuid4()) is None

    world.hands.run(story())


# tickets


def is_wanted_ticket(row, wanted, complaint, now):
    late = (row.sent_at or now) - row.opened_at > ESCALATION_LIMIT
    texts = (complaint.details, str(row.contract), row.contractor.name, row.number, row.orange_id or "")
    return (
        is_in(row.opened_at, wanted.period)
        and one_of(row.status, wanted.status)
        and wanted.sent in {None, row.sent_at is not None}
        and wanted.late in {None, late}
        and found(wanted.search, *texts, phone=row.contractor.phone)
    )


@given(ticket_filters, st.sampled_from(TicketSort), limits)
def test_paging_through_tickets_gives_each_that_is_wanted_once_in_order(world, wanted, order, limit):
    async def story():
        complaints = {row.id: row async for row in world.views.all_complaints(ComplaintFilter())}
        every = [row async for row in world.views.all_tickets(TicketFilter())]
        rows = await walked(partial(world.views.tickets, wanted, order), limit)
        now = world.hands.clock.now()
        expected = [row for row in every if is_wanted_ticket(row, wanted, complaints[row.complaint], now)]
        expected.sort(key=lambda row: (row.opened_at, row.id), reverse=order is TicketSort.NEWEST)
        assert rows == expected

    world.hands.run(story())


def test_a_ticket_is_found_by_id_and_by_contract(world):
    async def story():
        every = [row async for row in world.views.all_tickets(TicketFilter())]
        assert await world.views.ticket_row(every[0].id) == every[0]
        assert await world.views.ticket_row(uuid4()) is None
        of_one = TicketFilter(contract=every[0].contract)
        assert [row async for row in world.views.all_tickets(of_one)] == [every[0]]

    world.hands.run(story())


# contractors, audit


def is_wanted_contractor(row, wanted):
    return (
        wanted.registered in {None, row.registered}
        and one_of(row.region, wanted.region)
        and found(wanted.search, row.name, phone=row.phone)
    )


@given(contractor_filters, st.sampled_from(ContractorSort), limits)
def test_paging_through_contractors_gives_each_that_is_wanted_once_in_order(world, wanted, order, limit):
    async def story():
        every = (await world.views.contractors(ContractorFilter(), order, EVERYTHING)).rows
        rows = await walked(partial(world.views.contractors, wanted, order), limit)
        assert rows == [row for row in every if is_wanted_contractor(row, wanted)]

    world.hands.run(story())


def test_contractors_come_by_their_last_message_or_by_name_whatever_its_accents(world):
    async def story():
        latest = (await world.views.contractors(ContractorFilter(), ContractorSort.LATEST, EVERYTHING)).rows
        by_name = (await world.views.contractors(ContractorFilter(), ContractorSort.NAME, EVERYTHING)).rows
        times = [row.last_message_at for row in latest]
        assert times == sorted(times, reverse=True)
        assert [row.name for row in by_name] == ["Ali", "Fatima-Zahra", "Saïd", "محمد العلمي"]
        assert {row.id for row in latest} == {row.id for row in by_name}
        assert await world.views.contractor_row(latest[0].id) == latest[0]
        assert await world.views.contractor_row(uuid4()) is None

    world.hands.run(story())


def test_a_contractor_shows_who_has_the_conversation_and_what_is_unresolved(world):
    async def story():
        row = await world.views.contractor_row(world.writers[0])
        theirs = ComplaintFilter(contractor=world.writers[0])
        complaints = [one async for one in world.views.all_complaints(theirs)]
        assert row.with_human_until == world.hands.clock.now() + timedelta(minutes=1)
        assert row.unresolved_complaints == sum(one.resolved_at is None for one in complaints) > 0

    world.hands.run(story())


@given(audit_filters, limits)
def test_paging_through_the_audit_gives_each_that_is_wanted_once_newest_first(world, wanted, limit):
    async def story():
        rows = await walked(partial(world.views.audit, wanted), limit)
        expected = [
            sealed
            async for sealed in world.views.all_audit(AuditFilter())
            if is_in(sealed.entry.at, wanted.period)
            and wanted.actor in {"", sealed.entry.actor}
            and one_of(sealed.entry.action, wanted.action)
            and (
                sealed.entry.resource.startswith(wanted.resource[:-1])
                if wanted.resource.endswith("*")
                else wanted.resource in {"", sealed.entry.resource}
            )
        ]
        assert rows == expected
        assert [row.seq for row in rows] == sorted((row.seq for row in rows), reverse=True)

    world.hands.run(story())


def test_people_are_known_by_id_and_jarvis_is_nobody(world):
    async def story():
        first = world.people[0]
        known = await world.views.people([str(first.id), "jarvis", "console", str(uuid4())])
        assert {key: (ref.id, ref.name, ref.email) for key, ref in known.items()} == {
            str(first.id): (first.id, first.name, str(first.email))
        }

    world.hands.run(story())


# one thing with its story


def test_a_message_tells_its_story(world):
    async def story():
        rows = [row async for row in world.views.all_messages(MessageFilter())]
        complaints = set()
        for row in rows:
            view = await world.views.message(row.id)
            assert view.row == row
            assert (view.reply and view.reply.id) == row.reply
            assert (view.reply and view.reply.delivery) == row.delivery
            assert (view.reading and view.reading.intent) == row.intent
            assert (view.read_at is None) == (view.reading is None)
            assert len(view.answers) == (view.reading is not None)
            complaints |= set(view.complaints)
        every = {row.id async for row in world.views.all_complaints(ComplaintFilter())}
        assert complaints
        assert complaints < every
        assert await world.views.message(uuid4()) is None

    world.hands.run(story())


def test_complaints_are_listed_and_exported_by_their_ids(world):
    async def story():
        every = await world.views.complaints(ComplaintFilter(), ComplaintSort.NEWEST, EVERYTHING)
        chosen = every.rows[::3]
        assert 1 < len(chosen) < len(every.rows)
        wanted = ComplaintFilter(ids=(*(row.id for row in chosen), uuid4()))
        page = await world.views.complaints(wanted, ComplaintSort.NEWEST, EVERYTHING)
        assert page.rows == chosen
        assert [row async for row in world.views.all_complaints(wanted)] == list(chosen)

    world.hands.run(story())


def test_every_region_is_named_once_also_of_those_who_are_on_no_page(world):
    async def story():
        rows = [*(await world.views.contractors(ContractorFilter(), ContractorSort.NAME, EVERYTHING)).rows]
        assert list(await world.views.regions()) == sorted({row.region for row in rows} - {""})

    world.hands.run(story())


def test_messages_are_listed_and_exported_by_their_ids(world):
    async def story():
        every = [row async for row in world.views.all_messages(MessageFilter())]
        chosen = every[::3]
        wanted = MessageFilter(ids=(*(row.id for row in chosen), uuid4()))
        assert list((await world.views.messages(wanted, NEWEST, EVERYTHING)).rows) == chosen
        assert [row async for row in world.views.all_messages(wanted)] == chosen

    world.hands.run(story())


@given(st.integers(0, 3), limits)
@settings(max_examples=30)
def test_a_thread_holds_what_both_sides_wrote_newest_first(world, place, limit):
    async def story():
        contractor = world.writers[place]
        entries = await walked(partial(world.views.thread, contractor), limit)
        theirs = [row async for row in world.views.all_messages(MessageFilter(contractor=contractor))]
        assert [entry.message for entry in entries if entry.message] == theirs
        assert {entry.reply.id for entry in entries if entry.reply} == {row.reply for row in theirs} - {None}
        keys = [(entry.at, (entry.message or entry.reply).id) for entry in entries]
        assert keys == sorted(keys, reverse=True)

    world.hands.run(story())


def test_a_contract_shows_all_that_is_known_of_it(world):
    async def story():
        view = await world.views.contract(CONTRACTS[0])
        named = MessageFilter(contract=CONTRACTS[0])
        assert [status.etat for status in view.statuses] == ["Fermé"]
        assert list(view.messages) == [row async for row in world.views.all_messages(named)]
        complaint = (await world.views.complaints(ComplaintFilter(), ComplaintSort.NEWEST, EVERYTHING)).rows[
            0
        ]
        assert (await world.views.contract(complaint.contract)).complaints == (complaint,)

    world.hands.run(story())


# every store


def told(world, row):
    """A row with what only one store gives (ids, times of its own) taken out."""
    plain = msgspec.to_builtins(row)
    return _told(world, plain)


def _told(world, plain):
    match plain:
        case dict():
            own = {"created_at", "answered_ms"}
            return {key: _told(world, value) for key, value in plain.items() if key not in own}
        case list():
            return [_told(world, value) for value in plain]
        case str():
            labels = {str(key): label for key, label in world.labels.items()}
            return labels.get(plain, plain)
        case _:
            return plain


LISTS = [
    (message_filters, "messages", NEWEST),
    (complaint_filters, "complaints", ComplaintSort.URGENT),
    (ticket_filters, "tickets", TicketSort.NEWEST),
    (contractor_filters, "contractors", ContractorSort.NAME),
]


@pytest.mark.parametrize(("filters", "name", "order"), LISTS, ids=[name for _, name, _ in LISTS])
@given(data=st.data(), place=places)
def test_every_store_answers_alike(worlds, filters, name, order, data, place):
    wanted = data.draw(filters)
    answers = []
    for world in worlds.values():
        chosen = whose(world, wanted, place) if hasattr(wanted, "contractor") else wanted
        page = world.hands.run(getattr(world.views, name)(chosen, order, EVERYTHING))
        answers.append(sorted((told(world, row) for row in page.rows), key=lambda row: row["id"]))
    assert answers[0] == answers[1]
