"""A message that nobody has read yet is not in the indexes of what was read in it."""

from jarvis_adapters.postgres.migrations.scripts import run_file

revision = "016_lighter"
down_revision = "015_by_key"


def upgrade() -> None:
    run_file("lighter_016.sql")


def downgrade() -> None:
    run_file("lighter_016_down.sql")
