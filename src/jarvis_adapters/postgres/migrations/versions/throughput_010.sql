-- What a message costs: fewer rows for each job, jobs found by index, and one statement where there were two or three.

-- Of a job's story only its end is ever asked for, and only of one that failed.
alter table procrastinate_jobs
    disable trigger procrastinate_trigger_status_events_insert_v1,
    disable trigger procrastinate_trigger_status_events_update_v1,
    disable trigger procrastinate_trigger_scheduled_events_v1;
create trigger jarvis_job_ended after update of status on procrastinate_jobs
    for each row when (new.status not in ('todo', 'doing'))
    execute function procrastinate_trigger_function_status_events_update_v1();

-- A job that runs gives its queueing lock up: a successor may wait by then, and a retry would hit it.
create function jarvis_job_begins() returns trigger language plpgsql as $$
begin
    new.queueing_lock := null;
    return new;
end
$$;
create trigger jarvis_job_begins before update of status on procrastinate_jobs
    for each row when (old.status = 'todo' and new.status = 'doing') execute function jarvis_job_begins();

-- The next job of a queue, and who stands before it: without these each pick reads every job that waits.
create index jarvis_jobs_next_idx on procrastinate_jobs (queue_name, priority desc, id) where status = 'todo';
create index jarvis_jobs_lock_idx on procrastinate_jobs (lock) where status in ('todo', 'doing');

create function jarvis_conversation(p_contractor uuid) returns jsonb language plpgsql as $$
-- Its state, held until the transaction ends. The second statement sees what the holder before has committed.
begin
    perform pg_advisory_xact_lock(hashtextextended(jarvis_contractor(p_contractor)::text, 4));
    return (select state from conversations where contractor_id = jarvis_contractor(p_contractor));
end
$$;

create function jarvis_claim_reply(p_contractor uuid, p_lease interval) returns setof replies language plpgsql as $$
-- Only the oldest undone row qualifies, so that a row which is locked is never passed by.
declare
    owner uuid := jarvis_contractor(p_contractor);
begin
    return query update replies
        set attempts = attempts + 1, claimable_at = clock_timestamp() + p_lease
        where id = (
            select id from replies as head
            where contractor_id = owner and done_at is null and claimable_at <= clock_timestamp()
              and not exists (
                  select from replies as older
                  where older.contractor_id = owner and older.done_at is null and older.seq < head.seq
              )
            for update skip locked
        )
        returning *;
    if not found then
        -- Whoever comes too early leaves a job for the right moment: nobody else may be there to come then.
        perform jarvis_wake_delivery(contractor_id, claimable_at) from (
            select contractor_id, claimable_at from replies
            where contractor_id = owner and done_at is null order by seq limit 1
        ) as head;
    end if;
end
$$;

create function jarvis_audit(p_entries jsonb, p_sealed bytea[]) returns void language plpgsql as $$
-- Chains entries to the log's end; p_sealed has the bytes that each of them is sealed by.
declare
    head bytea := jarvis_audit_head();
    next_ bytea;
begin
    for n in 1 .. cardinality(p_sealed) loop
        next_ := sha256(head || p_sealed[n]);
        insert into audit_log (at, actor, action, resource, changes, before, ip, user_agent, prev_hash, hash)
            select at, actor, action, resource, changes, before, ip, user_agent, head, next_
            from jsonb_to_record(p_entries -> (n - 1)) as entry (
                at timestamptz, actor text, action text, resource text, changes jsonb, before jsonb,
                ip text, user_agent text
            );
        head := next_;
    end loop;
end
$$;
