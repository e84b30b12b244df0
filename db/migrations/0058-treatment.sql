-- Special treatments (特殊治疗预约): resources with their places and hours, series of sessions.
create table appointment.resource (
  hospital_id    uuid not null,
  id             uuid not null,
  version        integer not null,
  effective_from date not null,
  code           text not null,
  name           text not null,
  kind           text not null check (kind in ('infusion', 'dialysis', 'physiotherapy', 'chemotherapy', 'other')),
  unit_id        uuid not null,
  place          text not null,
  capacity       smallint not null check (capacity between 1 and 500),
  slot_minutes   smallint not null check (slot_minutes between 5 and 720),
  hours          json not null,
  on_holidays    boolean not null,
  preparation    text not null,
  consent        boolean not null,
  is_active      boolean not null,
  author_id      uuid,
  written_at     timestamptz not null,
  primary key (hospital_id, id, version)
);
comment on table appointment.resource is 'One version of a treatment resource (治疗资源): how many places, when open, what to prepare; it holds from a day on.';
create unique index resource_code on appointment.resource (hospital_id, code, version);

create table appointment.resource_slot (
  hospital_id uuid not null,
  resource_id uuid not null,
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  capacity    smallint not null check (capacity >= 0),
  booked      smallint not null check (booked >= 0),
  primary key (hospital_id, resource_id, starts_at),
  -- Whatever the program believes: a chair is given once.
  constraint chair_never_oversold check (booked <= capacity)
) with (fillfactor = 70);
comment on table appointment.resource_slot is 'The places of a resource at one time (治疗时段), from the first that is taken on.';

create table appointment.series (
  hospital_id    uuid not null,
  id             uuid not null,
  number         text not null,
  resource_id    uuid not null,
  patient_id     uuid not null,
  patient_masked text not null,
  channel        text not null,
  contact_way    text not null,
  reason         bytea not null,
  every          smallint not null,
  step           text not null check (step in ('day', 'week')),
  consent_at     timestamptz,
  consent_by     uuid,
  made_by        uuid,
  made_at        timestamptz not null,
  primary key (hospital_id, id),
  unique (hospital_id, number)
);
comment on table appointment.series is 'A series of treatments (疗程) of one patient on one resource.';
create index series_patient on appointment.series (hospital_id, patient_id, made_at desc);

create table appointment.treatment (
  hospital_id      uuid not null,
  id               uuid not null,
  series_id        uuid not null,
  ordinal          smallint not null,
  resource_id      uuid not null,
  resource_version integer not null,
  patient_id       uuid not null,
  starts_at        timestamptz not null,
  ends_at          timestamptz not null,
  status           text not null check (status in ('booked', 'done', 'missed', 'cancelled')),
  first_starts_at  timestamptz not null,
  moves            smallint not null,
  reason           bytea,
  remind_at        timestamptz,
  closed_at        timestamptz,
  version          integer not null,
  primary key (hospital_id, id),
  unique (hospital_id, series_id, ordinal),
  foreign key (hospital_id, series_id) references appointment.series (hospital_id, id),
  foreign key (hospital_id, resource_id, starts_at) references appointment.resource_slot (hospital_id, resource_id, starts_at)
) with (fillfactor = 80);
comment on table appointment.treatment is 'One session of a series (一次治疗); remind_at is when the patient is reminded.';
-- Nobody lies in two chairs at once.
create unique index treatment_once on appointment.treatment (hospital_id, patient_id, starts_at) where status = 'booked';
create index treatment_resource on appointment.treatment (hospital_id, resource_id, starts_at);
create index treatment_remind on appointment.treatment (hospital_id, remind_at) where remind_at is not null and status = 'booked';
