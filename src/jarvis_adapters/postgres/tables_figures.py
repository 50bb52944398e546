"""The tables of the figures: what was counted by the hour and by the day, and what is to be counted again."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from jarvis_adapters.postgres.tables import METADATA, one_of

tallies = sa.Table(
    "tallies",
    METADATA,
    sa.Column("span", sa.Text, primary_key=True, comment="Days are those of Casablanca, and whole"),
    sa.Column("at", sa.DateTime(timezone=True), primary_key=True, comment="When the span begins"),
    sa.Column("counts", JSONB, nullable=False, comment="By name and value"),
    sa.Column("unfinished", sa.Boolean, nullable=False, comment="Some of its messages had no end yet"),
    sa.Column(
        "counted_at",
        sa.DateTime(timezone=True),
        nullable=False,
        comment="Complete when that was after the span's end",
    ),
    one_of("span", ("hour", "day")),
)

late_hours = sa.Table(
    "late_hours",
    METADATA,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="When the hour begins"),
    sa.Column("reply_id", sa.Uuid, comment="Counted again once this is accepted; empty for at once"),
    comment="Hours whose old rows were changed; gone once they are counted again",
)
