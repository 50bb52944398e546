"""Throughput: jobs that write less and are found by index, and what belongs together in one round trip."""

from jarvis_adapters.postgres.migrations.scripts import run_file, run_script

revision = "010_throughput"
down_revision = "009_trials"


def upgrade() -> None:
    run_file("throughput_010.sql")


def downgrade() -> None:
    run_script("""
        drop function jarvis_audit(jsonb, bytea[]);
        drop function jarvis_claim_reply(uuid, interval), jarvis_conversation(uuid);
        drop index jarvis_jobs_next_idx, jarvis_jobs_lock_idx;
        drop trigger jarvis_job_begins on procrastinate_jobs;
        drop trigger jarvis_job_ended on procrastinate_jobs;
        drop function jarvis_job_begins();
        alter table procrastinate_jobs
            enable trigger procrastinate_trigger_status_events_insert_v1,
            enable trigger procrastinate_trigger_status_events_update_v1,
            enable trigger procrastinate_trigger_scheduled_events_v1;
    """)
