"""Personal data on PostgreSQL: whose rows are whose, what is blanked, and what has aged."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

from jarvis_adapters.postgres.connections import Link
from jarvis_adapters.postgres.personal_columns import DELETED, ERASED, NOBODY, blank
from jarvis_adapters.postgres.tables import (
    METADATA,
    audit_log,
    contractor_addresses,
    conversations,
    message_contracts,
    message_words,
    messages,
    receipts,
    replies,
    webhook_events,
)
from jarvis_adapters.postgres.tables import contractors as _contractors
from jarvis_adapters.postgres.tables_cases import (
    complaint_events,
    complaint_messages,
    complaints,
    notices,
    ticket_events,
    tickets,
)
from jarvis_domain.desk.personal_data import SETTLED, Ageing, StillOpen
from jarvis_domain.ports.personal_data import PersonalData, Rows
from jarvis_domain.understanding.phones import PhoneNumber


def _scopes(contractors: Sequence[UUID]) -> dict[str, sa.ColumnElement[bool]]:
    """Which rows of each table are about these contractors."""
    theirs = {
        table: METADATA.tables[table].c.contractor_id.in_(contractors)
        for table in (
            "contractor_addresses",
            "conversations",
            "messages",
            "replies",
            "complaints",
            "satisfaction",
        )
    }
    wrote = sa.select(messages.c.id).where(theirs["messages"])
    complained = sa.select(complaints.c.id).where(theirs["complaints"])
    opened = sa.select(tickets.c.id).where(tickets.c.complaint_id.in_(complained))
    told = sa.select(replies.c.whatsapp_id).where(theirs["replies"])
    return theirs | {
        "contractors": _contractors.c.id.in_(contractors),
        "message_words": message_words.c.message_id.in_(wrote),
        "message_contracts": message_contracts.c.message_id.in_(wrote),
        "receipts": receipts.c.whatsapp_id.in_(told),
        "complaint_messages": complaint_messages.c.complaint_id.in_(complained),
        "complaint_events": complaint_events.c.complaint_id.in_(complained),
        "tickets": tickets.c.complaint_id.in_(complained),
        "ticket_events": ticket_events.c.ticket_id.in_(opened),
        "notices": notices.c.ticket_id.in_(opened),
        "webhook_events": _names_one(theirs["contractor_addresses"]),
        "audit_log": sa.or_(
            audit_log.c.resource.in_([f"contractor:{one}" for one in contractors]),
            audit_log.c.resource.in_(_named("message", wrote)),
            audit_log.c.resource.in_(_named("complaint", complained)),
            audit_log.c.resource.in_(_named("ticket", opened)),
        ),
    }


def _names_one(theirs: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether the bytes of a webhook hold one of the addresses, without their + and what follows their @."""
    number = sa.func.translate(sa.func.split_part(contractor_addresses.c.address, "@", 1), "+", "")
    found = sa.func.pg_catalog.position(webhook_events.c.raw, sa.func.convert_to(number, "UTF8"))
    return sa.exists().where(theirs, found > 0).select_from(contractor_addresses)


def _named(kind: str, ids: sa.Select[tuple[UUID]]) -> sa.Select[tuple[str]]:
    """The audit's names of these."""
    (id_,) = ids.subquery().c
    return sa.select(sa.literal(f"{kind}:") + sa.cast(id_, sa.Text))


_FIND = sa.text("""
    with recursive one (id) as (
        select jarvis_contractor(contractor_id) from contractor_addresses where address = :phone
        union select jarvis_contractor(id) from contractors where phone = :phone
        union select contractors.id from contractors join one on merged_into = one.id
    )
    select id from one
""")
_UNFINISHED = sa.text("""
    select (select count(*) from messages
            where contractor_id = any(:ids) and (outcome is null or outcome = 'parked')),
        (select count(*) from replies where contractor_id = any(:ids) and done_at is null),
        (select count(*) from complaints where contractor_id = any(:ids) and status <> 'resolved')
""").bindparams(sa.bindparam("ids", type_=sa.ARRAY(sa.Uuid)))
_AGED: Mapping[Ageing, Mapping[str, str]] = {
    Ageing.WEBHOOK_EVENTS: {"webhook_events": "received_at", "early_changes": "at"},
    Ageing.CONTRACT_STATUSES: {"contract_statuses": "read_at"},
    Ageing.RECEIPTS: {"receipts": "reported_at"},
    Ageing.MAILS: {
        "mail_reports": "at",
        "mails": "sent_at",
        "link_requests": "requested_at",
        "magic_links": "expires_at",
        "sessions": "expires_at",
    },
}
"""Rows that go as a whole, and by which of their times they are old."""
_FORGET_JOBS = sa.text("""
    delete from procrastinate_jobs where id in (
        select id from procrastinate_jobs as old where status = 'failed' and not exists (
            select from procrastinate_events as told where told.job_id = old.id and told.at >= :before
        ) limit :most
    ) returning id
""")
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


_NO_WORDS = sa.cast("", TSVECTOR)
_BY_THESE = "contractor_addresses"
"""By them the others are found: they go last."""


class PostgresPersonalData(PersonalData):
    """Writes on the connection of its unit of work."""

    def __init__(self, link: Link) -> None:
        self._link = link

    async def find(self, phone: PhoneNumber) -> tuple[UUID, ...]:
        return tuple(row.id for row in await self._link.run(_FIND, {"phone": str(phone)}))

    async def export(self, contractors: Sequence[UUID]) -> Rows:
        found = {}
        for table, theirs in _scopes(contractors).items():
            row = sa.func.to_jsonb(METADATA.tables[table].table_valued(), type_=JSONB)
            found[table] = [told for (told,) in await self._link.run(sa.select(row).where(theirs))]
        return found

    async def left_open(self, contractors: Sequence[UUID]) -> StillOpen:
        ((messages, replies, complaints),) = await self._link.run(_UNFINISHED, {"ids": list(contractors)})
        return StillOpen(messages=messages, replies=replies, complaints=complaints)

    async def erase(self, contractors: Sequence[UUID]) -> dict[str, int]:
        theirs, rows = _scopes(contractors), {}
        changes: list[tuple[str, sa.Update | sa.Delete]] = [
            *((table, sa.delete(METADATA.tables[table])) for table in DELETED if table != _BY_THESE),
            *((table, blank(table)) for table in ERASED),
            (_BY_THESE, sa.delete(contractor_addresses)),
        ]
        for table, change in changes:
            rows[table] = len(await self._link.run(change.where(theirs[table]).returning(sa.literal(1))))
        return rows

    async def forget(self, kind: Ageing, *, before: datetime, most: int) -> int:
        match kind:
            case Ageing.MESSAGES:
                return await self._forget_messages(before, most)
            case Ageing.FAILED_JOBS:
                return len(await self._link.run(_FORGET_JOBS, {"before": before, "most": most}))
        gone = 0
        for table, age in _AGED[kind].items():
            gone += len(await self._link.run(_delete_older(METADATA.tables[table], age, before, most - gone)))
        return gone

    async def _forget_messages(self, before: datetime, most: int) -> int:
        wrote = await self._blanked("messages", _old_messages(before, most))
        for words in (message_words, message_contracts):
            await self._link.run(sa.delete(words).where(words.c.message_id.in_(wrote)))
        told = await self._blanked("replies", _old_replies(before, most - len(wrote)))
        left = most - len(wrote) - len(told)
        complained = await self._blanked("complaints", _old_complaints(before, left))
        await self._forget_cases(complained)
        left -= len(complained)
        quiet = [row.id for row in await self._link.run(_GONE_QUIET, {"before": before, "most": left})]
        gone = _contractors.c.id.in_(quiet) | _contractors.c.merged_into.in_(quiet)
        await self._link.run(blank("contractors").where(gone))
        for table in (conversations, contractor_addresses):
            await self._link.run(sa.delete(table).where(table.c.contractor_id.in_(quiet)))
        return len(wrote) + len(told) + len(complained) + len(quiet)

    async def _forget_cases(self, complained: Sequence[UUID]) -> None:
        opened = sa.select(tickets.c.id).where(tickets.c.complaint_id.in_(complained))
        for change in (
            blank("complaint_events").where(complaint_events.c.complaint_id.in_(complained)),
            blank("tickets").where(tickets.c.complaint_id.in_(complained)),
            blank("ticket_events").where(ticket_events.c.ticket_id.in_(opened)),
            sa.delete(notices).where(notices.c.ticket_id.in_(opened), notices.c.ended_at.is_not(None)),
        ):
            await self._link.run(change)

    async def _blanked(self, table: str, old: sa.ColumnElement[bool]) -> list[UUID]:
        change = blank(table).where(old).returning(METADATA.tables[table].c.id)
        return [row.id for row in await self._link.run(change)]


def _delete_older(table: sa.Table, age: str, before: datetime, most: int) -> sa.Executable:
    key = list(table.primary_key)
    old = sa.select(*key).where(table.c[age] < before).limit(most).subquery()
    return sa.delete(table).where(sa.tuple_(*key).in_(sa.select(old))).returning(sa.literal(1))


def _old_messages(before: datetime, most: int) -> sa.ColumnElement[bool]:
    settled = messages.alias("settled")
    old = (
        sa.select(message_words.c.message_id)
        .join(settled, settled.c.id == message_words.c.message_id)
        .where(message_words.c.at < before, settled.c.outcome.in_(SETTLED))
        .order_by(message_words.c.at)
        .limit(most)
    )
    return messages.c.id.in_(old.subquery().select()) & (messages.c.sender != NOBODY)


def _old_replies(before: datetime, most: int) -> sa.ColumnElement[bool]:
    sent = replies.alias("sent")
    old = (
        sa.select(sent.c.id)
        .where(sent.c.queued_at < before, sent.c.done_at.is_not(None), sent.c.recipient != NOBODY)
        .order_by(sent.c.queued_at)
        .limit(most)
    )
    return replies.c.id.in_(old)


def _old_complaints(before: datetime, most: int) -> sa.ColumnElement[bool]:
    ended = complaints.alias("ended")
    old = (
        sa.select(ended.c.id)
        .where(ended.c.resolved_at < before, ended.c.status == "resolved", ended.c.words != _NO_WORDS)
        .order_by(ended.c.resolved_at)
        .limit(most)
    )
    return complaints.c.id.in_(old)
