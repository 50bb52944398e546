"""What a PostgreSQL server says of itself and of the role we come as, in one look."""

from datetime import datetime

import asyncpg  # type: ignore[import-untyped]  # ships no types
import msgspec

from jarvis_adapters.postgres.connections import PATIENCE, SERVER_SETTINGS, translated

_LOOK = """
    select
        current_setting('server_version_num')::int / 10000 as major,
        current_user as role,
        rolsuper as superuser,
        (select array_agg(name order by name) from pg_settings
         where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off') as unsafe,
        current_setting('max_connections')::int
            - current_setting('superuser_reserved_connections')::int as room,
        (select count(*) from pg_stat_activity where backend_type = 'client backend') as taken,
        clock_timestamp() as now
    from pg_roles where rolname = current_user
"""


class ServerFacts(msgspec.Struct, frozen=True, kw_only=True):
    """`unsafe` names settings that are off and without which a crash loses what was said to be stored.

    `room` is how many connections there can be, `taken` how many there are, this one included.
    """

    major: int
    role: str
    superuser: bool
    unsafe: tuple[str, ...]
    room: int
    taken: int
    now: datetime


async def server_facts(dsn: str) -> ServerFacts:
    """Looks over a connection of its own; raises StoreUnavailable within some 2 s."""
    with translated():
        link = await asyncpg.connect(
            dsn, timeout=PATIENCE, command_timeout=PATIENCE, server_settings=SERVER_SETTINGS
        )
        try:
            row = await link.fetchrow(_LOOK)
        finally:
            await link.close()
    return msgspec.convert({**row, "unsafe": tuple(row["unsafe"] or ())}, ServerFacts)
