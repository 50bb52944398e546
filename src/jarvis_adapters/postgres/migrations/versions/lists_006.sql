-- What lists filter by and sort by, with an index for each single filter in the order of the list.

alter table messages
    add column language text generated always as (reading ->> 'language') stored,
    add column intent text generated always as (reading ->> 'intent') stored,
    add column complaint_type text generated always as (reading ->> 'complaint_type') stored,
    add column spam boolean not null generated always as (coalesce((reading ->> 'spam')::boolean, false)) stored,
    add column read_by text generated always as (reading ->> 'by') stored,
    add column confidence double precision
        generated always as ((reading ->> 'confidence')::double precision) stored,
    add column unreached boolean not null default false;
comment on column messages.unreached is 'Its reply failed';

drop index messages_contractor_id_idx;
create index on messages (received_at, id);
create index on messages (contractor_id, received_at, id);
create index on messages (language, received_at, id);
create index on messages (intent, received_at, id);
create index on messages (complaint_type, received_at, id) where complaint_type is not null;
create index on messages (read_by, received_at, id);
create index on messages (outcome, received_at, id);
create index on messages (instance, received_at, id);
create index on messages (confidence);
create index on messages (reply_id) where reply_id is not null;
create index messages_unreached_idx on messages (received_at, id) where unreached;
create index messages_spam_idx on messages (received_at, id) where spam;
create index messages_attention_idx on messages (received_at, id)
    where handled_at is null and (flags <> '{}' or outcome = 'failed');
create index messages_flags_idx on messages using gin (flags) where flags <> '{}';

-- Apart from `messages`, whose rows change several times each: these are written once, and so is their index.
create table message_words (
    message_id uuid primary key references messages (id),
    at timestamptz not null,
    words tsvector not null
);
comment on column message_words.at is 'When the message was received';
comment on column message_words.words is 'Its own, its writer''s names and numbers';
-- How common the beginning of a word is decides how it is looked for.
alter table message_words alter column words set statistics 400;
create index on message_words (at, message_id);
-- Each message pays for its own words; gathered, one of them would pay for thousands.
create index message_words_words_idx on message_words using gin (words) with (fastupdate = off);

drop index replies_contractor_id_idx;
create index on replies (contractor_id, queued_at, id);
create index on replies (delivery) where delivery not in ('delivered', 'read');

alter table contractors
    add column sort_name text collate "C" not null default '',
    add column words tsvector not null default '',
    add column last_message_at timestamptz not null default '1970-01-01 00:00:00+00';
comment on column contractors.sort_name is 'The name, folded';
comment on column contractors.words is 'Every name and number they were ever known by';
comment on column contractors.last_message_at is '1970 while there is none';
create index on contractors (sort_name, id) where merged_into is null;
create index on contractors (last_message_at, id) where merged_into is null;

alter table complaints
    add column words tsvector not null default '',
    add column urgency smallint not null generated always as (
        case when status = 'resolved' then 3 when priority = 'high' then 0 when priority = 'medium' then 1 else 2 end
    ) stored;
comment on column complaints.words is 'Its details, contract and tickets, its contractor''s names and numbers';
comment on column complaints.urgency is 'High 0, medium 1, low 2, resolved 3';
create index on complaints (created_at, id);
create index on complaints (updated_at, id);
create index on complaints (urgency, created_at, id);
create index on complaints (contractor_id, created_at, id);
create index on complaints (status, created_at, id);
create index on complaints (priority, created_at, id);
create index on complaints (type, created_at, id);
create index on complaints (assigned_to, created_at, id);
create index on complaints (message_id) where message_id is not null;
create index complaints_proposed_idx on complaints (created_at, id)
    where priority = 'medium' and status in ('open', 'assigned');
create index complaints_words_idx on complaints using gin (words);

create index on tickets (decided_at, id);
create index on tickets (status, decided_at, id);
create index on tickets (contract_number, decided_at);
create index tickets_unsent_idx on tickets (decided_at, id) where notified_at is null;

-- Found by the whole resource and by how it begins, newest first.
drop index audit_log_resource_seq_idx;
create index on audit_log (resource text_pattern_ops, at, seq);
create index on audit_log (at, seq);
create index on audit_log (actor, at, seq);
create index on audit_log (action, at, seq);

drop function jarvis_receive(
    uuid, uuid, text, text, text[], text, text, text, jsonb, timestamptz, interval, interval
);

create function jarvis_receive(
    p_message uuid, p_new_contractor uuid, p_instance text, p_whatsapp_id text, p_addresses text[],
    p_sender text, p_alias text, p_name text, p_sort_name text, p_content jsonb, p_sent_at timestamptz,
    p_words text[], p_writer_words text[], p_quiet interval, p_at_most interval
) returns uuid language plpgsql as $$
-- The writer, once the message is stored and the answer woken; null for a message that was stored before.
declare
    writer uuid;
    known_by tsvector;
    now_ timestamptz;
begin
    -- Copies of one message come at the same moment: the later ones wait here until the first is committed.
    perform pg_advisory_xact_lock(hashtextextended(p_instance || E'\n' || p_whatsapp_id, 1));
    if exists (select from messages where instance = p_instance and whatsapp_id = p_whatsapp_id) then
        return null;
    end if;
    writer := jarvis_writer(p_addresses, p_name, p_new_contractor);
    now_ := clock_timestamp();
    insert into messages (id, contractor_id, instance, whatsapp_id, sender, alias, name, content, sent_at, received_at)
        values (p_message, writer, p_instance, p_whatsapp_id, p_sender, p_alias, p_name, p_content, p_sent_at, now_);
    update contractors set
            last_message_at = now_,
            words = words || array_to_tsvector(p_writer_words),
            sort_name = case when name = p_name then p_sort_name else sort_name end
        where id = writer returning words into known_by;
    insert into message_words values (p_message, now_, array_to_tsvector(p_words) || known_by);
    perform jarvis_wake_answer(writer, p_quiet, p_at_most);
    return writer;
end
$$;

create function jarvis_mark_unreached() returns trigger language plpgsql as $$
begin
    update messages set unreached = new.delivery = 'failed' where reply_id = new.id;
    return null;
end
$$;

create trigger replies_failed after update of delivery on replies
    for each row when (old.delivery <> new.delivery and 'failed' in (old.delivery, new.delivery))
    execute function jarvis_mark_unreached();

create function jarvis_merge_words() returns trigger language plpgsql as $$
-- Who turned out to be somebody else is found as that one from now on.
begin
    update contractors set
            words = words || new.words,
            last_message_at = greatest(last_message_at, new.last_message_at)
        where id = new.merged_into;
    -- The messages first, as an edit does: neither waits for the other.
    perform from messages where contractor_id = new.id order by id for no key update;
    update message_words set words = message_words.words || heir.words
        from messages, contractors heir
        where message_id = messages.id and messages.contractor_id = new.id and heir.id = new.merged_into;
    return null;
end
$$;

create trigger contractors_merged after update of merged_into on contractors
    for each row when (old.merged_into is null and new.merged_into is not null)
    execute function jarvis_merge_words();
