-- What WhatsApp says of our replies. A receipt and the id it belongs to may become known in either order, and at
-- the same moment: both sides meet on one advisory lock.

create function jarvis_rank(p_delivery text) returns integer language sql immutable as $$
    select array_position(array['queued', 'accepted', 'server_ack', 'failed', 'delivered', 'read'], p_delivery)
$$;

create function jarvis_raise_delivery(p_instance text, p_whatsapp_id text, p_delivery text) returns boolean
language plpgsql as $$
begin
    update replies set
        delivery = p_delivery,
        delivered_at = case when p_delivery in ('delivered', 'read')
            then coalesce(delivered_at, clock_timestamp()) else delivered_at end,
        seen_at = case when p_delivery = 'read' then coalesce(seen_at, clock_timestamp()) else seen_at end
    where instance = p_instance and whatsapp_id = p_whatsapp_id
      and jarvis_rank(delivery) < jarvis_rank(p_delivery);
    return found;
end
$$;

create function jarvis_report(p_instance text, p_whatsapp_id text, p_delivery text) returns boolean
language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(p_instance || E'\n' || p_whatsapp_id, 3));
    insert into receipts (instance, whatsapp_id, delivery) values (p_instance, p_whatsapp_id, p_delivery)
        on conflict do nothing;
    return jarvis_raise_delivery(p_instance, p_whatsapp_id, p_delivery);
end
$$;

create function jarvis_accept(p_reply uuid, p_whatsapp_id text) returns boolean language plpgsql as $$
-- False when there is no such reply. The first id stays: a second one means that it was sent twice.
declare
    instance_ text;
    id_ text;
    early text;
begin
    select instance, coalesce(whatsapp_id, p_whatsapp_id) into instance_, id_ from replies where id = p_reply;
    if not found then
        return false;
    end if;
    perform pg_advisory_xact_lock(hashtextextended(instance_ || E'\n' || id_, 3));
    update replies set
        whatsapp_id = id_,
        done_at = coalesce(done_at, clock_timestamp()),
        accepted_at = coalesce(accepted_at, clock_timestamp()),
        delivery = case when delivery = 'queued' then 'accepted' else delivery end
    where id = p_reply;
    select delivery into early from receipts where instance = instance_ and whatsapp_id = id_
        order by jarvis_rank(delivery) desc limit 1;
    if found then
        perform jarvis_raise_delivery(instance_, id_, early);
    end if;
    return true;
end
$$;
