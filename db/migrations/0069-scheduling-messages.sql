-- Scheduling messages of other systems (HL7 SIU): which booking they speak of, wherever it stands.
create table interop.told_booking (
  hospital_id    uuid not null,
  id             uuid not null,
  filler_system  text,
  filler         text,
  placer_system  text,
  placer         text,
  appointment_id uuid,
  patient_id     uuid not null,
  state          text not null check (state in ('booked', 'cancelled', 'no-show')),
  starts_at      timestamptz,
  resources      text[] not null,
  sender         text not null,
  said_at        timestamptz not null,
  told_at        timestamptz not null,
  primary key (hospital_id, id),
  check (filler is not null or placer is not null)
);
comment on table interop.told_booking is 'A booking that another system told of (对方预约): of the pool where appointment_id names it, else kept as it was told.';
comment on column interop.told_booking.said_at is 'When the newest word about it was said: an older one that comes later changes nothing.';
comment on column interop.told_booking.resources is 'Codes of doctors and departments; never a person''s data.';
create unique index told_booking_filler on interop.told_booking (hospital_id, filler_system, filler) where filler is not null;
create index told_booking_placer on interop.told_booking (hospital_id, placer_system, placer) where placer is not null;
create index told_booking_patient on interop.told_booking (hospital_id, patient_id);
create index told_booking_appointment on interop.told_booking (hospital_id, appointment_id) where appointment_id is not null;

create index booking_name_value on interop.booking_name (hospital_id, value);

-- A session may be stopped, opened again, and stopped once more: each time is a case of its own.
alter table appointment.stop_case drop constraint stop_case_hospital_id_session_id_key;
create index stop_case_session on appointment.stop_case (hospital_id, session_id);
