create table complaints (
    id uuid primary key,
    contractor_id uuid not null references contractors (id),
    message_id uuid references messages (id),
    contract_number text not null check (contract_number ~ '^F[0-9]{7}D$'),
    type text not null check (type in (
        'retard_installation', 'annulation_contrat', 'contact_errone', 'adresse_erronee', 'cas_bloque',
        'deuxieme_contrat', 'prise_de_rdv', 'autre'
    )),
    priority text not null check (priority in ('low', 'medium', 'high')),
    status text not null default 'open' check (status in ('open', 'assigned', 'escalated', 'resolved')),
    details text not null default '',
    assigned_to uuid,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp(),
    resolved_at timestamptz
);
comment on column complaints.message_id is 'What opened it, if a message did';
create unique index complaints_unresolved_key on complaints (contractor_id, contract_number, type)
    where status <> 'resolved';
create index on complaints (contract_number, created_at);

create table complaint_events (
    id bigint generated always as identity primary key,
    complaint_id uuid not null references complaints (id),
    at timestamptz not null default clock_timestamp(),
    actor text not null,
    kind text not null,
    changes jsonb not null default '{}',
    note text not null default ''
);
create index on complaint_events (complaint_id, id);

create table tickets (
    id uuid primary key,
    complaint_id uuid not null references complaints (id),
    reference text not null unique check (reference ~ '^ONG-[A-Z0-9]{6}$'),
    orange_reference text,
    status text not null default 'open' check (status in ('open', 'in_progress', 'resolved', 'closed')),
    resolution text not null default '',
    decided_at timestamptz not null default clock_timestamp(),
    notified_at timestamptz,
    closed_at timestamptz
);
comment on column tickets.orange_reference is 'Orange''s own id, typed in by the BO';
create index on tickets (complaint_id);
