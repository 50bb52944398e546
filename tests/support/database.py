"""A PostgreSQL of the test run, and a migrated database for each test that asks for one."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from jarvis_adapters.postgres.migrate import upgrade

TEMPLATE = "migrated"


class Databases:
    """Clones of one database that is migrated here, once; `server` is any DSN of the server."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._numbers = count(1)
        self._run("create database {}", TEMPLATE)
        asyncio.run(upgrade(self.dsn(TEMPLATE)))

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The DSN of a migrated, empty database, dropped afterwards with whoever is still connected."""
        name = f"test_{next(self._numbers)}"
        self._run("create database {} template {}", name, TEMPLATE)
        try:
            yield self.dsn(name)
        finally:
            self._run("drop database {} with (force)", name)

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The DSN of a database without any table: for tests of the migrations themselves."""
        name = f"empty_{next(self._numbers)}"
        self._run("create database {}", name)
        try:
            yield self.dsn(name)
        finally:
            self._run("drop database {} with (force)", name)

    def dsn(self, name: str) -> str:
        return urlunsplit(urlsplit(self._server)._replace(path=f"/{name}"))

    def _run(self, statement: str, *names: str) -> None:
        with psycopg.connect(self._server, autocommit=True) as link:
            link.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
