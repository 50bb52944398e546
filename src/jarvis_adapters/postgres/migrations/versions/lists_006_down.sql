drop trigger contractors_merged on contractors;
drop function jarvis_merge_words();
drop trigger replies_failed on replies;
drop function jarvis_mark_unreached();
drop function jarvis_receive(
    uuid, uuid, text, text, text[], text, text, text, text, jsonb, timestamptz, text[], text[], interval, interval
);

create function jarvis_receive(
    p_message uuid, p_new_contractor uuid, p_instance text, p_whatsapp_id text, p_addresses text[],
    p_sender text, p_alias text, p_name text, p_content jsonb, p_sent_at timestamptz,
    p_quiet interval, p_at_most interval
) returns uuid language plpgsql as $$
-- The writer, once the message is stored and the answer woken; null for a message that was stored before.
declare
    writer uuid;
begin
    -- Copies of one message come at the same moment: the later ones wait here until the first is committed.
    perform pg_advisory_xact_lock(hashtextextended(p_instance || E'\n' || p_whatsapp_id, 1));
    if exists (select from messages where instance = p_instance and whatsapp_id = p_whatsapp_id) then
        return null;
    end if;
    writer := jarvis_writer(p_addresses, p_name, p_new_contractor);
    insert into messages (id, contractor_id, instance, whatsapp_id, sender, alias, name, content, sent_at)
        values (p_message, writer, p_instance, p_whatsapp_id, p_sender, p_alias, p_name, p_content, p_sent_at);
    perform jarvis_wake_answer(writer, p_quiet, p_at_most);
    return writer;
end
$$;

drop index audit_log_resource_at_seq_idx, audit_log_at_seq_idx, audit_log_actor_at_seq_idx,
    audit_log_action_at_seq_idx;
create index on audit_log (resource, seq);

drop index tickets_decided_at_id_idx, tickets_status_decided_at_id_idx, tickets_contract_number_decided_at_idx,
    tickets_unsent_idx;

drop index complaints_created_at_id_idx, complaints_updated_at_id_idx, complaints_contractor_id_created_at_id_idx,
    complaints_status_created_at_id_idx, complaints_priority_created_at_id_idx, complaints_type_created_at_id_idx,
    complaints_assigned_to_created_at_id_idx, complaints_message_id_idx, complaints_proposed_idx;
alter table complaints drop column words, drop column urgency;

drop index contractors_sort_name_id_idx, contractors_last_message_at_id_idx;
alter table contractors drop column sort_name, drop column words, drop column last_message_at;

drop index replies_contractor_id_queued_at_id_idx, replies_delivery_idx;
create index on replies (contractor_id);

drop table message_words;

drop index messages_received_at_id_idx, messages_contractor_id_received_at_id_idx,
    messages_outcome_received_at_id_idx, messages_instance_received_at_id_idx, messages_reply_id_idx,
    messages_attention_idx, messages_flags_idx, messages_unreached_idx;
alter table messages drop column language, drop column intent, drop column complaint_type, drop column spam,
    drop column read_by, drop column confidence, drop column unreached;
create index on messages (contractor_id);
