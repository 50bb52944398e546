"""Every column that holds data about a person: whose it is, and what stands there once it is erased.

A test walks the schema: a column of texts is named here, in one of these tables, or the test fails.
"""

# ruff: noqa: S608 as in personal.py

from collections.abc import Mapping

NOBODY = "00000@lid"
"""Where an erased message came from, or an erased reply went to: the form of an address, and nobody's."""

# What people typed into the JSON of a state or an event; its form must stay readable.
_TYPED = "'{text,details,reason,resolution,notes}'"


def _blanked(column: str) -> str:
    return (
        f"{column} || coalesce((select jsonb_object_agg(key, '') from jsonb_each({column})"
        f" where key = any({_TYPED}::text[])), '{{}}')"
    )


ERASED: Mapping[str, Mapping[str, str]] = {
    "contractors": {"phone": "null", "name": "''", "region": "''", "sort_name": "''", "words": "''"},
    "messages": {
        "sender": f"'{NOBODY}'",
        "alias": "null",
        "name": "''",
        "content": """'{"type": "text", "text": ""}'""",
        "reading": "null",
        "reading_detail": "''",
        "answers": "null",
        "owed": "'{}'",
    },
    "replies": {"recipient": f"'{NOBODY}'", "quoted_text": "''", "fr": "''", "ar": "''", "text": "''"},
    "complaints": {"details": "''", "words": "''", "state": _blanked("state")},
    "complaint_events": {"event": _blanked("event")},
    "tickets": {
        "state": f"case when state ? 'resolved' then jsonb_set(state, '{{resolved,notes}}', '\"\"')"
        f" else {_blanked('state')} end"
    },
    "ticket_events": {"event": _blanked("event")},
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
