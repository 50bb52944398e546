"""How the database is reached, and which of its errors mean what to the domain."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Self

import asyncpg  # type: ignore[import-untyped]  # ships no types
import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from jarvis_domain.errors import Conflict, StoreUnavailable

PATIENCE = 2.0
"""Seconds until a database that does not answer counts as unavailable."""

_STATEMENT_SECONDS = 30.0
SERVER_SETTINGS = {"application_name": "jarvis", "synchronous_commit": "on"}
_NO_SETTINGS: Mapping[str, str] = {}
# Connection, resources, operator, system; a deadlock or a lock not given is worth another try as well.
_PASSING = ("08", "53", "57P", "58", "40", "55P03", "25006")
_TAKEN = {
    "complaints_pkey": "this complaint was filed before",
    "complaints_unresolved_key": "there is an unresolved complaint about this already",
    "notices_pkey": "this notice was queued before",
    "replies_pkey": "this reply was queued before",
    "staff_email_key": "somebody has this address already",
    "templates_pkey": "somebody else published this template at the same moment",
    "tickets_pkey": "this ticket was opened before",
    "tickets_reference_key": "this ticket number is taken",
}
_NOT_THERE = ("P0002", "23503")  # said by our functions, and by a foreign key


def alchemy_url(dsn: str) -> sa.URL:
    """SQLAlchemy's form of `postgresql://user@host/name` or `postgresql://user@/name?host=/folder`."""
    return sa.make_url(dsn).set(drivername="postgresql+asyncpg")


def engine_for(dsn: str, settings: Mapping[str, str] = _NO_SETTINGS, *, connections: int = 10) -> AsyncEngine:
    """For transactions with these settings of the server; connects when it is first used.

    There are at most so many `connections`, and what was opened is kept: a new one costs more than a message.
    """
    return create_async_engine(
        alchemy_url(dsn),
        pool_size=connections,
        max_overflow=0,
        pool_timeout=5,
        hide_parameters=True,  # a failed statement must not carry people's words into a log
        json_serializer=lambda value: msgspec.json.encode(value).decode(),
        json_deserializer=msgspec.json.decode,
        connect_args={
            "timeout": PATIENCE,
            "command_timeout": _STATEMENT_SECONDS,
            "server_settings": {**SERVER_SETTINGS, **settings},
        },
    )


class PoolUse(msgspec.Struct, frozen=True):
    """How many of a pool's connections are held by somebody now, and how many are open at all."""

    in_use: int
    open: int


def use_of(engine: AsyncEngine) -> PoolUse:
    pool = engine.pool
    if not isinstance(pool, sa.pool.QueuePool):
        return PoolUse(0, 0)
    return PoolUse(in_use=pool.checkedout(), open=pool.checkedout() + pool.checkedin())


@contextmanager
def translated() -> Iterator[None]:
    """Around calls of the drivers only: raises StoreUnavailable, Conflict or LookupError instead."""
    try:
        yield
    except (OSError, TimeoutError, sa.exc.TimeoutError, asyncpg.InternalClientError) as fault:
        raise StoreUnavailable(f"the database does not answer: {type(fault).__name__}") from fault
    except asyncpg.InterfaceError as fault:
        if isinstance(fault, ValueError):
            raise
        raise StoreUnavailable("the connection to the database is closed") from fault
    except asyncpg.PostgresError as fault:
        _translate(fault, fault)
        raise
    except sa.exc.DBAPIError as fault:
        if fault.connection_invalidated:
            raise StoreUnavailable("the connection to the database broke") from fault
        _translate(fault.orig and fault.orig.__cause__, fault)
        raise


def _translate(cause: BaseException | None, fault: Exception) -> None:
    code = str(getattr(cause, "sqlstate", None) or "")
    if code.startswith(_PASSING):
        raise StoreUnavailable(f"the database cannot do it now ({code})") from fault
    if (taken := _TAKEN.get(getattr(cause, "constraint_name", None) or "")) is not None:
        raise Conflict(taken) from fault
    if code in _NOT_THERE:
        raise LookupError(str(cause)) from fault


STATEMENTS_AT_ONCE = 4
"""Ten take a third more CPU a webhook: all add to the ends of the same indexes, and wait for one another."""


class Statements:
    """Single statements, each a transaction and one round trip of its own."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    @classmethod
    async def open(cls, dsn: str) -> Self:
        """Connects when it is first used."""
        pool = asyncpg.create_pool(
            dsn,
            min_size=0,
            max_size=STATEMENTS_AT_ONCE,
            timeout=PATIENCE,
            command_timeout=PATIENCE,
            server_settings=SERVER_SETTINGS,
            reset=_leave_as_it_is,
        )
        return cls(await pool)

    async def ask(self, statement: str, *facts: object) -> Any:
        """The first value the statement gives; StoreUnavailable when that takes longer than PATIENCE."""
        with translated():
            async with asyncio.timeout(PATIENCE), self._pool.acquire() as link:
                return await link.fetchval(statement, *facts)

    def use(self) -> PoolUse:
        open_ = int(self._pool.get_size())
        return PoolUse(in_use=open_ - int(self._pool.get_idle_size()), open=open_)

    async def close(self) -> None:
        """Lets what is under way end, but does not wait for a database that is gone."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._pool.close()


async def _leave_as_it_is(_: object) -> None:
    """Single statements leave nothing behind in a session; to reset it would cost a round trip."""


class Link:
    """The connection of one unit of work, its errors in the domain's words."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def run(
        self,
        statement: sa.Executable,
        parameters: Mapping[str, object] | Sequence[Mapping[str, object]] | None = None,
    ) -> Sequence[sa.Row[Any]]:
        """Every row the statement gives."""
        with translated():
            result = await self._connection.execute(statement, parameters)
            return result.all() if result.returns_rows else ()

    async def one(self, statement: sa.Executable, parameters: Mapping[str, object] | None = None) -> Any:
        """The first value of the first row, or None."""
        rows = await self.run(statement, parameters)
        return rows[0][0] if rows else None
