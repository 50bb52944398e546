create table tallies (
    span text not null check (span in ('hour', 'day')),
    at timestamptz not null,
    name text not null,
    value text not null,
    count bigint not null,
    primary key (span, at, name, value)
);
comment on column tallies.span is 'Days are those of Casablanca';
comment on column tallies.at is 'When the span begins';

create table tallied (
    span text not null check (span in ('hour', 'day')),
    at timestamptz not null,
    counted_at timestamptz not null,
    primary key (span, at)
);
comment on column tallied.span is 'Days are those of Casablanca';
comment on column tallied.at is 'When the span begins';
comment on column tallied.counted_at is 'Complete when that was after the span''s end';

-- What the hours are counted by.
create index on replies (queued_at);
create index on complaints (resolved_at) where resolved_at is not null;
create index on satisfaction (asked_at);
create index on mails (sent_at);
