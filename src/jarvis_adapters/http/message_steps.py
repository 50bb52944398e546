"""The way of one message, step by step, with how long each took."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

import msgspec

from jarvis_domain.answering.contract_status import (
    ContractUnknown,
    Source,
    StatusAnswer,
    StatusKnown,
    StatusUnavailable,
)
from jarvis_domain.answering.messages import Delivery, Outcome
from jarvis_domain.ports.views import MessageView, PersonRef, ReplyView


class StepName(StrEnum):
    RECEIVED = "received"
    READ = "read"
    LOOKED_UP = "looked_up"
    REPLIED = "replied"
    SETTLED = "settled"
    ACCEPTED = "accepted"
    UNCONFIRMED = "unconfirmed"
    DELIVERED = "delivered"
    SEEN = "seen"
    FAILED = "failed"
    HANDLED = "handled"


class StepOut(msgspec.Struct, frozen=True, kw_only=True):
    """One step; `at` is null where only its order is known, `took_ms` counts from the step before.

    `settled` stands for every end but an answer, `unconfirmed` for a receipt that did not come in time. `by`
    is the person who did it, null for JARVIS.
    """

    step: StepName
    at: datetime | None = None
    took_ms: int | None = None
    by: PersonRef | None = None
    facts: dict[str, str] = {}


def steps_of(view: MessageView, unconfirmed_at: datetime | None = None) -> tuple[StepOut, ...]:
    """In the order they happened; never a step that did not."""
    return tuple(_timed(_steps(view, unconfirmed_at)))


def _timed(steps: Iterator[StepOut]) -> Iterator[StepOut]:
    last: datetime | None = None
    for step in steps:
        if step.at is None or last is None:
            yield step
        else:
            yield msgspec.structs.replace(step, took_ms=max(_ms(step.at - last), 0))
        last = step.at or last


def _ms(span: timedelta) -> int:
    return round(span / timedelta(milliseconds=1))


def _steps(view: MessageView, unconfirmed_at: datetime | None) -> Iterator[StepOut]:
    row = view.row
    facts = {"instance": row.instance, "sent_at": view.sent_at.isoformat()}
    yield StepOut(step=StepName.RECEIVED, at=row.received_at, facts=facts)
    if view.reading is not None:
        yield StepOut(step=StepName.READ, at=view.read_at, facts=_reading(view))
    yield from map(_looked_up, view.answers)
    if view.reply is not None:
        yield from _reply(view.reply)
    if unconfirmed_at is not None:
        yield StepOut(step=StepName.UNCONFIRMED, at=unconfirmed_at)
    if row.outcome is not None and row.outcome is not Outcome.ANSWERED:
        end = StepName.FAILED if row.outcome is Outcome.FAILED else StepName.SETTLED
        yield StepOut(step=end, at=view.settled_at, facts=_said(outcome=row.outcome, reason=row.reason))
    if row.handled_by is not None:
        yield StepOut(step=StepName.HANDLED, by=row.handled_by)


def _reading(view: MessageView) -> dict[str, str]:
    row = view.row
    return _said(
        by=row.by or "",
        language=row.language or "",
        intent=row.intent or "",
        complaint_type=row.complaint_type or "",
        confidence="" if row.confidence is None else f"{row.confidence:.2f}",
        fallback=view.fallback,
    )


def _looked_up(answer: StatusAnswer) -> StepOut:
    match answer:
        case StatusKnown(snapshot=snapshot, source=source):
            facts = _said(
                contract=snapshot.number.value,
                source=source,
                etat=snapshot.etat,
                sous_etat=snapshot.sous_etat,
                read_at=snapshot.read_at.isoformat(),
            )
            at = snapshot.read_at if source is Source.PORTAL else None
            return StepOut(step=StepName.LOOKED_UP, at=at, facts=facts)
        case ContractUnknown(number=number):
            return StepOut(step=StepName.LOOKED_UP, facts={"contract": number.value, "source": "not_found"})
        case StatusUnavailable(number=number, reason=reason):
            facts = _said(contract=number.value, source="unavailable", reason=reason)
            return StepOut(step=StepName.LOOKED_UP, facts=facts)
        case _:
            assert_never(answer)


def _reply(reply: ReplyView) -> Iterator[StepOut]:
    yield StepOut(step=StepName.REPLIED, at=reply.queued_at, by=reply.by)
    for step, at in (
        (StepName.ACCEPTED, reply.accepted_at),
        (StepName.DELIVERED, reply.delivered_at),
        (StepName.SEEN, reply.seen_at),
    ):
        if at is not None:
            facts = {"attempts": str(reply.attempts)} if step is StepName.ACCEPTED else {}
            yield StepOut(step=step, at=at, facts=facts)
    if reply.delivery is Delivery.FAILED:
        facts = _said(reason=reply.reason, attempts=str(reply.attempts))
        yield StepOut(step=StepName.FAILED, facts=facts)


def _said(**facts: str) -> dict[str, str]:
    """The facts that say something, as plain text."""
    return {name: str(value) for name, value in facts.items() if value}
