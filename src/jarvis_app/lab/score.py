"""Scores: readings held against what was expected, field by field; pure."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from msgspec import UNSET

from jarvis_app.lab.cases import Case, Expected
from jarvis_domain.understanding.reading import ReadBy, Reading

FIELDS = ("contracts", "incomplete", "language", "intent", "complaint_type", "spam")
CONFUSED = ("language", "intent", "complaint_type")
_NO_LANGUAGE = "none"


class Share(msgspec.Struct, frozen=True):
    """So many right of so many."""

    right: int = 0
    of: int = 0

    @property
    def share(self) -> float | None:
        """0 to 1, or None of nothing."""
        return self.right / self.of if self.of else None


class Wrong(msgspec.Struct, frozen=True, kw_only=True):
    """One field of one message that was read otherwise than expected; `place` is the case's, from 0."""

    place: int
    id: str | int
    text: str
    field: str
    expected: Any
    got: Any


class Confusion(msgspec.Struct, frozen=True, kw_only=True):
    expected: str
    got: str
    count: int


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """One reader's result on a set of messages.

    `fields`: all messages; `languages`: the same by expected language. Complaint types are scored of
    messages that hold one. `numbers`: the list and whether to ask for more, both right. `spam_caught` is
    recall, `real_kept` how many real messages were not called spam. `invented`: numbers read that nobody
    expected. `by_model`: readings for which a model had answered; the others are the rules' alone.
    """

    messages: int
    seconds: float
    by_model: int
    fields: dict[str, Share]
    languages: dict[str, dict[str, Share]]
    confusions: dict[str, tuple[Confusion, ...]]
    numbers: Share
    spam_caught: Share
    spam_precision: Share
    real_kept: Share
    invented: int
    wrong: tuple[Wrong, ...]


def score(cases: Sequence[Case], readings: Sequence[Reading], seconds: float) -> Score:
    """Holds each reading against its case; `seconds` is what reading them all took."""
    pairs = list(zip(cases, readings, strict=True))
    fields = {field: _share(pairs, field) for field in FIELDS}
    return Score(
        messages=len(cases),
        seconds=seconds,
        by_model=sum(reading.by is ReadBy.MODEL for reading in readings),
        fields={field: share for field, share in fields.items() if share.of},
        languages=_by_language(pairs),
        confusions={field: found for field in CONFUSED if (found := _confusions(pairs, field))},
        numbers=_numbers(pairs),
        spam_caught=_spam(pairs, lambda wanted, _: wanted, lambda _, got: got),
        spam_precision=_spam(pairs, lambda _, got: got, lambda wanted, _: wanted),
        real_kept=_spam(pairs, lambda wanted, _: not wanted, lambda _, got: not got),
        invented=sum(_invented(case.expected, reading) for case, reading in pairs),
        wrong=tuple(_wrong(pairs)),
    )


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What the second reader put right of the first one's, and what it spoilt."""

    wins: int
    losses: int


def compare(first: Score, second: Score) -> dict[str, Difference]:
    """Wins and losses by field, of two scores of the same cases."""
    before = {(wrong.place, wrong.field) for wrong in first.wrong}
    after = {(wrong.place, wrong.field) for wrong in second.wrong}
    wins = Counter(field for _, field in before - after)
    losses = Counter(field for _, field in after - before)
    return {field: Difference(wins=wins[field], losses=losses[field]) for field in first.fields}


Pairs = list[tuple[Case, Reading]]


def expected_of(expected: Expected, field: str) -> Any:
    """The expected value, UNSET where this field is not scored: a type is, of complaints alone."""
    value = getattr(expected, field)
    return UNSET if field == "complaint_type" and value is None else value


def got_of(reading: Reading, field: str, expected: Any) -> Any:
    """The value that was read, in the form in which it was expected."""
    if field == "contracts":
        return tuple(found.number.value for found in reading.contracts)
    if field == "incomplete" and isinstance(expected, bool):
        return bool(reading.incomplete)
    return getattr(reading, field)


def _right(pair: tuple[Case, Reading], field: str) -> bool | None:
    wanted = expected_of(pair[0].expected, field)
    return None if wanted is UNSET else bool(got_of(pair[1], field, wanted) == wanted)


def _share(pairs: Pairs, field: str) -> Share:
    held = [right for pair in pairs if (right := _right(pair, field)) is not None]
    return Share(sum(held), len(held))


def _numbers(pairs: Pairs) -> Share:
    held = [
        bool(_right((case, reading), "contracts"))
        and bool(case.expected.incomplete) == bool(reading.incomplete)
        for case, reading in pairs
        if UNSET not in {case.expected.contracts, case.expected.incomplete}
    ]
    return Share(sum(held), len(held))


def _by_language(pairs: Pairs) -> dict[str, dict[str, Share]]:
    groups: dict[str, Pairs] = {}
    for case, reading in pairs:
        if case.expected.language is not UNSET:
            groups.setdefault(case.expected.language or _NO_LANGUAGE, []).append((case, reading))
    return {
        language: {field: share for field in FIELDS if (share := _share(group, field)).of}
        for language, group in sorted(groups.items())
    }


def _confusions(pairs: Pairs, field: str) -> tuple[Confusion, ...]:
    """What was taken for what, the most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    for case, reading in pairs:
        wanted = getattr(case.expected, field)
        got = getattr(reading, field)
        if wanted is not UNSET and got != wanted:
            counts[wanted or "none", got or "none"] += 1
    return tuple(Confusion(expected=w, got=g, count=n) for (w, g), n in counts.most_common())


def _spam(pairs: Pairs, among: Callable[[bool, bool], bool], right: Callable[[bool, bool], bool]) -> Share:
    known = [(case.expected.spam, reading.spam) for case, reading in pairs]
    held = [right(wanted, got) for wanted, got in known if isinstance(wanted, bool) and among(wanted, got)]
    return Share(sum(held), len(held))


def _invented(expected: Expected, reading: Reading) -> int:
    if expected.contracts is UNSET:
        return 0
    return len({found.number.value for found in reading.contracts} - set(expected.contracts))


def _wrong(pairs: Pairs) -> list[Wrong]:
    return [
        Wrong(place=place, id=case.id, text=case.text, field=field, expected=wanted, got=got)
        for place, (case, reading) in enumerate(pairs)
        for field in FIELDS
        if (wanted := expected_of(case.expected, field)) is not UNSET
        and (got := got_of(reading, field, wanted)) != wanted
    ]
