"""Every message that told of a complaint, and the one that confirmed it, leads to it and is found from it."""

from jarvis_adapters.postgres.migrations.scripts import run_script

revision = "014_told"
down_revision = "013_late"


def upgrade() -> None:
    run_script("""
        create table complaint_messages (
            complaint_id uuid not null references complaints (id),
            message_id uuid not null references messages (id),
            primary key (complaint_id, message_id)
        );
        comment on table complaint_messages is 'What told of a complaint, also after it was filed';
        create index on complaint_messages (message_id);
        insert into complaint_messages (complaint_id, message_id)
            select id, message_id from complaints where message_id is not null;
    """)


def downgrade() -> None:
    run_script("drop table complaint_messages")
