"""What a database role may do that JARVIS runs under: everything it needs, and to the audit log only add."""

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from jarvis_adapters.postgres.connections import alchemy_url, translated

_CONNECT_SECONDS = 5.0
# Those who could take back what is refused here: superusers, and whoever may act as the tables' owner.
_FACTS = sa.text("""
    select rolsuper or pg_has_role(rolname, relowner, 'member') as mighty
    from pg_roles, pg_class where rolname = :role and pg_class.oid = to_regclass('audit_log')
""")
_GRANTS = (
    "grant usage on schema public to {role}",
    "grant select, insert, update, delete on all tables in schema public to {role}",
    "grant usage, select on all sequences in schema public to {role}",
    "revoke all on audit_log, alembic_version from {role}",
    "grant select, insert on audit_log to {role}",
    "grant select on alembic_version to {role}",
    # what later versions of the schema bring
    "alter default privileges in schema public grant select, insert, update, delete on tables to {role}",
    "alter default privileges in schema public grant usage, select on sequences to {role}",
)


class Granted(StrEnum):
    """How it went: `too_mighty` is a superuser, or may act as the owner of the tables."""

    DONE = "done"
    NO_SUCH_ROLE = "no_such_role"
    TOO_MIGHTY = "too_mighty"


async def grant(dsn: str, role: str) -> Granted:
    """Lets the role run JARVIS; `dsn` is the tables' owner's, on a schema that is up to date.

    The role can neither change the audit log nor the schema: upgrades stay with the owner. Raises
    StoreUnavailable when the database does not answer.
    """
    engine = create_async_engine(
        alchemy_url(dsn), poolclass=sa.NullPool, connect_args={"timeout": _CONNECT_SECONDS}
    )
    try:
        with translated():
            async with engine.begin() as link:
                mighty = await link.scalar(_FACTS, {"role": role})
                if mighty is not False:
                    return Granted.NO_SUCH_ROLE if mighty is None else Granted.TOO_MIGHTY
                quoted = engine.dialect.identifier_preparer.quote_identifier(role)
                for statement in _GRANTS:
                    await link.execute(sa.text(statement.format(role=quoted.replace(":", r"\:"))))
    finally:
        await engine.dispose()
    return Granted.DONE
