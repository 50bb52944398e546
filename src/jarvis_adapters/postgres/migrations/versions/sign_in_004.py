"""Signing in as built: requests, nonces, what became of mails, and the audit's chain."""

from jarvis_adapters.postgres.migrations.scripts import run_file, run_script

revision = "004_sign_in"
down_revision = "003_auth"


def upgrade() -> None:
    run_file("sign_in_004.sql")


def downgrade() -> None:
    run_script("""
        drop function jarvis_audit_head();
        drop table mail_reports, mails, link_requests;
        alter table sessions drop column last_seen_at;
        alter table magic_links drop column selector, drop column nonce_hash, drop column revoked_at,
            drop column ip, drop column user_agent;
        alter table audit_log drop column before;
    """)
