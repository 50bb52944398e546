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
    perform jarvis_wake_answer(writer, p_quiet, p_at_most);
    return writer;
end
$$;

drop function jarvis_apply_early(uuid, text, text);
drop function jarvis_keep_early(text, text, text, text[]);
drop table early_changes;
