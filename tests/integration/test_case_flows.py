"""The flows of case work on PostgreSQL: one complaint to its end, and colleagues who act at once."""

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from datetime import timedelta

from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_domain.answering.conversation import Conversation, Idle
from jarvis_domain.answering.messages import Text
from jarvis_domain.answering.says import Thanks
from jarvis_domain.casework.complaints import Complaint, ComplaintStatus
from jarvis_domain.casework.escalation import EscalationSent
from jarvis_domain.casework.tickets import Ticket, TicketStatus
from jarvis_domain.desk.audit import verify
from jarvis_domain.flow.complain import How
from jarvis_domain.flow.follow_ticket import TicketEdit
from jarvis_domain.flow.outcomes import Missing, Outdated
from jarvis_domain.understanding.reading import ComplaintType
from support.back_office import ORANGE, TEAM, BackOffice

RDV, BLOCKED = ComplaintType.PRISE_DE_RDV, ComplaintType.CAS_BLOQUE
LATE = ComplaintType.RETARD_INSTALLATION


@asynccontextmanager
async def office(dsn):
    clock = ManualClock()
    store = await PostgresStore.open(dsn, quiet=timedelta(), at_most=timedelta(), clock=clock)
    try:
        there = BackOffice(store, clock)
        await there.prefer(orange_addresses=ORANGE, back_office_addresses=TEAM)
        yield there
    finally:
        await store.close()


def test_a_complaint_from_the_first_word_to_the_last(database):
    async def story():
        async with office(database) as there:
            karim, leila = await there.contractor("dossier bloqué"), await there.colleague()
            filed = await there.files(karim, BLOCKED, details="bloqué depuis lundi")
            (ticket,) = await there.tickets_of(filed.complaint.id)
            await there.send_notices()
            assert [mail.attachments[0].name for mail in there.sent("orange")] == [f"{ticket.number}.xlsx"]
            assert len(there.sent("back-office")) == 1
            assert await there.waiting() == []

            solved = TicketEdit(status=TicketStatus.RESOLVED, notes="câble changé", orange_id="INC42")
            ticket = await there.follow_ticket(ticket.id, solved, version=1, who=leila)
            done = await there.handle.resolve(
                filed.complaint.id, "vérifié", version=filed.complaint.version, who=leila
            )
            assert (ticket.status, done.status) == (TicketStatus.RESOLVED, ComplaintStatus.RESOLVED)
            assert len(await there.said(karim)) == 4

            there.clock.advance(60)
            assert await _answers(there, karim, "1") == (Thanks(),)
            await _is_all_in_the_audit(there, done, ticket)

    asyncio.run(story())


async def _answers(there, karim, text):
    await there.settle_all(karim)
    await there.contractor(content=Text(text))
    async with there.store.begin() as work:
        burst = await work.unanswered(karim)
        return await there.satisfy.inside(work, burst, Conversation())


async def _is_all_in_the_audit(there, complaint, ticket):
    async with there.store.begin() as work:
        assert isinstance(await work.cases.clock_of(ticket.id), EscalationSent)
        log = await work.desk.audit_after(0, limit=100)
    assert list(verify(log)) == []
    told = [
        sealed.entry.action for sealed in log if complaint.id.hex in sealed.entry.resource.replace("-", "")
    ]
    assert told == ["complaint_created", "complaint_updated", "complaint_resolved", "satisfaction_answered"]
    updates = await there.actions(f"ticket:{ticket.id}")
    assert updates == ["ticket_escalated", "ticket_notified", "ticket_updated", "ticket_updated"]


def test_many_who_file_the_same_at_once_file_it_once(database):
    async def story():
        async with office(database) as there:
            karim = await there.contractor()
            filed = await asyncio.gather(*(there.files(karim, RDV) for _ in range(3)))

            assert Counter(one.how for one in filed) == {How.OPENED: 1, How.ADDED: 2}
            (complaint,) = await there.complaints_of(karim)
            assert complaint.version == 3
            assert len(await there.audit(f"complaint:{complaint.id}")) == 3

    asyncio.run(story())


def test_colleagues_who_do_the_same_at_once_do_it_once(database):
    async def story():
        async with office(database) as there:
            karim = await there.contractor()
            people = [await there.colleague("leila"), await there.colleague("omar")]
            complaint = (await there.files(karim, LATE)).complaint
            tried = await asyncio.gather(
                *(there.escalate(complaint.id, version=1, who=who) for who in people)
            )
            assert Counter(map(type, tried)) == {Ticket: 1, Outdated: 1}
            tried = await asyncio.gather(
                *(there.handle.resolve(complaint.id, "fait", version=2, who=who) for who in people)
            )
            assert Counter(map(type, tried)) == {Complaint: 1, Outdated: 1}
            assert len(await there.tickets_of(complaint.id)) == 1
            assert len(await there.said(karim)) == 4

    asyncio.run(story())


def test_two_senders_at_once_mail_orange_once(database):
    async def story():
        async with office(database) as there:
            karim = await there.contractor()
            for contract in range(1, 4):
                await there.files(karim, BLOCKED, contract)
            await asyncio.gather(there.send_notices(), there.send_notices())

            assert len(there.sent("orange")) == 3
            assert len(there.sent("back-office")) == 3
            assert await there.waiting() == []

    asyncio.run(story())


def test_a_colleague_answers_hands_back_and_has_a_message_read_again(database):
    async def story():
        async with office(database) as there:
            leila, stored = await there.colleague(), await there.hears("où en est mon dossier ?")
            karim, message = stored.contractor, stored.message
            due = await there.converse.reply(karim, "On s'en occupe.", who=leila)
            assert (due.by, await there.said(karim)) == (leila.id, ["On s'en occupe."])
            assert (await there.converse.hand_back(karim, who=leila)).state == Idle()

            again = [await there.converse.replay(message, who=leila) for _ in range(2)]
            assert again == [True, False]
            assert await there.converse.handled(message, who=leila) is True
            assert [await there.converse.not_handled(message, who=leila) for _ in range(2)] == [True, False]
            nowhere = there.ids.new()
            assert await there.converse.replay(nowhere, who=leila) == Missing()
            assert await there.converse.handled(nowhere, who=leila) == Missing()
            told = await there.actions(f"contractor:{karim}")
            assert told == ["conversation_taken_over", "human_replied", "conversation_handed_back"]

    asyncio.run(story())
