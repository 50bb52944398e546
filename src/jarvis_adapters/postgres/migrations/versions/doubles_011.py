"""A merge tells the audit log what it ends, and a double's ticket goes on with the complaint that stays."""

from jarvis_adapters.postgres.migrations.scripts import run_file

revision = "011_doubles"
down_revision = "010_throughput"


def upgrade() -> None:
    run_file("doubles_011.sql")


def downgrade() -> None:
    run_file("doubles_011_down.sql")
