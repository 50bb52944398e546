"""Parts of a list that is in memory."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from jarvis_domain.ports.views import MAX_ROWS, Page, Period, Position, Slice

Row = TypeVar("Row")
Keys = tuple[Any, ...]


def page_of(rows: Iterable[Row], part: Slice, keys: Callable[[Row], Keys], *, falling: bool) -> Page[Row]:
    """The part of a list in the order of `keys`, the last of which is the id."""
    ordered = sorted(rows, key=keys, reverse=falling)
    if part.after is not None and ordered:
        place = _keys_at(part.after, keys(ordered[0]))
        ordered = [row for row in ordered if (keys(row) < place if falling else keys(row) > place)]
    shown = ordered[: max(1, min(part.limit, MAX_ROWS))]
    more = len(ordered) > len(shown)
    return Page(rows=tuple(shown), next=_position_at(keys(shown[-1])) if more else None)


def _position_at(keys: Keys) -> Position:
    *sorted_by, id_ = keys
    return Position("|".join(_written(key) for key in sorted_by), str(id_))


def _written(key: object) -> str:
    return key.isoformat() if isinstance(key, datetime) else str(key)


def _keys_at(position: Position, like: Keys) -> Keys:
    texts = [*position.key.split("|", len(like) - 2), position.id]
    return tuple(_parsed(text, key) for text, key in zip(texts, like, strict=True))


def _parsed(text: str, like: object) -> object:
    match like:
        case datetime():
            return datetime.fromisoformat(text)
        case UUID():
            return UUID(text)
        case int():
            return int(text)
        case _:
            return text


def within(at: datetime, period: Period) -> bool:
    return (period.since is None or period.since <= at) and (period.until is None or at < period.until)


def is_one_of(value: object, wanted: tuple[object, ...]) -> bool:
    """Also when nothing particular is wanted."""
    return not wanted or value in wanted


def agrees(fact: bool, wanted: bool | None) -> bool:  # noqa: FBT001 a condition and its switch
    return wanted is None or fact is wanted
