"""The desk: staff, the links that sign them in, and their sessions."""

from jarvis_adapters.postgres.migrations.scripts import run_file, run_script

revision = "003_auth"
down_revision = "002_complaints"


def upgrade() -> None:
    run_file("auth_003.sql")


def downgrade() -> None:
    run_script("""
        alter table complaints drop constraint complaints_assigned_to_fkey;
        drop table sessions, magic_links, staff;
    """)
