"""Cases on PostgreSQL: the columns that lists look for, and what happens at the same moment."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from jarvis_domain.casework.complaints import Resolved
from jarvis_domain.casework.tickets import OrangeId, TicketNumber
from jarvis_domain.desk.staff import EmailAddress, Role, Staff
from jarvis_domain.ports.cases import NoticeKind
from support.cases import HOUR, complaint_in, escalated, filed, orange_notice, queued, saved, ticketed, wrote
from support.persistence_stores import OnPostgres
from support.persistence_values import DAY, LIDS, PHONES, inbound

LEASE = timedelta(minutes=5)
WAITING = "select exists (select from pg_locks where not granted)"


@pytest.fixture
def hands(database):
    made = OnPostgres(database)
    yield made
    made.close()


async def row(hands, query):
    return tuple(await hands.link.fetchrow(query))


async def somebody_waits(hands):
    while not await hands.link.fetchval(WAITING):
        pass


def test_the_columns_of_a_complaint_follow_its_state(hands):
    wanted = "select status, assigned_to, resolved_at, updated_at, version from complaints"
    leila = Staff(id=uuid4(), email=EmailAddress("leila@tktm.ma"), role=Role.BO, created_at=DAY)

    async def story():
        complaint = await filed(hands, (await wrote(hands)).contractor)
        async with hands.store.begin() as work:
            await work.desk.add_person(leila)
        assert await row(hands, wanted) == ("open", None, None, DAY, 1)
        at = DAY + HOUR
        complaint = await saved(hands, complaint.assign(to=str(leila.id), by="jarvis", at=at))
        assert await row(hands, wanted) == ("assigned", leila.id, None, at, 2)
        complaint = await saved(hands, complaint.escalate(TicketNumber("ONG-7K3FQ9"), by="jarvis", at=at))
        assert await row(hands, wanted) == ("escalated", leila.id, None, at, 3)
        complaint = await saved(hands, complaint.resolve("fait", by="jarvis", at=at + HOUR))
        assert await row(hands, wanted) == ("resolved", leila.id, at + HOUR, at + HOUR, 4)
        await saved(hands, complaint.reopen("encore", by="jarvis", at=at + HOUR))
        assert await row(hands, wanted) == ("open", None, None, at + HOUR, 5)

    hands.run(story())


def test_the_columns_of_a_ticket_follow_its_state(hands):
    wanted = "select status, orange_reference, closed_at, version from tickets"

    async def story():
        ticket = await ticketed(hands, await filed(hands, (await wrote(hands)).contractor))
        async with hands.store.begin() as work:
            for change in (
                lambda one: one.assign_orange_id(OrangeId("INC 4711"), by="leila", at=DAY),
                lambda one: one.resolve("réparé", by="leila", at=DAY),
                lambda one: one.close(by="leila", at=DAY + HOUR),
            ):
                changed = change(ticket)
                await work.cases.save_ticket(changed)
                ticket = changed.ticket
        assert await row(hands, wanted) == ("closed", "INC 4711", DAY + HOUR, 4)

    hands.run(story())


def test_the_events_of_a_complaint_are_named_by_their_kind(hands):
    async def story():
        complaint = await filed(hands, (await wrote(hands)).contractor)
        await saved(hands, complaint.add_note("appelé", by="leila", at=DAY))
        rows = await hands.link.fetch("select actor, kind from complaint_events order by id")
        assert [tuple(row) for row in rows] == [("jarvis", "opened"), ("leila", "note_added")]

    hands.run(story())


def test_a_claim_waits_for_no_other(hands):
    async def claim(work):
        return list(await work.cases.claim_notices(NoticeKind.ORANGE, DAY, lease=LEASE, limit=1))

    async def story():
        ticket = await escalated(hands)
        await queued(hands, orange_notice(ticket), orange_notice(ticket))
        async with hands.store.begin() as one, hands.store.begin() as other:
            seen = [await claim(one), await claim(other), await claim(one)]
        assert [len(claimed) for claimed in seen] == [1, 1, 0]
        assert seen[0] != seen[1]

    hands.run(story())


def test_a_complaint_that_begins_again_while_its_contractor_is_merged_ends_as_a_double(hands):
    async def story():
        by_lid = (await wrote(hands, id_="m1", known_by=(LIDS[0], None))).contractor
        by_phone = (await wrote(hands, id_="m2", known_by=(PHONES[0], None))).contractor
        stays = await filed(hands, by_phone)
        solved = await saved(hands, (await filed(hands, by_lid)).resolve("fait", by="leila", at=DAY))
        async with hands.store.begin() as work:
            await work.cases.save_complaint(solved.reopen("encore", by="leila", at=DAY))
            both = inbound("m3", known_by=(PHONES[0], LIDS[0]))
            merging = asyncio.create_task(hands.store.receive(both))
            await somebody_waits(hands)
        assert (await merging).contractor == by_phone
        ended = await complaint_in(hands, solved.id)
        assert (ended.contractor, ended.version) == (by_phone, 4)
        assert isinstance(ended.state, Resolved)
        assert (await complaint_in(hands, stays.id)).unresolved

    hands.run(story())
