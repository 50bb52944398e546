"""Parts of a list: rows behind a place in its order, one more than asked to know whether others follow."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa

from jarvis_domain.ports.views import MAX_ROWS, Page, Period, Position, Slice

Row = TypeVar("Row")
Condition = sa.ColumnElement[bool]


def limit_of(part: Slice) -> int:
    return max(1, min(part.limit, MAX_ROWS))


def in_order(
    chosen: sa.Select[Any], keys: Sequence[sa.ColumnElement[Any]], part: Slice, *, falling: bool
) -> sa.Select[Any]:
    """The part of a list in the order of `keys`, the last of which is the id."""
    directed = [key.desc() if falling else key.asc() for key in keys]
    if part.after is not None:
        behind = sa.tuple_(*_values(keys, part.after))
        place = sa.tuple_(*keys)
        chosen = chosen.where(place < behind if falling else place > behind)
    return chosen.order_by(*directed).limit(limit_of(part) + 1)


def _values(keys: Sequence[sa.ColumnElement[Any]], after: Position) -> list[sa.ColumnElement[Any]]:
    texts = [*after.key.split("|", len(keys) - 2), after.id]
    return [sa.literal(_parsed(text, key), key.type) for key, text in zip(keys, texts, strict=True)]


def _parsed(text: str, key: sa.ColumnElement[Any]) -> object:
    match key.type:
        case sa.DateTime():
            return datetime.fromisoformat(text)
        case sa.Uuid():
            return UUID(text)
        case sa.Integer():
            return int(text)
        case _:
            return text


def position_of(id_: object, *key: object) -> Position:
    """Where a row stands: its sort keys as text."""
    return Position("|".join(_written(value) for value in key), str(id_))


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def page_of(
    rows: Sequence[sa.Row[Any]],
    part: Slice,
    read: Callable[[sa.Row[Any]], Row],
    place: Callable[[sa.Row[Any]], Position],
) -> Page[Row]:
    """The rows that were asked for, and where to go on if one more was found."""
    shown = rows[: limit_of(part)]
    more = len(rows) > len(shown)
    return Page(rows=tuple(read(row) for row in shown), next=place(shown[-1]) if more else None)


def one_of_them(column: sa.ColumnElement[Any], values: Sequence[str]) -> Condition:
    """A single value as an equality: an index that begins with the column then gives the list's order."""
    if len(values) == 1:
        return column == values[0]
    return column.in_(values)


def within(column: sa.ColumnElement[Any], period: Period) -> list[Condition]:
    conditions = []
    if period.since is not None:
        conditions.append(column >= period.since)
    if period.until is not None:
        conditions.append(column < period.until)
    return conditions
