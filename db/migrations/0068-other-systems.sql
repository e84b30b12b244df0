-- Other systems (FHIR): who may come, what they call a booking, and slots in the order of their time.
create table interop.client (
  hospital_id    uuid not null,
  id             uuid not null,
  name           text not null,
  channel        text not null,
  scopes         text[] not null,
  secret_digest  bytea not null,
  secret_version integer not null,
  made_by        uuid,
  made_at        timestamptz not null,
  last_used_at   timestamptz,
  revoked_at     timestamptz,
  version        integer not null,
  primary key (hospital_id, id),
  unique (hospital_id, name)
);
comment on table interop.client is 'A machine account (接口账号): what a program may read and book, and as which channel. Of its secret only the digest is kept.';

create table interop.booking_name (
  hospital_id    uuid not null,
  system         text not null,
  value          text not null,
  appointment_id uuid not null,
  kind           text not null check (kind in ('identifier', 'placer', 'filler')),
  named_at       timestamptz not null,
  primary key (hospital_id, system, value)
);
comment on table interop.booking_name is 'What another system calls a booking (对方预约号): FHIR Appointment.identifier, SCH-1 and SCH-2 of HL7.';
create index booking_name_of on interop.booking_name (hospital_id, appointment_id);

-- Other systems page through all slots in the order of their time.
create index slot_start on appointment.slot (hospital_id, starts_at, id);
create index session_day on directory.session (hospital_id, day, id);
