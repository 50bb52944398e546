-- A message's copy and a waiting job are found by their key, also while the planner knows nothing: before the first
-- ANALYZE all indexes seem to cost the same, and each webhook read every message of its number, or every job.

-- Of two that seem the same the younger is taken.
alter table messages
    drop constraint messages_instance_whatsapp_id_key,
    add constraint messages_instance_whatsapp_id_key unique (instance, whatsapp_id);

-- One statement, told its index. It holds a job that waits until our commit, so that it cannot run without seeing
-- what we added; one that has begun meanwhile gets a successor.
create or replace function jarvis_wake_answer(p_contractor uuid, p_quiet interval, p_at_most interval) returns void
language plpgsql as $$
-- One answer per burst: p_quiet after its last message, at most p_at_most after its first.
declare
    key text := 'answer:' || p_contractor;
    now_ timestamptz := clock_timestamp();
begin
    insert into procrastinate_jobs as waiting (queue_name, task_name, lock, queueing_lock, args, scheduled_at) values (
        'answer', 'jarvis:answer', key, key,
        jsonb_build_object('contractor', p_contractor, 'latest', now_ + p_at_most), now_ + p_quiet
    )
    on conflict (queueing_lock) where status = 'todo' do update
        set scheduled_at = least(excluded.scheduled_at, (waiting.args ->> 'latest')::timestamptz);
end
$$;

create or replace function jarvis_wake_delivery(p_contractor uuid, p_at timestamptz) returns void
language plpgsql as $$
-- A delivery at p_at or before.
declare
    key text := 'deliver:' || p_contractor;
begin
    insert into procrastinate_jobs as waiting (queue_name, task_name, lock, queueing_lock, args, scheduled_at) values (
        'deliver', 'jarvis:deliver', key, key, jsonb_build_object('contractor', p_contractor), p_at
    )
    on conflict (queueing_lock) where status = 'todo' do update
        set scheduled_at = least(waiting.scheduled_at, excluded.scheduled_at);
end
$$;

drop function jarvis_defer(text, uuid, jsonb, timestamptz);

create function jarvis_accept_next(p_reply uuid, p_whatsapp_id text) returns boolean language plpgsql as $$
-- Whether another reply of its contractor is due by now; null when there is no such reply.
begin
    if not jarvis_accept(p_reply, p_whatsapp_id) then
        return null;
    end if;
    return exists (
        select from (
            select claimable_at from replies
            where contractor_id = (select contractor_id from replies where id = p_reply) and done_at is null
            order by seq limit 1
        ) as head
        where claimable_at <= clock_timestamp()
    );
end
$$;
