-- The patient index (患者主索引): people, the numbers they are known by, search keys, visits, service profiles, merges.
create schema if not exists patient;

create table patient.patient (
  hospital_id   uuid not null,
  id            uuid not null,
  version       integer not null,
  name_masked   text not null,
  sex           text not null check (sex in ('male', 'female', 'other', 'unknown')),
  birth_date    text,
  identity      bytea not null,
  key_version   smallint not null,
  source        text not null,
  said          json not null,
  merged_into   uuid,
  registered_at timestamptz not null,
  seen_at       timestamptz not null,
  ranked_at     timestamptz not null,
  primary key (hospital_id, id),
  foreign key (hospital_id, merged_into) references patient.patient (hospital_id, id),
  check (merged_into <> id)
) with (fillfactor = 90);
comment on table patient.patient is 'One person (患者). What identifies lies in identity, enciphered.';
comment on column patient.patient.birth_date is 'ISO day as far as it is known: 1980, 1980-01, 1980-01-01.';
comment on column patient.patient.said is 'When each field was last spoken of, in milliseconds: the newest word wins, whatever order messages come in.';
comment on column patient.patient.merged_into is 'The person of whom this row is an alias (合并). Chains are never longer than one.';
comment on column patient.patient.seen_at is 'The newest contact (最近接触).';
comment on column patient.patient.ranked_at is 'The contact that the search keys are sorted by; moved on when it is half a day old.';
create index patient_alias on patient.patient (hospital_id, merged_into) where merged_into is not null;
create index patient_key_version on patient.patient (hospital_id, key_version);

create table patient.identifier (
  hospital_id uuid not null,
  id          uuid not null,
  patient_id  uuid not null,
  system      text not null,
  kind        text not null,
  token       bytea not null,
  value       bytea not null,
  since       timestamptz not null,
  ended_at    timestamptz,
  primary key (hospital_id, id),
  foreign key (hospital_id, patient_id) references patient.patient (hospital_id, id)
);
comment on table patient.identifier is 'A number that a system knows the person by (患者编号、就诊卡号): keyed hash to find it, and the number enciphered.';
create unique index identifier_active on patient.identifier (hospital_id, system, kind, token) where ended_at is null;
create index identifier_patient on patient.identifier (hospital_id, patient_id);

create table patient.search_token (
  hospital_id uuid not null,
  token       bytea not null,
  seen_at     timestamptz not null,
  patient_id  uuid not null,
  primary key (hospital_id, token, seen_at, patient_id)
);
comment on table patient.search_token is 'Keyed hashes of what finds a person (检索词), the newest contact first: made anew from patient.patient whenever that changes.';
create index search_token_patient on patient.search_token (hospital_id, patient_id);

create table patient.visit (
  hospital_id     uuid not null,
  id              uuid not null,
  patient_id      uuid not null,
  version         integer not null,
  system          text not null,
  number          text,
  class           text not null check (class in ('outpatient', 'inpatient', 'emergency', 'other')),
  department_code text,
  room            text,
  bed             text,
  attending_code  text,
  state           text not null check (state in ('open', 'ended', 'cancelled')),
  started_at      timestamptz,
  ended_at        timestamptz,
  said            json not null,
  noted_at        timestamptz not null,
  primary key (hospital_id, id),
  foreign key (hospital_id, patient_id) references patient.patient (hospital_id, id)
);
comment on table patient.visit is 'A visit (就诊) as the hospital''s system tells it, newest word wins.';
create unique index visit_number on patient.visit (hospital_id, system, number) where number is not null;
create unique index visit_unnumbered on patient.visit (hospital_id, system, patient_id, started_at) where number is null;
create index visit_patient on patient.visit (hospital_id, patient_id, noted_at desc, id desc);

create table patient.need (
  hospital_id uuid not null,
  id          uuid not null,
  patient_id  uuid not null,
  version     integer not null,
  kind        text not null,
  value       text not null,
  note        bytea,
  since       date not null,
  valid_to    date,
  source      text not null,
  written_by  uuid,
  written_at  timestamptz not null,
  ended_at    timestamptz,
  ended_by    uuid,
  primary key (hospital_id, id),
  foreign key (hospital_id, patient_id) references patient.patient (hospital_id, id)
);
comment on table patient.need is 'One need of the service profile (患者服务档案): how to speak with the patient, what to take care of.';
create index need_in_force on patient.need (hospital_id, patient_id) where ended_at is null;

create table patient.duplicate (
  hospital_id uuid not null,
  one_id      uuid not null,
  other_id    uuid not null,
  certainty   text not null check (certainty in ('certain', 'likely')),
  reasons     text[] not null,
  state       text not null check (state in ('open', 'dismissed', 'merged')),
  found_at    timestamptz not null,
  decided_at  timestamptz,
  decided_by  uuid,
  primary key (hospital_id, one_id, other_id),
  foreign key (hospital_id, one_id) references patient.patient (hospital_id, id),
  foreign key (hospital_id, other_id) references patient.patient (hospital_id, id),
  check (one_id < other_id)
);
comment on table patient.duplicate is 'Two rows that may be one person (疑似重复), until somebody decides.';
create index duplicate_open on patient.duplicate (hospital_id, certainty, found_at, one_id, other_id) where state = 'open';
create index duplicate_other on patient.duplicate (hospital_id, other_id) where state = 'open';

create table patient.merge (
  hospital_id uuid not null,
  id          uuid not null,
  survivor_id uuid not null,
  loser_id    uuid not null,
  moved       uuid[] not null,
  gained      bytea not null,
  reason      bytea not null,
  source      text not null,
  merged_at   timestamptz not null,
  merged_by   uuid,
  undone_at   timestamptz,
  undone_by   uuid,
  primary key (hospital_id, id),
  foreign key (hospital_id, survivor_id) references patient.patient (hospital_id, id),
  foreign key (hospital_id, loser_id) references patient.patient (hospital_id, id)
);
comment on table patient.merge is 'The merge log (合并记录): what went into what, what the survivor took over; kept for the undo.';
create index merge_survivor on patient.merge (hospital_id, survivor_id);
create index merge_loser on patient.merge (hospital_id, loser_id);
