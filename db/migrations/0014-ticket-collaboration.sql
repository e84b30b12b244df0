-- Working together on a matter: what merged into what, earlier rounds, sub-tasks, invited people, and who looks in as a guest.
alter table ticket.ticket add column merged_into uuid, add column contacts smallint;
alter table ticket.ticket add foreign key (hospital_id, merged_into) references ticket.ticket (hospital_id, id);
create index ticket_merged on ticket.ticket (hospital_id, merged_into) where merged_into is not null;

alter table ticket.part add column task bytea;

alter table ticket.meeting add column people json;

create table ticket.round (
  hospital_id     uuid not null,
  ticket_id       uuid not null,
  round           smallint not null,
  status          text not null,
  outcome         bytea,
  resolved_at     timestamptz,
  closed_at       timestamptz not null,
  overdue         boolean not null,
  response_breach boolean not null,
  waited_ms       bigint not null,
  trips_made      smallint,
  trips_avoided   smallint,
  contacts        smallint,
  effort_minutes  integer,
  primary key (hospital_id, ticket_id, round),
  foreign key (hospital_id, ticket_id) references ticket.ticket (hospital_id, id)
);
create index round_closed on ticket.round (hospital_id, closed_at);
comment on table ticket.round is 'How an earlier round of a reopened matter ended (轮次): its outcome and signature stay.';

create table ticket.guest (
  hospital_id uuid not null,
  ticket_id   uuid not null,
  guest_id    uuid not null,
  kind        text not null check (kind in ('person', 'unit')),
  since       timestamptz not null,
  primary key (hospital_id, ticket_id, guest_id),
  foreign key (hospital_id, ticket_id) references ticket.ticket (hospital_id, id)
);
comment on table ticket.guest is 'Who was invited or mentioned and so sees the matter without having a share of it.';
