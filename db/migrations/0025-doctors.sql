-- Doctors and their clinic sessions (医生与出诊): who sees patients, when, where, for which fee level, how many.
create table directory.doctor (
  hospital_id uuid not null,
  id          uuid not null,
  code        text not null,
  person_id   uuid,
  name        text not null,
  title       text not null check (title in ('chief', 'associate-chief', 'attending', 'resident')),
  fee_level   text not null check (fee_level in ('ordinary', 'associate', 'expert', 'special')),
  strengths   text[] not null,
  languages   text[] not null,
  is_public   boolean not null,
  left_at     timestamptz,
  changed_at  timestamptz not null,
  version     integer not null,
  primary key (hospital_id, id)
);
comment on table directory.doctor is 'A doctor who sees patients here (医生): of the staff, or visiting (外聘) where person_id is null.';
create unique index doctor_code on directory.doctor (hospital_id, code);
create unique index doctor_person on directory.doctor (hospital_id, person_id) where person_id is not null;

create table directory.doctor_unit (
  hospital_id uuid not null,
  doctor_id   uuid not null,
  unit_id     uuid not null,
  place       integer not null,
  primary key (hospital_id, doctor_id, unit_id),
  foreign key (hospital_id, doctor_id) references directory.doctor (hospital_id, id)
);
comment on table directory.doctor_unit is 'The departments of a doctor; place 0 is the own one (所属科室).';
create index doctor_unit_unit on directory.doctor_unit (hospital_id, unit_id);

create table directory.doctor_photo (
  hospital_id uuid not null,
  doctor_id   uuid not null,
  type        text not null check (type in ('image/jpeg', 'image/png')),
  content     bytea not null,
  changed_at  timestamptz not null,
  primary key (hospital_id, doctor_id),
  foreign key (hospital_id, doctor_id) references directory.doctor (hospital_id, id)
);
comment on table directory.doctor_photo is 'The portrait beside the introduction (照片). It is published, so it is not enciphered.';

create table directory.weekly_session (
  hospital_id  uuid not null,
  id           uuid not null,
  doctor_id    uuid not null,
  unit_id      uuid not null,
  weekday      integer not null check (weekday between 1 and 7),
  half_day     text not null check (half_day in ('morning', 'afternoon', 'evening')),
  weeks        text not null check (weeks in ('every', 'odd', 'even')),
  room         text,
  fee_level    text not null check (fee_level in ('ordinary', 'associate', 'expert', 'special')),
  slot_minutes integer not null check (slot_minutes between 1 and 120),
  capacity     integer not null check (capacity between 1 and 500),
  from_day     date not null,
  to_day       date,
  primary key (hospital_id, id),
  foreign key (hospital_id, doctor_id) references directory.doctor (hospital_id, id),
  check (to_day is null or to_day >= from_day)
);
comment on table directory.weekly_session is 'One half-day of a doctor’s usual week (出诊周模板), by ISO weekday and odd or even ISO week.';
create index weekly_session_doctor on directory.weekly_session (hospital_id, doctor_id);

create table directory.session (
  hospital_id  uuid not null,
  id           uuid not null,
  doctor_id    uuid not null,
  seen_by      uuid not null,
  unit_id      uuid not null,
  day          date not null,
  half_day     text not null check (half_day in ('morning', 'afternoon', 'evening')),
  from_at      timestamptz not null,
  to_at        timestamptz not null,
  room         text,
  fee_level    text not null check (fee_level in ('ordinary', 'associate', 'expert', 'special')),
  slot_minutes integer not null check (slot_minutes between 1 and 120),
  capacity     integer not null check (capacity between 1 and 500),
  state        text not null check (state in ('planned', 'open', 'stopped', 'substituted')),
  reason       text,
  weekly_id    uuid,
  version      integer not null,
  primary key (hospital_id, id),
  foreign key (hospital_id, doctor_id) references directory.doctor (hospital_id, id),
  foreign key (hospital_id, seen_by) references directory.doctor (hospital_id, id),
  check (to_at > from_at),
  check (state = 'substituted' or seen_by = doctor_id)
);
comment on table directory.session is 'One clinic session (出诊) of one half-day. seen_by is who sees the patients: the doctor, or the substitute (替诊).';
-- A half-day is made once, however often its template is read; and nobody sees patients in two rooms at once.
create unique index session_once on directory.session (hospital_id, doctor_id, day, half_day);
create unique index session_seen_by on directory.session (hospital_id, seen_by, day, half_day) where state <> 'stopped';
create index session_unit on directory.session (hospital_id, unit_id, day);
create index session_planned on directory.session (hospital_id, day) where state = 'planned';
