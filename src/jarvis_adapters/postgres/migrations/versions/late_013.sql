-- The hours of the last three days are counted anew anyway; older ones when a row of theirs is changed. Whatever is
-- two days old is marked, so that no change falls between the two. Rows are only added: nobody waits for anybody.
create table late_hours (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    reply_id uuid
);
comment on table late_hours is 'Hours whose old rows were changed; gone once they are counted again';
comment on column late_hours.at is 'When the hour begins';
comment on column late_hours.reply_id is 'Counted again once this is accepted; empty for at once';

create function jarvis_mark_late(p_at timestamptz, p_reply uuid default null) returns void language sql as $$
    insert into late_hours (at, reply_id)
        select date_trunc('hour', p_at, 'UTC'), p_reply where p_at < now() - interval '2 days'
$$;

create function jarvis_late_message() returns trigger language plpgsql as $$
-- Its answer is accepted a little later, and counts in the hour of the message.
begin
    perform jarvis_mark_late(new.received_at);
    if new.reply_id is not null then
        perform jarvis_mark_late(new.received_at, new.reply_id);
    end if;
    return null;
end
$$;
-- What erasure blanks is not among the columns of any of these: what was counted stays.
create trigger messages_late after update of outcome, settled_at, flags, reply_id on messages
    for each row when (
        old.received_at < now() - interval '2 days'
        and (old.outcome, old.settled_at, old.flags, old.reply_id)
            is distinct from (new.outcome, new.settled_at, new.flags, new.reply_id)
    ) execute function jarvis_late_message();

create function jarvis_late_reply() returns trigger language plpgsql as $$
begin
    perform jarvis_mark_late(new.queued_at);
    perform jarvis_mark_late(received_at) from messages where reply_id = new.id;
    return null;
end
$$;
create trigger replies_late after update of delivery, accepted_at on replies
    for each row when (
        old.queued_at < now() - interval '2 days'
        and (old.delivery, old.accepted_at) is distinct from (new.delivery, new.accepted_at)
    ) execute function jarvis_late_reply();

create function jarvis_late_complaint() returns trigger language plpgsql as $$
begin
    perform jarvis_mark_late(new.created_at);
    perform jarvis_mark_late(old.resolved_at);
    perform jarvis_mark_late(new.resolved_at);
    return null;
end
$$;
create trigger complaints_late after update of type, priority, contractor_id, resolved_at on complaints
    for each row when (
        old.created_at < now() - interval '2 days'
        and (old.type, old.priority, old.contractor_id, old.resolved_at)
            is distinct from (new.type, new.priority, new.contractor_id, new.resolved_at)
    ) execute function jarvis_late_complaint();

create function jarvis_late_region() returns trigger language plpgsql as $$
begin
    perform jarvis_mark_late(hour) from (
        select distinct date_trunc('hour', created_at, 'UTC') as hour from complaints where contractor_id = new.id
    ) as theirs;
    return null;
end
$$;
create trigger contractors_late after update of region on contractors
    for each row when (
        old.region <> new.region and not (new.region = '' and new.name = '' and new.phone is null)
    ) execute function jarvis_late_region();

create function jarvis_late_ticket() returns trigger language plpgsql as $$
begin
    perform jarvis_mark_late(new.decided_at);
    return null;
end
$$;
create trigger tickets_late after update of notified_at on tickets
    for each row when (
        old.decided_at < now() - interval '2 days' and old.notified_at is distinct from new.notified_at
    ) execute function jarvis_late_ticket();

create function jarvis_late_mail() returns trigger language plpgsql as $$
begin
    perform jarvis_mark_late(new.sent_at);
    return null;
end
$$;
create trigger mails_late after update of status on mails
    for each row when (old.sent_at < now() - interval '2 days' and old.status <> new.status)
    execute function jarvis_late_mail();
