-- Complaints and tickets as the domain has them: the state whole, and beside it what lists look for.

alter table complaints
    add column version integer not null default 1 check (version > 0),
    add column priority_set_by_bo boolean not null default false,
    add column state jsonb not null default '{"type": "open"}';

alter table complaint_events drop column changes, drop column note, add column event jsonb not null;

alter table tickets
    add column contract_number text not null check (contract_number ~ '^F[0-9]{7}D$'),
    add column version integer not null default 1 check (version > 0),
    add column state jsonb not null default '{"type": "open"}',
    drop column resolution;
comment on column tickets.decided_at is 'When the clock started';
comment on column tickets.notified_at is 'When Orange''s mail was accepted: the clock''s end';

create table ticket_events (
    id bigint generated always as identity primary key,
    ticket_id uuid not null references tickets (id),
    at timestamptz not null default clock_timestamp(),
    actor text not null,
    kind text not null,
    event jsonb not null
);
create index on ticket_events (ticket_id, id);

create table notices (
    id uuid primary key,
    ticket_id uuid not null references tickets (id),
    kind text not null check (kind in ('orange', 'back_office')),
    mail jsonb not null,
    queued_at timestamptz not null,
    claimable_at timestamptz not null,
    attempts integer not null default 0,
    reason text not null default '',
    ended_at timestamptz
);
comment on column notices.claimable_at is 'End of a lease or of a wait';
comment on column notices.reason is 'Why it waits, or was given up';
create index notices_waiting_idx on notices (kind, queued_at, id) where ended_at is null;
create index on notices (ticket_id);

create table satisfaction (
    id bigint generated always as identity primary key,
    complaint_id uuid not null references complaints (id),
    contractor_id uuid not null references contractors (id),
    reply_id uuid not null references replies (id),
    asked_at timestamptz not null,
    score smallint check (score between 1 and 3),
    answered_at timestamptz,
    closed_at timestamptz
);
comment on column satisfaction.closed_at is 'Given up: asked anew, or reopened';
create unique index satisfaction_open_key on satisfaction (contractor_id)
    where answered_at is null and closed_at is null;
create index on satisfaction (complaint_id);
create index on satisfaction (answered_at);

create table preferences (
    one boolean primary key default true check (one),
    body jsonb not null,
    version integer not null check (version > 0)
);

alter table contractors add column region text not null default '';

alter table replies add column author text not null default 'jarvis';
comment on column replies.author is 'The id of the person who wrote it, or jarvis';

alter table messages
    add column flags text[] not null default '{}',
    add column answers jsonb,
    add column handled_by uuid references staff (id),
    add column handled_at timestamptz;
comment on column messages.flags is 'Why the BO should see it';
comment on column messages.answers is 'What the portal said for it';

create table message_contracts (
    message_id uuid not null references messages (id),
    number text not null,
    at timestamptz not null,
    primary key (message_id, number)
);
comment on column message_contracts.at is 'When the message was received';
create index on message_contracts (number, at);

create or replace function jarvis_merge(p_one uuid, p_other uuid) returns uuid language plpgsql as $$
-- Moves everything of the one that has no phone, else of the younger, to the one that stays.
declare
    stays uuid;
    goes uuid;
begin
    perform from contractors where id in (p_one, p_other) order by id for no key update;
    p_one := jarvis_hold_contractor(p_one);
    p_other := jarvis_hold_contractor(p_other);
    if p_one = p_other then
        return p_one;
    end if;
    select id into stays from contractors where id in (p_one, p_other)
        order by phone is null, created_at, id limit 1;
    goes := case stays when p_one then p_other else p_one end;
    update contractors set merged_into = stays where id = goes;
    update contractor_addresses set contractor_id = stays where contractor_id = goes;
    update messages set contractor_id = stays where contractor_id = goes;
    update replies set contractor_id = stays where contractor_id = goes;
    perform jarvis_merge_cases(stays, goes);
    insert into conversations select stays, state, updated_at from conversations where contractor_id = goes
        on conflict (contractor_id) do update set state = excluded.state, updated_at = excluded.updated_at
        where conversations.updated_at < excluded.updated_at;
    delete from conversations where contractor_id = goes;
    if exists (select from replies where contractor_id = stays and done_at is null) then
        perform jarvis_wake_delivery(stays, clock_timestamp());
    end if;
    return stays;
end
$$;

create function jarvis_merge_cases(p_stays uuid, p_goes uuid) returns void language plpgsql as $$
-- Of two unresolved complaints about the same, the one of p_goes ends; what is told of it stays with it.
declare
    double uuid;
    now_ timestamptz := clock_timestamp();
    ended jsonb := jsonb_build_object('type', 'resolved', 'resolution', 'Doublon : même contractant.');
begin
    for double in
        select one.id from complaints one join complaints other
            on other.contractor_id = p_stays and other.contract_number = one.contract_number
            and other.type = one.type and other.status <> 'resolved'
        where one.contractor_id = p_goes and one.status <> 'resolved'
    loop
        update complaints set status = 'resolved', version = version + 1,
            resolved_at = now_, updated_at = now_, state = ended || jsonb_build_object(
                'by', 'jarvis', 'at', to_char(now_ at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                'to', state -> 'to')
            where id = double;
        insert into complaint_events (complaint_id, at, actor, kind, event)
            values (double, now_, 'jarvis', 'resolved', ended);
    end loop;
    update complaints set contractor_id = p_stays where contractor_id = p_goes;
    update satisfaction set closed_at = clock_timestamp()
        where contractor_id = p_goes and answered_at is null and closed_at is null and exists (
            select from satisfaction where contractor_id = p_stays and answered_at is null and closed_at is null
        );
    update satisfaction set contractor_id = p_stays where contractor_id = p_goes;
    update contractors heir set
            registered = heir.registered or gone.registered,
            name = case when gone.registered and not heir.registered and gone.name <> '' then gone.name
                else heir.name end,
            region = case when heir.region = '' then gone.region else heir.region end
        from contractors gone where heir.id = p_stays and gone.id = p_goes;
end
$$;

create or replace function jarvis_writer(p_addresses text[], p_name text, p_new uuid) returns uuid
language plpgsql as $$
-- The contractor who writes from these addresses, held; almost always one that is known with all of them.
declare
    owners uuid[];
    known integer;
    writer uuid;
begin
    select array_agg(distinct contractor_id), count(*) into owners, known
        from contractor_addresses where address = any (p_addresses);
    if known = cardinality(p_addresses) and cardinality(owners) = 1 then
        writer := jarvis_hold_contractor(owners[1]);
    else
        writer := jarvis_enrol(p_addresses, p_name, p_new);
    end if;
    -- The list knows better than WhatsApp what somebody is called.
    update contractors set name = p_name
        where id = writer and p_name <> '' and name <> p_name and not (registered and name <> '');
    return writer;
end
$$;
