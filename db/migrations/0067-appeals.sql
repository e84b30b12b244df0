-- Appeals against no-shows (爽约申诉): a person said why, another one decides.
create table appointment.appeal (
  hospital_id    uuid not null,
  id             uuid not null,
  appointment_id uuid not null,
  patient_id     uuid not null,
  unit_id        uuid not null,
  reason         bytea not null,
  made_by        uuid,
  made_at        timestamptz not null,
  decision       text check (decision in ('excused', 'kept')),
  note           bytea,
  decided_by     uuid,
  decided_at     timestamptz,
  primary key (hospital_id, id),
  unique (hospital_id, appointment_id),
  check ((decision is null) = (decided_at is null)),
  check (decided_by <> made_by)
);
comment on table appointment.appeal is 'Why a missed booking should not count (爽约申诉), and what another person decided. Words lie enciphered.';
create index appeal_open on appointment.appeal (hospital_id, made_at) where decision is null;
