"""The tables of case work: complaints, tickets, what leaves because of them, and satisfaction."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from jarvis_adapters.postgres.tables import METADATA, NOW, moment, one_of, text, words
from jarvis_domain.ports.cases import NoticeKind
from jarvis_domain.understanding.reading import ComplaintType


def _version() -> sa.Column[int]:
    return sa.Column("version", sa.Integer, nullable=False, server_default="1")


def _state() -> sa.Column[object]:
    return sa.Column("state", JSONB, nullable=False, server_default='{"type": "open"}')


complaints = sa.Table(
    "complaints",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("contractor_id", sa.Uuid, sa.ForeignKey("contractors.id"), nullable=False),
    sa.Column(
        "message_id", sa.Uuid, sa.ForeignKey("messages.id"), comment="What opened it, if a message did"
    ),
    text("contract_number"),
    text("type"),
    text("priority"),
    text("status", "open"),
    text("details", ""),
    sa.Column("assigned_to", sa.Uuid, sa.ForeignKey("staff.id")),
    moment("created_at", needed=True),
    moment("updated_at", needed=True),
    moment("resolved_at"),
    _version(),
    sa.Column("priority_set_by_bo", sa.Boolean, nullable=False, server_default=sa.false()),
    _state(),
    words("Its details, contract and tickets, its contractor's names and numbers"),
    sa.Column(
        "urgency",
        sa.SmallInteger,
        sa.Computed(
            "case when status = 'resolved' then 3 when priority = 'high' then 0"
            " when priority = 'medium' then 1 else 2 end"
        ),
        nullable=False,
        comment="High 0, medium 1, low 2, resolved 3",
    ),
    sa.CheckConstraint("version > 0", name="version"),
    sa.CheckConstraint("contract_number ~ '^F[0-9]{7}D$'", name="contract_number"),
    one_of("type", ComplaintType),
    one_of("priority", ("low", "medium", "high")),
    one_of("status", ("open", "assigned", "escalated", "resolved")),
    sa.Index(
        "complaints_unresolved_key",
        "contractor_id",
        "contract_number",
        "type",
        unique=True,
        postgresql_where=sa.text("status <> 'resolved'"),
    ),
    sa.Index(None, "contract_number", "created_at"),
    sa.Index(None, "created_at", "id"),
    sa.Index(None, "updated_at", "id"),
    sa.Index(None, "urgency", "created_at", "id"),
    sa.Index(None, "contractor_id", "created_at", "id"),
    sa.Index(None, "status", "created_at", "id"),
    sa.Index(None, "priority", "created_at", "id"),
    sa.Index(None, "type", "created_at", "id"),
    sa.Index(None, "assigned_to", "created_at", "id"),
    sa.Index(None, "message_id", postgresql_where=sa.text("message_id is not null")),
    sa.Index(
        "complaints_proposed_idx",
        "created_at",
        "id",
        postgresql_where=sa.text("priority = 'medium' and status in ('open', 'assigned')"),
    ),
    sa.Index(None, "resolved_at", postgresql_where=sa.text("resolved_at is not null")),
    sa.Index("complaints_words_idx", "words", postgresql_using="gin"),
)

complaint_messages = sa.Table(
    "complaint_messages",
    METADATA,
    sa.Column("complaint_id", sa.Uuid, sa.ForeignKey("complaints.id"), primary_key=True),
    sa.Column("message_id", sa.Uuid, sa.ForeignKey("messages.id"), primary_key=True),
    sa.Index(None, "message_id"),
    comment="What told of a complaint, also after it was filed",
)

complaint_events = sa.Table(
    "complaint_events",
    METADATA,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("complaint_id", sa.Uuid, sa.ForeignKey("complaints.id"), nullable=False),
    moment("at", needed=True),
    text("actor"),
    text("kind"),
    sa.Column("event", JSONB, nullable=False),
    sa.Index(None, "complaint_id", "id"),
)

tickets = sa.Table(
    "tickets",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("complaint_id", sa.Uuid, sa.ForeignKey("complaints.id"), nullable=False),
    sa.Column("reference", sa.Text, nullable=False, unique=True),
    sa.Column("orange_reference", sa.Text, comment="Orange's own id, typed in by the BO"),
    text("status", "open"),
    sa.Column(
        "decided_at",
        sa.DateTime(timezone=True),
        nullable=False,
        server_default=NOW,
        comment="When the clock started",
    ),
    sa.Column(
        "notified_at",
        sa.DateTime(timezone=True),
        comment="When Orange's mail was accepted: the clock's end",
    ),
    moment("closed_at"),
    text("contract_number"),
    _version(),
    _state(),
    sa.CheckConstraint("version > 0", name="version"),
    sa.CheckConstraint("contract_number ~ '^F[0-9]{7}D$'", name="contract_number"),
    sa.CheckConstraint("reference ~ '^ONG-[A-Z0-9]{6}$'", name="reference"),
    one_of("status", ("open", "in_progress", "resolved", "closed")),
    sa.Index(None, "complaint_id"),
    sa.Index(None, "decided_at", "id"),
    sa.Index(None, "status", "decided_at", "id"),
    sa.Index(None, "contract_number", "decided_at"),
    sa.Index("tickets_unsent_idx", "decided_at", "id", postgresql_where=sa.text("notified_at is null")),
)

ticket_events = sa.Table(
    "ticket_events",
    METADATA,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("ticket_id", sa.Uuid, sa.ForeignKey("tickets.id"), nullable=False),
    moment("at", needed=True),
    text("actor"),
    text("kind"),
    sa.Column("event", JSONB, nullable=False),
    sa.Index(None, "ticket_id", "id"),
)

notices = sa.Table(
    "notices",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("ticket_id", sa.Uuid, sa.ForeignKey("tickets.id"), nullable=False),
    text("kind"),
    sa.Column("mail", JSONB, nullable=False),
    sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column(
        "claimable_at", sa.DateTime(timezone=True), nullable=False, comment="End of a lease or of a wait"
    ),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("reason", sa.Text, nullable=False, server_default="", comment="Why it waits, or was given up"),
    moment("ended_at"),
    sa.Column(
        "recipients",
        sa.ARRAY(sa.Text),
        nullable=False,
        server_default="{}",
        comment="Whom its first try wrote to",
    ),
    one_of("kind", NoticeKind),
    sa.Index("notices_waiting_idx", "kind", "queued_at", "id", postgresql_where=sa.text("ended_at is null")),
    sa.Index(None, "ticket_id"),
)

satisfaction = sa.Table(
    "satisfaction",
    METADATA,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("complaint_id", sa.Uuid, sa.ForeignKey("complaints.id"), nullable=False),
    sa.Column("contractor_id", sa.Uuid, sa.ForeignKey("contractors.id"), nullable=False),
    sa.Column("reply_id", sa.Uuid, sa.ForeignKey("replies.id"), nullable=False),
    sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("score", sa.SmallInteger),
    moment("answered_at"),
    sa.Column("closed_at", sa.DateTime(timezone=True), comment="Given up: asked anew, or reopened"),
    sa.CheckConstraint("score between 1 and 3", name="score"),
    sa.Index(
        "satisfaction_open_key",
        "contractor_id",
        unique=True,
        postgresql_where=sa.text("answered_at is null and closed_at is null"),
    ),
    sa.Index(None, "complaint_id"),
    sa.Index(None, "answered_at"),
    sa.Index(None, "asked_at"),
)
