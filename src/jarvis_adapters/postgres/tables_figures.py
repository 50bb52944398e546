"""The tables of the figures: what was counted by the hour and by the day, and when."""

import sqlalchemy as sa

from jarvis_adapters.postgres.tables import METADATA, one_of

_SPANS = ("hour", "day")


def _at() -> sa.Column[object]:
    return sa.Column("at", sa.DateTime(timezone=True), primary_key=True, comment="When the span begins")


def _span() -> sa.Column[str]:
    return sa.Column("span", sa.Text, primary_key=True, comment="Days are those of Casablanca")


tallies = sa.Table(
    "tallies",
    METADATA,
    _span(),
    _at(),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, primary_key=True),
    sa.Column("count", sa.BigInteger, nullable=False),
    one_of("span", _SPANS),
)

tallied = sa.Table(
    "tallied",
    METADATA,
    _span(),
    _at(),
    sa.Column(
        "counted_at",
        sa.DateTime(timezone=True),
        nullable=False,
        comment="Complete when that was after the span's end",
    ),
    one_of("span", _SPANS),
)
