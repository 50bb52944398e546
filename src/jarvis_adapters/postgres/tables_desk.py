"""The tables of case work and of the desk: complaints, tickets, staff and how they sign in."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from jarvis_adapters.postgres.tables import METADATA, moment, one_of, text
from jarvis_domain.desk.staff import Role
from jarvis_domain.ports.mail import MailStatus
from jarvis_domain.understanding.reading import ComplaintType

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
)

complaint_events = sa.Table(
    "complaint_events",
    METADATA,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("complaint_id", sa.Uuid, sa.ForeignKey("complaints.id"), nullable=False),
    moment("at", needed=True),
    text("actor"),
    text("kind"),
    sa.Column("changes", JSONB, nullable=False, server_default="{}"),
    text("note", ""),
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
    text("resolution", ""),
    moment("decided_at", needed=True),
    moment("notified_at"),
    moment("closed_at"),
    sa.CheckConstraint("reference ~ '^ONG-[A-Z0-9]{6}$'", name="reference"),
    one_of("status", ("open", "in_progress", "resolved", "closed")),
    sa.Index(None, "complaint_id"),
)

staff = sa.Table(
    "staff",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("email", sa.Text, nullable=False, unique=True),
    text("name", ""),
    text("role"),
    sa.Column("active", sa.Boolean, nullable=False, server_default=sa.true()),
    moment("created_at", needed=True),
    moment("last_login_at"),
    sa.CheckConstraint("email = lower(email)", name="email"),
    one_of("role", Role),
)

magic_links = sa.Table(
    "magic_links",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("staff_id", sa.Uuid, sa.ForeignKey("staff.id"), nullable=False),
    sa.Column("token_hash", sa.Text, nullable=False, unique=True),
    moment("created_at", needed=True),
    sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    moment("used_at"),
    sa.Column("selector", sa.Text, nullable=False, unique=True, comment="The clear part of the token"),
    sa.Column("nonce_hash", sa.LargeBinary, comment="Of the browser that asked"),
    moment("revoked_at"),
    sa.Column("ip", sa.Text),
    sa.Column("user_agent", sa.Text),
    sa.CheckConstraint("expires_at > created_at", name="expires_at"),
    sa.Index(None, "staff_id", "created_at"),
)

sessions = sa.Table(
    "sessions",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True, comment="The jti of the session's token"),
    sa.Column("staff_id", sa.Uuid, sa.ForeignKey("staff.id"), nullable=False),
    moment("created_at", needed=True),
    sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    moment("revoked_at"),
    sa.Column("ip", sa.Text),
    sa.Column("user_agent", sa.Text),
    moment("last_seen_at", needed=True),
    sa.Index(None, "staff_id"),
)

link_requests = sa.Table(
    "link_requests",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    text("email"),
    sa.Column("nonce_hash", sa.LargeBinary, nullable=False),
    sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("claimable_at", sa.DateTime(timezone=True), nullable=False, comment="End of a lease"),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("ip", sa.Text),
    sa.Column("user_agent", sa.Text),
    sa.Index("link_requests_waiting_key", "email", unique=True, postgresql_where=sa.text("attempts = 0")),
)

mails = sa.Table(
    "mails",
    METADATA,
    sa.Column("key", sa.Text, primary_key=True, comment="The idempotency key"),
    sa.Column("mail_id", sa.Text, nullable=False, unique=True),
    text("kind"),
    text("status", MailStatus.SENT),
    text("reason", ""),
    sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
    moment("updated_at", needed=True),
    one_of("status", MailStatus),
)

mail_reports = sa.Table(
    "mail_reports",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True, comment="The webhook's own id"),
    text("mail_id"),
    text("status"),
    text("reason", ""),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    one_of("status", MailStatus),
    sa.Index(None, "mail_id"),
)
