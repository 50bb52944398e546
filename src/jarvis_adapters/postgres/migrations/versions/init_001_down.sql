drop table audit_log, templates, contract_statuses, webhook_events, receipts, messages, replies, conversations,
    contractor_addresses, contractors;

do $$
declare
    routine regprocedure;
begin
    for routine in
        select oid::regprocedure from pg_proc
        where pronamespace = current_schema()::regnamespace
          and (starts_with(proname, 'jarvis_') or starts_with(proname, 'procrastinate_'))
    loop
        execute 'drop function ' || routine || ' cascade';
    end loop;
end
$$;

drop table procrastinate_periodic_defers, procrastinate_events, procrastinate_jobs, procrastinate_workers;
drop type procrastinate_job_to_defer_v1, procrastinate_job_event_type, procrastinate_job_status;
