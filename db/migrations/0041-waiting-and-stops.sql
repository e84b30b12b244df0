-- Waiting lists, sessions that are stopped, and reminders (候补、停诊、就诊提醒).
alter table appointment.appointment add column reminded_at timestamptz;

create table appointment.waiting (
  hospital_id    uuid not null,
  id             uuid not null,
  unit_id        uuid not null,
  doctor_id      uuid,
  day_from       date not null,
  day_to         date not null,
  half_day       text,
  patient_id     uuid not null,
  patient_masked text not null,
  channel        text not null,
  contact_way    text not null,
  urgency        smallint not null check (urgency between 1 and 3),
  is_referred    boolean not null,
  referral_id    uuid,
  status         text not null check (status in ('waiting', 'offered', 'booked', 'cancelled', 'expired')),
  made_by        uuid,
  made_at        timestamptz not null,
  appointment_id uuid,
  offer_until    timestamptz,
  closed_at      timestamptz,
  version        integer not null,
  primary key (hospital_id, id),
  check (day_to >= day_from)
);
comment on table appointment.waiting is 'Who waits for a place (候补): wish, order, and the place that is offered now.';
create unique index waiting_once on appointment.waiting (hospital_id, patient_id, unit_id, day_from, day_to)
  where status in ('waiting', 'offered');
create index waiting_order on appointment.waiting (hospital_id, unit_id, urgency, is_referred desc, made_at, id) where status = 'waiting';
create index waiting_offer on appointment.waiting (hospital_id, appointment_id) where status = 'offered';

create table appointment.offer (
  hospital_id uuid not null,
  waiting_id  uuid not null,
  slot_id     uuid not null,
  offered_at  timestamptz not null,
  -- Who of the same urgency was passed over because this one was referred (REF-02, KPI-22).
  before_id   uuid,
  primary key (hospital_id, waiting_id, slot_id),
  foreign key (hospital_id, waiting_id) references appointment.waiting (hospital_id, id)
);
comment on table appointment.offer is 'A place that somebody who waits was offered (候补邀约): once for each slot.';

create table appointment.stop_case (
  hospital_id uuid not null,
  id          uuid not null,
  session_id  uuid not null,
  unit_id     uuid not null,
  doctor_id   uuid not null,
  day         date not null,
  half_day    text not null,
  reason      text not null,
  stopped_by  uuid,
  stopped_at  timestamptz not null,
  closed_at   timestamptz,
  primary key (hospital_id, id),
  unique (hospital_id, session_id)
);
comment on table appointment.stop_case is 'A stopped session that is followed to its last patient (停诊处置).';
create index stop_case_open on appointment.stop_case (hospital_id, stopped_at desc) where closed_at is null;

create table appointment.stop_contact (
  hospital_id    uuid not null,
  case_id        uuid not null,
  appointment_id uuid not null,
  outcome        text check (outcome in ('moved', 'cancelled', 'unreached')),
  attempts       smallint not null,
  answered_at    timestamptz,
  answered_by    uuid,
  primary key (hospital_id, case_id, appointment_id),
  foreign key (hospital_id, case_id) references appointment.stop_case (hospital_id, id)
);
comment on table appointment.stop_contact is 'One patient of a stopped session, until there is an answer.';
create index stop_contact_open on appointment.stop_contact (hospital_id, appointment_id) where outcome is null;
