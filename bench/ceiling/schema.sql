-- The bare least of a ticket system, only to find what the database gives at most.
create table ticket (
  id bigint generated always as identity primary key, type text not null, dept int not null, status text not null,
  sla_due timestamptz not null, title text, version int not null default 0
);
create index on ticket (dept, status, sla_due);
create index on ticket (sla_due) where status in ('NEW', 'ASSIGNED');
create table ticket_event (
  id bigint generated always as identity primary key, ticket_id bigint not null, kind text not null, actor int,
  at timestamptz not null default now(), data jsonb
);
create index on ticket_event (ticket_id, at);

-- The bare least of giving a place: a counter, a booking, a word of it for those who listen.
create table place (
  id int primary key, remaining int not null check (remaining >= 0), version int not null default 0
) with (fillfactor = 70);
insert into place (id, remaining) select n, 1000000000 from generate_series(1, 10000) as n;
create table booking (
  id bigint generated always as identity primary key, place_id int not null, patient_id bigint not null,
  status text not null default 'BOOKED', made_at timestamptz not null default now(), key text unique
);
create index on booking (patient_id, made_at);
create index on booking (place_id);
create table outbox (
  id bigint generated always as identity primary key, topic text not null, payload jsonb not null,
  made_at timestamptz not null default now()
);
