"""Figures: what was counted by the hour and by the day; no chart counts a million messages."""

from jarvis_adapters.postgres.migrations.scripts import run_file, run_script

revision = "007_figures"
down_revision = "006_lists"


def upgrade() -> None:
    run_file("figures_007.sql")


def downgrade() -> None:
    run_script("""
        drop table tallies;
        drop index mails_sent_at_idx, satisfaction_asked_at_idx;
        drop index complaints_resolved_at_idx, replies_queued_at_idx;
    """)
