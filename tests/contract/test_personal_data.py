"""The contract of PersonalData, and the flows over it, on every store."""

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from msgspec import json

from jarvis_adapters.memory.clock import ManualClock
from jarvis_adapters.memory.events import MemoryEvents
from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.answering.conversation import AwaitingNumber, Conversation
from jarvis_domain.answering.messages import Delivery, Outcome, Text
from jarvis_domain.desk.actors import Actor
from jarvis_domain.desk.personal_data import (
    BITE,
    KEPT_FOR,
    NOBODY,
    Ageing,
    Erased,
    StillOpen,
)
from jarvis_domain.desk.sign_in import Caller, LinkRequest, MagicLink, Session
from jarvis_domain.desk.staff import EmailAddress, Role, Staff
from jarvis_domain.flow.keep_personal_data import EraseContractor, ExportContractor, ForgetTheOld
from jarvis_domain.flow.outcomes import Missing
from jarvis_domain.ports.mail import MailReport, MailStatus
from jarvis_domain.ports.messaging import DeliveryReported, MessageDeleted, NotForUs
from jarvis_domain.ports.runtime import Event
from support.cases import (
    complaint_in,
    filed,
    office_notice,
    queued,
    saved,
    ticketed,
    wrote,
)
from support.persistence_model import QUIET
from support.persistence_stores import InMemory, OnPostgres
from support.persistence_values import CONTRACTS, DAY, LIDS, PHONES, due_reply
from support.talk import status_check

LONG_AGO, FAR_OFF = datetime(2001, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
CONSOLE = Actor(id="console")
WORDS = ("Zoulikha", "secret", PHONES[0].value[1:])


@pytest.fixture(scope="module", params=["memory", "postgres"])
def stores(request):
    """One store for all tests of this file: a database for each would take longer than the tests."""
    with ExitStack() as stack:
        if request.param == "memory":
            made = InMemory()
        else:
            databases = request.getfixturevalue("databases")
            made = OnPostgres(stack.enter_context(databases.fresh()))
        stack.callback(made.close)
        yield made


@pytest.fixture
def hands(stores):
    stores.run(stores.clear())
    return stores


async def forget(hands, kind=Ageing.MESSAGES, before=FAR_OFF, most=BITE):
    async with hands.store.begin() as work:
        return await work.personal.forget(kind, before=before, most=most)


async def found(hands, phone=PHONES[0]):
    async with hands.store.begin() as work:
        return list(await work.personal.find(phone))


async def exported(hands, phone=PHONES[0]):
    return await ExportContractor(hands.store, hands.clock)(phone, who=CONSOLE)


async def erased(hands, phone=PHONES[0], events=None):
    return await EraseContractor(hands.store, events or MemoryEvents(), hands.clock)(phone, who=CONSOLE)


async def settle(hands, message, outcome=Outcome.ANSWERED):
    async with hands.store.begin() as work:
        if outcome is Outcome.PARKED:
            await work.park(message, CONTRACTS[:1])
        elif outcome is not None:
            await work.settle([message], outcome)


async def replied(hands, contractor, *, sent=True):
    due = due_reply(contractor, "secret")
    async with hands.store.begin() as work:
        await work.queue_reply(due)
        if sent:
            await work.accept_reply(due.id, "sent-1")
    return due


async def complained(hands, contractor):
    """A complaint that was escalated, noted on, and ended, all of it in secret words."""
    complaint = await filed(hands, contractor, details="secret")
    ticket = await ticketed(hands, complaint)
    await queued(hands, office_notice(ticket))
    noted = complaint.add_note("secret note", by="bo", at=DAY)
    complaint = await saved(hands, noted)
    async with hands.store.begin() as work:
        await work.cases.save_ticket(ticket.resolve("secret notes", by="bo", at=DAY))
    return await saved(hands, complaint.resolve("secret end", by="bo", at=DAY)), ticket


async def a_whole_life(hands):
    """Somebody of whom every part of the record tells something, and of whom nothing is open."""
    stored = await wrote(hands, known_by=(PHONES[0], LIDS[0]), content=Text("Zoulikha, secret"))
    async with hands.store.begin() as work:
        await work.contractors.register(PHONES[0], name="Zoulikha", region="secret")
        await work.save_conversation(stored.contractor, Conversation(state=AwaitingNumber()))
        await work.note_reading(stored.message, status_check(1), "secret detail")
    await settle(hands, stored.message)
    due = await replied(hands, stored.contractor)
    await hands.store.report(DeliveryReported(instance="one", whatsapp_id="sent-1", delivery=Delivery.READ))
    raw = f'{{"remoteJid": "{PHONES[0].value[1:]}@s.whatsapp.net"}}'.encode()
    await hands.store.keep(NotForUs(instance="one", event="e", why="w"), raw)
    complaint, ticket = await complained(hands, stored.contractor)
    return stored, due, complaint, ticket


def test_somebody_is_found_by_phone_with_who_they_turned_out_to_be_first(hands):
    async def story():
        lid = (await wrote(hands, id_="m1", known_by=(LIDS[0], None))).contractor
        phone = (await wrote(hands, id_="m2", known_by=(PHONES[0], None))).contractor
        await wrote(hands, id_="m3", known_by=(PHONES[0], LIDS[0]))
        await wrote(hands, id_="m4", known_by=(PHONES[1], None))
        assert await found(hands) == [phone, lid]
        assert lid not in await found(hands, PHONES[1])

    hands.run(story())


def test_nobody_is_found_exported_or_erased_who_is_not_on_record(hands):
    async def story():
        assert await found(hands) == []
        assert await exported(hands) == Missing()
        assert await erased(hands) == Missing()

    hands.run(story())


def test_an_export_tells_everything_of_one_and_nothing_of_another(hands):
    async def story():
        stored, *_ = await a_whole_life(hands)
        await wrote(hands, id_="m2", known_by=(PHONES[1], None), content=Text("another's"))
        told = await exported(hands)
        text = json.encode(told).decode()
        assert all(word in text for word in WORDS)
        assert LIDS[0].value in text
        assert "another's" not in text
        assert PHONES[1].value not in text
        parts = ("contractors", "messages", "replies", "receipts", "complaints", "tickets", "notices")
        assert [len(told[part]) for part in parts] == [1] * len(parts)
        async with hands.store.begin() as work:
            *_, last = await work.audit_of(f"contractor:{stored.contractor}")
        assert (last.action, last.actor) == ("contractor_exported", "console")

    hands.run(story())


def test_after_an_erasure_nothing_names_or_quotes_them_and_the_cases_stay(hands):
    async def story():
        stored, due, complaint, ticket = await a_whole_life(hands)
        other = await wrote(hands, id_="m2", known_by=(PHONES[1], None), content=Text("Zoulikha told me"))
        async with hands.store.begin() as work:
            before = await work.counts()
        told = await erased(hands)
        assert isinstance(told, Erased)
        parts = ("contractors", "messages", "replies", "receipts", "complaints", "tickets", "notices")
        assert [told.rows[part] for part in parts] == [1] * len(parts)
        assert await found(hands) == []
        async with hands.store.begin() as work:
            left = await work.personal.export([stored.contractor])
            assert await work.counts() == before
            assert await work.contractor_at(LIDS[0]) is None
            assert await work.conversation(stored.contractor) == Conversation()
            assert (await work.cases.ticket(ticket.id)).number == ticket.number
            assert (await work.contractors.last_message(stored.contractor)).inbound.sender == NOBODY
            assert (await work.contractors.last_message(other.contractor)).text == "Zoulikha told me"
            assert await work.delivery_of(due.id) is Delivery.READ
        kept = json.encode({part: rows for part, rows in left.items() if not part.startswith("audit")})
        assert [word for word in WORDS if word.encode() in kept] == []
        after = await complaint_in(hands, complaint.id)
        assert (after.status, after.contract, len(after.history)) == ("resolved", CONTRACTS[0], 3)
        assert after.details == after.state.resolution == after.notes[0].what.text == ""

    hands.run(story())


def test_an_erasure_is_audited_and_told_to_whoever_looks(hands):
    async def story():
        stored, *_ = await a_whole_life(hands)
        events = MemoryEvents()
        async with events.subscribe() as heard:
            await erased(hands, events=events)
            assert await anext(heard) == Event(kind="contractor", id=str(stored.contractor))
        async with hands.store.begin() as work:
            *_, last = await work.audit_of(f"contractor:{stored.contractor}")
        assert (last.action, last.changes["messages"]) == ("contractor_erased", "1")
        assert "satisfaction" not in last.changes

    hands.run(story())


def test_who_writes_again_after_an_erasure_is_somebody_new(hands):
    async def story():
        stored, *_ = await a_whole_life(hands)
        await erased(hands)
        again = await wrote(hands, id_="m9")
        assert again.contractor != stored.contractor
        assert await found(hands) == [again.contractor]

    hands.run(story())


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_only_who_has_nothing_open_is_erased_whatever_a_message_ended_as(hands, outcome):
    async def story():
        stored = await wrote(hands)
        await settle(hands, stored.message, outcome)
        told = await erased(hands)
        if outcome in (None, Outcome.PARKED):
            assert told == StillOpen(messages=1)
            assert await found(hands) == [stored.contractor]
            assert await forget(hands) == 0
        else:
            assert isinstance(told, Erased)

    hands.run(story())


def test_an_unsent_reply_and_an_unresolved_complaint_stand_against_an_erasure(hands):
    async def story():
        stored = await wrote(hands)
        await settle(hands, stored.message)
        await replied(hands, stored.contractor, sent=False)
        await filed(hands, stored.contractor)
        assert await erased(hands) == StillOpen(replies=1, complaints=1)
        assert await found(hands) == [stored.contractor]

    hands.run(story())


# what has aged


def test_a_settled_message_is_forgotten_once_it_is_older_and_not_before(hands):
    async def story():
        first = await wrote(hands, id_="m1")
        await hands.pass_time(60)
        second = await wrote(hands, id_="m2")
        async with hands.store.begin() as work:
            _, later = await work.unanswered(first.contractor)
        for message in (first, second):
            await settle(hands, message.message)
        assert await forget(hands, before=LONG_AGO) == 0
        assert await forget(hands, before=later.received_at) == 1
        assert await forget(hands, before=later.received_at) == 0
        async with hands.store.begin() as work:
            assert (await work.contractors.last_message(first.contractor)).text == "salam"
        assert await found(hands) == [first.contractor]

    hands.run(story())


def test_what_is_not_settled_not_sent_or_not_resolved_is_never_forgotten(hands):
    async def story():
        stored = await wrote(hands)
        await replied(hands, stored.contractor, sent=False)
        await filed(hands, stored.contractor)
        assert await forget(hands) == 0
        assert await found(hands) == [stored.contractor]

    hands.run(story())


def test_who_wrote_nothing_since_is_forgotten_unless_they_are_on_the_list(hands):
    async def story():
        listed, quiet = await wrote(hands), await wrote(hands, id_="m2", known_by=(PHONES[1], LIDS[1]))
        for one in (listed, quiet):
            await settle(hands, one.message)
        async with hands.store.begin() as work:
            await work.contractors.register(PHONES[0], name="Karim")
        assert await forget(hands) == 3
        assert await found(hands) == [listed.contractor]
        assert await found(hands, PHONES[1]) == []
        async with hands.store.begin() as work:
            gone = await work.contractors.contractor(quiet.contractor)
            assert (gone.phone, gone.name) == (None, "")
            assert await work.contractor_at(LIDS[1]) is None

    hands.run(story())


def test_a_resolved_complaint_is_forgotten_with_its_ticket_and_what_was_sent_of_it(hands):
    async def story():
        stored, _, complaint, ticket = await a_whole_life(hands)
        assert await forget(hands, before=DAY) == 0
        async with hands.store.begin() as work:
            await work.cases.end_notice((await work.cases.waiting_notices())[0][0].id, DAY)
        assert await forget(hands) == 3
        after = await complaint_in(hands, complaint.id)
        assert after.state.resolution == after.details == ""
        async with hands.store.begin() as work:
            assert (await work.cases.ticket(ticket.id)).state.notes == ""
            assert (
                "secret"
                not in json.encode((await work.personal.export([stored.contractor]))["notices"]).decode()
            )
            assert (await work.personal.export([stored.contractor]))["notices"] == []
        assert await forget(hands) == 0

    hands.run(story())


def test_a_mail_that_still_waits_is_not_forgotten_with_its_complaint(hands):
    async def story():
        await a_whole_life(hands)
        assert await forget(hands) > 0
        async with hands.store.begin() as work:
            assert len(await work.cases.waiting_notices()) == 1

    hands.run(story())


async def heard_nothing_for_us(hands):
    for number in range(2):
        await hands.store.keep(NotForUs(instance="one", event="e", why="w"), b"%d" % number)
    await hands.store.delete(MessageDeleted(instance="one", whatsapp_id="never-came"))


async def looked_up(hands):
    async with hands.store.begin() as work:
        for hour in range(3):
            read_at = DAY + timedelta(hours=hour)
            await work.remember_status(
                ContractSnapshot(number=CONTRACTS[0], etat="En cours", read_at=read_at)
            )


async def got_receipts(hands):
    for number in range(3):
        id_ = f"sent-{number}"
        await hands.store.report(DeliveryReported(instance="one", whatsapp_id=id_, delivery=Delivery.READ))


async def gave_up_jobs(hands):
    for number in range(3):
        lid = LIDS[0] if number == 2 else PHONES[number]
        await wrote(hands, id_=f"m{number}", known_by=(lid, None))
    await hands.pass_time(QUIET + 1)
    for _, _, job in await hands.due_jobs():
        await hands.give_up(job)


async def mailed(hands):
    here, person = (
        Caller(ip="10.0.0.1"),
        Staff(id=uuid4(), email=EmailAddress(f"{uuid4()}@tktm.ma"), role=Role.BO, created_at=DAY),
    )
    later = DAY + timedelta(hours=1)
    async with hands.store.begin() as work:
        await work.desk.add_person(person)
        await work.desk.note_mail("key", "mail-1", kind="link", at=DAY)
        await work.desk.report_mail(MailReport(id="r", mail_id="mail-1", status=MailStatus.DELIVERED, at=DAY))
        await work.desk.ask_link(
            LinkRequest(id=uuid4(), email="x@tktm.ma", nonce_hash=b"n", requested_at=DAY, caller=here)
        )
        link = MagicLink(
            id=uuid4(),
            staff=person.id,
            selector="s" * 16,
            token_hash="h",
            nonce_hash=None,
            created_at=DAY,
            expires_at=later,
        )
        assert await work.desk.issue_link(link, since=DAY, limit=5)
        await work.desk.add_session(
            Session(id=uuid4(), staff=person.id, created_at=DAY, expires_at=later, last_seen_at=DAY)
        )


WAYS = {
    Ageing.WEBHOOK_EVENTS: (heard_nothing_for_us, 3),
    Ageing.CONTRACT_STATUSES: (looked_up, 3),
    Ageing.RECEIPTS: (got_receipts, 3),
    Ageing.FAILED_JOBS: (gave_up_jobs, 3),
    Ageing.MAILS: (mailed, 5),
}


def test_each_kind_is_forgotten_by_age_so_many_at_a_time_and_no_other_with_it(hands):
    async def story():
        for happened, _ in WAYS.values():
            await happened(hands)
        for kind, (_, count) in WAYS.items():
            assert await forget(hands, kind, before=LONG_AGO) == 0
            assert await forget(hands, kind, most=count - 1) == count - 1
            assert await forget(hands, kind) == 1
            assert await forget(hands, kind) == 0

    hands.run(story())


def test_the_last_known_status_is_the_one_forgotten_last(hands):
    async def story():
        await looked_up(hands)
        async with hands.store.begin() as work:
            newest = await work.last_status(CONTRACTS[0])
        assert await forget(hands, Ageing.CONTRACT_STATUSES, before=newest.read_at) == 2
        async with hands.store.begin() as work:
            assert await work.last_status(CONTRACTS[0]) == newest
        assert await forget(hands, Ageing.CONTRACT_STATUSES) == 1
        async with hands.store.begin() as work:
            assert await work.last_status(CONTRACTS[0]) is None

    hands.run(story())


def test_what_is_forgotten_is_taken_back_with_its_transaction(hands):
    async def fail():
        async with hands.store.begin() as work:
            assert await work.personal.forget(Ageing.RECEIPTS, before=FAR_OFF, most=9) == 3
            raise ZeroDivisionError

    async def story():
        await got_receipts(hands)
        with pytest.raises(ZeroDivisionError):
            await fail()
        assert await forget(hands, Ageing.RECEIPTS) == 3

    hands.run(story())


# a run


def test_a_run_stops_at_its_most_and_the_next_one_takes_what_is_left(hands):
    async def story():
        await mailed(hands)
        keep = {Ageing.MAILS: timedelta(days=1)}
        run = ForgetTheOld(hands.store, ManualClock(FAR_OFF), keep, bite=2, most=3)
        assert [await run() for _ in range(3)] == [{Ageing.MAILS: gone} for gone in (3, 2, 0)]
        async with hands.store.begin() as work:
            entries = await work.audit_of("data:mails")
        assert [entry.changes["erased"] for entry in entries] == ["2", "1", "2"]

    hands.run(story())


def test_a_run_keeps_to_the_period_of_each_kind_and_is_audited(hands):
    async def story():
        await looked_up(hands)
        clock = ManualClock(DAY + KEPT_FOR[Ageing.CONTRACT_STATUSES] + timedelta(hours=1, seconds=1))
        gone = await ForgetTheOld(hands.store, clock, KEPT_FOR)()
        assert gone == dict.fromkeys(Ageing, 0) | {Ageing.CONTRACT_STATUSES: 2}
        async with hands.store.begin() as work:
            (entry,) = await work.audit_of("data:contract_statuses")
            assert await work.audit_of("data:receipts") == ()
        assert (entry.actor, entry.action, entry.changes["erased"]) == ("jarvis", "data_forgotten", "2")

    hands.run(story())
