"""Brings a database to the shape this version needs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from jarvis_adapters.postgres.connections import alchemy_url, translated

if TYPE_CHECKING:
    from alembic.config import Config

CONNECT_SECONDS = 5.0
HEAD = "016_lighter"
"""The newest revision in migrations/versions."""
_ONE_AT_A_TIME = 0x4A41525649  # the advisory lock of everybody who migrates this database


async def upgrade(dsn: str, revision: str = HEAD) -> None:
    """Raises the schema to `revision`; processes that do so at once wait for each other.

    Raises StoreUnavailable when the database does not answer.
    """
    async with _alone(dsn) as link:
        if await _version(link) != revision:
            await link.run_sync(_run, "upgrade", revision)


async def downgrade(dsn: str, revision: str = "base") -> None:
    """Takes the schema, and what only it can hold, back to `revision`."""
    async with _alone(dsn) as link:
        await link.run_sync(_run, "downgrade", revision)


async def current(dsn: str) -> str | None:
    """The revision the database stands at; None when it was never migrated."""
    async with _alone(dsn) as link:
        return await _version(link)


async def _version(link: AsyncConnection) -> str | None:
    if await link.scalar(sa.text("select to_regclass('alembic_version')")) is None:
        return None
    version: str | None = await link.scalar(sa.text("select version_num from alembic_version"))
    return version


def _run(link: sa.Connection, action: str, revision: str) -> None:
    from alembic import command  # noqa: PLC0415 15 MB that a process on an up-to-date schema does without

    getattr(command, action)(configuration(link), revision)


def configuration(link: sa.Connection) -> "Config":
    """Alembic's own settings, bound to an open connection."""
    from alembic.config import Config  # noqa: PLC0415 as above

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = link
    return config


@asynccontextmanager
async def _alone(dsn: str) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine(
        alchemy_url(dsn), poolclass=sa.NullPool, connect_args={"timeout": CONNECT_SECONDS}
    )
    try:
        with translated():
            async with engine.begin() as link:
                await link.execute(sa.select(sa.func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
                yield link
    finally:
        await engine.dispose()
