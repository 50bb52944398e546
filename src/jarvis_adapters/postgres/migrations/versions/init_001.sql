-- The job table is empty most of the time and full in a burst: with the usual settings the planner would
-- look at it too rarely and choose bad plans for the fetch query.
alter table procrastinate_jobs set (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 500
);

-- A notification holds up every other commit that notifies, and is of no use for a job that is not yet due:
-- workers find those by looking. A quarter more messages a second are received this way.
drop trigger procrastinate_jobs_notify_queue_job_inserted_v1 on procrastinate_jobs;
create trigger procrastinate_jobs_notify_queue_job_inserted_v1 after insert on procrastinate_jobs for each row
    when (new.status = 'todo' and (new.scheduled_at is null or new.scheduled_at <= clock_timestamp()))
    execute function procrastinate_notify_queue_job_inserted_v1();

create table contractors (
    id uuid primary key,
    phone text unique,
    name text not null default '',
    registered boolean not null default false,
    merged_into uuid references contractors (id),
    created_at timestamptz not null default clock_timestamp()
);
comment on column contractors.phone is 'E.164, once known';
comment on column contractors.merged_into is 'Found to be the same person; everything was moved there';

create table contractor_addresses (
    address text primary key,
    contractor_id uuid not null references contractors (id)
);
create index on contractor_addresses (contractor_id);

create table conversations (
    contractor_id uuid primary key references contractors (id),
    state jsonb not null,
    updated_at timestamptz not null default clock_timestamp()
);

create table replies (
    id uuid primary key,
    seq bigint generated always as identity,
    contractor_id uuid not null references contractors (id),
    instance text not null,
    recipient text not null,
    quoted_id text not null,
    quoted_text text not null,
    fr text not null,
    ar text not null,
    text text not null,
    delivery text not null default 'queued'
        check (delivery in ('queued', 'accepted', 'server_ack', 'failed', 'delivered', 'read')),
    attempts integer not null default 0,
    claimable_at timestamptz not null default clock_timestamp(),
    whatsapp_id text,
    reason text not null default '',
    queued_at timestamptz not null default clock_timestamp(),
    done_at timestamptz,
    accepted_at timestamptz,
    delivered_at timestamptz,
    seen_at timestamptz
);
comment on column replies.claimable_at is 'End of a lease or of a wait, by the database''s clock';
create index replies_undone_idx on replies (contractor_id, seq) where done_at is null;
create index on replies (instance, whatsapp_id) where whatsapp_id is not null;
create index on replies (contractor_id);

create table messages (
    id uuid primary key,
    seq bigint generated always as identity,
    contractor_id uuid not null references contractors (id),
    instance text not null,
    whatsapp_id text not null,
    sender text not null,
    alias text,
    name text not null default '',
    content jsonb not null,
    sent_at timestamptz not null,
    received_at timestamptz not null default clock_timestamp(),
    attempts integer not null default 0,
    reading jsonb,
    reading_detail text not null default '',
    read_at timestamptz,
    outcome text check (outcome in ('answered', 'ignored', 'limited', 'with_human', 'parked', 'failed')),
    reason text not null default '',
    owed text[] not null default '{}',
    reply_id uuid references replies (id),
    parked_at timestamptz,
    settled_at timestamptz,
    unique (instance, whatsapp_id)
);
comment on column messages.outcome is 'Empty while nobody has settled the message';
comment on column messages.owed is 'Contracts, if parked';
create index messages_unsettled_idx on messages (contractor_id, sent_at, seq) where outcome is null;
create index messages_parked_idx on messages (parked_at, seq) where outcome = 'parked';
create index on messages (contractor_id);

create table receipts (
    instance text,
    whatsapp_id text,
    delivery text check (delivery in ('queued', 'accepted', 'server_ack', 'failed', 'delivered', 'read')),
    reported_at timestamptz not null default clock_timestamp(),
    primary key (instance, whatsapp_id, delivery)
);

create table webhook_events (
    id bigint generated always as identity primary key,
    instance text not null,
    event text not null,
    why text not null,
    raw bytea not null check (octet_length(raw) <= 65536),
    received_at timestamptz not null default clock_timestamp()
);

create table contract_statuses (
    number text,
    read_at timestamptz,
    etat text not null,
    sous_etat text not null,
    sous_etat_2 text not null,
    date_created text not null,
    primary key (number, read_at)
);

create table templates (
    key text,
    version integer check (version > 0),
    body jsonb not null,
    published_by text not null,
    published_at timestamptz not null default clock_timestamp(),
    primary key (key, version)
);

create table audit_log (
    seq bigint generated always as identity primary key,
    at timestamptz not null,
    actor text not null,
    action text not null,
    resource text not null,
    changes jsonb not null default '{}',
    ip text,
    user_agent text,
    prev_hash bytea,
    hash bytea
);
create index on audit_log (resource, seq);

create function jarvis_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is only ever added to' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_log_keeps_rows before update or delete on audit_log
    for each row execute function jarvis_refuse_change();
create trigger audit_log_keeps_all before truncate on audit_log
    for each statement execute function jarvis_refuse_change();
