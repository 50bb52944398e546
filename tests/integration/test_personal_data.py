"""Personal data: every column is accounted for, one person's is exported or erased, the old is forgotten."""

# ruff: noqa: S608 the names of our own tables

import asyncio
import json
import re
from contextlib import asynccontextmanager
from datetime import timedelta

import asyncpg
import pytest
import sqlalchemy as sa

from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.memory.events import MemoryEvents
from jarvis_adapters.postgres import tables_cases, tables_desk, tables_figures
from jarvis_adapters.postgres.personal_columns import AGED, DELETED, ERASED, KEPT, NOBODY
from jarvis_adapters.postgres.seed import seed
from jarvis_adapters.postgres.seed_rows import Plan
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_adapters.postgres.tables import METADATA
from jarvis_adapters.postgres.views import PostgresViews
from jarvis_app import cli
from jarvis_domain.desk.actors import JARVIS
from jarvis_domain.desk.audit import verify
from jarvis_domain.desk.personal_data import Ageing, StillOpen
from jarvis_domain.flow.keep_personal_data import EraseContractor, ForgetTheOld
from jarvis_domain.ports.views import (
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
from jarvis_domain.understanding.phones import PhoneNumber

_ = (tables_cases, tables_desk, tables_figures)  # their tables are walked too
NOW = ManualClock().now()
PLAN = Plan(messages=300, complaints=60, days=5, seed=7, until=NOW)
IMPERSONAL = {
    "audit_log": "action hash prev_hash",
    "complaint_events": "actor kind",
    "complaints": "contract_number priority status type",
    "link_requests": "nonce_hash",
    "magic_links": "nonce_hash selector token_hash",
    "mail_reports": "id status",
    "mails": "kind status",
    "messages": "complaint_type flags instance intent language outcome read_by reason whatsapp_id",
    "notices": "kind",
    "receipts": "delivery instance",
    "replies": "author delivery instance quoted_id reason whatsapp_id",
    "staff": "role",
    "tallies": "counts span",
    "templates": "body key",
    "ticket_events": "actor kind",
    "tickets": "contract_number orange_reference reference status",
    "webhook_events": "event instance why",
    "early_changes": "instance",
}
"""Kinds, states, numbers of cases, ids of WhatsApp and of colleagues: nobody's name, number or words."""


def test_every_column_of_texts_is_erased_deleted_aged_kept_with_a_reason_or_nobodys():
    nobodys = {f"{table}.{column}" for table, columns in IMPERSONAL.items() for column in columns.split()}
    named = {
        f"{table}.{column}" for way in (ERASED, DELETED, AGED, KEPT) for table in way for column in way[table]
    }
    plain = (sa.Uuid, sa.DateTime, sa.Integer, sa.Boolean, sa.Double)
    texts = {
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if not isinstance(column.type, plain)
    }
    assert texts == named | nobodys
    assert not named & nobodys


@asynccontextmanager
async def seeded(dsn):
    await seed(dsn, PLAN)
    store = await PostgresStore.open(dsn, quiet=timedelta(), at_most=timedelta(), clock=ManualClock(NOW))
    link = await asyncpg.connect(dsn)
    try:
        yield store, link
    finally:
        await link.close()
        await store.close()


async def somebody(link):
    """The contractor with the most complaints, all of them brought to an end, and a webhook naming them."""
    who = await link.fetchrow(
        """select c.id, c.phone, c.name from contractors c join complaints on contractor_id = c.id
        group by c.id order by count(*) desc, c.id limit 1"""
    )
    raw = json.dumps({"remoteJid": f"{who['phone'][1:]}@s.whatsapp.net"}).encode()
    await link.execute(
        "insert into webhook_events (instance, event, why, raw) values ('jarvis', 'e', 'w', $1)", raw
    )
    await link.execute("update contractors set name = 'Zoulikha Canari' where id = $1", who["id"])
    await link.execute("update messages set name = 'Zoulikha Canari' where contractor_id = $1", who["id"])
    await link.execute(
        """update complaints set status = 'resolved', resolved_at = created_at, details = 'Zoulikha Canari',
            state = '{"type": "resolved", "by": "x", "at": "2026-03-01T00:00:00Z", "resolution": "Zoulikha"}'
        where contractor_id = $1""",
        who["id"],
    )
    await link.execute("update messages set outcome = 'answered' where contractor_id = $1", who["id"])
    return who


async def told_of(link, *words):
    """Tables in which any of the words stands, anywhere in any row; the audit log aside."""
    found = []
    for table in METADATA.sorted_tables:
        rows = await link.fetch(f"select to_jsonb({table.name})::text as row from {table.name}")
        readable = [row["row"] for row in rows]
        if table.name == "webhook_events":
            readable = [
                (await link.fetchval("select string_agg(encode(raw, 'escape'), ' ') from webhook_events"))
                or ""
            ]
        if table.name != "audit_log" and any(word in row for row in readable for word in words):
            found.append(table.name)
    return found


def test_nothing_that_names_or_quotes_an_erased_contractor_is_left_and_the_lists_still_read(database):
    async def story():
        async with seeded(database) as (store, link):
            who = await somebody(link)
            texts = await link.fetch("select text from replies where contractor_id = $1", who["id"])
            words = (
                "Zoulikha",
                "zoulikha",
                who["phone"][1:],
                *(row["text"] for row in texts if len(row["text"]) > 99),
            )
            assert {"contractors", "messages", "complaints", "replies", "webhook_events"} <= set(
                await told_of(link, *words)
            )
            before = {
                t: await link.fetchval(f"select count(*) from {t}")
                for t in ("messages", "complaints", "replies")
            }
            async with store.begin() as work:
                ids = await work.personal.find(PhoneNumber(who["phone"]))
                assert (await work.personal.erase(ids))["contractors"] == len(ids)
            assert await told_of(link, "Zoulikha", "zoulikha", who["phone"][1:]) == []
            assert {t: await link.fetchval(f"select count(*) from {t}") for t in before} == before
            left = await link.fetch("select * from replies where contractor_id = $1", who["id"])
            assert {(row["recipient"], row["text"]) for row in left} == {(NOBODY, "")}
            await lists_still_read(database)
            await pages_still_read(store, database, who["id"])

    asyncio.run(story())


async def pages_still_read(store, dsn, contractor):
    """Each page on which the erased contractor's rows stand."""
    views = PostgresViews.open(dsn, ManualClock(NOW))
    try:
        assert (await views.contractor_row(contractor)).id == contractor
        for entry in (await views.thread(contractor, Slice(limit=100))).rows:
            assert entry is not None
        listed = await views.messages(
            MessageFilter(contractor=contractor), MessageSort.NEWEST, Slice(limit=100)
        )
        assert [await views.message(row.id) for row in listed.rows].count(None) == 0
        cases = await views.complaints(
            ComplaintFilter(contractor=contractor), ComplaintSort.NEWEST, Slice(limit=100)
        )
        async with store.begin() as work:
            found = [await work.cases.complaint(row.id) for row in cases.rows]
        assert {one.details for one in found} == {""}
    finally:
        await views.close()


async def lists_still_read(dsn):
    views = PostgresViews.open(dsn, ManualClock(NOW))
    try:
        everything = Slice(limit=500)
        assert (await views.messages(MessageFilter(), MessageSort.NEWEST, everything)).rows
        assert (await views.complaints(ComplaintFilter(), ComplaintSort.NEWEST, everything)).rows
        assert (await views.tickets(TicketFilter(), TicketSort.NEWEST, everything)).rows
        assert (await views.contractors(ContractorFilter(), ContractorSort.NAME, everything)).rows
    finally:
        await views.close()


def test_what_is_not_finished_is_not_erased(database):
    async def story():
        async with seeded(database) as (store, link):
            who = await somebody(link)
            await link.execute(
                """update complaints set status = 'open', resolved_at = null, state = '{"type": "open"}'
                where id = (select id from complaints where contractor_id = $1 limit 1)""",
                who["id"],
            )
            erase = EraseContractor(store, MemoryEvents(), ManualClock(NOW))
            left = await erase(PhoneNumber(who["phone"]), who=JARVIS)
            assert left == StillOpen(complaints=1)
            assert "messages" in await told_of(link, "Zoulikha")

    asyncio.run(story())


def test_an_export_holds_all_that_names_the_contractor_and_nobody_elses(database):
    async def story():
        async with seeded(database) as (store, link):
            who = await somebody(link)
            async with store.begin() as work:
                found = await work.personal.export(await work.personal.find(PhoneNumber(who["phone"])))
                assert await work.personal.find(PhoneNumber("+212799999999")) == ()
            mine = await link.fetchval("select count(*) from messages where contractor_id = $1", who["id"])
            assert len(found["messages"]) == mine
            assert len(found["webhook_events"]) == 1
            others = re.findall(r"\+212[0-9]{9}", json.dumps(found, default=str))
            assert set(others) <= {who["phone"]}

    asyncio.run(story())


_NOT_FORGOTTEN = """
    select count(*) from contractors where phone is not null and not registered and not exists (
        select from complaints where contractor_id = contractors.id and status <> 'resolved'
    )
"""


def test_what_is_older_than_its_time_is_forgotten_and_the_rest_stays(database):
    async def story():
        async with seeded(database) as (store, link):
            await link.execute(
                "update messages set outcome = 'answered' where outcome is null or outcome = 'parked'"
            )
            keep = dict.fromkeys(Ageing, timedelta(days=365)) | {Ageing.MESSAGES: timedelta(days=2)}
            await ForgetTheOld(store, ManualClock(NOW), keep)()
            old = "received_at < $1"
            limit = NOW - timedelta(days=2)
            assert await link.fetchval(
                f"select bool_and(sender = $2) from messages where {old}", limit, NOBODY
            )
            assert not await link.fetchval(
                "select bool_or(sender = $2) from messages where received_at >= $1", limit, NOBODY
            )
            assert await link.fetchval("select count(*) from message_words where at < $1", limit) == 0
            assert await link.fetchval("select count(*) from contract_statuses") > 0
            await lists_still_read(database)
            await ForgetTheOld(store, ManualClock(NOW + timedelta(days=800)), keep)()
            assert await link.fetchval(_NOT_FORGOTTEN) == 0

    asyncio.run(story())


@pytest.fixture
def console(database, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("JARVIS_DATABASE_URL", database)
    monkeypatch.setenv("JARVIS_DATA_DIR", str(tmp_path))

    def run(*words):
        with pytest.raises(SystemExit) as ended:
            cli.main(["contractor", *words])
        return ended.value.code, capsys.readouterr()

    return run


def test_export_and_erasure_at_the_console_are_audited_and_the_chain_holds(database, console):
    async def prepared():
        async with seeded(database) as (_, link):
            return await somebody(link)

    who = asyncio.run(prepared())
    code, shown = console("export", who["phone"])
    assert (code, json.loads(shown.out)["contractors"][0]["name"]) == (0, "Zoulikha Canari")
    assert console("erase", who["phone"])[0] == 0
    code, shown = console("erase", who["phone"])
    assert (code, who["phone"] in shown.err) == (1, False)

    async def audited():
        store = await PostgresStore.open(
            database, quiet=timedelta(), at_most=timedelta(), clock=ManualClock()
        )
        try:
            async with store.begin() as work:
                entries = await work.audit_of(f"contractor:{who['id']}")
                assert list(verify(await work.desk.audit_after(0, limit=1000))) == []
                return [entry.action for entry in entries]
        finally:
            await store.close()

    assert asyncio.run(audited())[-2:] == ["contractor_exported", "contractor_erased"]
