-- Reservations for weeks whose places are not published yet (中长期复诊预约), with a chain of reminders.
create table appointment.reservation (
  hospital_id    uuid not null,
  id             uuid not null,
  number         text not null,
  week           date not null check (extract(isodow from week) = 1),
  unit_id        uuid not null,
  doctor_id      uuid,
  half_day       text,
  patient_id     uuid not null,
  patient_masked text not null,
  channel        text not null,
  contact_way    text not null,
  urgency        smallint not null check (urgency between 1 and 3),
  reason         bytea not null,
  status         text not null check (status in ('reserved', 'to_call', 'booked', 'cancelled', 'unreached')),
  made_by        uuid,
  made_at        timestamptz not null,
  policy_version integer not null,
  call_due_at    timestamptz not null,
  call_because   text check (call_because in ('no-places', 'week-full')),
  called_at      timestamptz,
  attempts       smallint not null,
  appointment_id uuid,
  closed_at      timestamptz,
  version        integer not null,
  primary key (hospital_id, id),
  unique (hospital_id, number),
  check ((status = 'booked') = (appointment_id is not null)),
  check (status <> 'to_call' or call_because is not null)
) with (fillfactor = 80);
comment on table appointment.reservation is 'A wish for a week before its places are there (中长期预约); call_due_at is when a person calls if there is no place by then.';
comment on column appointment.reservation.called_at is 'Since when a person has to call.';
create unique index reservation_once on appointment.reservation (hospital_id, patient_id, unit_id, week) where status in ('reserved', 'to_call');
create index reservation_order on appointment.reservation (hospital_id, unit_id, week, urgency, made_at, id)
  where status in ('reserved', 'to_call');
create index reservation_open on appointment.reservation (hospital_id, urgency, made_at, id) where status in ('reserved', 'to_call');
create index reservation_call_due on appointment.reservation (hospital_id, call_due_at) where status = 'reserved';
create index reservation_to_call on appointment.reservation (hospital_id, called_at, id) where status = 'to_call';
create index reservation_made on appointment.reservation (hospital_id, made_at desc, id desc);

create table appointment.reservation_reminder (
  hospital_id    uuid not null,
  reservation_id uuid not null,
  days_before    smallint not null,
  due_at         timestamptz not null,
  done_at        timestamptz,
  primary key (hospital_id, reservation_id, days_before),
  foreign key (hospital_id, reservation_id) references appointment.reservation (hospital_id, id)
);
comment on table appointment.reservation_reminder is 'One of the reminders before a review (复诊提醒): so many days before the week, or before the booking it became.';
create index reservation_reminder_due on appointment.reservation_reminder (hospital_id, due_at) where done_at is null;
