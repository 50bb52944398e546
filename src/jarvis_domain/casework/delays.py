"""How long somebody has waited: as a message names it, or as the portal's date of creation shows it."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from jarvis_domain.answering.wording import CASABLANCA
from jarvis_domain.casework import durations
from jarvis_domain.understanding.text import fold_aligned, fold_words

_LONGEST_READ = 4000
_LONGEST_YEARS = 5  # more is somebody's age
_AND_A_HALF = re.compile(r"(?<![0-9./,])([0-9]{1,2})[.,]5(?=\s*[^\W\d])")
_I_DID = re.compile(r"\bj['’](?=[^\W\d])", re.IGNORECASE)  # "20 j'ai" are not twenty days
_SPLIT_ARABIC = re.compile(r"(?<=[\u0621-\u064a])(?=[0-9])|(?<=[0-9])(?=[\u0621-\u064a])")
_GLUED_UNIT = re.compile(rf"\b([0-9]{{1,3}})({'|'.join(sorted(durations.UNITS, key=len, reverse=True))})\b")
_DAY_PLUS = re.compile(r"\bj plus ([0-9]{1,3})\b")
_SINCE_DATE = re.compile(
    r"\b(?:depuis|since|mn|men|من|منذ|مند) (?:le |the |nhar |يوم )?"
    r"([0-9]{1,2}) ([0-9]{1,2})(?: ([0-9]{4}))?\b"
    rf"(?! (?:[0-9]|(?:{'|'.join(durations.UNITS)})\b))"
)
_DAY_FIRST = re.compile(r"\s*([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})(?![0-9])")
_YEAR_FIRST = re.compile(r"\s*([0-9]{4})[/.\-]([0-9]{1,2})[/.\-]([0-9]{1,2})(?![0-9])")


def delay_named(text: str, today: date | None = None) -> int | None:
    """The longest wait a message names, in whole days; None when it names none.

    French, English, Arabic and Darija in both scripts. A week is 7 days, a month 30, a year 365; "plus de 15
    jours" is 16; "plusieurs" counts as two. What is still to come ("dans 20 jours"), what is at most ("moins
    de") and what is sold ("forfait 12 mois") is no wait. A date behind "depuis" counts when `today` is given.
    """
    typed = _I_DID.sub("je ", text[:_LONGEST_READ]).replace("+", " plus ")
    folded = fold_words(_AND_A_HALF.sub(r"\1 et demi ", typed))
    words = _GLUED_UNIT.sub(r"\1 \2", _SPLIT_ARABIC.sub(" ", folded)).split()
    days = [*_durations(words), *(int(found[1]) for found in _DAY_PLUS.finditer(folded))]
    if today is not None:
        days += _since_dates(folded, today)
    return max(days, default=None)


def days_since(date_created: str, now: datetime) -> int | None:
    """Whole calendar days from a date as the portal writes it (day or year first) to `now`, in Morocco.

    None when it is no date, or one to come.
    """
    folded = fold_aligned(date_created)
    if found := _DAY_FIRST.match(folded):
        created = _date(found[3], found[2], found[1])
    elif found := _YEAR_FIRST.match(folded):
        created = _date(found[1], found[2], found[3])
    else:
        return None
    today = now.astimezone(CASABLANCA).date()
    return (today - created).days if created is not None and created <= today else None


def _durations(words: list[str]) -> Iterator[int]:
    place = 0
    while place < len(words):
        days, end = _duration_at(words, place)
        if days and _is_past(words, place, end):
            yield days + (1 if _ends_with(words, place, durations.MORE) else 0)
        place = max(end, place + 1)


def _duration_at(words: list[str], place: int) -> tuple[int, int]:
    """The days named at this place and where the naming ends; nothing named is 0 days."""
    if dual := durations.DUALS.get(words[place]):
        return dual, place + 1
    count, end = _count_at(words, place)
    half_before = _half_at(words, end) if count else 0
    unit_at = end + half_before
    while count and unit_at < len(words) and words[unit_at] in durations.LINKS:
        unit_at += 1
    unit = durations.UNITS.get(words[unit_at], 0) if unit_at < len(words) else 0
    if count and unit and not (unit == 365 and count > _LONGEST_YEARS):
        half_after = _half_at(words, unit_at + 1)
        half = unit // 2 if half_before or half_after else 0
        return count * unit + half, unit_at + 1 + half_after
    return _bare_unit_at(words, place) if count == 0 else (0, place + 1)


def _count_at(words: list[str], place: int) -> tuple[int, int]:
    """A count in digits or words, and where it ends; no count is 0."""
    word = words[place]
    if word.isdecimal():
        return (int(word), place + 1) if len(word) <= 3 else (0, place)
    first = durations.COUNTS.get(word, 0)
    if first == 0:
        return 0, place
    linked = place + 1 < len(words) and words[place + 1] in durations.AND
    return _compound(words, first, place + 2 if linked else place + 1) or (first, place + 1)


def _compound(words: list[str], first: int, place: int) -> tuple[int, int] | None:
    """What a second word adds to the first: vingt cinq, dix sept, خمسة عشر, khmsa w 3chrin."""
    if place >= len(words):
        return None
    word = words[place]
    second = durations.COUNTS.get(word, 0) or durations.COUNTS.get(word.removeprefix("و"), 0)
    tens_first = first >= 20 and first % 10 == 0 and 1 <= second <= 9
    units_first = 1 <= first <= 9 and second >= 10 and second % 10 == 0
    ten_and_some = first == 10 and 7 <= second <= 9
    return (first + second, place + 1) if tens_first or units_first or ten_and_some else None


def _half_at(words: list[str], place: int) -> int:
    """How many words say "and a half" here; 0 for none."""
    if words[place : place + 1] and words[place] in durations.GLUED_HALVES:
        return 1
    rest = words[place : place + 3]
    if not rest or rest[0] not in durations.AND | {"and"}:
        return 0
    return next(
        (length for length in (2, 3) if len(rest) >= length and rest[length - 1] in durations.HALVES), 0
    )


def _bare_unit_at(words: list[str], place: int) -> tuple[int, int]:
    """One week, month or year without a count, where the words beside it say that it has passed."""
    unit, end = durations.UNITS.get(words[place], 0), place + 1
    if unit < 7 or (end < len(words) and words[end] in durations.MONTHS):
        return 0, end
    half = _half_at(words, end)
    passed = end < len(words) and words[end] in durations.PASSED
    if half or passed or _ends_with(words, place, durations.SINCE | durations.MORE):
        return unit + (unit // 2 if half else 0), end + half
    return 0, end


def _is_past(words: list[str], start: int, end: int) -> bool:
    after = " ".join(words[end : end + 2]).split(" ")
    to_come = {after[0], " ".join(after)} & durations.NOT_PAST_AFTER
    return not to_come and not _ends_with(words, start, durations.NOT_PAST)


def _ends_with(words: list[str], place: int, phrases: frozenset[str]) -> bool:
    """Whether the words before this place end with one of the phrases (of at most three words)."""
    return any(" ".join(words[max(0, place - length) : place]) in phrases for length in (1, 2, 3))


def _since_dates(folded: str, today: date) -> Iterator[int]:
    for found in _SINCE_DATE.finditer(folded):
        since = _date(found[3] or str(today.year), found[2], found[1])
        if since is not None and since > today and not found[3]:
            since = _date(str(today.year - 1), found[2], found[1])
        if since is not None and since <= today:
            yield (today - since).days


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
