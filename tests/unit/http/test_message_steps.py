"""The timeline of a message: every step that happened, none that did not."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_adapters.http.message_steps import StepName, steps_of
from jarvis_adapters.http.messages import MessageFiles
from jarvis_adapters.memory.clock import ManualClock
from jarvis_domain.answering.contract_status import (
    ContractUnknown,
    Source,
    StatusKnown,
    StatusUnavailable,
)
from jarvis_domain.answering.messages import ConfirmedWithin, Delivery, Outcome, Text
from jarvis_domain.ports.views import ContractorRef, MessageRow, MessageView, PersonRef, ReplyView
from jarvis_domain.understanding.reading import Intent, Language, Reading
from support.house import contract
from support.talk import NOON, number

ID = UUID(int=1)
LEILA = PersonRef(id=ID, name="Leila", email="leila@tktm.ma")


def after(seconds):
    return NOON + timedelta(seconds=seconds)


def view(*, outcome=None, reason="", handled_by=None, **parts):
    row = MessageRow(
        id=ID,
        contractor=ContractorRef(id=ID, name="Karim"),
        instance="jarvis",
        content=Text("salam"),
        received_at=NOON,
        outcome=outcome,
        reason=reason,
        handled_by=handled_by,
    )
    return MessageView(row=row, whatsapp_id="3EB0", sent_at=after(-1), **parts)


def reply(delivery=Delivery.READ, **moments):
    return ReplyView(id=ID, text="…", delivery=delivery, attempts=2, queued_at=after(3), **moments)


def test_a_message_that_was_seen_went_through_every_step():
    whole = view(
        outcome=Outcome.ANSWERED,
        reading=Reading(language=Language.FR, intent=Intent.STATUS_CHECK),
        read_at=after(1),
        answers=(StatusKnown(snapshot=contract(), source=Source.CACHE),),
        reply=reply(accepted_at=after(4), delivered_at=after(6), seen_at=after(60)),
    )
    steps = steps_of(whole)

    assert [(step.step, step.took_ms) for step in steps] == [
        (StepName.RECEIVED, None),
        (StepName.READ, 1_000),
        (StepName.LOOKED_UP, None),
        (StepName.REPLIED, 2_000),
        (StepName.ACCEPTED, 1_000),
        (StepName.DELIVERED, 2_000),
        (StepName.SEEN, 54_000),
    ]
    assert steps[2].facts["source"] == "cache"


def test_what_failed_says_why():
    lost = view(outcome=Outcome.ANSWERED, reply=reply(Delivery.FAILED))
    given_up = view(outcome=Outcome.FAILED, reason="three attempts", settled_at=after(9))

    assert steps_of(lost)[-1].step is StepName.FAILED
    assert steps_of(given_up)[-1].facts == {"outcome": "failed", "reason": "three attempts"}


def test_each_answer_of_the_portal_is_a_step_of_its_own():
    answers = (
        ContractUnknown(number=number(1)),
        StatusUnavailable(number=number(2), reason="portal down"),
        StatusKnown(snapshot=contract(), source=Source.PORTAL),
    )
    steps = steps_of(view(answers=answers))[1:]

    assert [step.facts["source"] for step in steps] == ["not_found", "unavailable", "portal"]
    assert [step.at is None for step in steps] == [True, True, False]


def test_who_dealt_with_it_is_named_at_the_end():
    last = steps_of(view(outcome=Outcome.WITH_HUMAN, settled_at=after(2), handled_by=LEILA))[-1]

    assert (last.step, last.by, last.at) == (StepName.HANDLED, LEILA, None)


@pytest.mark.parametrize(
    ("delivery", "waited", "told"),
    [
        (Delivery.ACCEPTED, 14, False),
        (Delivery.ACCEPTED, 15, True),
        (Delivery.SERVER_ACK, 60, True),
        (Delivery.DELIVERED, 60, False),
        (Delivery.FAILED, 60, False),
        (Delivery.QUEUED, 60, False),
    ],
)
def test_a_reply_without_a_receipt_in_time_says_so_until_one_comes(delivery, waited, told):
    sent = reply(delivery, accepted_at=None if delivery is Delivery.QUEUED else NOON)
    within = ConfirmedWithin(timedelta(minutes=15))
    files = MessageFiles(OneView(view(reply=sent)), ManualClock(NOON + timedelta(minutes=waited)), within)
    steps = asyncio.run(files(ID)).timeline
    overdue = [step.at for step in steps if step.step is StepName.UNCONFIRMED]

    assert overdue == ([NOON + within] if told else [])


class OneView:
    """Views of one message."""

    def __init__(self, only):
        self.only = only

    async def message(self, _id):
        return self.only


@given(st.sampled_from([None, *Outcome]), st.sampled_from(Delivery), st.booleans())
def test_a_timeline_begins_with_receiving_and_no_step_takes_less_than_nothing(outcome, delivery, replied):
    sent = reply(delivery, accepted_at=after(-5)) if replied else None
    steps = steps_of(view(outcome=outcome, reply=sent, settled_at=after(1)))

    assert steps[0].step is StepName.RECEIVED
    assert all(step.took_ms is None or step.took_ms >= 0 for step in steps)
    assert (StepName.REPLIED in {step.step for step in steps}) == replied
