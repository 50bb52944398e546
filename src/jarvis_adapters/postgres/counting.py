"""How the rows of the record are counted, hour by hour, in one statement."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from jarvis_domain.casework.escalation import ESCALATION_LIMIT
from jarvis_domain.desk.figures import AN_HOUR, BOUNDS, OVERDUE_AFTER, Counted, buckets

COUNT = sa.text("""
    with asked as (select cast(:now as timestamptz) as now),
    span as (
        select *
        from unnest(cast(:since as timestamptz[]), cast(:until as timestamptz[])) as span (since, until)
    ),
    message as (
        select date_trunc('hour', m.received_at, 'UTC') as hour, m.*,
            1 + width_bucket(
                extract(epoch from m.settled_at - m.received_at) * 1000, cast(:seconds as numeric[])
            ) as settled_in,
            1 + width_bucket(
                extract(epoch from r.accepted_at - m.received_at) * 1000, cast(:seconds as numeric[])
            ) as accepted_in
        from span join messages m on m.received_at >= span.since and m.received_at < span.until
        left join replies r on r.id = m.reply_id
    ),
    fact (hour, name, value, n) as (
        select hour, told.* from message cross join asked cross join lateral (values
            ('messages', case when outcome is not null then outcome
                when now - received_at >= cast(:overdue as interval) then 'overdue' else 'waiting' end, 1),
            ('languages', case when read_by is not null then coalesce(language, 'none') end, 1),
            ('intents', intent, 1),
            ('complaint_types', complaint_type, 1),
            ('readings', case when read_by is null then null
                when reading_detail not in ('', 'off') then 'fallback' else read_by end, 1),
            ('numbers', case when outcome is distinct from 'answered' then null
                when jsonb_array_length(reading -> 'incomplete') > 0 then 'doubtful'
                when jsonb_array_length(reading -> 'contracts') > 0 then 'clear' end, 1),
            ('contracts', 'asked', jsonb_array_length(reading -> 'contracts')),
            ('answered_in', case when outcome = 'answered' then
                (cast(:seconds_values as text[]))[settled_in] end, 1),
            ('end_to_end', (cast(:seconds_values as text[]))[accepted_in], 1)
        ) as told
        union all
        select hour, 'flags', flag, 1 from message cross join lateral unnest(flags) as flag
        union all
        select hour, 'look_ups', coalesce(answer ->> 'source', answer ->> 'type'), 1
        from message cross join lateral jsonb_array_elements(
            case when jsonb_typeof(answers) = 'array' then answers end
        ) as answer
        union all
        select date_trunc('hour', queued_at, 'UTC'), told.*, 1
        from span join replies on queued_at >= since and queued_at < until and not trial
        cross join lateral (values
            ('replies', delivery),
            ('written_by', case author when 'jarvis' then 'jarvis' else 'person' end),
            ('bilingual', case when author <> 'jarvis' then null
                when fr <> '' and ar <> '' then 'yes' else 'no' end)
        ) as told
        union all
        select date_trunc('hour', c.created_at, 'UTC'), told.*, 1
        from span join complaints c on c.created_at >= since and c.created_at < until
        join contractors who on who.id = c.contractor_id cross join lateral (values
            ('opened', c.type),
            ('priorities', c.priority),
            ('regions', coalesce(nullif(who.region, ''), 'unknown'))
        ) as told
        union all
        select date_trunc('hour', resolved_at, 'UTC'), told.*, 1
        from span join complaints on resolved_at >= since and resolved_at < until cross join lateral (values
            ('resolved', type),
            ('resolved_in', (cast(:hours_values as text[]))[1 + width_bucket(
                extract(epoch from resolved_at - created_at) * 1000, cast(:hours as numeric[])
            )])
        ) as told
        union all
        select date_trunc('hour', decided_at, 'UTC'), 'escalations', case
            when coalesce(notified_at, now) - decided_at >= cast(:limit as interval) then 'late'
            when notified_at is null then 'waiting' else 'on_time' end, 1
        from asked, span join tickets on decided_at >= since and decided_at < until
        union all
        select date_trunc('hour', asked_at, 'UTC'), 'asked', 'asked', 1
        from span join satisfaction on asked_at >= since and asked_at < until
        union all
        select date_trunc('hour', answered_at, 'UTC'), 'scores', score::text, 1
        from span join satisfaction on answered_at >= since and answered_at < until
        union all
        select date_trunc('hour', sent_at, 'UTC'), 'sign_in_mails', status, 1
        from span join mails on sent_at >= since and sent_at < until where kind = 'magic_link'
    )
    select hour, name, value, cast(sum(n) as bigint) as times from fact
    where value is not null group by hour, name, value having sum(n) > 0
""")
"""Gives hour, name, value and how many times; what it takes is what `asked` gives."""


def asked(hours: Iterable[datetime], now: datetime) -> dict[str, object]:
    """For these hours, as things stand now."""
    spans = spans_of(hours)
    seconds, hours_ = BOUNDS[Counted.END_TO_END], BOUNDS[Counted.RESOLVED_IN]
    return {
        "since": [since for since, _ in spans],
        "until": [until for _, until in spans],
        "now": now,
        "overdue": OVERDUE_AFTER,
        "limit": ESCALATION_LIMIT,
        "seconds": seconds,
        "seconds_values": buckets(seconds),
        "hours": hours_,
        "hours_values": buckets(hours_),
    }


def spans_of(hours: Iterable[datetime]) -> Sequence[tuple[datetime, datetime]]:
    """The hours as few spans without gaps."""
    spans: list[tuple[datetime, datetime]] = []
    for hour in sorted(hours):
        if spans and spans[-1][1] == hour:
            spans[-1] = (spans[-1][0], hour + AN_HOUR)
        else:
            spans.append((hour, hour + AN_HOUR))
    return spans
