alter table audit_log add column before jsonb not null default '{}';

-- The end of the chain, and the right to add to it until the transaction ends. Two statements, for the second
-- must see what the one who had the lock before has committed.
create function jarvis_audit_head() returns bytea language plpgsql volatile as $$
begin
    perform pg_advisory_xact_lock(x'4A415544'::int, 0);
    return coalesce(
        (select hash from audit_log where hash is not null order by seq desc limit 1),
        decode(repeat('00', 32), 'hex')
    );
end
$$;

alter table magic_links
    add column selector text not null unique,
    add column nonce_hash bytea,
    add column revoked_at timestamptz,
    add column ip text,
    add column user_agent text;
comment on column magic_links.selector is 'The clear part of the token';
comment on column magic_links.nonce_hash is 'Of the browser that asked';

alter table sessions add column last_seen_at timestamptz not null default clock_timestamp();

create table link_requests (
    id uuid primary key,
    email text not null,
    nonce_hash bytea not null,
    requested_at timestamptz not null,
    claimable_at timestamptz not null,
    attempts integer not null default 0,
    ip text,
    user_agent text
);
comment on column link_requests.claimable_at is 'End of a lease';
create unique index link_requests_waiting_key on link_requests (email) where attempts = 0;

create table mails (
    key text primary key,
    mail_id text not null unique,
    kind text not null,
    status text not null default 'sent' check (status in
        ('sent', 'delayed', 'delivered', 'failed', 'suppressed', 'bounced', 'complained')),
    reason text not null default '',
    sent_at timestamptz not null,
    updated_at timestamptz not null default clock_timestamp()
);
comment on column mails.key is 'The idempotency key';

create table mail_reports (
    id text primary key,
    mail_id text not null,
    status text not null check (status in
        ('sent', 'delayed', 'delivered', 'failed', 'suppressed', 'bounced', 'complained')),
    reason text not null default '',
    at timestamptz not null
);
comment on column mail_reports.id is 'The webhook''s own id';
create index on mail_reports (mail_id);
