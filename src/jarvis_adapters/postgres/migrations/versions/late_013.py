"""A change of an old row marks the hours it is counted in: they are counted again, whatever their age."""

from jarvis_adapters.postgres.migrations.scripts import run_file

revision = "013_late"
down_revision = "012_early"


def upgrade() -> None:
    run_file("late_013.sql")


def downgrade() -> None:
    run_file("late_013_down.sql")
