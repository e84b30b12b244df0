-- Extra numbers (紧急加号): asked with a clinical reason, answered by the doctor within a limit, outside the pool.

-- A doctor who sees patients signs in as one (医生).
alter table staff.assignment drop constraint assignment_post_check;
alter table staff.assignment add constraint assignment_post_check
  check (post in ('administrator', 'director', 'deputy-director', 'centre-manager', 'desk-agent', 'group-lead', 'group-member', 'liaison',
                  'deputy-liaison', 'head', 'duty-officer', 'duty-manager', 'privacy-officer', 'doctor', 'member'));

create table appointment.extra_request (
  hospital_id    uuid not null,
  id             uuid not null,
  number         text not null,
  session_id     uuid not null,
  unit_id        uuid not null,
  doctor_id      uuid not null,
  day            date not null,
  half_day       text not null,
  ends_at        timestamptz not null,
  patient_id     uuid not null,
  patient_masked text not null,
  channel        text not null,
  contact_way    text not null,
  reason         bytea not null,
  status         text not null check (status in ('waiting', 'approved', 'refused', 'withdrawn', 'expired')),
  asked_by       uuid,
  asked_at       timestamptz not null,
  asked_of       uuid[] not null,
  due_at         timestamptz not null,
  policy_version integer not null,
  escalated_at   timestamptz,
  escalated_to   uuid[] not null,
  decided_at     timestamptz,
  decided_by     uuid,
  refusal        bytea,
  alternatives   uuid[] not null,
  appointment_id uuid,
  extra_number   smallint,
  version        integer not null,
  primary key (hospital_id, id),
  unique (hospital_id, number),
  check ((status in ('approved', 'refused')) = (decided_by is not null)),
  check ((status = 'approved') = (extra_number is not null))
) with (fillfactor = 80);
comment on table appointment.extra_request is 'One request for an extra number (加号申请); due_at is when its answer is due, escalated_at when the head was called.';
create unique index extra_request_once on appointment.extra_request (hospital_id, session_id, patient_id) where status = 'waiting';
create unique index extra_request_number on appointment.extra_request (hospital_id, session_id, extra_number) where extra_number is not null;
create index extra_request_due on appointment.extra_request (hospital_id, due_at) where status = 'waiting' and escalated_at is null;
create index extra_request_open on appointment.extra_request (hospital_id, ends_at) where status = 'waiting';
create index extra_request_asked on appointment.extra_request (hospital_id, asked_at desc, id desc);
