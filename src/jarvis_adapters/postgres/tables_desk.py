"""The tables of the desk: staff, how they sign in, their mails, and what administrators set."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from jarvis_adapters.postgres.tables import METADATA, moment, one_of, text
from jarvis_domain.desk.staff import Role
from jarvis_domain.ports.mail import MailStatus

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
    sa.Index(None, "sent_at"),
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

preferences = sa.Table(
    "preferences",
    METADATA,
    sa.Column("one", sa.Boolean, primary_key=True, server_default=sa.true()),
    sa.Column("body", JSONB, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.CheckConstraint("one", name="one"),
    sa.CheckConstraint("version > 0", name="version"),
)
