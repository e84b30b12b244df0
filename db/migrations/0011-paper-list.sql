-- The one-time list of what is missing (一次性告知清单, TKT-02): what was looked through, and what was printed or sent.
create table ticket.paper_list (
  hospital_id  uuid not null,
  id           uuid not null,
  item_code    text not null,
  item_version integer not null,
  patient_id   uuid,
  ticks        json not null,
  missing      json not null,
  way          text not null check (way in ('sent', 'printed')),
  message_id   uuid,
  by_person    uuid not null,
  at           timestamptz not null,
  primary key (hospital_id, id)
);
comment on table ticket.paper_list is 'One list of missing papers given to somebody (一次性告知清单), with the ticks behind it.';
create index paper_list_at on ticket.paper_list (hospital_id, at desc);
