"""Messages over HTTP: the list, one with its timeline, answering it anew, marking it handled and not."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from dishka.integrations.litestar import FromDishka, inject
from litestar import Request, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from jarvis_adapters.http.filters import MESSAGES
from jarvis_adapters.http.guards import actor_of, requires
from jarvis_adapters.http.lists import PART, Listed, Part
from jarvis_adapters.http.message_steps import StepOut, steps_of
from jarvis_adapters.http.problems import Problem, Refused
from jarvis_adapters.http.refusals import MISSING, documented, missing
from jarvis_adapters.http.shown import AnswerOut, FoundOut, MessageOut, show_message, shown
from jarvis_domain.answering.messages import ConfirmedWithin, Media, Reaction, Text, overdue_at
from jarvis_domain.desk.staff import Permission
from jarvis_domain.flow.converse import Converse
from jarvis_domain.flow.outcomes import Missing
from jarvis_domain.flow.sign_in import SignedIn
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.ports.views import MessageFilter, MessageSort, MessageView, ReplyView, Views
from jarvis_domain.understanding.explain import explain
from jarvis_domain.understanding.reading import ComplaintType, Intent, Language, ReadBy, Reason

_TAGS = ["messages"]
_WAITING = Problem(type="urn:jarvis:message-waiting", title="Ce message attend déjà sa réponse.", status=409)
_Signed = Request[Any, SignedIn, Any]


class ReadingOut(msgspec.Struct, frozen=True, kw_only=True):
    """What the message was read to say; the fields are those of the reader."""

    language: Language | None
    intent: Intent
    complaint_type: ComplaintType | None = None
    spam: bool = False
    by: ReadBy
    contracts: tuple[FoundOut, ...] = ()
    incomplete: tuple[str, ...] = ()
    same_contract: bool = False
    wants_help: bool = False
    closing: bool = False
    choice: int | None = None
    confidence: float


class MessageFile(MessageOut, frozen=True, kw_only=True):
    """One message with everything JARVIS did about it.

    `reading` is null until it is read, `fallback` says why the model did not help. `why` is what the rules
    see in the text. `answers` are the portal's, `sent` the reply, `timeline` every step in its order.
    """

    whatsapp_id: str
    sent_at: datetime
    reading: ReadingOut | None
    fallback: str
    why: tuple[Reason, ...]
    read_at: datetime | None
    answers: tuple[AnswerOut, ...]
    settled_at: datetime | None
    sent: ReplyView | None
    complaints: tuple[UUID, ...]
    timeline: tuple[StepOut, ...]


@dataclass(frozen=True, slots=True)
class MessageFiles:
    """Everything there is to show of one message."""

    views: Views
    clock: Clock
    within: ConfirmedWithin

    async def __call__(self, id_: UUID) -> MessageFile:
        """Raises Problem for one that is not there."""
        view = await self.views.message(id_)
        if view is None:
            raise missing()
        return show_file(view, self._unconfirmed_at(view.reply))

    def _unconfirmed_at(self, reply: ReplyView | None) -> datetime | None:
        if reply is None:
            return None
        at = overdue_at(reply.delivery, reply.accepted_at, self.within)
        return at if at is not None and at <= self.clock.now() else None


@get(
    "/api/dashboard/messages",
    guards=[requires(Permission.READ)],
    dependencies=PART | MESSAGES,
    operation_id="listMessages",
    tags=_TAGS,
)
@inject
async def list_messages(
    wanted: NamedDependency[MessageFilter],
    part: NamedDependency[Part],
    views: FromDishka[Views],
    sort: FromQuery[MessageSort] = MessageSort.NEWEST,
) -> Listed[MessageOut]:
    """Lists messages, a part at a time.

    `attention`: flagged or failed, and nobody has marked it handled; `waiting`: not settled yet.
    """
    name = f"messages:{sort}"
    return part.listed(name, await views.messages(wanted, sort, part.of(name)), show_message)


@get(
    "/api/dashboard/messages/{message_id:uuid}",
    guards=[requires(Permission.READ)],
    responses=MISSING,
    operation_id="readMessage",
    tags=_TAGS,
)
@inject
async def read_message(message_id: FromPath[UUID], files: FromDishka[MessageFiles]) -> MessageFile:
    """Reads one message: its reading, what the portal said, the reply, and the timeline of it all."""
    return await files(message_id)


@post(
    "/api/dashboard/messages/{message_id:uuid}/replay",
    status_code=202,
    guards=[requires(Permission.WORK)],
    responses=MISSING | documented(409, "It is waiting for its answer anyway."),
    operation_id="replayMessage",
    tags=_TAGS,
)
@inject
async def replay_message(
    request: _Signed,
    message_id: FromPath[UUID],
    converse: FromDishka[Converse],
    files: FromDishka[MessageFiles],
) -> MessageFile:
    """Has a message read and answered anew, soon; 409 while it is waiting for its answer anyway."""
    done = await converse.replay(message_id, who=actor_of(request))
    if isinstance(done, Missing):
        raise missing()
    if not done:
        raise Refused(_WAITING)
    return await files(message_id)


@post(
    "/api/dashboard/messages/{message_id:uuid}/handled",
    status_code=200,
    guards=[requires(Permission.WORK)],
    responses=MISSING,
    operation_id="markMessageHandled",
    tags=_TAGS,
)
@inject
async def mark_handled(
    request: _Signed,
    message_id: FromPath[UUID],
    converse: FromDishka[Converse],
    files: FromDishka[MessageFiles],
) -> MessageFile:
    """Marks a message handled: a person has dealt with what it was flagged for."""
    if isinstance(await converse.handled(message_id, who=actor_of(request)), Missing):
        raise missing()
    return await files(message_id)


@delete(
    "/api/dashboard/messages/{message_id:uuid}/handled",
    status_code=200,
    guards=[requires(Permission.WORK)],
    responses=MISSING,
    operation_id="markMessageNotHandled",
    tags=_TAGS,
)
@inject
async def mark_not_handled(
    request: _Signed,
    message_id: FromPath[UUID],
    converse: FromDishka[Converse],
    files: FromDishka[MessageFiles],
) -> MessageFile:
    """Takes back that a message was handled, whoever marked it; one that nobody marked stays as it is."""
    if isinstance(await converse.not_handled(message_id, who=actor_of(request)), Missing):
        raise missing()
    return await files(message_id)


def show_file(view: MessageView, unconfirmed_at: datetime | None = None) -> MessageFile:
    return MessageFile(
        **msgspec.structs.asdict(show_message(view.row)),
        whatsapp_id=view.whatsapp_id,
        sent_at=view.sent_at,
        reading=shown(view.reading, ReadingOut) if view.reading else None,
        fallback=view.fallback,
        why=_why(view),
        read_at=view.read_at,
        answers=shown(view.answers, tuple[AnswerOut, ...]),
        settled_at=view.settled_at,
        sent=view.reply,
        complaints=view.complaints,
        timeline=steps_of(view, unconfirmed_at),
    )


def _why(view: MessageView) -> tuple[Reason, ...]:
    """Reasons cost as much as a reading, so they are made when somebody looks."""
    if view.reading is None or view.reading.why:
        return view.reading.why if view.reading else ()
    match view.row.content:
        case Text(text=text) | Media(caption=text):
            return explain(text) if text else ()
        case Reaction():
            return ()


MESSAGE_ROUTES = (list_messages, read_message, replay_message, mark_handled, mark_not_handled)
