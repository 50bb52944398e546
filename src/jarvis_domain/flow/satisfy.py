"""Satisfy: a short answer, or a reaction, to the question after a resolution is written down."""

from dataclasses import dataclass
from datetime import datetime

from jarvis_domain.answering.conversation import Conversation, Flag, Idle, WithHuman
from jarvis_domain.answering.messages import Reaction
from jarvis_domain.answering.says import Say, Thanks
from jarvis_domain.casework.satisfaction import SatisfactionAnswered, Score, answer_satisfaction
from jarvis_domain.desk.actors import JARVIS
from jarvis_domain.flow.bursts import Burst, text_of
from jarvis_domain.ports.cases import OpenQuestion
from jarvis_domain.ports.persistence import UnitOfWork
from jarvis_domain.ports.runtime import Clock


@dataclass(frozen=True, slots=True)
class Satisfy:
    """Asked first of a burst: what answers the question is not read as anything else."""

    clock: Clock

    async def inside(
        self, work: UnitOfWork, burst: Burst, conversation: Conversation
    ) -> tuple[Say, ...] | None:
        """What is said to an answer, recorded in the caller's transaction; None when the burst is none.

        Who is not satisfied is shown to the back office. Raises Conflict when it was answered meanwhile.
        """
        question = await work.cases.open_question(burst[0].contractor) if burst else None
        if question is None:
            return None
        now = self.clock.now()
        words = _answer_in(burst, question, conversation.at(now))
        answered = answer_satisfaction(question.asked, words, now) if words else None
        if answered is None:
            return None
        await self._keep(work, burst, answered, now)
        return (Thanks(),)

    async def _keep(
        self, work: UnitOfWork, burst: Burst, answered: SatisfactionAnswered, now: datetime
    ) -> None:
        await work.cases.answer_satisfaction(answered)
        score = answered.score
        if score is Score.DISSATISFIED:
            await work.flag(burst[-1].id, (Flag.DISSATISFIED,))
        entry = JARVIS.entry(
            "satisfaction_answered",
            f"complaint:{answered.complaint}",
            at=now,
            changes={"score": str(score.value), "message": str(burst[-1].id)},
        )
        await work.record(entry)


def _answer_in(burst: Burst, question: OpenQuestion, talk: Conversation) -> str:
    """What of the burst may answer: a reaction to the question itself, or words that nothing else awaits."""
    for message in reversed(burst):
        match message.inbound.content:
            case Reaction(emoji=emoji, target=target) if emoji and target == question.whatsapp_id:
                return emoji
    return "" if _meant_for_another(talk, question.asked.asked_at) else text_of(burst)


def _meant_for_another(talk: Conversation, asked_at: datetime) -> bool:
    """Whether a colleague has the conversation, or something was asked after the question."""
    match talk.state:
        case WithHuman():
            return True
        case Idle():
            return False
        case _:
            return talk.touched_at is not None and talk.touched_at > asked_at
