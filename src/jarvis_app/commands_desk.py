"""What the commands of the desk do: `jarvis users …` and `jarvis audit verify`."""

from collections.abc import Awaitable, Callable

import msgspec
from dishka import AsyncContainer

from jarvis_app.audit_heads import AuditHeads, lost
from jarvis_app.logs import configure_logs
from jarvis_app.processes import database, parts, run_in_loop
from jarvis_app.settings import Settings
from jarvis_domain.desk.actors import Actor
from jarvis_domain.desk.link_mail import link_url
from jarvis_domain.desk.staff import LastAdmin, Role, parse_email
from jarvis_domain.flow.staffing import Staffing
from jarvis_domain.flow.verify_audit import VerifyAudit


def add_user(settings: Settings, email: str, role: str) -> int:
    """Invites a person, or gives one who was invited another role."""
    address = parse_email(email)

    async def add(container: AsyncContainer) -> int:
        staffing = await container.get(Staffing)
        put = await staffing.put(address, Role(role), who=Actor(id="console"))
        if isinstance(put, LastAdmin):
            print(f"{address} is the last administrator: make somebody else one first")
            return 1
        print(f"{put.email} may sign in as {put.role}")
        return 0

    return with_parts(settings, add)


def list_users(settings: Settings) -> int:
    async def show(container: AsyncContainer) -> int:
        staffing = await container.get(Staffing)
        for person in await staffing.people():
            seen = f"{person.last_login_at:%Y-%m-%d %H:%M} UTC" if person.last_login_at else "never signed in"
            standing = "" if person.active else "  (not active)"
            print(f"{person.role:<7} {person.email}  {seen}{standing}")
        return 0

    return with_parts(settings, show)


def link_for_user(settings: Settings, email: str) -> int:
    """Prints a link that signs this person in, for when no mail gets through."""
    address = parse_email(email)

    async def link(container: AsyncContainer) -> int:
        staffing = await container.get(Staffing)
        token = await staffing.link_by_hand(address)
        if token is None:
            print(f"{address} was not invited, or is not active: jarvis users add {address} --role ...")
            return 1
        print(link_url(settings.base_url, token))
        return 0

    return with_parts(settings, link)


def verify_audit(settings: Settings) -> int:
    """Follows the chain from its beginning; prints what is broken or lost, the count and the last hash."""

    async def follow(container: AsyncContainer) -> int:
        verify, heads = await container.get(VerifyAudit), await container.get(AuditHeads)
        followed = await verify({head.seq for head in heads.kept()})
        gone = tuple(lost(heads.kept(), followed.marked))
        for link in followed.broken:
            print(f"BROKEN at entry {link.seq}: {link.fault}")
        for head in gone:
            print(
                f"LOST: entry {head.seq}, which ended the log on {head.at:%Y-%m-%d}, is gone or another one"
            )
        last = followed.head.hex() or "nothing yet"
        count, broken = followed.entries, followed.broken_links
        print(f"{count} entries, {broken} broken links, {len(gone)} lost ends; keep elsewhere: {last}")
        return 1 if followed.broken or gone else 0

    return with_parts(settings, follow)


def with_parts(settings: Settings, do: Callable[[AsyncContainer], Awaitable[int]]) -> int:
    configure_logs(msgspec.structs.replace(settings, log_level="error"))

    async def run(dsn: str) -> int:
        async with parts(settings, dsn) as container:
            return await do(container)

    with database(settings) as dsn:
        return run_in_loop(run(dsn))
