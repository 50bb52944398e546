create or replace function jarvis_merge_cases(p_stays uuid, p_goes uuid) returns void language plpgsql as $$
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

drop function jarvis_end_double(uuid, uuid);
drop table audit_due;
drop function jarvis_chain_due();
drop function jarvis_plain(jsonb);
