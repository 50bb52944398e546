"""The audit log over HTTP: read with filters, and its chain followed from the beginning."""

from datetime import datetime
from typing import Annotated

import msgspec
from dishka.integrations.litestar import FromDishka, inject
from litestar import get
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery, QueryParameter

from jarvis_adapters.http.guards import requires
from jarvis_adapters.http.lists import PART, PERIOD, Listed, Part
from jarvis_adapters.storable import storable_text
from jarvis_domain.desk.audit import Fault, Sealed
from jarvis_domain.desk.staff import Permission
from jarvis_domain.flow.verify_audit import VerifyAudit
from jarvis_domain.ports.views import AuditFilter, Period, PersonRef, Views

_TAGS = ["audit"]
_AUDIT = [requires(Permission.AUDIT)]
_NAME = "audit"

Who = Annotated[str, QueryParameter(max_length=100, description='A person\'s id, "jarvis", or "console".')]
Resource = Annotated[
    str,
    QueryParameter(
        max_length=200, description="`complaint:<id>`, or `complaint:*` for everything that begins so."
    ),
]


class EntryOut(msgspec.Struct, frozen=True, kw_only=True):
    """One entry; `by` is the person behind `actor`, if one is. `before` is what `changes` replaced."""

    seq: int
    at: datetime
    actor: str
    by: PersonRef | None
    action: str
    resource: str
    changes: dict[str, str]
    before: dict[str, str]
    ip: str
    user_agent: str
    hash: str


class BrokenOut(msgspec.Struct, frozen=True):
    """`changed`: not what was written. `cut`: what stood before it is gone."""

    seq: int
    fault: Fault


class VerifiedOut(msgspec.Struct, frozen=True, kw_only=True):
    """`ok` when every link holds; at most 100 broken ones are named. `head` is the newest hash, in hex."""

    ok: bool
    entries: int
    broken: tuple[BrokenOut, ...]
    head: str


async def read_audit_filter(
    period: NamedDependency[Period],
    actor: Who = "",
    action: FromQuery[tuple[str, ...]] = (),
    resource: Resource = "",
) -> AuditFilter:
    return AuditFilter(
        period=period,
        actor=storable_text(actor),
        action=tuple(map(storable_text, action)),
        resource=storable_text(resource),
    )


AUDIT = PERIOD | {"wanted": Provide(read_audit_filter)}
"""Gives a handler `wanted: NamedDependency[AuditFilter]`, and its conditions to the query."""


@get("/api/audit", guards=_AUDIT, dependencies=PART | AUDIT, operation_id="listAudit", tags=_TAGS)
@inject
async def list_audit(
    wanted: NamedDependency[AuditFilter], part: NamedDependency[Part], views: FromDishka[Views]
) -> Listed[EntryOut]:
    """Lists the entries of the audit log, newest first."""
    page = await views.audit(wanted, part.of(_NAME))
    people = await views.people(sorted({sealed.entry.actor for sealed in page.rows}))
    return part.listed(_NAME, page, lambda sealed: _entry(sealed, people.get(sealed.entry.actor)))


@get("/api/audit/verify", guards=_AUDIT, operation_id="verifyAudit", tags=_TAGS)
@inject
async def verify_audit(verify: FromDishka[VerifyAudit]) -> VerifiedOut:
    """Verifies the chain through the whole log; whether its end was cut off, `jarvis audit verify` knows."""
    found = await verify()
    return VerifiedOut(
        ok=not found.broken_links,
        entries=found.entries,
        broken=tuple(BrokenOut(link.seq, link.fault) for link in found.broken),
        head=found.head.hex(),
    )


def _entry(sealed: Sealed, by: PersonRef | None) -> EntryOut:
    entry = sealed.entry
    return EntryOut(
        seq=sealed.seq,
        at=entry.at,
        actor=entry.actor,
        by=by,
        action=entry.action,
        resource=entry.resource,
        changes=entry.changes,
        before=entry.before,
        ip=entry.ip,
        user_agent=entry.user_agent,
        hash=sealed.hash.hex(),
    )


AUDIT_ROUTES = (list_audit, verify_audit)
