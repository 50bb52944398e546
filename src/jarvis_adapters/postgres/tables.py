"""The tables of the record; the migrations build exactly these (a test compares the two)."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR

from jarvis_domain.answering.messages import Delivery, Outcome

METADATA = sa.MetaData(
    naming_convention={
        "pk": "%(table_name)s_pkey",
        "fk": "%(table_name)s_%(column_0_name)s_fkey",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ix": "%(table_name)s_%(column_0_N_name)s_idx",
        "ck": "%(table_name)s_%(constraint_name)s_check",
    }
)

NOW = sa.text("clock_timestamp()")


def moment(name: str, *, needed: bool = False) -> sa.Column[datetime]:
    """A point in time; one that is needed is the database's own now unless given."""
    return sa.Column(
        name, sa.DateTime(timezone=True), nullable=not needed, server_default=NOW if needed else None
    )


def text(name: str, default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def one_of(column: str, values: type[StrEnum] | tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} in ({listed})", name=column)


def _contractor() -> sa.Column[UUID]:
    return sa.Column("contractor_id", sa.Uuid, sa.ForeignKey("contractors.id"), nullable=False)


def words(comment: str, *, empty: bool = True) -> sa.Column[str]:
    """What a row is found by: terms, without places and weights."""
    default = "" if empty else None
    return sa.Column("words", TSVECTOR, nullable=False, server_default=default, comment=comment)


def _read(name: str, type_: type[sa.types.TypeEngine[Any]] = sa.Text, cast: str = "") -> sa.Column[Any]:
    """A field of the reading as a column, for filters."""
    field = f"reading ->> '{name if name != 'read_by' else 'by'}'"
    return sa.Column(name, type_, sa.Computed(f"({field}){cast}" if cast else field))


def _arrival() -> sa.Column[int]:
    return sa.Column("seq", sa.BigInteger, sa.Identity(always=True), nullable=False)


contractors = sa.Table(
    "contractors",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("phone", sa.Text, unique=True, comment="E.164, once known"),
    text("name", ""),
    sa.Column("registered", sa.Boolean, nullable=False, server_default=sa.false()),
    text("region", ""),
    sa.Column(
        "merged_into",
        sa.Uuid,
        sa.ForeignKey("contractors.id"),
        comment="Found to be the same person; everything was moved there",
    ),
    moment("created_at", needed=True),
    sa.Column(
        "sort_name", sa.Text(collation="C"), nullable=False, server_default="", comment="The name, folded"
    ),
    words("Every name and number they were ever known by"),
    sa.Column(
        "last_message_at",
        sa.DateTime(timezone=True),
        nullable=False,
        server_default="1970-01-01 00:00:00+00",
        comment="1970 while there is none",
    ),
    sa.Index(None, "sort_name", "id", postgresql_where=sa.text("merged_into is null")),
    sa.Index(None, "last_message_at", "id", postgresql_where=sa.text("merged_into is null")),
)

contractor_addresses = sa.Table(
    "contractor_addresses",
    METADATA,
    sa.Column("address", sa.Text, primary_key=True),
    _contractor(),
    sa.Index(None, "contractor_id"),
)

conversations = sa.Table(
    "conversations",
    METADATA,
    sa.Column("contractor_id", sa.Uuid, sa.ForeignKey("contractors.id"), primary_key=True),
    sa.Column("state", JSONB, nullable=False),
    moment("updated_at", needed=True),
)

replies = sa.Table(
    "replies",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    _arrival(),
    _contractor(),
    text("instance"),
    text("recipient"),
    text("quoted_id"),
    text("quoted_text"),
    text("fr"),
    text("ar"),
    text("text"),
    text("delivery", Delivery.QUEUED),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column(
        "claimable_at",
        sa.DateTime(timezone=True),
        nullable=False,
        server_default=NOW,
        comment="End of a lease or of a wait, by the database's clock",
    ),
    sa.Column("whatsapp_id", sa.Text),
    text("reason", ""),
    moment("queued_at", needed=True),
    moment("done_at"),
    moment("accepted_at"),
    moment("delivered_at"),
    moment("seen_at"),
    sa.Column(
        "author",
        sa.Text,
        nullable=False,
        server_default="jarvis",
        comment="The id of the person who wrote it, or jarvis",
    ),
    sa.Column("trial", sa.Boolean, nullable=False, server_default=sa.false(), comment="A template looked at"),
    one_of("delivery", Delivery),
    sa.Index("replies_undone_idx", "contractor_id", "seq", postgresql_where=sa.text("done_at is null")),
    sa.Index(None, "instance", "whatsapp_id", postgresql_where=sa.text("whatsapp_id is not null")),
    sa.Index(None, "contractor_id", "queued_at", "id"),
    sa.Index(None, "queued_at"),
    sa.Index(None, "delivery", postgresql_where=sa.text("delivery not in ('delivered', 'read')")),
)

messages = sa.Table(
    "messages",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    _arrival(),
    _contractor(),
    text("instance"),
    text("whatsapp_id"),
    text("sender"),
    sa.Column("alias", sa.Text),
    text("name", ""),
    sa.Column("content", JSONB, nullable=False),
    sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
    moment("received_at", needed=True),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("reading", JSONB),
    text("reading_detail", ""),
    moment("read_at"),
    sa.Column("outcome", sa.Text, comment="Empty while nobody has settled the message"),
    text("reason", ""),
    sa.Column("owed", ARRAY(sa.Text), nullable=False, server_default="{}", comment="Contracts, if parked"),
    sa.Column("reply_id", sa.Uuid, sa.ForeignKey("replies.id")),
    moment("parked_at"),
    moment("settled_at"),
    sa.Column(
        "flags", ARRAY(sa.Text), nullable=False, server_default="{}", comment="Why the BO should see it"
    ),
    sa.Column("answers", JSONB, comment="What the portal said for it"),
    sa.Column("handled_by", sa.Uuid, sa.ForeignKey("staff.id")),
    moment("handled_at"),
    _read("language"),
    _read("intent"),
    _read("complaint_type"),
    sa.Column(
        "spam", sa.Boolean, sa.Computed("coalesce((reading ->> 'spam')::boolean, false)"), nullable=False
    ),
    _read("read_by"),
    _read("confidence", sa.Double, "::double precision"),
    sa.Column("unreached", sa.Boolean, nullable=False, server_default=sa.false(), comment="Its reply failed"),
    one_of("outcome", Outcome),
    sa.UniqueConstraint("instance", "whatsapp_id"),
    sa.Index(
        "messages_unsettled_idx",
        "contractor_id",
        "sent_at",
        "seq",
        postgresql_where=sa.text("outcome is null"),
    ),
    sa.Index("messages_parked_idx", "parked_at", "seq", postgresql_where=sa.text("outcome = 'parked'")),
    sa.Index(None, "received_at", "id"),
    sa.Index(None, "contractor_id", "received_at", "id"),
    sa.Index(None, "language", "received_at", "id", postgresql_where=sa.text("language is not null")),
    sa.Index(None, "intent", "received_at", "id", postgresql_where=sa.text("intent is not null")),
    sa.Index(
        None, "complaint_type", "received_at", "id", postgresql_where=sa.text("complaint_type is not null")
    ),
    sa.Index(None, "read_by", "received_at", "id", postgresql_where=sa.text("read_by is not null")),
    sa.Index(None, "outcome", "received_at", "id"),
    sa.Index(None, "instance", "received_at", "id"),
    sa.Index(None, "confidence", postgresql_where=sa.text("confidence is not null")),
    sa.Index(None, "reply_id", postgresql_where=sa.text("reply_id is not null")),
    sa.Index("messages_unreached_idx", "received_at", "id", postgresql_where=sa.text("unreached")),
    sa.Index("messages_spam_idx", "received_at", "id", postgresql_where=sa.text("spam")),
    sa.Index(
        "messages_attention_idx",
        "received_at",
        "id",
        postgresql_where=sa.text("handled_at is null and (flags <> '{}' or outcome = 'failed')"),
    ),
    sa.Index(
        "messages_flags_idx", "flags", postgresql_using="gin", postgresql_where=sa.text("flags <> '{}'")
    ),
)

message_words = sa.Table(
    "message_words",
    METADATA,
    sa.Column("message_id", sa.Uuid, sa.ForeignKey("messages.id"), primary_key=True),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="When the message was received"),
    words("Its own, its writer's names and numbers", empty=False),
    sa.Index(None, "at", "message_id"),
    sa.Index(
        "message_words_words_idx", "words", postgresql_using="gin", postgresql_with={"fastupdate": "off"}
    ),
)

message_contracts = sa.Table(
    "message_contracts",
    METADATA,
    sa.Column("message_id", sa.Uuid, sa.ForeignKey("messages.id"), primary_key=True),
    sa.Column("number", sa.Text, primary_key=True),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="When the message was received"),
    sa.Index(None, "number", "at"),
)

receipts = sa.Table(
    "receipts",
    METADATA,
    sa.Column("instance", sa.Text, primary_key=True),
    sa.Column("whatsapp_id", sa.Text, primary_key=True),
    sa.Column("delivery", sa.Text, primary_key=True),
    moment("reported_at", needed=True),
    one_of("delivery", Delivery),
)

webhook_events = sa.Table(
    "webhook_events",
    METADATA,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    text("instance"),
    text("event"),
    text("why"),
    sa.Column("raw", sa.LargeBinary, nullable=False),
    moment("received_at", needed=True),
    sa.CheckConstraint("octet_length(raw) <= 65536", name="raw"),
)

contract_statuses = sa.Table(
    "contract_statuses",
    METADATA,
    sa.Column("number", sa.Text, primary_key=True),
    sa.Column("read_at", sa.DateTime(timezone=True), primary_key=True),
    text("etat"),
    text("sous_etat"),
    text("sous_etat_2"),
    text("date_created"),
)

templates = sa.Table(
    "templates",
    METADATA,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("body", JSONB, nullable=False),
    text("published_by"),
    moment("published_at", needed=True),
    sa.CheckConstraint("version > 0", name="version"),
)

audit_log = sa.Table(
    "audit_log",
    METADATA,
    sa.Column("seq", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    text("actor"),
    text("action"),
    text("resource"),
    sa.Column("changes", JSONB, nullable=False, server_default="{}"),
    sa.Column("before", JSONB, nullable=False, server_default="{}"),
    sa.Column("ip", sa.Text),
    sa.Column("user_agent", sa.Text),
    sa.Column("prev_hash", sa.LargeBinary),
    sa.Column("hash", sa.LargeBinary),
    sa.Index(None, "resource", "at", "seq", postgresql_ops={"resource": "text_pattern_ops"}),
    sa.Index(None, "at", "seq"),
    sa.Index(None, "actor", "at", "seq"),
    sa.Index(None, "action", "at", "seq"),
)

audit_due = sa.Table(
    "audit_due",
    METADATA,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    moment("at", needed=True),
    text("action"),
    text("resource"),
    sa.Column("changes", JSONB, nullable=False, server_default="{}"),
    sa.Column("before", JSONB, nullable=False, server_default="{}"),
    comment="What functions did; chained to the log when their transaction ends, and gone",
)

early_changes = sa.Table(
    "early_changes",
    METADATA,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    text("instance"),
    text("whatsapp_id"),
    sa.Column("text", sa.Text, comment="As it was edited; empty when it was deleted"),
    sa.Column("words", ARRAY(sa.Text), nullable=False, server_default="{}"),
    moment("at", needed=True),
    sa.Index(None, "instance", "whatsapp_id"),
    sa.Index(None, "at"),
)
