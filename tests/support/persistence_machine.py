"""Random lives of a store, compared step by step with the model."""

from copy import deepcopy
from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from jarvis_domain.answering.catalogue import DEFAULT_CATALOGUE
from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.answering.conversation import Conversation, take_over
from jarvis_domain.answering.messages import (
    Delivery,
    Outcome,
    Text,
)
from jarvis_domain.answering.templates import TemplateKey
from jarvis_domain.errors import Conflict
from jarvis_domain.ports.messaging import DeliveryReported, HumanReplied, MessageDeleted, MessageEdited
from jarvis_domain.ports.persistence import AuditEntry, Repeated, Stored
from jarvis_domain.understanding.contracts import FoundContract, How
from jarvis_domain.understanding.reading import Intent, Reading
from support.persistence_model import LATE, LEASE, WAIT, Model
from support.persistence_values import (
    CONTRACTS,
    DAY,
    addresses,
    clean,
    conversations,
    due_reply,
    final_outcomes,
    inbound,
    inbounds,
    picks,
    sent_ids,
    storable,
    texts,
)


class Undone(Exception):
    """Ends a unit of work that is to leave nothing behind."""


class Life(RuleBasedStateMachine):
    """One store from empty; a unit of work that `fails` does all it does and is then rolled back."""

    hands = None

    @initialize(messages=st.lists(inbounds, min_size=3, max_size=6))
    def begin(self, messages):
        self.hands.run(self.hands.clear())
        self.model = Model()
        self.start = self.hands.clock.now()
        self.inbox = self.hands.store
        for number, message in enumerate(messages):
            self.receive(message, fresh=True)
            self.queue_reply(number, to=message.sender, text="bonjour", fails=False)

    def unit(self, story, *, fails=False, raises=None):
        before = deepcopy(self.model)

        async def whole():
            async with self.hands.store.begin() as work:
                await story(work)
                if fails:
                    raise Undone

        if fails or raises:
            with pytest.raises(raises or Undone):
                self.hands.run(whole())
            self.model = before
        else:
            self.hands.run(whole())

    # what arrives

    @rule(message=inbounds, fresh=st.booleans())
    def receive(self, message, fresh):
        if fresh:
            message = replace(message, whatsapp_id=f"fresh {len(self.model.messages)}")
        before = self.model.message(message.instance, message.whatsapp_id)
        match self.hands.run(self.inbox.receive(message)):
            case Repeated():
                assert before is not None
            case Stored(message=stored, contractor=contractor):
                assert before is None
                self.model.receive(clean(message), stored, contractor)
                assert self.model.messages[-1].owner == contractor

    @rule(pick=picks, text=texts)
    def edit(self, pick, text):
        message = self.pick(self.model.messages, pick)
        named = {"instance": message.inbound.instance, "whatsapp_id": message.inbound.whatsapp_id}
        expected = message.open and self.model.edit(message, storable(text))
        assert self.hands.run(self.inbox.edit(MessageEdited(content=Text(text), **named))) is expected

    @rule(pick=picks)
    def delete(self, pick):
        message = self.pick(self.model.messages, pick)
        named = {"instance": message.inbound.instance, "whatsapp_id": message.inbound.whatsapp_id}
        expected = message.open
        if expected:
            self.model.end(message, Outcome.IGNORED)
        assert self.hands.run(self.inbox.delete(MessageDeleted(**named))) is expected

    @rule(id_=sent_ids, delivery=st.sampled_from(Delivery))
    def report(self, id_, delivery):
        event = DeliveryReported(instance="one", whatsapp_id=id_, delivery=delivery)
        assert self.hands.run(self.inbox.report(event)) is self.model.report(id_, delivery)

    @rule(id_=sent_ids, to=addresses, echo=picks, minutes=st.integers(1, 3))
    def human_replies(self, id_, to, echo, minutes):
        sent = self.model.replies[echo].due.reply.text if echo < len(self.model.replies) else "je m'en occupe"
        until = DAY + timedelta(minutes=minutes)
        event = HumanReplied(instance="one", whatsapp_id=id_, to=to, text=sent, sent_at=DAY)
        expected = not self.model.is_echo(id_, to, sent)
        assert self.hands.run(self.inbox.human_replied(event, until=until)) is expected
        if expected:
            owner = self.hands.run(self.owner_of(to))
            talk = self.model.conversations.get(owner, (0, Conversation()))[1]
            self.model.save(owner, take_over(talk, until))

    async def owner_of(self, address):
        """Somebody a human wrote to first is only known to the store: asked for by a message of theirs."""
        if address in self.model.addresses:
            return self.model.addresses[address]
        first = inbound(str(address), (address, None), instance="three")
        stored = await self.inbox.receive(first)
        self.model.receive(first, stored.message, stored.contractor)
        return stored.contractor

    # answering

    @rule(
        pick=picks,
        talk=conversations,
        outcome=final_outcomes,
        park=st.booleans(),
        text=texts,
        fails=st.booleans(),
    )
    def answer(self, pick, talk, outcome, park, text, fails):
        owner = self.pick(self.model.owners, pick)

        async def story(work):
            expected = self.model.unsettled(owner)
            begun = await work.begin_answering([m.id for m in await work.unanswered(owner)])
            for message in expected:
                message.attempts += 1
            heir = self.model.heir(owner)
            assert [(m.id, m.contractor, m.inbound, m.attempts) for m in begun] == [
                (m.id, heir, m.inbound, m.attempts) for m in expected
            ]
            await work.save_conversation(owner, talk)
            self.model.save(owner, talk)
            if not begun:
                return
            due = due_reply(owner, text, to=begun[0].inbound.sender, quoted_id=begun[0].inbound.whatsapp_id)
            await work.queue_reply(due)
            self.model.queue(clean(due), owner)
            parked, rest = (begun[:1], begun[1:]) if park else ((), begun)
            for message in parked:
                await work.park(message.id, CONTRACTS[:2])
                self.model.end(self.by_id(message.id), Outcome.PARKED, tuple(CONTRACTS[:2]))
            await work.settle([m.id for m in rest], outcome, reply=due.id, reason="said")
            for message in rest:
                self.model.end(self.by_id(message.id), outcome)

        self.unit(story, fails=fails)

    @rule(chosen=st.lists(picks, min_size=1, max_size=3), outcome=final_outcomes, fails=st.booleans())
    def settle(self, chosen, outcome, fails):
        messages = {m.id: m for m in (self.pick(self.model.messages, n) for n in chosen)}
        conflict = not all(message.open for message in messages.values())

        async def story(work):
            await work.settle(list(messages), outcome)
            for message in messages.values():
                self.model.end(self.by_id(message.id), outcome)

        self.unit(story, fails=fails, raises=Conflict if conflict else None)

    @rule(pick=picks, fails=st.booleans())
    def park(self, pick, fails):
        message = self.pick(self.model.messages, pick)

        async def story(work):
            await work.park(message.id, CONTRACTS[:1])
            self.model.end(self.by_id(message.id), Outcome.PARKED, tuple(CONTRACTS[:1]))

        self.unit(story, fails=fails, raises=Conflict if message.outcome is not None else None)

    @rule(pick=picks, seen=texts)
    def note_reading(self, pick, seen):
        found = FoundContract(number=CONTRACTS[0], how=How.CORRECTED, seen=seen)
        reading = Reading(language=None, intent=Intent.STATUS_CHECK, contracts=(found,))

        async def story(work):
            await work.note_reading(self.pick(self.model.messages, pick).id, reading, "timeout")

        self.unit(story)

    # delivering

    @rule(pick=picks, to=addresses, text=texts, fails=st.booleans())
    def queue_reply(self, pick, to, text, fails):
        owner = self.pick(self.model.owners, pick)
        due = due_reply(owner, text, to=to)

        async def story(work):
            await work.queue_reply(due)
            self.model.queue(clean(due), owner)

        self.unit(story, fails=fails)

    @rule(pick=picks, fails=st.booleans())
    def claim(self, pick, fails):
        owner = self.pick(self.model.owners, pick)

        async def story(work):
            claimed = await work.claim_reply(owner, lease=timedelta(seconds=LEASE))
            expected = self.model.claim(owner)
            if expected is None:
                assert claimed is None
            else:
                due = replace(expected.due, contractor=expected.owner)
                assert (claimed.due, claimed.attempt) == (due, expected.attempts)

        self.unit(story, fails=fails)

    @rule(pick=picks, id_=sent_ids, fails=st.booleans())
    def accept(self, pick, id_, fails):
        async def story(work):
            row = self.pick(self.model.replies, pick)
            await work.accept_reply(row.due.id, id_)
            self.model.accept(row, id_)
            assert await work.delivery_of(row.due.id) is row.delivery

        self.unit(story, fails=fails)

    @rule(pick=picks, give_up=st.booleans(), fails=st.booleans())
    def end_attempt(self, pick, give_up, fails):
        async def story(work):
            row = self.pick(self.model.replies, pick)
            if give_up:
                await work.fail_reply(row.due.id, "not on WhatsApp")
                self.model.fail(row)
            else:
                await work.postpone_reply(row.due.id, wait=timedelta(seconds=WAIT), reason="later")
                self.model.postpone(row)
            assert await work.delivery_of(row.due.id) is row.delivery

        self.unit(story, fails=fails)

    # time and jobs

    @rule(seconds=st.sampled_from([70, 310]))
    def pass_time(self, seconds):
        self.hands.run(self.hands.pass_time(seconds))
        self.model.now += seconds

    @rule(end=st.sampled_from(["finish", "retry"]))
    def run_due_jobs(self, end):
        due = self.model.due()
        taken = self.hands.run(self.hands.due_jobs())
        assert sorted((kind, owner) for kind, owner, _ in taken) == sorted((j.kind, j.owner) for j in due)
        for _, _, job in taken:
            self.hands.run((self.hands.finish if end == "finish" else self.hands.retry_later)(job))
        for job in due:
            job.started, job.at = True, self.model.now + WAIT
            if end == "finish":
                self.model.jobs.remove(job)

    @rule(pick=picks, kind=st.sampled_from(["answer", "deliver"]), fails=st.booleans())
    def wake(self, pick, kind, fails):
        owner = self.pick(self.model.owners, pick)

        async def story(work):
            if kind == "answer":
                await work.wake(owner)
                self.model.wake_answer(self.model.heir(owner), 0)
            else:
                await work.wake_delivery(owner)
                self.model.wake_delivery(self.model.heir(owner), self.model.now)

        self.unit(story, fails=fails)

    # what is known

    @rule(number=st.sampled_from(CONTRACTS), etat=texts, read=st.integers(0, 5), fails=st.booleans())
    def remember_status(self, number, etat, read, fails):
        snapshot = ContractSnapshot(number=number, etat=etat, read_at=DAY + timedelta(seconds=read))

        async def story(work):
            await work.remember_status(snapshot)
            known = self.model.statuses.get(number)
            if known is None or known.read_at < snapshot.read_at:
                self.model.statuses[number] = replace(snapshot, etat=storable(etat))
            assert await work.last_status(number) == self.model.statuses[number]

        self.unit(story, fails=fails)

    @rule(
        key=st.sampled_from([TemplateKey.AIDE, TemplateKey.RELAIS_HUMAIN]),
        word=st.integers(0, 9),
        fails=st.booleans(),
    )
    def publish_template(self, key, word, fails):
        template = replace(DEFAULT_CATALOGUE[key], fr=f"Bonjour {word}")

        async def story(work):
            versions = self.model.templates.setdefault(key, [])
            versions.append(template)
            assert await work.publish_template(template, by="admin") == len(versions)

        self.unit(story, fails=fails)

    @rule(word=texts, fails=st.booleans())
    def record(self, word, fails):
        entry = AuditEntry(at=DAY, actor="ali", action=storable(word), resource="thing", changes={word: word})

        async def story(work):
            await work.record(entry)
            self.model.audit.setdefault("thing", []).append(storable(word))

        self.unit(story, fails=fails)

    @invariant()
    def the_store_says_what_the_model_says(self):
        async def story(work):
            assert await work.counts() == self.model.counts()
            assert await work.stranded() == self.model.stranded()
            assert await work.forgotten(older_than=timedelta(seconds=LATE)) == self.model.forgotten()
            assert [(p.message.id, p.contracts, p.parked_at - self.start) for p in await work.parked()] == [
                (m.id, m.owed, timedelta(seconds=m.parked)) for m in self.model.parked()
            ]
            for owner in self.model.owners:
                talk = self.model.conversations.get(self.model.heir(owner), (0, Conversation()))[1]
                assert await work.conversation(owner) == talk
            published = [versions[-1] for versions in self.model.templates.values() if versions]
            assert await work.catalogue() == DEFAULT_CATALOGUE.with_templates(published)
            newest = await work.newest_templates()
            assert {one.template.key: one.template for one in newest} == {t.key: t for t in published}

        self.unit(story)

    def teardown(self):
        async def story(work):
            for resource, actions in self.model.audit.items():
                assert [entry.action for entry in await work.audit_of(resource)] == actions

        self.unit(story)

    def pick(self, rows, number):
        return rows[number % len(rows)]

    def by_id(self, id_):
        return next(message for message in self.model.messages if message.id == id_)
