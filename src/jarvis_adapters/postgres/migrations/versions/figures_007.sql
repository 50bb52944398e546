-- One row for an hour or a day with everything that was counted in it: a page of charts reads few rows.
create table tallies (
    span text not null check (span in ('hour', 'day')),
    at timestamptz not null,
    counts jsonb not null,
    unfinished boolean not null,
    counted_at timestamptz not null,
    primary key (span, at)
);
comment on column tallies.span is 'Days are those of Casablanca, and whole';
comment on column tallies.at is 'When the span begins';
comment on column tallies.counts is 'By name and value';
comment on column tallies.unfinished is 'Some of its messages had no end yet';
comment on column tallies.counted_at is 'Complete when that was after the span''s end';

-- What the hours are counted by.
create index on replies (queued_at);
create index on complaints (resolved_at) where resolved_at is not null;
create index on satisfaction (asked_at);
create index on mails (sent_at);
