"""What lists and searches stand on: sort keys, words to find things by, and their indexes."""

from jarvis_adapters.postgres.migrations.scripts import run_file

revision = "006_lists"
down_revision = "005_case_work"


def upgrade() -> None:
    run_file("lists_006.sql")


def downgrade() -> None:
    run_file("lists_006_down.sql")
