"""Views on PostgreSQL: how many statements a call takes, what a search finds, and that nothing is written."""

import asyncio
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa

from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_adapters.postgres.views import PostgresViews
from jarvis_domain.answering.conversation import Conversation
from jarvis_domain.answering.messages import Text
from jarvis_domain.errors import StoreUnavailable
from jarvis_domain.ports.messaging import HumanReplied, MessageEdited
from jarvis_domain.ports.views import (
    AuditFilter,
    ComplaintFilter,
    ComplaintSort,
    ContractorFilter,
    ContractorSort,
    MessageFilter,
    MessageSort,
    Slice,
    TicketFilter,
    TicketSort,
)
from jarvis_domain.understanding.phones import Lid, PhoneNumber
from support.cases import filed, ticketed
from support.persistence_stores import OnPostgres
from support.persistence_values import CONTRACTS, DAY, inbound
from support.views_world import WorldOnPostgres

PHONE, LID = PhoneNumber("+212612345678"), Lid("190120240360480@lid")
PART = Slice(limit=3)


@pytest.fixture
def hands(database):
    made = OnPostgres(database)
    made.views = PostgresViews.open(database, made.clock)
    yield made
    made.run(made.views.close())
    made.close()


async def found(hands, search):
    page = await hands.views.messages(MessageFilter(search=search), MessageSort.OLDEST, Slice())
    return [row.content.text for row in page.rows]


@contextmanager
def counted(views):
    """The statements that are run meanwhile."""
    seen = []

    def note(*arguments):
        seen.append(arguments[2])

    engine = views._engine.sync_engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(engine, "before_cursor_execute", note)


async def statements(views, contractor):
    """How many each call takes."""
    message = (await views.messages(MessageFilter(), MessageSort.NEWEST, PART)).rows[0].id
    calls = {
        "messages": views.messages(MessageFilter(contractor=contractor), MessageSort.NEWEST, PART),
        "message": views.message(message),
        "thread": views.thread(contractor, PART),
        "complaints": views.complaints(ComplaintFilter(contractor=contractor), ComplaintSort.URGENT, PART),
        "tickets": views.tickets(TicketFilter(search="ong"), TicketSort.NEWEST, PART),
        "contractors": views.contractors(ContractorFilter(search="a"), ContractorSort.LATEST, PART),
        "audit": views.audit(AuditFilter(resource="message:*"), PART),
        "contract": views.contract(CONTRACTS[0]),
        "people": views.people([str(contractor)]),
    }
    taken = {}
    for name, call in calls.items():
        with counted(views) as seen:
            await call
        taken[name] = len(seen)
    return taken


def test_a_call_takes_as_many_statements_for_many_rows_as_for_few(database):
    world = WorldOnPostgres(OnPostgres(database))

    async def story():
        await world.fill()
        few = await statements(world.views, world.writers[0])
        await world.hands.link.execute("""
            insert into messages (id, contractor_id, instance, whatsapp_id, sender, content, sent_at)
            select gen_random_uuid(), contractor_id, instance, whatsapp_id || '/' || number, sender, content,
                sent_at
            from messages, generate_series(1, 50) as number
        """)
        assert await statements(world.views, world.writers[0]) == few
        assert max(few.values()) <= 4

    world.hands.run(story())
    world.close()


def test_a_search_forgives_accents_marks_and_how_numbers_are_typed(hands):
    async def story():
        texts = ["Dossier bloqué F 123-4567 D", "العقد مُعَلَّق", "bghit n3ref chno wa9e3"]
        for number, text in enumerate(texts):
            await hands.store.receive(inbound(f"m{number}", (PHONE, None), Text(text)))
        assert await found(hands, "BLOQUE") == texts[:1]
        assert await found(hands, "f1234567d") == await found(hands, "3456 dossier") == texts[:1]
        assert await found(hands, "معلق") == await found(hands, "عقد") == texts[1:2]
        assert await found(hands, "n3ref bghit") == texts[2:]
        assert await found(hands, "06 12 34") == await found(hands, "345678") == texts
        assert await found(hands, "saïd") == texts
        assert await found(hands, "'); drop table messages; -- \x00 ' | !") == []

    hands.run(story())


def test_an_edited_message_is_found_by_what_it_says_now(hands):
    async def story():
        await hands.store.receive(inbound("m1", (PHONE, None), Text("premier")))
        edited = MessageEdited(instance="one", whatsapp_id="m1", content=Text("deuxième"))
        assert await hands.store.edit(edited)
        assert await found(hands, "premier") == []
        assert await found(hands, "deuxieme 345678") == ["deuxième"]

    hands.run(story())


def test_who_turns_out_to_be_another_is_found_as_that_one_with_all_they_wrote(hands):
    async def story():
        await hands.store.receive(inbound("m1", (LID, None), Text("de mon adresse")))
        await hands.store.receive(inbound("m2", (PHONE, None), Text("de mon téléphone")))
        assert await found(hands, "345678") == ["de mon téléphone"]
        await hands.store.receive(inbound("m3", (PHONE, LID), Text("les deux")))
        assert await found(hands, "345678") == ["de mon adresse", "de mon téléphone", "les deux"]
        people = await hands.views.contractors(ContractorFilter(search="2036048"), ContractorSort.NAME, PART)
        assert [row.phone for row in people.rows] == []
        people = await hands.views.contractors(ContractorFilter(search="0360480"), ContractorSort.NAME, PART)
        assert [row.phone for row in people.rows] == [str(PHONE)]
        assert people.rows[0].last_message_at is not None

    hands.run(story())


def test_a_complaint_is_found_by_the_name_its_contractor_got_later_and_by_its_tickets(hands):
    async def story():
        stored = await hands.store.receive(inbound("m1", (PHONE, None)))
        ticket = await ticketed(hands, await filed(hands, stored.contractor, details="câble coupé"))
        async with hands.store.begin() as work:
            await work.contractors.register(PHONE, name="Mohamed Alami")
        for search in ("alami", "saïd", "cable", "345678", str(ticket.number), str(ticket.number)[4:8]):
            wanted = ComplaintFilter(search=search)
            page = await hands.views.complaints(wanted, ComplaintSort.NEWEST, PART)
            assert [row.id for row in page.rows] == [ticket.complaint], search
            tickets = await hands.views.tickets(TicketFilter(search=search), TicketSort.NEWEST, PART)
            assert [row.id for row in tickets.rows] == [ticket.id], search

    hands.run(story())


def test_somebody_whom_a_colleague_wrote_to_first_is_found_by_phone(hands):
    async def story():
        event = HumanReplied(instance="one", whatsapp_id="h1", to=PHONE, text="Bonjour", sent_at=DAY)
        until = hands.clock.now() + timedelta(minutes=5)
        assert await hands.store.human_replied(event, until=until)
        people = await hands.views.contractors(ContractorFilter(search="0612345"), ContractorSort.NAME, PART)
        assert [(row.phone, row.with_human_until) for row in people.rows] == [(str(PHONE), until)]
        async with hands.store.begin() as work:
            await work.save_conversation(people.rows[0].id, Conversation())
        assert (await hands.views.contractor_row(people.rows[0].id)).with_human_until is None

    hands.run(story())


def test_an_export_sees_one_moment_whatever_arrives_meanwhile(hands):
    async def story():
        for number in range(3):
            await hands.store.receive(inbound(f"m{number}"))
        rows = hands.views.all_messages(MessageFilter())
        seen = [await anext(rows)]
        await hands.store.receive(inbound("m9"))
        seen += [row async for row in rows]
        assert len(seen) == 3

    hands.run(story())


def test_views_cannot_write(hands):
    async def story():
        async with hands.views._reading() as link:
            with pytest.raises(StoreUnavailable, match="25006"):
                await link.run(sa.text("delete from messages"))

    hands.run(story())


def test_a_database_that_is_away_is_named_as_such(reachable_folder):
    async def story():
        views = PostgresViews.open(f"postgresql://jarvis@/x?host={reachable_folder}/nowhere", ManualClock())
        with pytest.raises(StoreUnavailable):
            await views.messages(MessageFilter(), MessageSort.NEWEST, PART)
        await views.close()

    asyncio.run(story())


def test_the_store_and_its_views_agree_on_who_wrote_last(database):
    async def story():
        clock = ManualClock()
        burst = {"quiet": timedelta(seconds=1), "at_most": timedelta(seconds=2)}
        store = await PostgresStore.open(database, clock=clock, **burst)
        views = PostgresViews.open(database, clock)
        stored = await store.receive(inbound("m1", (PHONE, None)))
        row = await views.contractor_row(stored.contractor)
        message = await views.message(stored.message)
        assert row.last_message_at == message.row.received_at
        await views.close()
        await store.close()

    asyncio.run(story())
