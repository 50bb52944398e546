-- Who a contractor is. A row of `contractors` is the lock under which what belongs to it is added or moved.

create function jarvis_contractor(p_id uuid) returns uuid language plpgsql stable as $$
-- The contractor p_id was merged into, or p_id itself.
declare
    heir uuid;
begin
    loop
        select merged_into into heir from contractors where id = p_id;
        exit when heir is null;
        p_id := heir;
    end loop;
    return p_id;
end
$$;

create function jarvis_hold_contractor(p_id uuid) returns uuid language plpgsql as $$
-- The same, held until the transaction ends, so that no merge passes what is being added.
declare
    heir uuid;
begin
    loop
        select merged_into into heir from contractors where id = p_id for no key update;
        if not found then
            raise exception 'no contractor %', p_id using errcode = 'no_data_found';
        end if;
        exit when heir is null;
        p_id := heir;
    end loop;
    return p_id;
end
$$;

create function jarvis_merge(p_one uuid, p_other uuid) returns uuid language plpgsql as $$
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

create function jarvis_enrol(p_addresses text[], p_name text, p_new uuid) returns uuid language plpgsql as $$
-- The one contractor of these addresses, the phone first: created as p_new, completed or merged if need be.
declare
    address_ text;
    owners uuid[];
    writer uuid;
begin
    for address_ in select unnest(p_addresses) order by 1 loop
        perform pg_advisory_xact_lock(hashtextextended(address_, 2));
    end loop;
    select coalesce(array_agg(distinct contractor_id), '{}') into owners
        from contractor_addresses where address = any (p_addresses);
    if cardinality(owners) = 0 then
        insert into contractors (id, name) values (p_new, p_name);
        writer := p_new;
    else
        writer := jarvis_hold_contractor(owners[1]);
        for n in 2 .. cardinality(owners) loop
            writer := jarvis_merge(writer, owners[n]);
        end loop;
    end if;
    insert into contractor_addresses select unnest(p_addresses), writer on conflict do nothing;
    update contractors set phone = p_addresses[1]
        where id = writer and phone is null and starts_with(p_addresses[1], '+');
    return writer;
end
$$;

create function jarvis_writer(p_addresses text[], p_name text, p_new uuid) returns uuid language plpgsql as $$
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
