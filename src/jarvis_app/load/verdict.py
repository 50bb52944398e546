"""The verdict: what was asked against what the simulated WhatsApp received; nothing else is believed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

_SEPARATOR = "──"
_TOLD = re.compile(r"\*(F[0-9]{7}D)\*")
_PUT_OFF = re.compile(r"\*(F[0-9]{7}D)\* : service indisponible")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it was written: the ids of its messages, and their times in Unix seconds."""

    phone: str
    ids: tuple[str, ...]
    times: tuple[float, ...]
    numbers: tuple[str, ...] = ()


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """A reply as WhatsApp received it: a line of the ledger."""

    id: str
    to: str
    text: str
    quoted_id: str | None
    at: datetime


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """`answers` has the reply that completed each question, None where there is none.

    `lost` and `answered` count messages, all of a question's together. `duplicated`: replies that told again
    what was told. `out_of_order`: questions answered after a later one of the same contractor. `put_off`:
    replies that named a contract only to say that the portal is away. `strange`: replies to nothing we asked.
    """

    answers: tuple[Received | None, ...]
    answered: int
    lost: int
    duplicated: int
    out_of_order: int
    put_off: int
    strange: int

    @property
    def clean(self) -> bool:
        return not (self.lost or self.duplicated or self.out_of_order)


def judge(asked: Sequence[Asked], received: Iterable[Received]) -> Verdict:
    """`received` in the order of the ledger; what other phones received is none of our business.

    A question with contracts is answered when each was told after it was asked. One without is answered by
    the reply that quotes it, or else by any later reply to its phone: a burst is answered as one text, and
    quotes the message that names a contract.
    """
    talks = _talks(asked)
    strange = 0
    for place, reply in enumerate(received):
        if (talk := talks.get(reply.to)) is not None:
            strange += not talk.hear(place, reply)
    answers: list[Received | None] = [None] * len(asked)
    for talk in talks.values():
        for one in talk.lines:
            answers[one.place] = one.answer
    lost = sum(len(one.ids) for one, answer in zip(asked, answers, strict=True) if answer is None)
    return Verdict(
        answers=tuple(answers),
        answered=sum(len(one.ids) for one in asked) - lost,
        lost=lost,
        duplicated=sum(talk.duplicated for talk in talks.values()),
        out_of_order=sum(talk.out_of_order for talk in talks.values()),
        put_off=sum(talk.put_off for talk in talks.values()),
        strange=strange,
    )


def latency_of(asked: Asked, answer: Received) -> float:
    """Seconds from the question's last message (of those before the answer) to WhatsApp's receipt of it."""
    at = answer.at.timestamp()
    return at - max((time for time in asked.times if time <= at), default=asked.times[0])


def numbers_told(text: str) -> frozenset[str]:
    """The contracts a reply says something about; those it only puts off are not among them."""
    french = text.partition(_SEPARATOR)[0]
    return frozenset(_TOLD.findall(french)) - frozenset(_PUT_OFF.findall(french))


class _Line:
    """One question of a talk, and how far it is answered."""

    def __init__(self, place: int, asked: Asked) -> None:
        self.place = place
        self.asked = asked
        self.untold = set(asked.numbers)
        self.answer: Received | None = None
        self.answered_as = -1

    def take(self, place: int, reply: Received) -> None:
        self.answer, self.answered_as = reply, place


class _Talk:
    """The questions of one phone in their order, and the replies it got."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self.duplicated = self.put_off = 0
        self._line_of: dict[str, int] = {}
        self._quoted: set[str] = set()

    def add(self, line: _Line) -> None:
        self._line_of |= dict.fromkeys(line.asked.ids, len(self.lines))
        self.lines.append(line)

    def hear(self, place: int, reply: Received) -> bool:
        """False for a reply to nothing that was asked."""
        quoted = reply.quoted_id or ""
        upto = self._line_of.get(quoted)
        told = numbers_told(reply.text)
        if not told and _PUT_OFF.search(reply.text):
            self.put_off += 1
            return True
        fresh = self._tell(place, reply, told, upto)
        self._hear_bare(place, reply, upto)
        if quoted in self._quoted or (told and not fresh):
            self.duplicated += 1
        self._quoted |= {quoted} - {""}
        return upto is not None or bool(told)

    def _tell(self, place: int, reply: Received, told: frozenset[str], upto: int | None) -> bool:
        """Up to the question it quotes: a later one may have been asked while this was on its way."""
        fresh = False
        for line in self.lines[: len(self.lines) if upto is None else upto + 1]:
            if line.asked.times[0] <= reply.at.timestamp() and line.untold & told:
                fresh = True
                line.untold -= told
                if not line.untold:
                    line.take(place, reply)
        return fresh

    def _hear_bare(self, place: int, reply: Received, upto: int | None) -> None:
        at = reply.at.timestamp()
        for index, line in enumerate(self.lines):
            waits = not line.asked.numbers and line.asked.times[0] <= at
            if waits and (line.answer is None or (index == upto and not self._quotes(line, line.answer))):
                line.take(place, reply)

    @staticmethod
    def _quotes(line: _Line, reply: Received) -> bool:
        return reply.quoted_id in line.asked.ids

    @property
    def out_of_order(self) -> int:
        jumbled, latest = 0, -1
        for line in self.lines:
            if line.answer is not None:
                jumbled += line.answered_as < latest
                latest = max(latest, line.answered_as)
        return jumbled


def _talks(asked: Sequence[Asked]) -> dict[str, _Talk]:
    talks: dict[str, _Talk] = defaultdict(_Talk)
    for place, one in sorted(enumerate(asked), key=lambda numbered: numbered[1].times[0]):
        talks[one.phone].add(_Line(place, one))
    return dict(talks)
