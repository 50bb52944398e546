"""Plays the traffic on schedule, late or not, and reads the ledger until every question has its answer."""

import asyncio
import time
from collections.abc import Callable, Sequence

import httpx
import msgspec

from jarvis_app.load.traffic import Question
from jarvis_app.load.verdict import Asked, Received, Verdict, judge, latency_of
from jarvis_app.load.world import Webhook, World, WorldMissing

_POLL_SECONDS = 1.0
_LINGER_SECONDS = 3.0
"""After the last answer: a double would come now."""
_RECEIPT_SECONDS = 10.0
_ON_THE_PHONE = {"DELIVERY_ACK", "READ", "PLAYED"}


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """How it stands, for those who watch; `recent` are the latencies of the last answers, in seconds."""

    seconds: float
    written: int
    wanted: int
    asked: int
    waiting: int
    oldest_s: float
    verdict: Verdict
    recent: tuple[float, ...] = ()


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked and what came of it; `late` is how far behind the schedule each message was, in s.

    `oldest_s`: how long a question had waited, at most, at any look.
    """

    began: float
    ended: float
    asked: tuple[Asked, ...]
    verdict: Verdict
    received: tuple[Received, ...]
    delivered: frozenset[str]
    webhooks: tuple[Webhook, ...]
    late: tuple[float, ...]
    oldest_s: float = 0.0


Watching = Callable[[Moment], None]


class Play:
    """One run; `patience` is how many seconds without any new reply end it."""

    def __init__(
        self, world: World, questions: Sequence[Question], watching: Watching, *, patience: float
    ) -> None:
        self._world = world
        self._questions = questions
        self._watching = watching
        self._patience = patience
        self._run = f"3A{int(time.time() * 1000):X}"
        self._late: list[float] = []
        self._oldest = 0.0
        self._received: list[Received] = []

    async def __call__(self) -> Played:
        marks = [
            len(await read(0)) for read in (self._world.sent, self._world.receipts, self._world.webhooks)
        ]
        self._sent_mark = marks[0]
        self._began = time.time() + 0.1
        self._asked = [self._as_asked(place, question) for place, question in enumerate(self._questions)]
        async with asyncio.TaskGroup() as group:
            writing = group.create_task(self._write_all())
            verdict = await self._read_until_answered(writing)
            ended = time.time()
            verdict = await self._linger(verdict)
        return Played(
            began=self._began,
            ended=ended,
            asked=tuple(self._asked),
            verdict=verdict,
            received=tuple(self._received),
            delivered=await self._delivered(marks[1], verdict),
            webhooks=tuple(await self._world.webhooks(marks[2])),
            late=tuple(self._late),
            oldest_s=self._oldest,
        )

    def _as_asked(self, place: int, question: Question) -> Asked:
        """With ids that no other run has, in the form of a phone's."""
        return Asked(
            phone=question.phone,
            ids=tuple(f"{self._run}{place:05X}{turn:X}" for turn in range(len(question.messages))),
            times=tuple(self._began + message.at for message in question.messages),
            numbers=question.numbers,
        )

    async def _write_all(self) -> None:
        """Open loop: nobody waits for an answer, or for the message before."""
        plan = [
            (asked.times[turn], asked.phone, asked.ids[turn], message)
            for asked, question in zip(self._asked, self._questions, strict=True)
            for turn, message in enumerate(question.messages)
        ]
        async with asyncio.TaskGroup() as group:
            for at, phone, id_, message in sorted(plan, key=lambda one: one[0]):
                await asyncio.sleep(max(0.0, at - time.time()))
                self._late.append(max(0.0, time.time() - at))
                group.create_task(self._write(phone, message.text, id_, message.copies))

    async def _write(self, phone: str, text: str, id_: str, copies: int) -> None:
        try:
            await self._world.write(phone, text, id_=id_, copies=copies)
        except httpx.HTTPStatusError as fault:
            raise WorldMissing(f"the simulators took no message any more: {fault}") from fault

    async def _read_until_answered(self, writing: "asyncio.Task[None]") -> Verdict:
        heard_at = time.monotonic()
        while True:
            if await self._read() or not writing.done():
                heard_at = time.monotonic()
            verdict = judge(self._asked, self._received)
            moment = self._moment(verdict)
            self._oldest = max(self._oldest, moment.oldest_s)
            self._watching(moment)
            if writing.done() and (
                not verdict.lost or time.monotonic() - heard_at > self._patience or writing.exception()
            ):
                return verdict
            await asyncio.sleep(_POLL_SECONDS)

    async def _linger(self, verdict: Verdict) -> Verdict:
        await asyncio.sleep(_LINGER_SECONDS)
        return judge(self._asked, self._received) if await self._read() else verdict

    async def _read(self) -> bool:
        """Whether anything new was there."""
        fresh = await self._world.sent(self._sent_mark + len(self._received))
        self._received += fresh
        return bool(fresh)

    async def _delivered(self, mark: int, verdict: Verdict) -> frozenset[str]:
        """The replies whose arrival on the phone was reported; receipts take a moment."""
        wanted = {answer.id for answer in verdict.answers if answer is not None}
        deadline = time.monotonic() + _RECEIPT_SECONDS
        while True:
            receipts = await self._world.receipts(mark)
            delivered = frozenset(r.id for r in receipts if r.status in _ON_THE_PHONE)
            if wanted <= delivered or time.monotonic() > deadline:
                return delivered
            await asyncio.sleep(0.5)

    def _moment(self, verdict: Verdict) -> Moment:
        now = time.time()
        begun = [(a, r) for a, r in zip(self._asked, verdict.answers, strict=True) if a.times[-1] <= now]
        return Moment(
            seconds=max(0.0, now - self._began),
            written=len(self._late),
            wanted=sum(len(asked.ids) for asked in self._asked),
            asked=len(begun),
            waiting=sum(answer is None for _, answer in begun),
            oldest_s=max((now - asked.times[-1] for asked, answer in begun if answer is None), default=0.0),
            verdict=verdict,
            recent=tuple(
                latency_of(asked, answer)
                for asked, answer in begun
                if answer is not None and now - answer.at.timestamp() < 30
            ),
        )
