"""Case work as built: versions and states, notices to Orange, satisfaction, what the BO sees of a message."""

from jarvis_adapters.postgres.migrations.scripts import run_file

revision = "005_case_work"
down_revision = "004_sign_in"


def upgrade() -> None:
    run_file("case_work_005.sql")


def downgrade() -> None:
    run_file("case_work_005_down.sql")
