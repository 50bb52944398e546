create table staff (
    id uuid primary key,
    email text not null unique check (email = lower(email)),
    name text not null default '',
    role text not null check (role in ('viewer', 'bo', 'admin')),
    active boolean not null default true,
    created_at timestamptz not null default clock_timestamp(),
    last_login_at timestamptz
);
alter table complaints add foreign key (assigned_to) references staff (id);

create table magic_links (
    id uuid primary key,
    staff_id uuid not null references staff (id),
    token_hash text not null unique,
    created_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint magic_links_expires_at_check check (expires_at > created_at)
);
create index on magic_links (staff_id, created_at);

create table sessions (
    id uuid primary key,
    staff_id uuid not null references staff (id),
    created_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    ip text,
    user_agent text
);
comment on column sessions.id is 'The jti of the session''s token';
create index on sessions (staff_id);
