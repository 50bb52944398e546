-- What the database does by itself is in the audit log too, and a double's ticket goes on with the complaint that stays.

create table audit_due (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    action text not null,
    resource text not null,
    changes jsonb not null default '{}',
    before jsonb not null default '{}'
);
comment on table audit_due is 'What functions did; chained to the log when their transaction ends, and gone';

create function jarvis_plain(p_facts jsonb) returns text language sql immutable as $$
-- As an entry is sealed: keys in order, no spaces.
    select '{' || coalesce(string_agg(
        to_json(key)::text || ':' || to_json(value)::text, ',' order by key collate "C"
    ), '') || '}' from jsonb_each_text(p_facts)
$$;

create function jarvis_chain_due() returns trigger language plpgsql as $$
-- Last of all, as units of work do it: no other lock is waited for while the log's end is held.
declare
    head bytea := jarvis_audit_head();
    sealed text := '["' || to_char(new.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')
        || '","jarvis",' || to_json(new.action)::text || ',' || to_json(new.resource)::text
        || ',' || jarvis_plain(new.changes) || ',' || jarvis_plain(new.before) || ',"",""]';
begin
    insert into audit_log (at, actor, action, resource, changes, before, ip, user_agent, prev_hash, hash)
        values (new.at, 'jarvis', new.action, new.resource, new.changes, new.before, '', '',
            head, sha256(head || convert_to(sealed, 'UTF8')));
    delete from audit_due where id = new.id;
    return null;
end
$$;

create constraint trigger audit_due_chained after insert on audit_due deferrable initially deferred
    for each row execute function jarvis_chain_due();

create function jarvis_end_double(p_double uuid, p_stays uuid) returns void language plpgsql as $$
-- Its tickets go on with the one that stays, which is then at Orange too.
declare
    now_ timestamptz := clock_timestamp();
    resolution text := 'Doublon : même contractant.';
    ended complaints;
    stays complaints;
    ticket_ tickets;
begin
    select * into ended from complaints where id = p_double;
    select * into stays from complaints where id = p_stays for no key update;
    update complaints set status = 'resolved', version = version + 1,
        resolved_at = now_, updated_at = now_, state = jsonb_build_object(
            'type', 'resolved', 'resolution', resolution, 'by', 'jarvis',
            'at', to_char(now_ at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'to', state -> 'to')
        where id = p_double;
    insert into complaint_events (complaint_id, at, actor, kind, event) values (p_double, now_, 'jarvis',
        'resolved', jsonb_build_object('type', 'resolved', 'resolution', resolution));
    insert into audit_due (at, action, resource, changes, before) values (
        now_, 'complaint_resolved', 'complaint:' || p_double,
        jsonb_build_object('status', 'resolved', 'resolution', resolution, 'same_as', p_stays),
        jsonb_build_object('status', ended.status)
    );
    for ticket_ in select * from tickets where complaint_id = p_double and status <> 'closed' order by decided_at loop
        update tickets set complaint_id = p_stays where id = ticket_.id;
        insert into audit_due (at, action, resource, changes, before) values (
            now_, 'ticket_updated', 'ticket:' || ticket_.id,
            jsonb_build_object('complaint', p_stays), jsonb_build_object('complaint', p_double)
        );
    end loop;
    update complaints set words = words || ended.words where id = p_stays;
    if ended.status = 'escalated' and stays.status in ('open', 'assigned') then
        update complaints set status = 'escalated', version = version + 1, updated_at = now_,
            state = jsonb_build_object(
                'type', 'escalated', 'ticket', ended.state -> 'ticket', 'to', stays.state -> 'to')
            where id = p_stays;
        insert into complaint_events (complaint_id, at, actor, kind, event) values (p_stays, now_, 'jarvis',
            'escalated', jsonb_build_object('type', 'escalated', 'ticket', ended.state -> 'ticket'));
        insert into audit_due (at, action, resource, changes, before) values (
            now_, 'complaint_updated', 'complaint:' || p_stays,
            jsonb_build_object('status', 'escalated', 'ticket', ended.state -> 'ticket' ->> 'value'),
            jsonb_build_object('status', stays.status)
        );
    end if;
end
$$;

create or replace function jarvis_merge_cases(p_stays uuid, p_goes uuid) returns void language plpgsql as $$
-- Of two unresolved complaints about the same, the one of p_goes ends; what is told of it stays with it.
declare
    double uuid;
    other_ uuid;
begin
    for double, other_ in
        select one.id, other.id from complaints one join complaints other
            on other.contractor_id = p_stays and other.contract_number = one.contract_number
            and other.type = one.type and other.status <> 'resolved'
        where one.contractor_id = p_goes and one.status <> 'resolved'
    loop
        perform jarvis_end_double(double, other_);
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
