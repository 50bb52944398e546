"""Every column that holds data about a person: whose it is, and what stands there once it is erased.

A test walks the schema: a column of texts is named here, in one of these tables, or the test fails.
"""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from jarvis_adapters.postgres.tables import METADATA
from jarvis_adapters.postgres.tables_cases import complaint_events, complaints, ticket_events, tickets
from jarvis_domain.desk import personal_data

NOBODY = str(personal_data.NOBODY)
"""As it stands in a column of addresses."""


def _blanked(column: sa.Column[object]) -> sa.ColumnElement[object]:
    """The JSON with every text that was typed made empty; its form must stay readable."""
    part = sa.func.jsonb_each(column).table_valued("key", "value")
    empty = sa.func.jsonb_object_agg(part.c.key, sa.literal("", sa.Text), type_=JSONB)
    typed = part.c.key.in_(personal_data.TYPED)
    texts = sa.select(empty).where(typed).correlate(column.table).scalar_subquery()
    return column.op("||")(sa.func.coalesce(texts, sa.literal({}, JSONB)))


def _unannotated(column: sa.Column[object]) -> sa.ColumnElement[object]:
    """The state of a ticket, whose notes lie within its resolution."""
    path = sa.literal(["resolved", "notes"], sa.ARRAY(sa.Text))
    return sa.case(
        (column.has_key("resolved"), sa.func.jsonb_set(column, path, sa.literal("", JSONB))),
        else_=_blanked(column),
    )


ERASED: Mapping[str, Mapping[str, object]] = {
    "contractors": {"phone": None, "name": "", "region": "", "sort_name": "", "words": ""},
    "messages": {
        "sender": NOBODY,
        "alias": None,
        "name": "",
        "content": {"type": "text", "text": ""},
        "reading": sa.null(),
        "reading_detail": "",
        "answers": sa.null(),
        "owed": [],
    },
    "replies": {"recipient": NOBODY, "quoted_text": "", "fr": "", "ar": "", "text": ""},
    "complaints": {"details": "", "words": "", "state": _blanked(complaints.c.state)},
    "complaint_events": {"event": _blanked(complaint_events.c.event)},
    "tickets": {"state": _unannotated(tickets.c.state)},
    "ticket_events": {"event": _blanked(ticket_events.c.event)},
}
"""Of contractors, in rows that stay: figures and case numbers go on counting, nobody is in them."""

DELETED: Mapping[str, tuple[str, ...]] = {
    "webhook_events": ("raw",),
    "message_words": ("words",),
    "message_contracts": ("number",),
    "receipts": ("whatsapp_id",),
    "conversations": ("state",),
    "notices": ("mail", "reason", "recipients"),
    "contractor_addresses": ("address",),
}
"""Of contractors, in rows that go as a whole."""

AGED: Mapping[str, tuple[str, ...]] = {
    "early_changes": ("whatsapp_id", "text", "words"),
    "contract_statuses": ("number", "etat", "sous_etat", "sous_etat_2", "date_created"),
    "link_requests": ("email", "ip", "user_agent"),
    "magic_links": ("ip", "user_agent"),
    "sessions": ("ip", "user_agent"),
    "mails": ("key", "mail_id", "reason"),
    "mail_reports": ("mail_id", "reason"),
}
"""Of customers and colleagues; erased by age alone."""

KEPT: Mapping[str, tuple[str, ...]] = {
    "audit_log": ("actor", "resource", "changes", "before", "ip", "user_agent"),
    "audit_due": ("action", "resource", "changes", "before"),
    "staff": ("email", "name"),
    "templates": ("published_by",),
    "preferences": ("body",),
}
"""Of colleagues, and what the audit log says of anybody: kept, for the reasons in docs/privacy.md."""


def blank(table: str) -> sa.Update:
    """Blanks every row of the table; whoever runs it says which."""
    return sa.update(METADATA.tables[table]).values(ERASED[table])
