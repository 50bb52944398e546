"""Contractors who turn out to be one, with their cases: both stores come to the same end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarvis_domain.casework.complaints import ComplaintChanged
from jarvis_domain.casework.satisfaction import SatisfactionAnswered, SatisfactionAsked, Score
from jarvis_domain.errors import Conflict
from jarvis_domain.understanding.reading import ComplaintType
from support import casework
from support.cases import opening
from support.persistence_stores import InMemory, OnPostgres
from support.persistence_values import DAY, LIDS, PHONES, due_reply, inbound

KNOWN = [*PHONES, LIDS[0]]
STRANGERS = [("write", (address, None)) for address in KNOWN]

addresses, picks = st.sampled_from(KNOWN), st.integers(0, 4)
kinds = st.sampled_from([ComplaintType.CAS_BLOQUE, ComplaintType.AUTRE])
names = st.sampled_from(["", "Karim", "Salma"])
steps = st.one_of(
    st.tuples(st.just("file"), addresses, kinds),
    st.tuples(st.just("change"), picks, casework.changes),
    st.tuples(st.just("ask"), picks),
    st.tuples(st.just("answer"), addresses),
    st.tuples(st.just("list"), st.sampled_from(PHONES), names, st.booleans()),
)
# The LID turns out to be one of the two phones, and then the other one as well.
meetings = st.tuples(st.just("write"), st.sampled_from([(phone, LIDS[0]) for phone in PHONES]))


class Life:
    """One store, and the complaints that were filed in it in their order."""

    def __init__(self, hands):
        self.hands = hands
        self.filed = []
        self.wrote = 0

    async def live(self, steps):
        await self.hands.clear()
        return [await self._try(*step) for step in steps], await self._end()

    async def _try(self, name, *what):
        if name == "write":
            self.wrote += 1
            await self.hands.store.receive(inbound(f"m{self.wrote}", *what))
            return None
        try:
            async with self.hands.store.begin() as work:
                return await getattr(self, name)(work, *what)
        except Conflict as refused:
            return str(refused)

    async def file(self, work, address, kind):
        opened = opening(await work.contractor_at(address), kind=kind)
        await work.cases.add_complaint(opened)
        self.filed.append(opened.complaint.id)

    async def change(self, work, pick, change):
        if not self.filed:
            return
        name, args, fields = change
        complaint = await work.cases.complaint(self.filed[pick % len(self.filed)])
        changed = getattr(complaint, name)(*args, by="leila", at=DAY, **fields)
        if isinstance(changed, ComplaintChanged):
            await work.cases.save_complaint(changed)

    async def ask(self, work, pick):
        if self.filed:
            complaint = await work.cases.complaint(self.filed[pick % len(self.filed)])
            due = due_reply(complaint.contractor)
            await work.queue_reply(due)
            question = SatisfactionAsked(complaint=complaint.id, asked_at=DAY)
            await work.cases.ask_satisfaction(question, contractor=complaint.contractor, reply=due.id)

    async def answer(self, work, address):
        question = await work.cases.open_question(await work.contractor_at(address))
        if question is not None:
            asked = question.asked
            answered = SatisfactionAnswered(
                complaint=asked.complaint, asked_at=asked.asked_at, score=Score.SO_SO, answered_at=DAY
            )
            await work.cases.answer_satisfaction(answered)

    async def list(self, work, phone, name, registered):
        return await work.contractors.register(phone, name=name, region=name and "Fès", registered=registered)

    async def _end(self):
        async with self.hands.store.begin() as work:
            found = [await self._told_of(work, address) for address in KNOWN]
            complaints = [await work.cases.complaint(id_) for id_ in self.filed]
        stories = [
            (one.kind, one.priority, one.status, one.version, [type(event.what) for event in one.history])
            for one in complaints
        ]
        return stories, found

    async def _told_of(self, work, address):
        contractor = await work.contractor_at(address)
        known = await work.contractors.contractor(contractor)
        question = await work.cases.open_question(contractor)
        theirs = await work.cases.complaints_of(contractor)
        problems = [(one.contract, one.kind) for one in theirs if one.unresolved]
        assert len(problems) == len(set(problems))
        return (
            (known.phone, known.name, known.registered, known.region),
            sorted(self.filed.index(one.id) for one in theirs),
            question and self.filed.index(question.asked.complaint),
        )


@pytest.fixture
def stores(database):
    made = (InMemory(), OnPostgres(database))
    yield made
    for hands in made:
        hands.close()


@pytest.mark.timeout(300)
def test_whatever_happens_to_contractors_and_cases_both_stores_tell_the_same(stores):
    @settings(max_examples=60)
    @given(st.lists(steps, min_size=4, max_size=20), meetings, st.lists(steps | meetings, max_size=6))
    def holds(apart, meeting, after):
        story = [*STRANGERS, *apart, meeting, *after]
        told = [hands.run(Life(hands).live(story)) for hands in stores]
        assert told[0] == told[1]

    holds()
