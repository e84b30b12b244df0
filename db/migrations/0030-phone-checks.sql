-- Whether a number reaches the patient (联系方式核对), and the hour's outpatients.
create table patient.phone_check (
  hospital_id uuid not null,
  id          uuid not null,
  patient_id  uuid not null,
  number      bytea not null,
  state       text not null check (state in ('unconfirmed', 'confirmed', 'wrong', 'unused')),
  source      text not null check (source in ('desk', 'call', 'message', 'record')),
  at          timestamptz not null,
  by_person   uuid,
  primary key (hospital_id, id),
  foreign key (hospital_id, patient_id) references patient.patient (hospital_id, id)
);
comment on table patient.phone_check is 'What was found out about a number of a patient (号码核对记录): the number enciphered, the newest counts.';
create index phone_check_patient on patient.phone_check (hospital_id, patient_id, at desc, id desc);

create table patient.correction (
  hospital_id uuid not null,
  id          uuid not null,
  patient_id  uuid not null,
  number      bytea not null,
  source      text not null,
  opened_at   timestamptz not null,
  opened_by   uuid,
  closed_at   timestamptz,
  closed_by   uuid,
  outcome     text check (outcome in ('verified', 'replaced', 'none-found')),
  primary key (hospital_id, id),
  foreign key (hospital_id, patient_id) references patient.patient (hospital_id, id),
  check ((closed_at is null) = (outcome is null))
);
comment on table patient.correction is 'A wrong number of a patient that is to be put right (号码补正任务); open until it is mended.';
create index correction_open on patient.correction (hospital_id, opened_at, id) where closed_at is null;
create index correction_patient on patient.correction (hospital_id, patient_id) where closed_at is null;

create index visit_started on patient.visit (hospital_id, class, started_at);
