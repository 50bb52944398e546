"""What is on record about a person: found, exported, erased; and what is erased because it has aged."""

# ruff: noqa: S608 the parts are constants of this package; what comes from outside is bound

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from jarvis_adapters.postgres.connections import Link
from jarvis_adapters.postgres.personal_columns import DELETED, ERASED, NOBODY
from jarvis_domain.understanding.phones import PhoneNumber


class Ageing(StrEnum):
    """What is kept for a time of its own.

    `messages` are settled messages, replies, talks, resolved complaints, and who wrote nothing else since.
    `mails` are also the traces of signing in.
    """

    MESSAGES = "messages"
    WEBHOOK_EVENTS = "webhook_events"
    CONTRACT_STATUSES = "contract_statuses"
    RECEIPTS = "receipts"
    FAILED_JOBS = "failed_jobs"
    MAILS = "mails"


class StillNeeded(msgspec.Struct, frozen=True, kw_only=True):
    """Something of this contractor is not finished: messages without an end, replies unsent, complaints."""

    messages: int
    replies: int
    complaints: int


class Erased(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows of each table were blanked or deleted."""

    rows: Mapping[str, int]


_MESSAGES = "select id from messages where contractor_id = any(:ids)"
_COMPLAINTS = "select id from complaints where contractor_id = any(:ids)"
_TICKETS = f"select id from tickets where complaint_id in ({_COMPLAINTS})"
_OURS = "contractor_id = any(:ids)"
_SCOPES = {
    "contractors": "id = any(:ids)",
    "contractor_addresses": _OURS,
    "conversations": _OURS,
    "messages": _OURS,
    "message_words": f"message_id in ({_MESSAGES})",
    "message_contracts": f"message_id in ({_MESSAGES})",
    "replies": _OURS,
    "receipts": f"whatsapp_id in (select whatsapp_id from replies where {_OURS})",
    "complaints": _OURS,
    "complaint_events": f"complaint_id in ({_COMPLAINTS})",
    "tickets": f"complaint_id in ({_COMPLAINTS})",
    "ticket_events": f"ticket_id in ({_TICKETS})",
    "notices": f"ticket_id in ({_TICKETS})",
    "satisfaction": _OURS,
    "webhook_events": f"""exists (
        select from contractor_addresses where {_OURS}
        and position(convert_to(translate(split_part(address, '@', 1), '+', ''), 'UTF8') in raw) > 0
    )""",
    "audit_log": f"""resource in (
        select 'contractor:' || id from unnest(:ids) as own (id)
        union all select 'message:' || id from ({_MESSAGES}) as messages
        union all select 'complaint:' || id from ({_COMPLAINTS}) as complaints
        union all select 'ticket:' || id from ({_TICKETS}) as tickets
    )""",
}
"""Which rows of each table are about the contractors with these ids."""

_FIND = sa.text("""
    with recursive one (id) as (
        select jarvis_contractor(contractor_id) from contractor_addresses where address = :phone
        union select jarvis_contractor(id) from contractors where phone = :phone
        union select contractors.id from contractors join one on merged_into = one.id
    )
    select id from one
""")
_UNFINISHED = sa.text(f"""
    select (select count(*) from messages where {_OURS} and (outcome is null or outcome = 'parked')),
        (select count(*) from replies where {_OURS} and done_at is null),
        (select count(*) from complaints where {_OURS} and status <> 'resolved')
""")
_OLD = {
    "messages": f"""messages.id in (
        select message_id from message_words join messages on messages.id = message_id
        where at < :before and outcome <> 'parked' order by at limit :most
    ) and sender <> '{NOBODY}'""",
    "replies": f"""id in (
        select id from replies where queued_at < :before and done_at is not null and recipient <> '{NOBODY}'
        order by queued_at limit :most
    )""",
    "complaints": """id in (
        select id from complaints where resolved_at < :before and status = 'resolved' and words <> ''
        order by resolved_at limit :most
    )""",
}
_AGED = {
    Ageing.WEBHOOK_EVENTS: (("webhook_events", "received_at < :before"), ("early_changes", "at < :before")),
    Ageing.CONTRACT_STATUSES: (("contract_statuses", "read_at < :before"),),
    Ageing.RECEIPTS: (("receipts", "reported_at < :before"),),
    Ageing.FAILED_JOBS: (
        (
            "procrastinate_jobs",
            """status = 'failed' and not exists (
                select from procrastinate_events as told where job_id = procrastinate_jobs.id
                and told.at >= :before
            )""",
        ),
    ),
    Ageing.MAILS: (
        ("mail_reports", "at < :before"),
        ("mails", "sent_at < :before"),
        ("link_requests", "requested_at < :before"),
        ("magic_links", "expires_at < :before"),
        ("sessions", "expires_at < :before"),
    ),
}
_GONE_QUIET = sa.text("""
    select id from contractors
    where merged_into is null and not registered and last_message_at < :before
        and exists (select from contractor_addresses where contractor_id = contractors.id)
        and not exists (
            select from complaints where contractor_id = contractors.id and status <> 'resolved'
        )
        and not exists (select from replies where contractor_id = contractors.id and done_at is null)
        and not exists (
            select from messages
            where contractor_id = contractors.id and (outcome is null or outcome = 'parked')
        )
    order by last_message_at limit :most
""")


class PersonalData:
    """A part of a unit of work; whoever calls `erase` or `export` records that in the audit log."""

    def __init__(self, link: Link) -> None:
        self._link = link

    async def find(self, phone: PhoneNumber) -> tuple[UUID, ...]:
        """Everybody found to be the person with this phone; empty when nobody has it."""
        return tuple(row.id for row in await self._link.run(_FIND, {"phone": str(phone)}))

    async def export(self, contractors: Sequence[UUID]) -> dict[str, list[dict[str, Any]]]:
        """All rows about them by table, as they stand; what a person is shown who asks for their data."""
        found = {}
        for table, scope in _SCOPES.items():
            rows = await self._scoped(
                f"select to_jsonb({table}) as row from {table} where {scope}", contractors
            )
            found[table] = [row.row for row in rows]
        return found

    async def erase(self, contractors: Sequence[UUID]) -> Erased | StillNeeded:
        """Leaves case numbers, times and states, and nothing that names a person or quotes one.

        The audit log stays as it is: its chain is the proof of what was done, also of this.
        """
        needed = await self._unfinished(contractors)
        if needed is not None:
            return needed
        rows = {}
        for table in DELETED:
            if table != "contractor_addresses":  # by them the others are found
                rows[table] = await self._changed(f"delete from {table}", table, contractors)
        for table in ERASED:
            rows[table] = await self._changed(_blank(table), table, contractors)
        rows["contractor_addresses"] = await self._changed(
            "delete from contractor_addresses", "contractor_addresses", contractors
        )
        return Erased(rows=rows)

    async def forget(self, kind: Ageing, *, before: datetime, most: int) -> int:
        """Erases what is older, at most so many rows of each table; 0 once nothing is left to erase."""
        facts = {"before": before, "most": most}
        if kind is Ageing.MESSAGES:
            return await self._forget_messages(facts)
        gone = 0
        for table, old in _AGED[kind]:
            some = f"ctid = any(array(select ctid from {table} where {old} limit :most))"
            gone += len(await self._link.run(sa.text(f"delete from {table} where {some} returning 1"), facts))
        return gone

    async def _forget_messages(self, facts: dict[str, Any]) -> int:
        messages = await self._ids(f"{_blank('messages')} where {_OLD['messages']}", facts)
        for table in ("message_words", "message_contracts"):
            await self._run(f"delete from {table} where message_id = any(:ids)", {"ids": messages})
        replies = await self._ids(f"{_blank('replies')} where {_OLD['replies']}", facts)
        complaints = await self._ids(f"{_blank('complaints')} where {_OLD['complaints']}", facts)
        await self._forget_cases(complaints)
        quiet = [row.id for row in await self._link.run(_GONE_QUIET, facts)]
        for statement in (
            f"{_blank('contractors')} where id = any(:ids) or merged_into = any(:ids)",
            "delete from conversations where contractor_id = any(:ids)",
            "delete from contractor_addresses where contractor_id = any(:ids)",
        ):
            await self._run(statement, {"ids": quiet})
        return len(messages) + len(replies) + len(complaints) + len(quiet)

    async def _forget_cases(self, complaints: list[UUID]) -> None:
        tickets = "select id from tickets where complaint_id = any(:ids)"
        for statement in (
            f"{_blank('complaint_events')} where complaint_id = any(:ids)",
            f"{_blank('tickets')} where complaint_id = any(:ids)",
            f"{_blank('ticket_events')} where ticket_id in ({tickets})",
            f"delete from notices where ticket_id in ({tickets}) and ended_at is not null",
        ):
            await self._run(statement, {"ids": complaints})

    async def _unfinished(self, contractors: Sequence[UUID]) -> StillNeeded | None:
        statement = _UNFINISHED.bindparams(_ids_parameter())
        ((messages, replies, complaints),) = await self._link.run(statement, {"ids": list(contractors)})
        found = StillNeeded(messages=messages, replies=replies, complaints=complaints)
        return found if messages or replies or complaints else None

    async def _changed(self, change: str, table: str, contractors: Sequence[UUID]) -> int:
        return len(await self._scoped(f"{change} where {_SCOPES[table]} returning 1", contractors))

    async def _scoped(self, statement: str, contractors: Sequence[UUID]) -> Sequence[sa.Row[Any]]:
        return await self._run(statement, {"ids": list(contractors)})

    async def _ids(self, statement: str, facts: Mapping[str, Any]) -> list[UUID]:
        return [row.id for row in await self._link.run(sa.text(f"{statement} returning id"), facts)]

    async def _run(self, statement: str, facts: Mapping[str, Any]) -> Sequence[sa.Row[Any]]:
        # Texts of this module alone; what comes from outside is bound.
        return await self._link.run(sa.text(statement).bindparams(_ids_parameter()), facts)


def _ids_parameter() -> sa.BindParameter[Any]:
    return sa.bindparam("ids", type_=sa.ARRAY(sa.Uuid))


def _blank(table: str) -> str:
    changes = ", ".join(f"{column} = {value}" for column, value in ERASED[table].items())
    return f"update {table} set {changes}"
