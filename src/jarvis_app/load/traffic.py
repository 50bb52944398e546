"""The traffic: who writes what and when, all of it decided beforehand by a seed."""

import random
from collections import deque
from collections.abc import Iterator, Sequence

import msgspec

from jarvis_app.load.phrases import PHRASES, SHARES, Phrases
from jarvis_app.load.rates import Rate

FRESH_SECONDS = 240.0
"""A contract asked for again within this time is still in the cache, which keeps it for 300 s."""
_SETTLED_SECONDS = 3.0
"""A contract is only asked for again once its first answer should be there."""
_GAP = (0.3, 1.2)
_SEVERAL, _BARE, _OTHER = 0.08, 0.05, 0.04
_TWICE, _UNKNOWN = 0.05, 0.02
_PHONES = 100_000
_CONTRACTS = 8_800_000
_STRIDE = 3_700_001  # shares no factor with _CONTRACTS, so that every contract comes up once


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted: `rate` messages for `seconds`, `hit_rate` of the contracts asked for again.

    `burst` is the share of questions written as several short messages.
    """

    rate: Rate
    seconds: float
    contractors: int
    hit_rate: float = 0.8
    burst: float = 0.35
    seed: int = 1


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One message, `at` seconds after the start; its webhook comes `copies` times."""

    at: float
    text: str
    copies: int = 1


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What a contractor wants to know at once: to be answered once, as one.

    `numbers` are the contracts it names, each once; without any, the answer asks for one or offers help.
    """

    phone: str
    messages: tuple[Message, ...]
    numbers: tuple[str, ...] = ()


def traffic(plan: Plan) -> tuple[Question, ...]:
    """The same for the same plan: exactly rate times seconds messages, at least one, in questions."""
    draw = random.Random(plan.seed)
    contractors, contracts = _Contractors(plan, draw), _Contracts(plan, draw)
    questions: list[Question] = []
    written, wanted = 0, max(1, round(plan.rate.per_second * plan.seconds))
    while written < wanted:
        at = (written + draw.random()) / plan.rate.per_second
        phone, at = contractors.next(at)
        question = _question(draw, plan, phone, at, contractors, contracts)
        question = _at_most(question, wanted - written)
        contractors.wrote(question)
        questions.append(question)
        written += len(question.messages)
    return tuple(sorted(questions, key=lambda question: question.messages[0].at))


def faults_of(plan: Plan, *, per_minute: int = 10, contracts_per_hour: int = 60) -> Iterator[str]:
    """Why the product's own limits will refuse some of it, a sentence each."""
    each = plan.rate.per_minute / plan.contractors
    if each > per_minute:
        yield (
            f"each contractor writes {each:.0f} messages a minute, above the limit of {per_minute}: "
            f"what is refused counts as lost; take --contractors {_enough(plan, per_minute)} or more"
        )
    if each * min(60.0, plan.seconds / 60) > contracts_per_hour:
        yield f"some may ask for more than {contracts_per_hour} contracts an hour: take more --contractors"


def contractors_for(rate: Rate) -> int:
    """So many that each writes about once a minute."""
    return min(max(20, round(rate.per_minute)), _PHONES)


def _enough(plan: Plan, per_minute: int) -> int:
    return int(2 * plan.rate.per_minute / per_minute) + 1


class _Contractors:
    """Whose turn it is: anybody of the half that has been silent longest."""

    def __init__(self, plan: Plan, draw: random.Random) -> None:
        self._draw = draw
        first = 212_610_000_000 + plan.seed % 100 * _PHONES
        self._silent = deque(str(first + place) for place in range(min(plan.contractors, _PHONES)))
        self._free_at: dict[str, float] = {}
        self._named: dict[str, bool] = {}

    def next(self, at: float) -> tuple[str, float]:
        """A phone, and when it writes: nobody begins a question in the midst of another."""
        place = self._draw.randrange((len(self._silent) + 1) // 2)
        phone = self._silent[place]
        del self._silent[place]
        self._silent.append(phone)
        return phone, max(at, self._free_at.get(phone, 0.0))

    def named_last(self, phone: str) -> bool:
        """Whether the last question named a contract: small talk after small talk gets no answer."""
        return self._named.get(phone, False)

    def wrote(self, question: Question) -> None:
        self._free_at[question.phone] = question.messages[-1].at + _GAP[1]
        self._named[question.phone] = bool(question.numbers)


class _Contracts:
    """Which contract is asked for: a new one, or one asked for lately, as the hit rate wants it."""

    def __init__(self, plan: Plan, draw: random.Random) -> None:
        self._draw = draw
        self._hit_rate = plan.hit_rate
        self._next = draw.randrange(_CONTRACTS)
        self._known: list[tuple[float, str]] = []
        self._oldest = self._newest = 0
        self._asked = self._repeated = 0

    def several(self, at: float, count: int) -> tuple[str, ...]:
        """So many different ones, or a few less where the draw fell on one twice."""
        return tuple(dict.fromkeys(self.one(at) for _ in range(count)))

    def one(self, at: float) -> str:
        self._asked += 1
        if self._repeated < self._hit_rate * self._asked and (again := self._lately(at)):
            self._repeated += 1
            return again
        return self._new(at)

    def _lately(self, at: float) -> str:
        known = self._known
        while self._oldest < len(known) and known[self._oldest][0] < at - FRESH_SECONDS:
            self._oldest += 1
        while self._newest < len(known) and known[self._newest][0] <= at - _SETTLED_SECONDS:
            self._newest += 1
        if self._newest <= self._oldest:
            return ""
        return known[self._draw.randrange(self._oldest, self._newest)][1]

    def _new(self, at: float) -> str:
        self._next = (self._next + _STRIDE) % _CONTRACTS
        if self._draw.random() < _UNKNOWN:
            return f"F{self._next % 1_000_000:07}D"
        number = f"F{1_100_000 + self._next}D"
        self._known.append((at, number))
        return number


def _question(
    draw: random.Random, plan: Plan, phone: str, at: float, contractors: _Contractors, contracts: _Contracts
) -> Question:
    tongue = PHRASES[draw.choices(list(SHARES), list(SHARES.values()))[0]]
    kind = draw.random()
    if kind < _OTHER and contractors.named_last(phone):
        return _written(draw, phone, at, (draw.choice(tongue.other),))
    if kind < _OTHER + _BARE:
        return _written(draw, phone, at, (draw.choice(tongue.bare),))
    if kind < _OTHER + _BARE + _SEVERAL:
        numbers = contracts.several(at, draw.randint(2, 3))
        return _written(draw, phone, at, (tongue.several.format(" ".join(numbers)),), numbers)
    number = contracts.one(at)
    texts = _burst(draw, tongue, number) if draw.random() < plan.burst else _single(draw, tongue, number)
    return _written(draw, phone, at, texts, (number,))


def _single(draw: random.Random, tongue: Phrases, number: str) -> tuple[str, ...]:
    bare_number = (number, number.lower())
    return (draw.choice((*(text.format(number) for text in tongue.asking), *bare_number)),)


def _burst(draw: random.Random, tongue: Phrases, number: str) -> tuple[str, ...]:
    """Greeting, what it is about, the number, perhaps thanks."""
    opening = draw.sample((draw.choice(tongue.hello), draw.choice(tongue.opening)), draw.randint(1, 2))
    thanks = (draw.choice(tongue.thanks),) if draw.random() < 0.25 else ()
    return (*sorted(opening, key=lambda text: text in tongue.opening), number, *thanks)


def _written(
    draw: random.Random, phone: str, at: float, texts: Sequence[str], numbers: tuple[str, ...] = ()
) -> Question:
    messages = []
    for text in texts:
        messages.append(Message(at=at, text=text, copies=2 if draw.random() < _TWICE else 1))
        at += draw.uniform(*_GAP)
    return Question(phone=phone, messages=tuple(messages), numbers=numbers)


def _at_most(question: Question, room: int) -> Question:
    """Only the last question can be too long: it keeps its last messages, with the number."""
    if len(question.messages) <= room:
        return question
    naming = [m for m in question.messages if any(n in m.text.upper() for n in question.numbers)]
    return msgspec.structs.replace(question, messages=tuple(naming[:room]))
