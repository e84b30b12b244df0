-- Patients of a stopped or substituted session who ask by their link to be called (请回电, decision 0039).
create table appointment.call_wish (
  hospital_id    uuid not null,
  appointment_id uuid not null,
  slot_id        uuid not null,
  asked_at       timestamptz not null,
  primary key (hospital_id, appointment_id, slot_id)
);
comment on table appointment.call_wish is 'A patient asked to be called (请回电) about a place: once for each.';
