drop index messages_language_received_at_id_idx, messages_intent_received_at_id_idx,
    messages_read_by_received_at_id_idx, messages_confidence_idx;
create index on messages (language, received_at, id);
create index on messages (intent, received_at, id);
create index on messages (read_by, received_at, id);
create index on messages (confidence);
