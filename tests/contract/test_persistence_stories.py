"""Store and Inbox in the situations that lose or double messages, on every implementation."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jarvis_domain.answering.conversation import Conversation, WithHuman
from jarvis_domain.answering.messages import Delivery, Outcome, Text
from jarvis_domain.desk.preferences import Admission
from jarvis_domain.errors import Conflict
from jarvis_domain.flow.verify_audit import VerifyAudit
from jarvis_domain.ports.messaging import DeliveryReported, HumanReplied, MessageDeleted, MessageEdited
from jarvis_domain.ports.persistence import Receipts, Repeated, Stored, Waiting
from support.persistence_stores import InMemory, OnPostgres
from support.persistence_values import CONTRACTS, DAY, LIDS, PHONES, due_reply, inbound

LEASE = timedelta(seconds=300)
NOW = timedelta()
LONG_AGO, FAR = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture(params=["memory", "postgres"])
def make(request):
    made = []

    def make(**burst):
        memory = request.param == "memory"
        made.append(InMemory(**burst) if memory else OnPostgres(request.getfixturevalue("database"), **burst))
        return made[-1]

    yield make
    for hands in made:
        hands.close()


@pytest.fixture
def hands(make):
    return make()


async def contractor_of(hands, **message):
    return (await hands.store.receive(inbound(**message))).contractor


async def queue(hands, contractor, *texts):
    dues = [due_reply(contractor, text) for text in texts]
    for due in dues:
        async with hands.store.begin() as work:
            await work.queue_reply(due)
    return [due.id for due in dues]


async def claim(hands, contractor):
    async with hands.store.begin() as work:
        return await work.claim_reply(contractor, lease=LEASE)


async def counts(hands):
    async with hands.store.begin() as work:
        return {key: number for key, number in (await work.counts()).items() if number}


# what arrives


def test_what_was_never_received_is_told_apart_by_number(hands):
    async def story():
        await hands.store.receive(inbound("m1", instance="one"))
        await hands.store.receive(inbound("m2", instance="two"))
        async with hands.store.begin() as work:
            assert await work.never_received("one", ["m1", "m2", "m3"]) == {"m2", "m3"}
            assert await work.never_received("two", ["m1", "m2"]) == {"m1"}
            assert await work.never_received("one", []) == frozenset()

        odd = "w\x00" + "x" * 300
        await hands.store.receive(inbound(odd, instance="one"))
        async with hands.store.begin() as work:
            assert await work.never_received("one", [odd, "x"]) == {"x"}

    hands.run(story())


def test_when_a_number_heard_first_and_last_is_known(hands):
    async def story():
        await hands.store.receive(inbound("m1", instance="one"))
        await hands.pass_time(60)
        await hands.store.receive(inbound("m2", instance="one"))
        async with hands.store.begin() as work:
            heard = await work.heard("one")
            assert timedelta(seconds=60) <= heard.latest - heard.first < timedelta(seconds=90)
            assert await work.heard("two") is None

    hands.run(story())


def test_a_message_that_comes_five_times_at_once_is_stored_once(hands):
    async def story():
        seen = await asyncio.gather(*(hands.store.receive(inbound()) for _ in range(5)))
        assert sorted(type(one).__name__ for one in seen) == ["Repeated"] * 4 + ["Stored"]
        assert await counts(hands) == {"received": 1}

    hands.run(story())


def test_a_message_is_known_for_ever(hands):
    async def story():
        await hands.store.receive(inbound())
        for days in (1, 7, 365):
            await hands.pass_time(days * 86_400)
            assert await hands.store.receive(inbound()) == Repeated()

    hands.run(story())


def test_the_same_id_at_another_of_our_numbers_is_another_message(hands):
    async def story():
        await hands.store.receive(inbound(instance="one"))
        assert isinstance(await hands.store.receive(inbound(instance="two")), Stored)

    hands.run(story())


def test_one_message_seen_under_lid_and_phone_is_one_message_of_one_contractor(hands):
    async def story():
        by_lid, by_phone = inbound(known_by=(LIDS[0], None)), inbound(known_by=(PHONES[0], LIDS[0]))
        seen = await asyncio.gather(*(hands.store.receive(m) for m in [by_lid, by_phone] * 3))
        (stored,) = (one for one in seen if isinstance(one, Stored))
        later = await hands.store.receive(inbound("m2", known_by=(LIDS[0], PHONES[0])))
        assert later.contractor == stored.contractor

    hands.run(story())


def test_many_first_messages_of_one_person_make_one_contractor(hands):
    async def story():
        ways = [(PHONES[0], LIDS[0]), (LIDS[0], PHONES[0]), (PHONES[0], None), (LIDS[0], None)]
        await asyncio.gather(*(hands.store.receive(inbound(f"m{n}", way)) for n, way in enumerate(ways * 3)))
        both = await contractor_of(hands, id_="last", known_by=(PHONES[0], LIDS[0]))
        async with hands.store.begin() as work:
            assert len(await work.unanswered(both)) == 13

    hands.run(story())


def test_who_was_known_by_lid_and_by_phone_becomes_one_with_all_that_was_said(hands):
    async def story():
        by_lid = await contractor_of(hands, id_="m1", known_by=(LIDS[0], None))
        by_phone = await contractor_of(hands, id_="m2", known_by=(PHONES[0], None), sent=1)
        assert by_lid != by_phone
        (reply,) = await queue(hands, by_lid, "oui")
        for _, _, job in await hands.due_jobs():
            await hands.finish(job)
        assert await contractor_of(hands, id_="m3", known_by=(LIDS[0], PHONES[0]), sent=2) == by_phone
        assert ("deliver", by_phone) in [(kind, owner) for kind, owner, _ in await hands.due_jobs()]
        async with hands.store.begin() as work:
            begun = await work.unanswered(by_lid)
            assert [m.inbound.whatsapp_id for m in begun] == ["m1", "m2", "m3"]
            assert {m.contractor for m in begun} == {by_phone}
        assert (await claim(hands, by_phone)).due.id == reply

    hands.run(story())


@pytest.mark.parametrize("later", ["lid", "phone"])
def test_of_two_conversations_that_become_one_the_later_is_kept(hands, later):
    async def story():
        owners = {
            "lid": await contractor_of(hands, id_="m1", known_by=(LIDS[0], None)),
            "phone": await contractor_of(hands, id_="m2", known_by=(PHONES[0], None)),
        }
        talks = {"lid": Conversation(helped=True), "phone": Conversation(last_contracts=tuple(CONTRACTS))}
        for name in sorted(owners, key=lambda name: name == later):
            async with hands.store.begin() as work:
                await work.save_conversation(owners[name], talks[name])
        await hands.store.receive(inbound("m3", (PHONES[0], LIDS[0])))
        async with hands.store.begin() as work:
            assert await work.conversation(owners["lid"]) == talks[later]
            assert await work.conversation(owners["phone"]) == talks[later]

    hands.run(story())


def test_an_answered_message_is_neither_edited_nor_deleted(hands):
    async def story():
        stored = await hands.store.receive(inbound())
        named = {"instance": "one", "whatsapp_id": "m1"}
        assert await hands.store.edit(MessageEdited(content=Text("F1234567D"), **named))
        async with hands.store.begin() as work:
            (begun,) = await work.unanswered(stored.contractor)
            assert begun.text == "F1234567D"
            await work.settle([stored.message], Outcome.ANSWERED)
        assert not await hands.store.edit(MessageEdited(content=Text("autre"), **named))
        assert not await hands.store.delete(MessageDeleted(**named))
        assert not await hands.store.delete(MessageDeleted(instance="one", whatsapp_id="never seen"))

    hands.run(story())


def test_an_edit_that_comes_before_its_message_is_what_the_message_says(hands):
    async def story():
        named = {"instance": "one", "whatsapp_id": "m1"}
        for text in ("F7654321D", "F1234567D"):
            assert not await hands.store.edit(MessageEdited(content=Text(text), **named))
        assert not await hands.store.edit(MessageEdited(content=Text("x"), instance="one", whatsapp_id="m2"))
        stored = await hands.store.receive(inbound())
        async with hands.store.begin() as work:
            (begun,) = await work.unanswered(stored.contractor)
            assert begun.text == "F1234567D"
            await work.settle([stored.message], Outcome.ANSWERED)
        assert await hands.store.receive(inbound()) == Repeated()

    hands.run(story())


def test_a_message_deleted_before_it_came_is_not_answered_and_the_log_says_why(hands):
    async def story():
        await hands.store.receive(inbound("m0"))
        assert not await hands.store.delete(MessageDeleted(instance="one", whatsapp_id="m1"))
        stored = await hands.store.receive(inbound())
        async with hands.store.begin() as work:
            assert [one.inbound.whatsapp_id for one in await work.unanswered(stored.contractor)] == ["m0"]
            (entry,) = await work.audit_of(f"message:{stored.message}")
        assert (entry.actor, entry.action) == ("jarvis", "message_ignored")
        assert entry.changes == {"reason": "deleted by its writer"}
        assert (await VerifyAudit(hands.store)()).broken == []

    hands.run(story())


def test_a_parked_question_that_is_edited_is_asked_anew_and_one_that_is_deleted_is_owed_no_more(hands):
    async def story():
        edited, deleted = await hands.store.receive(inbound()), await hands.store.receive(inbound("m2"))
        for _, _, job in await hands.due_jobs():
            await hands.finish(job)
        async with hands.store.begin() as work:
            for stored in (edited, deleted):
                await work.park(stored.message, CONTRACTS[:1])
        named = {"instance": "one", "whatsapp_id": "m1"}
        assert await hands.store.edit(MessageEdited(content=Text("F7654321D"), **named))
        assert await hands.store.delete(MessageDeleted(instance="one", whatsapp_id="m2"))
        async with hands.store.begin() as work:
            (begun,) = await work.unanswered(edited.contractor)
            assert (begun.text, await work.parked()) == ("F7654321D", ())
        assert ("answer", edited.contractor) in [(kind, who) for kind, who, _ in await hands.due_jobs()]

    hands.run(story())


def test_a_human_who_writes_first_has_the_conversation_when_the_contractor_answers(hands):
    async def story():
        typed = HumanReplied(instance="one", whatsapp_id="h", to=PHONES[0], text="Bonjour", sent_at=DAY)
        until = DAY + timedelta(hours=1)
        assert await hands.store.human_replied(typed, until=until)
        contractor = await contractor_of(hands)
        async with hands.store.begin() as work:
            assert (await work.conversation(contractor)).state == WithHuman(until=until)

    hands.run(story())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(text=st.text(), id_=st.text(min_size=1), long=st.sampled_from([1, 70_000]))
def test_every_text_is_stored_and_two_ids_stay_two(hands, text, id_, long):
    """Arabic, emoji, direction marks, NUL, half of a surrogate pair, and no end of it."""

    async def story():
        await hands.clear()
        message = inbound(id_, content=Text(text * long))
        stored = await hands.store.receive(replace(message, name=text, instance=text))
        assert isinstance(stored, Stored)
        for other in (id_ + "\x00", id_ + "\ud800", id_ * 300):
            assert isinstance(
                await hands.store.receive(replace(message, whatsapp_id=other, instance=text)),
                Stored if other != id_ else Repeated,
            )
        assert await hands.store.receive(replace(message, instance=text)) == Repeated()
        async with hands.store.begin() as work:
            begun = await work.unanswered(stored.contractor)
            assert begun[0].text in text * long
            assert len(begun[0].text) <= 65_536
            await work.queue_reply(due_reply(stored.contractor, text))
            await work.settle([m.id for m in begun], Outcome.FAILED, reason=text)

    hands.run(story())


# nobody forgotten


def test_under_load_every_message_finds_its_answer_job(make):
    """Producers and workers at once, bursts joined at the last moment: the lost wake-up would show here."""
    hands = make(quiet=NOW, at_most=NOW)

    async def write(number):
        for round_ in range(12):
            await hands.store.receive(inbound(f"{number}.{round_}", (PHONES[number % 2], None)))

    async def work_off(done):
        while True:
            ended, jobs = done.is_set(), await hands.due_jobs()
            for _, contractor, job in jobs:
                async with hands.store.begin() as work:
                    messages = await work.unanswered(contractor)
                    await work.settle([m.id for m in messages], Outcome.ANSWERED)
                await hands.finish(job)
            if ended and not jobs:
                return
            await asyncio.sleep(0)

    async def story():
        done = asyncio.Event()
        working = asyncio.create_task(work_off(done))
        await asyncio.gather(*(write(number) for number in range(4)))
        done.set()
        await working
        assert await counts(hands) == {"answered": 48}

    hands.run(story())


def test_of_two_who_settle_one_message_at_once_one_is_told(hands):
    async def settle(message):
        async with hands.store.begin() as work:
            await work.queue_reply(due_reply(message.contractor))
            await work.settle([message.message], Outcome.ANSWERED)

    async def story():
        message = await hands.store.receive(inbound())
        ends = await asyncio.gather(*(settle(message) for _ in range(2)), return_exceptions=True)
        assert [type(end) for end in ends if end is not None] == [Conflict]
        assert await counts(hands) == {"answered": 1, "reply:queued": 1}

    hands.run(story())


# the outbox


def test_of_many_who_claim_at_once_one_gets_the_reply(hands):
    async def story():
        contractor = await contractor_of(hands)
        (reply,) = await queue(hands, contractor, "oui")
        claims = await asyncio.gather(*(claim(hands, contractor) for _ in range(5)))
        assert [claimed.due.id for claimed in claims if claimed] == [reply]

    hands.run(story())


def test_many_workers_send_every_reply_once_and_in_order(hands):
    async def send_all(contractor, sent):
        while (await counts(hands)).get("reply:queued"):
            await asyncio.sleep(0)
            if claimed := await claim(hands, contractor):
                sent.append(claimed.due.id)
                async with hands.store.begin() as work:
                    await work.accept_reply(claimed.due.id, f"w{claimed.due.id}")

    async def story():
        expected, sent, workers = [], [], []
        for phone in PHONES:
            contractor = await contractor_of(hands, id_=str(phone), known_by=(phone, None))
            expected.append(await queue(hands, contractor, *"abcdefgh"))
            sent.append([])
            workers += [send_all(contractor, sent[-1]) for _ in range(3)]
        await asyncio.gather(*workers)
        assert sent == expected

    hands.run(story())


def test_a_single_call_is_kept_and_an_accepted_reply_tells_whether_another_is_due(hands):
    async def story():
        contractor = await contractor_of(hands)
        await queue(hands, contractor, "oui", "non")
        another = []
        for _ in range(2):
            async with hands.store.once() as work:
                claimed = await work.claim_reply(contractor, lease=LEASE)
            async with hands.store.once() as work:
                another.append(await work.accept_reply(claimed.due.id, f"w{claimed.due.id}"))
        assert another == [True, False]
        assert (await counts(hands))["reply:accepted"] == 2

    hands.run(story())


def test_what_waits_comes_with_all_that_its_answer_depends_on(hands):
    async def story():
        contractor = await contractor_of(hands)
        await hands.store.receive(inbound("m2", sent=-1))
        talk = Conversation(state=WithHuman(until=DAY))
        async with hands.store.begin() as work:
            await work.save_conversation(contractor, talk)
            wanted = replace(await work.desk.preferences(), admission=Admission.REGISTERED)
            await work.desk.save_preferences(wanted)
            unanswered = await work.unanswered(contractor)
        async with hands.store.once() as work:
            waiting = await work.waiting(contractor)
        assert [message.inbound.whatsapp_id for message in waiting.messages] == ["m2", "m1"]
        assert waiting == Waiting(
            messages=unanswered, conversation=talk, admission=Admission.REGISTERED, registered=False
        )
        async with hands.store.begin() as work:
            await work.settle([message.id for message in unanswered], Outcome.IGNORED)
            assert await work.waiting(contractor) is None

    hands.run(story())


def test_nobody_changes_the_conversation_of_what_waits_until_the_work_is_done(hands):
    async def story():
        contractor = await contractor_of(hands)
        order = []

        async def another():
            async with hands.store.begin() as work:
                await work.waiting(contractor)
                order.append("another")

        await asyncio.gather(another(), another())  # two connections are open from here on
        order.clear()
        async with asyncio.TaskGroup() as group, hands.store.begin() as work:
            await work.waiting(contractor)
            group.create_task(another())
            for _ in range(20):  # time enough for the other, if it did not wait
                await asyncio.sleep(0)
                await work.unanswered(contractor)
            order.append("first")
        assert order == ["first", "another"]

    hands.run(story())


def test_who_comes_before_a_lease_has_ended_leaves_a_job_for_its_end(hands):
    async def story():
        contractor = await contractor_of(hands)
        await queue(hands, contractor, "oui", "non")
        await claim(hands, contractor)
        for _, _, job in await hands.due_jobs():
            await hands.finish(job)
        assert await claim(hands, contractor) is None
        await hands.pass_time(280)
        assert "deliver" not in [kind for kind, _, _ in await hands.due_jobs()]
        await hands.pass_time(40)
        assert ("deliver", contractor) in [(kind, owner) for kind, owner, _ in await hands.due_jobs()]
        assert (await claim(hands, contractor)).attempt == 2

    hands.run(story())


def test_a_worker_that_wakes_up_late_does_not_undo_what_another_has_sent(hands):
    async def story():
        contractor = await contractor_of(hands)
        (reply,) = await queue(hands, contractor, "oui")
        async with hands.store.begin() as work:
            await work.accept_reply(reply, "first")
            await work.accept_reply(reply, "second")
            await work.postpone_reply(reply, wait=LEASE, reason="timeout")
            await work.fail_reply(reply, "timeout")
            assert await work.delivery_of(reply) is Delivery.ACCEPTED
        read = {"instance": "one", "delivery": Delivery.READ}
        assert not await hands.store.report(DeliveryReported(whatsapp_id="second", **read))
        assert await hands.store.report(DeliveryReported(whatsapp_id="first", **read))
        await hands.pass_time(1000)
        assert await claim(hands, contractor) is None

    hands.run(story())


def test_what_was_accepted_is_unconfirmed_until_its_receipt_comes_however_late(hands):
    async def receipts(since=LONG_AGO, until=FAR):
        async with hands.store.begin() as work:
            return await work.receipts(since, until)

    async def story():
        contractor = await contractor_of(hands)
        first, second, _ = await queue(hands, contractor, *"abc")
        assert await receipts() == Receipts(accepted=0, unconfirmed=0)
        for reply, whatsapp_id in ((first, "w1"), (second, "w2")):
            async with hands.store.begin() as work:
                await work.accept_reply(reply, whatsapp_id)
        assert await receipts() == Receipts(accepted=2, unconfirmed=2)
        assert await receipts(until=LONG_AGO) == Receipts(accepted=0, unconfirmed=0)
        assert await receipts(since=FAR) == Receipts(accepted=0, unconfirmed=0)
        for whatsapp_id, delivery, left in (
            ("w1", Delivery.SERVER_ACK, 2),
            ("w1", Delivery.DELIVERED, 1),
            ("w2", Delivery.FAILED, 0),
        ):
            report = DeliveryReported(instance="one", whatsapp_id=whatsapp_id, delivery=delivery)
            assert await hands.store.report(report)
            assert await receipts() == Receipts(accepted=2, unconfirmed=left)

    hands.run(story())


def test_a_receipt_at_the_very_moment_of_acceptance_is_not_lost(hands):
    async def accept(reply, whatsapp_id):
        async with hands.store.begin() as work:
            await work.accept_reply(reply, whatsapp_id)

    async def story():
        contractor = await contractor_of(hands)
        replies = await queue(hands, contractor, *"abcdefgh")
        for number, reply in enumerate(replies):
            ack = DeliveryReported(instance="one", whatsapp_id=f"w{number}", delivery=Delivery.DELIVERED)
            await asyncio.gather(accept(reply, f"w{number}"), hands.store.report(ack))
        assert (await counts(hands))["reply:delivered"] == len(replies)

    hands.run(story())


def test_unknown_things_are_bugs_and_say_so(hands):
    async def story():
        stranger = due_reply("00000000-0000-0000-0000-000000000001")
        for wrong in (
            lambda work: work.queue_reply(stranger),
            lambda work: work.accept_reply(stranger.id, "w"),
            lambda work: work.postpone_reply(stranger.id, wait=LEASE, reason=""),
            lambda work: work.fail_reply(stranger.id, ""),
            lambda work: work.wake(stranger.contractor),
        ):
            with pytest.raises(LookupError):
                async with hands.store.begin() as work:
                    await wrong(work)

    hands.run(story())


def test_a_reply_is_queued_once(hands):
    async def story():
        due = due_reply(await contractor_of(hands))
        async with hands.store.begin() as work:
            await work.queue_reply(due)
        with pytest.raises(Conflict):
            async with hands.store.begin() as work:
                await work.queue_reply(due)
        assert await counts(hands) == {"received": 1, "reply:queued": 1}

    hands.run(story())
