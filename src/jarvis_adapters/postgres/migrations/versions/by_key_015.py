"""Waking a job is one statement, and what a webhook looks for is found by its key on a new database too."""

from jarvis_adapters.postgres.migrations.scripts import run_file

revision = "015_by_key"
down_revision = "014_told"


def upgrade() -> None:
    run_file("by_key_015.sql")


def downgrade() -> None:
    run_file("by_key_015_down.sql")
