"""`jarvis ask`: one text understood and answered on the configured parts, and nothing sent."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from dishka import AsyncContainer

from jarvis_app.read import reading_shape
from jarvis_domain.answering.contract_status import (
    ContractSnapshot,
    ContractUnknown,
    Source,
    StatusAnswer,
    StatusKnown,
    StatusUnavailable,
)
from jarvis_domain.answering.conversation import Conversation, Decision, Turn, after_look_up, take_turn
from jarvis_domain.answering.drafts import ComplaintDraft
from jarvis_domain.answering.messages import Reply
from jarvis_domain.answering.replies import compose_reply
from jarvis_domain.answering.says import ComplaintNoted, Say, noted_together
from jarvis_domain.casework.complaints import Complaint
from jarvis_domain.casework.standing import standings
from jarvis_domain.flow.look_up import ContractLookUps
from jarvis_domain.flow.read import Reader
from jarvis_domain.ports.crm import CrmAnswer
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.explain import explain
from jarvis_domain.understanding.phones import PhoneNumber
from jarvis_domain.understanding.reading import Reading, Reason


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What would have been done, and `why` the text was read so.

    `files` are the complaints that would have been filed. `reply` is None when JARVIS would stay silent, and
    `silence` says why.
    """

    reading: Reading
    why: tuple[Reason, ...]
    statuses: dict[ContractNumber, StatusAnswer]
    files: tuple[ComplaintDraft, ...] = ()
    reply: Reply | None
    silence: str


async def ask(container: AsyncContainer, text: str, sender: PhoneNumber | None = None) -> Asked:
    """Reads, looks up and answers, in `sender`'s conversation as it stands if they ever wrote to us."""
    reader: Reader = await container.get(Reader)
    look_ups: ContractLookUps = await container.get(ContractLookUps)
    clock: Clock = await container.get(Clock)
    store: Store = await container.get(Store)
    reading = (await reader(text)).reading
    async with store.begin() as work:
        contractor = await work.contractor_at(sender) if sender else None
        conversation = await work.conversation(contractor) if contractor else Conversation()
        complaints = await work.cases.complaints_of(contractor) if contractor else ()
        catalogue = await work.catalogue()
    decision = take_turn(conversation, Turn(text=text, reading=reading), clock.now())
    answers = await asyncio.gather(*(look_ups.look_up(number) for number in decision.look_up))
    statuses = dict(zip(decision.look_up, answers, strict=True))
    looked_up = after_look_up(decision.conversation, decision.say, statuses)
    said = _said(decision, looked_up.say, complaints, clock.now())
    reply = compose_reply(said, statuses, catalogue, clock.now()) if said else None
    return Asked(
        reading=reading,
        why=explain(text) + reading.why,
        statuses=statuses,
        files=decision.file,
        reply=reply,
        silence=decision.silence or "",
    )


def _said(
    decision: Decision, say: tuple[Say, ...], complaints: Sequence[Complaint], now: datetime
) -> tuple[Say, ...]:
    """With how complaints stand, and with those that would be filed noted."""
    noted = (ComplaintNoted(about=draft.kind, contracts=(draft.contract,)) for draft in decision.file)
    told = standings(complaints, now) if decision.tell_complaints else ()
    return (*told, *say, *noted_together(noted))


def asked_shape(asked: Asked) -> dict[str, Any]:
    """What `jarvis ask --json` prints."""
    why = msgspec.to_builtins(asked.why)
    return {
        "reading": {**reading_shape(asked.reading), "confidence": asked.reading.confidence, "why": why},
        "statuses": [_status_shape(answer) for answer in asked.statuses.values()],
        "files": msgspec.to_builtins(asked.files),
        "reply": None if asked.reply is None else msgspec.to_builtins(asked.reply),
        "silence": asked.silence,
    }


def _status_shape(answer: StatusAnswer) -> dict[str, str]:
    match answer:
        case StatusKnown(snapshot=snapshot, source=source):
            return {
                "contract": snapshot.number.value,
                "etat": snapshot.etat,
                "sous_etat": snapshot.sous_etat,
                "sous_etat_2": snapshot.sous_etat_2,
                "date_created": snapshot.date_created,
                "read_at": _utc(snapshot.read_at),
                "source": source,
            }
        case ContractUnknown(number=number):
            return {"contract": number.value, "error": "not_found"}
        case StatusUnavailable(number=number, reason=reason):
            return {"contract": number.value, "error": "unavailable", "reason": reason}


def _utc(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def asked_text(asked: Asked) -> str:
    """The same for people."""
    reading = asked.reading
    facts = [reading.language, reading.intent, reading.complaint_type, "spam" if reading.spam else None]
    lines = [f"read by {reading.by}: " + ", ".join(fact for fact in facts if fact)]
    lines += [f"  {c.number} ({c.how}, seen as {c.seen!r})" for c in reading.contracts]
    lines += [f"  {piece!r} is not a whole number: it would be asked for" for piece in reading.incomplete]
    lines += [f"  {reason.field}: {reason.seen!r} {reason.means}" for reason in asked.why]
    lines += [f"  {_status_line(answer)}" for answer in asked.statuses.values()]
    lines += [f"  a complaint would be filed: {draft.kind}, {draft.contract}" for draft in asked.files]
    said = asked.reply.text if asked.reply else f"(no reply: {asked.silence})"
    return "\n".join([*lines, "", said])


def _status_line(answer: StatusAnswer) -> str:
    shape = _status_shape(answer)
    return ", ".join(f"{name}: {value}" for name, value in shape.items() if value)


def look_up_text(number: ContractNumber, answer: CrmAnswer) -> str:
    """What the portal said of a contract, or why it did not, for people."""
    match answer:
        case ContractSnapshot():
            return _status_line(StatusKnown(snapshot=answer, source=Source.PORTAL))
        case ContractUnknown():
            return f"{number}: the portal knows no such contract"
        case failure:
            return f"{number}: {type(failure).__name__}: {failure.detail}"
