"""Contractors and the audit log, looked up in the state in memory."""

from datetime import UTC, datetime

from jarvis_adapters.memory.paging import Keys, agrees, is_one_of, page_of, within
from jarvis_adapters.memory.store_state import Contractor, State
from jarvis_adapters.memory.views_messages import contractor_terms
from jarvis_domain.answering.conversation import Conversation, WithHuman
from jarvis_domain.desk.audit import Sealed
from jarvis_domain.ports.views import (
    AuditFilter,
    ContractorFilter,
    ContractorRow,
    ContractorSort,
    Page,
    Slice,
)
from jarvis_domain.understanding.search import matches, search_words
from jarvis_domain.understanding.text import fold_words

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def contractor_page(
    state: State, wanted: ContractorFilter, order: ContractorSort, part: Slice, now: datetime
) -> Page[ContractorRow]:
    rows = [
        contractor_row(state, row, now)
        for row in state.contractors.values()
        if row.merged_into is None and _is_wanted(state, row, wanted)
    ]
    falling = order is ContractorSort.LATEST
    return page_of(rows, part, _latest_keys if falling else _name_keys, falling=falling)


def regions_of(state: State) -> list[str]:
    regions = {row.region for row in state.contractors.values() if row.merged_into is None and row.region}
    return sorted(regions, key=lambda region: (fold_words(region), region))


def contractor_row(state: State, row: Contractor, now: datetime) -> ContractorRow:
    received = (one.stored.received_at for one in state.messages.values() if one.stored.contractor == row.id)
    complaints = (filed.complaint for filed in state.complaints.values())
    return ContractorRow(
        id=row.id,
        name=row.name,
        phone=None if row.phone is None else str(row.phone),
        region=row.region,
        registered=row.registered,
        created_at=row.created_at,
        last_message_at=max(received, default=None),
        unresolved_complaints=sum(one.contractor == row.id and one.unresolved for one in complaints),
        with_human_until=_human_until(state, row, now),
    )


def audit_page(state: State, wanted: AuditFilter, part: Slice) -> Page[Sealed]:
    rows = [sealed for sealed in state.audit.values() if _is_wanted_entry(sealed, wanted)]
    return page_of(rows, part, lambda sealed: (sealed.entry.at, sealed.seq), falling=True)


def _latest_keys(row: ContractorRow) -> Keys:
    return row.last_message_at or _NEVER, row.id


def _name_keys(row: ContractorRow) -> Keys:
    return fold_words(row.name), row.id


def _human_until(state: State, row: Contractor, now: datetime) -> datetime | None:
    _, conversation = state.conversations.get(row.id, (0, Conversation()))
    held = conversation.state
    return held.until if isinstance(held, WithHuman) and now < held.until else None


def _is_wanted(state: State, row: Contractor, wanted: ContractorFilter) -> bool:
    return (
        agrees(row.registered, wanted.registered)
        and is_one_of(row.region, wanted.region)
        and matches(search_words(wanted.search), contractor_terms(state, row.id))
    )


def _is_wanted_entry(sealed: Sealed, wanted: AuditFilter) -> bool:
    entry = sealed.entry
    return (
        within(entry.at, wanted.period)
        and wanted.actor in {"", entry.actor}
        and is_one_of(entry.action, wanted.action)
        and _is_of(entry.resource, wanted.resource)
    )


def _is_of(resource: str, wanted: str) -> bool:
    if wanted.endswith("*"):
        return resource.startswith(wanted[:-1])
    return wanted in {"", resource}
