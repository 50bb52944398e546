"""Watch: the chores that find what was left behind, and answer what the portal owes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from uuid import UUID

from jarvis_domain.answering.contract_status import ContractUnknown, Source, StatusAnswer, StatusKnown
from jarvis_domain.answering.conversation import WithHuman, after_look_up, status_of
from jarvis_domain.answering.messages import Outcome, reply_to
from jarvis_domain.answering.replies import compose_reply
from jarvis_domain.answering.says import MAX_CONTRACTS
from jarvis_domain.flow.look_up import ContractLookUps
from jarvis_domain.ports.persistence import Parked, Store
from jarvis_domain.ports.runtime import Clock, Event, Events, Ids, Journal, Step
from jarvis_domain.understanding.contracts import ContractNumber

FORGOTTEN_AFTER = timedelta(seconds=60)
OWED_FOR = timedelta(hours=24)
"""How long a question waits for the portal before it is given up and left to the BO."""

_PROBES = 3
"""After so many contractors whose questions fail the portal counts as away; one bad page blocks nobody."""

Answers = dict[ContractNumber, StatusAnswer]


@dataclass(frozen=True, slots=True)
class Watch:
    """Each method is one chore: safe to run at any time, by any worker, again and again."""

    store: Store
    look_ups: ContractLookUps
    events: Events
    clock: Clock
    ids: Ids
    journal: Journal
    runs: Iterator[int] = field(default_factory=count)
    """Counts the runs: each begins with other questions, so that those that always fail block nobody."""

    async def wake_forgotten(self) -> None:
        """Messages without a job (a worker gave up, a deploy lost one) are answered after all."""
        async with self.store.begin() as work:
            for contractor in await work.forgotten(older_than=FORGOTTEN_AFTER):
                await work.wake(contractor)

    async def wake_stranded(self) -> None:
        """Replies whose sender died or slept past its lease go out after all."""
        async with self.store.begin() as work:
            for contractor in await work.stranded():
                await work.wake_delivery(contractor)

    async def answer_parked(self) -> None:
        """Answers the questions parked while the portal was away, oldest first, once it is back.

        The first look-ups are the probe: after a few that fail the others are not tried.
        """
        async with self.store.begin() as work:
            together = _rotated(_answered_together(await work.parked()), next(self.runs) * _PROBES)
        failures = 0
        for questions in together:
            failures += not await self._answer(questions)
            if failures == _PROBES:
                return

    async def _answer(self, questions: Sequence[Parked]) -> bool:
        """Answers one contractor's questions in one reply; False when the portal is still away."""
        owed = _owed(questions)
        answers: Answers = {}
        for number in owed:
            if not _is_answer(answer := await self.look_ups.look_up(number)):
                await self._give_up_old(questions)
                return False
            answers[number] = answer
        await self._reply(questions, owed, answers)
        return True

    async def _reply(
        self, questions: Sequence[Parked], owed: Sequence[ContractNumber], answers: Answers
    ) -> None:
        contractor = questions[-1].message.contractor
        async with self.store.begin() as work:
            messages = [question.message.id for question in questions]
            conversation = await work.conversation(contractor)
            if isinstance(conversation.at(self.clock.now()).state, WithHuman):
                await work.settle(messages, Outcome.WITH_HUMAN, reason="the portal is back")
                return
            says = [status_of(number) for number in owed]
            looked_up = after_look_up(conversation, says, answers)
            reply = compose_reply(looked_up.say, answers, await work.catalogue(), self.clock.now())
            due = reply_to(questions[-1].message, reply, self.ids.new())
            await work.save_conversation(contractor, looked_up.conversation)
            await work.queue_reply(due)
            await work.settle(messages, Outcome.ANSWERED, reply=due.id, reason="the portal is back")
        for message in messages:
            self.journal.note(Step.REPLIED, message=message, contractor=contractor, late=True)
        await self.events.publish(Event(kind="reply", id=str(due.id)))

    async def _give_up_old(self, questions: Sequence[Parked]) -> None:
        limit = self.clock.now() - OWED_FOR
        old = [question.message.id for question in questions if question.parked_at < limit]
        if old:
            async with self.store.begin() as work:
                await work.settle(old, Outcome.FAILED, reason="the portal was away for a day")
            self.journal.note(Step.FAILED, messages=len(old), reason="the portal was away for a day")


def _answered_together(parked: Sequence[Parked]) -> list[list[Parked]]:
    """Questions of one contractor, as many as one reply can answer."""
    groups: list[list[Parked]] = []
    latest: dict[UUID, list[Parked]] = {}
    for question in parked:
        group = latest.get(question.message.contractor)
        if group is None or len(_owed([*group, question])) > MAX_CONTRACTS:
            group = latest[question.message.contractor] = []
            groups.append(group)
        group.append(question)
    return groups


def _rotated(groups: list[list[Parked]], by: int) -> list[list[Parked]]:
    start = by % len(groups) if groups else 0
    return groups[start:] + groups[:start]


def _owed(questions: Sequence[Parked]) -> tuple[ContractNumber, ...]:
    return tuple(dict.fromkeys(number for question in questions for number in question.contracts))


def _is_answer(answer: StatusAnswer) -> bool:
    """What the portal says now; a stale status was good enough before, and is no news."""
    match answer:
        case ContractUnknown():
            return True
        case StatusKnown(source=source):
            return source is not Source.STALE
        case _:
            return False
