"""Templates that are looked at on a phone leave by the outbox and count as nobody's reply."""

from jarvis_adapters.postgres.migrations.scripts import run_script

revision = "009_trials"
down_revision = "008_addressed"


def upgrade() -> None:
    run_script("""
        alter table replies add column trial boolean not null default false;
        comment on column replies.trial is 'A template looked at';
    """)


def downgrade() -> None:
    run_script("alter table replies drop column trial")
