"""How the database is reached: addresses, and which errors mean that it cannot be."""

import sqlalchemy as sa


def alchemy_url(dsn: str) -> sa.URL:
    """SQLAlchemy's form of `postgresql://user@host/name` or `postgresql://user@/name?host=/folder`."""
    return sa.make_url(dsn).set(drivername="postgresql+asyncpg")
