-- The outside booking platform (城市、省级预约平台): what each slot was told it, and what is still to be told.
create table appointment.platform_slot (
  hospital_id uuid not null,
  slot_id     uuid not null,
  day         date not null,
  -- Counts what there is to tell: an answer to an older telling does not end it.
  wanted      integer not null,
  state       text not null check (state in ('waiting', 'sent', 'failed', 'withdrawn')),
  attempts    smallint not null,
  due_at      timestamptz,
  sent_at     timestamptz,
  error       text,
  primary key (hospital_id, slot_id),
  foreign key (hospital_id, slot_id) references appointment.slot (hospital_id, id)
);
comment on table appointment.platform_slot is 'A slot as the outside platform knows it, and when it is told again (外部平台传送).';
create index platform_slot_due on appointment.platform_slot (hospital_id, due_at) where due_at is not null;
create index platform_slot_failed on appointment.platform_slot (hospital_id, day) where state = 'failed';

create table appointment.platform_key (
  hospital_id uuid primary key,
  value       bytea not null,
  set_at      timestamptz not null,
  set_by      uuid
);
comment on table appointment.platform_key is 'The key that hospital and platform sign with, enciphered; nobody reads it back.';
