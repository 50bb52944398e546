-- The key stays as young as it is.

drop function jarvis_accept_next(uuid, text);

create function jarvis_defer(p_kind text, p_contractor uuid, p_args jsonb, p_at timestamptz) returns boolean
language plpgsql as $$
-- False when such a job began to wait meanwhile.
declare
    key text := p_kind || ':' || p_contractor;
begin
    perform procrastinate_defer_jobs_v1(array[row(
        p_kind, 'jarvis:' || p_kind, 0, key, key, p_args, p_at
    )::procrastinate_job_to_defer_v1]);
    return true;
exception when unique_violation then
    return false;
end
$$;

create or replace function jarvis_wake_answer(p_contractor uuid, p_quiet interval, p_at_most interval) returns void
language plpgsql as $$
-- One answer per burst: p_quiet after its last message, at most p_at_most after its first.
declare
    arguments jsonb := jsonb_build_object('contractor', p_contractor, 'latest', clock_timestamp() + p_at_most);
begin
    for attempt in 1 .. 5 loop
        update procrastinate_jobs
            set scheduled_at = least(clock_timestamp() + p_quiet, (args ->> 'latest')::timestamptz)
            where queueing_lock = 'answer:' || p_contractor and status = 'todo';
        if found or jarvis_defer('answer', p_contractor, arguments, clock_timestamp() + p_quiet) then
            return;
        end if;
    end loop;
    raise exception 'the answer to % is contended', p_contractor using errcode = 'lock_not_available';
end
$$;

create or replace function jarvis_wake_delivery(p_contractor uuid, p_at timestamptz) returns void
language plpgsql as $$
-- A delivery at p_at or before.
declare
    arguments jsonb := jsonb_build_object('contractor', p_contractor);
begin
    for attempt in 1 .. 5 loop
        update procrastinate_jobs set scheduled_at = least(scheduled_at, p_at)
            where queueing_lock = 'deliver:' || p_contractor and status = 'todo';
        if found or jarvis_defer('deliver', p_contractor, arguments, p_at) then
            return;
        end if;
    end loop;
    raise exception 'the delivery to % is contended', p_contractor using errcode = 'lock_not_available';
end
$$;
