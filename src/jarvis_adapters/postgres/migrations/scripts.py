"""Runs a whole SQL script in a revision's transaction."""

from pathlib import Path

from alembic import op


def run_file(name: str) -> None:
    """Runs `versions/<name>`."""
    run_script(Path(__file__).with_name("versions").joinpath(name).read_text(encoding="utf-8"))


def run_script(sql: str) -> None:
    """Runs several commands at once, which SQLAlchemy's prepared statements cannot."""
    link = op.get_bind().connection.dbapi_connection
    assert link is not None  # noqa: S101 only a connection given back to its pool has none
    link.run_async(lambda raw: raw.execute(sql))
