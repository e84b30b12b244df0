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
