"""Brings a database to the shape this version needs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from jarvis_adapters.postgres.connections import alchemy_url, translated

CONNECT_SECONDS = 5.0
_ONE_AT_A_TIME = 0x4A41525649  # the advisory lock of everybody who migrates this database


async def upgrade(dsn: str, revision: str = "head") -> None:
    """Raises the schema to `revision`; processes that do so at once wait for each other.

    Raises StoreUnavailable when the database does not answer.
    """
    async with _alone(dsn) as link:
        await link.run_sync(lambda sync: command.upgrade(configuration(sync), revision))


async def downgrade(dsn: str, revision: str = "base") -> None:
    """Takes the schema, and what only it can hold, back to `revision`."""
    async with _alone(dsn) as link:
        await link.run_sync(lambda sync: command.downgrade(configuration(sync), revision))


async def current(dsn: str) -> str | None:
    """The revision the database stands at; None when it was never migrated."""
    async with _alone(dsn) as link:
        return await link.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())


def configuration(link: sa.Connection) -> Config:
    """Alembic's own settings, bound to an open connection."""
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
