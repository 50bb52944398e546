-- A webhook writes four indexes less: what they list is known only once the message is read.

drop index messages_language_received_at_id_idx, messages_intent_received_at_id_idx,
    messages_read_by_received_at_id_idx, messages_confidence_idx;
create index on messages (language, received_at, id) where language is not null;
create index on messages (intent, received_at, id) where intent is not null;
create index on messages (read_by, received_at, id) where read_by is not null;
create index on messages (confidence) where confidence is not null;
