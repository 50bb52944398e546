"""An edit or a deletion that comes before its message waits for it."""

from jarvis_adapters.postgres.migrations.scripts import run_file

revision = "012_early"
down_revision = "011_doubles"


def upgrade() -> None:
    run_file("early_012.sql")


def downgrade() -> None:
    run_file("early_012_down.sql")
