-- What was edited or deleted before it came: kept until then, and done in the transaction that stores the message.

create table early_changes (
    id bigint generated always as identity primary key,
    instance text not null,
    whatsapp_id text not null,
    text text,
    words text[] not null default '{}',
    at timestamptz not null default clock_timestamp()
);
comment on column early_changes.text is 'As it was edited; empty when it was deleted';
create index on early_changes (instance, whatsapp_id);
create index on early_changes (at);

create function jarvis_keep_early(p_instance text, p_whatsapp_id text, p_text text, p_words text[]) returns boolean
language plpgsql as $$
-- False when the message is here by now: whoever stores it holds the same lock.
begin
    perform pg_advisory_xact_lock(hashtextextended(p_instance || E'\n' || p_whatsapp_id, 1));
    if exists (select from messages where instance = p_instance and whatsapp_id = p_whatsapp_id) then
        return false;
    end if;
    insert into early_changes (instance, whatsapp_id, text, words)
        values (p_instance, p_whatsapp_id, p_text, p_words);
    return true;
end
$$;

create function jarvis_apply_early(p_message uuid, p_instance text, p_whatsapp_id text) returns void
language plpgsql as $$
-- To a message that was just stored, in the order they came.
declare
    early early_changes;
begin
    for early in select * from early_changes
        where instance = p_instance and whatsapp_id = p_whatsapp_id order by id
    loop
        if early.text is null then
            update messages
                set outcome = 'ignored', reason = 'deleted by its writer', settled_at = clock_timestamp()
                where id = p_message and outcome is null;
            if found then
                insert into audit_due (action, resource, changes) values (
                    'message_ignored', 'message:' || p_message, '{"reason": "deleted by its writer"}'
                );
            end if;
        else
            update messages set content = content || jsonb_build_object(
                    case content ->> 'type' when 'text' then 'text' else 'caption' end, early.text)
                where id = p_message and content ->> 'type' in ('text', 'media');
            if found then
                update message_words set words = array_to_tsvector(early.words) || contractors.words
                    from messages, contractors
                    where message_id = p_message and messages.id = message_id and contractors.id = contractor_id;
            end if;
        end if;
        delete from early_changes where id = early.id;
    end loop;
end
$$;

create or replace function jarvis_receive(
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
    perform jarvis_apply_early(p_message, p_instance, p_whatsapp_id);
    perform jarvis_wake_answer(writer, p_quiet, p_at_most);
    return writer;
end
$$;
