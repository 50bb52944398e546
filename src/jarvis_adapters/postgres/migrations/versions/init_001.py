"""The way of a message: contractors, messages, replies, and the job engine that moves them."""

from procrastinate.schema import SchemaManager

from jarvis_adapters.postgres.migrations.scripts import run_file, run_script

revision = "001_init"
down_revision = None


def upgrade() -> None:
    run_script(SchemaManager.get_schema())
    run_file("init_001.sql")
    run_file("init_001_contractors.sql")
    run_file("init_001_jobs.sql")
    run_file("init_001_inbox.sql")
    run_file("init_001_outbox.sql")


def downgrade() -> None:
    run_file("init_001_down.sql")
