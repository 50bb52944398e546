"""Whom a notice's first try wrote to: a later try is the same mail, whatever was set since."""

from jarvis_adapters.postgres.migrations.scripts import run_script

revision = "008_addressed"
down_revision = "007_figures"


def upgrade() -> None:
    run_script("""
        alter table notices add column recipients text[] not null default '{}';
        comment on column notices.recipients is 'Whom its first try wrote to';
    """)


def downgrade() -> None:
    run_script("alter table notices drop column recipients")
