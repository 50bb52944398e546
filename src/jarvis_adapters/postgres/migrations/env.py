"""Runs the revisions on the connection that migrate.py opened."""

from alembic import context

from jarvis_adapters.postgres import tables_cases, tables_desk, tables_figures
from jarvis_adapters.postgres.tables import METADATA

for table in (tables_desk.staff, tables_cases.complaints, tables_figures.tallies):
    assert table.metadata is METADATA  # noqa: S101 imported for the tables it adds


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """The job engine's tables belong to the job engine."""
    return kind != "table" or not (name or "").startswith("procrastinate_")


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    include_name=is_ours,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
