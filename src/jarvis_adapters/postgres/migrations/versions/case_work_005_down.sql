alter table messages drop column flags, drop column answers, drop column handled_by, drop column handled_at;
alter table replies drop column author;
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

create or replace function jarvis_writer(p_addresses text[], p_name text, p_new uuid) returns uuid language plpgsql as $$
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
    update contractors set name = p_name where id = writer and p_name <> '' and name <> p_name;
    return writer;
end
$$;

drop function jarvis_merge_cases(uuid, uuid);
alter table contractors drop column region;
drop table message_contracts, preferences, satisfaction, notices, ticket_events;
alter table tickets drop column contract_number, drop column version, drop column state,
    add column resolution text not null default '';
comment on column tickets.decided_at is null;
comment on column tickets.notified_at is null;
alter table complaint_events drop column event, add column changes jsonb not null default '{}',
    add column note text not null default '';
alter table complaints drop column version, drop column priority_set_by_bo, drop column state;
