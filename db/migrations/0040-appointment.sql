-- Appointments (预约): one pool of places for every channel, and who took them.
create schema appointment;

create table appointment.slot (
  hospital_id uuid not null,
  id          uuid not null,
  session_id  uuid not null,
  unit_id     uuid not null,
  doctor_id   uuid not null,
  day         date not null,
  half_day    text not null,
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  fee_level   text not null,
  stopped_at  timestamptz,
  primary key (hospital_id, id),
  unique (hospital_id, session_id, starts_at)
);
comment on table appointment.slot is 'One start time of a published session (号源时段, FHIR Slot).';
create index slot_unit on appointment.slot (hospital_id, unit_id, day, starts_at);
create index slot_doctor on appointment.slot (hospital_id, doctor_id, day, starts_at);

create table appointment.quota (
  hospital_id uuid not null,
  slot_id     uuid not null,
  quota       text not null,
  capacity    smallint not null check (capacity >= 0),
  booked      smallint not null check (booked >= 0),
  held        smallint not null check (held >= 0),
  stopped     smallint not null check (stopped >= 0),
  release_at  timestamptz,
  is_stopped  boolean not null,
  primary key (hospital_id, slot_id, quota),
  foreign key (hospital_id, slot_id) references appointment.slot (hospital_id, id),
  -- Whatever the program believes: a place is given once.
  constraint never_oversold check (booked + held + stopped <= capacity)
) with (fillfactor = 70);
comment on table appointment.quota is 'A share of a slot''s places (号源配额): free is capacity - booked - held - stopped.';
create index quota_release on appointment.quota (hospital_id, release_at) where release_at is not null;

create table appointment.appointment (
  hospital_id     uuid not null,
  id              uuid not null,
  number          text not null,
  slot_id         uuid not null,
  quota           text not null,
  session_id      uuid not null,
  unit_id         uuid not null,
  doctor_id       uuid not null,
  day             date not null,
  half_day        text not null,
  starts_at       timestamptz not null,
  ends_at         timestamptz not null,
  channel         text not null,
  status          text not null,
  patient_id      uuid not null,
  patient_masked  text not null,
  contact_way     text not null,
  read_back       boolean not null,
  consent         boolean not null,
  helper_id       uuid,
  made_by         uuid,
  made_at         timestamptz not null,
  hold_until      timestamptz,
  doubled_because bytea,
  is_doubled      boolean not null,
  changes         smallint not null,
  referral_id     uuid,
  reason          bytea,
  checked_in_at   timestamptz,
  closed_at       timestamptz,
  version         integer not null,
  primary key (hospital_id, id),
  unique (hospital_id, number)
  -- No foreign key to the slot: a row is written from its slot's row, slots are never removed, and a rush for one slot would
  -- wait for the check's lock.
) with (fillfactor = 80);
comment on table appointment.appointment is 'One booking (预约, FHIR Appointment), with a snapshot of the masked name for lists.';
-- One number for a patient, department and half-day, unless a person gave a reason (rules.md §3.1 APT-6).
create unique index appointment_once on appointment.appointment (hospital_id, patient_id, day, half_day, unit_id)
  where status in ('held', 'booked', 'notified', 'checked_in', 'in_consultation') and not is_doubled;
create index appointment_patient on appointment.appointment (hospital_id, patient_id, starts_at desc);
create index appointment_day on appointment.appointment (hospital_id, unit_id, day, starts_at, id);
create index appointment_hold on appointment.appointment (hospital_id, hold_until) where status = 'held';
create index appointment_due on appointment.appointment (hospital_id, ends_at) where status in ('booked', 'notified');
