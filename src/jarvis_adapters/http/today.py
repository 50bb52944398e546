"""The home page over HTTP: what waits for somebody right now, and how JARVIS itself is doing."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from dishka.integrations.litestar import FromDishka, inject
from litestar import get

from jarvis_adapters.http.guards import requires
from jarvis_adapters.http.shown import ComplaintOut, show_complaint
from jarvis_domain.answering.messages import Outcome
from jarvis_domain.casework.complaints import ComplaintStatus
from jarvis_domain.casework.escalation import EscalationPending, is_late, time_left
from jarvis_domain.casework.priority import Priority
from jarvis_domain.desk.figures import day_of
from jarvis_domain.desk.staff import Permission
from jarvis_domain.ports.health import Checks, Part, PartState
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.ports.views import (
    ComplaintFilter,
    ComplaintSort,
    MessageFilter,
    MessageSort,
    Period,
    Slice,
    TicketFilter,
    TicketRow,
    TicketSort,
    Views,
)

_TAGS = ["dashboard"]
_MOST = Slice(limit=100)
_SHOWN = 10
_UNRESOLVED = tuple(status for status in ComplaintStatus if status is not ComplaintStatus.RESOLVED)
_LOOKED_AT_EVERY = timedelta(seconds=10)
_A_WEEK = timedelta(days=6)
"""Before today: the days that a list of "the last seven days" shows."""

_PARTS = {
    "database": "La base de données",
    "answers": "Le traitement des messages",
    "cache": "La mémoire partagée",
    "webhook": "La réception des messages",
    "receipts": "La remise des réponses",
    "portal": "Le portail D2D",
    "browser": "Le navigateur du portail",
    "language model": "Le modèle de langue",
    "mail": "L'envoi des e-mails",
    "worker": "Le processus de traitement",
    "disk": "L'espace disque",
    "backups": "La sauvegarde",
    "server": "Le serveur de la base de données",
    "clock": "L'horloge",
    "audit log": "Le journal d'audit",
    "configuration": "La configuration",
}
_STATES: Mapping[PartState, str] = {
    PartState.OK: "fonctionne",
    PartState.OFF: "n'est pas configuré",
    PartState.DEGRADED: "fonctionne mal : JARVIS continue sans",
    PartState.DOWN: "ne répond pas : rien n'avance",
}


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """`more`: there are at least so many, and nobody counted further."""

    count: int
    more: bool = False


class RunningOut(msgspec.Struct, frozen=True, kw_only=True):
    """An escalation whose mail to Orange has not left; `seconds_left` of the five minutes, 0 once late."""

    ticket: UUID
    number: str
    contract: str
    decided_at: datetime
    seconds_left: int
    late: bool


class PartOut(msgspec.Struct, frozen=True, kw_only=True):
    """A part of JARVIS: `says` in French; `detail` and `mend` in English, as the log says it."""

    name: str
    state: PartState
    says: str
    detail: str
    mend: str


class TodayOut(msgspec.Struct, frozen=True, kw_only=True):
    """What waits: `waiting` messages being answered, `parked` ones that wait for the portal.

    `unanswered` are those of today and the six days before that failed, `attention` the ones a colleague
    should see. `proposed` complaints wait for a click to go to Orange.
    """

    now: datetime
    waiting: int
    oldest_waiting_at: datetime | None
    parked: Count
    unanswered: Count
    attention: Count
    high_priority: Count
    unassigned: Count
    proposed: Count
    urgent: tuple[ComplaintOut, ...]
    escalations: tuple[RunningOut, ...]
    parts: tuple[PartOut, ...]


class Vitals:
    """How the parts are doing, looked at again at most every ten seconds, whoever asks and however often."""

    def __init__(self, checks: Checks, clock: Clock) -> None:
        self._checks = checks
        self._clock = clock
        self._seen: tuple[Part, ...] = ()
        self._seen_at = float("-inf")
        self._looking = asyncio.Lock()

    async def __call__(self) -> tuple[Part, ...]:
        async with self._looking:
            if self._clock.monotonic() - self._seen_at >= _LOOKED_AT_EVERY.total_seconds():
                self._seen = tuple(await asyncio.gather(*(check() for check in self._checks.all)))
                self._seen_at = self._clock.monotonic()
            return self._seen


@get("/api/dashboard/today", guards=[requires(Permission.READ)], operation_id="readToday", tags=_TAGS)
@inject
async def read_today(
    views: FromDishka[Views], store: FromDishka[Store], clock: FromDishka[Clock], vitals: FromDishka[Vitals]
) -> TodayOut:
    """Reads what waits for somebody now; what has more than a hundred is not counted further."""
    now = clock.now()
    async with store.begin() as work:
        backlog = await work.backlog()
    recent = Period(since=day_of(now - _A_WEEK))
    urgent = await views.complaints(
        ComplaintFilter(status=_UNRESOLVED, priority=(Priority.HIGH,)), ComplaintSort.URGENT, _MOST
    )
    running = await views.tickets(TicketFilter(sent=False), TicketSort.OLDEST, _MOST)
    return TodayOut(
        now=now,
        waiting=backlog.waiting,
        oldest_waiting_at=backlog.oldest,
        parked=await _messages(views, MessageFilter(outcome=(Outcome.PARKED,))),
        unanswered=await _messages(views, MessageFilter(outcome=(Outcome.FAILED,), period=recent)),
        attention=await _messages(views, MessageFilter(attention=True)),
        high_priority=Count(count=len(urgent.rows), more=urgent.next is not None),
        unassigned=await _complaints(views, ComplaintFilter(status=_UNRESOLVED, unassigned=True)),
        proposed=await _complaints(views, ComplaintFilter(proposed=True)),
        urgent=tuple(show_complaint(row) for row in urgent.rows[:_SHOWN]),
        escalations=tuple(_running(row, now) for row in running.rows),
        parts=tuple(map(_part, await vitals())),
    )


async def _messages(views: Views, wanted: MessageFilter) -> Count:
    page = await views.messages(wanted, MessageSort.NEWEST, _MOST)
    return Count(count=len(page.rows), more=page.next is not None)


async def _complaints(views: Views, wanted: ComplaintFilter) -> Count:
    page = await views.complaints(wanted, ComplaintSort.NEWEST, _MOST)
    return Count(count=len(page.rows), more=page.next is not None)


def _running(row: TicketRow, now: datetime) -> RunningOut:
    clock = EscalationPending(decided_at=row.opened_at)
    return RunningOut(
        ticket=row.id,
        number=row.number,
        contract=row.contract.value,
        decided_at=row.opened_at,
        seconds_left=int(time_left(clock, now).total_seconds()),
        late=is_late(clock, now),
    )


def _part(part: Part) -> PartOut:
    kind, _, which = part.name.partition(":")
    name = _PARTS.get(kind, f"Le numéro WhatsApp {which}" if which else kind)
    return PartOut(
        name=part.name,
        state=part.state,
        says=f"{name} {_STATES[part.state]}.",
        detail=part.says,
        mend=part.mend,
    )
