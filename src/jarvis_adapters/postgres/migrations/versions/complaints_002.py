"""Case work: complaints, their history, and the tickets that go to Orange."""

from jarvis_adapters.postgres.migrations.scripts import run_file, run_script

revision = "002_complaints"
down_revision = "001_init"


def upgrade() -> None:
    run_file("complaints_002.sql")


def downgrade() -> None:
    run_script("drop table tickets, complaint_events, complaints")
