-- Who arrived, where and when (报到); who registered on site, in which order (现场挂号); who stands at a kiosk.
create table appointment.arrival (
  hospital_id    uuid not null,
  appointment_id uuid not null,
  at             timestamptz not null,
  way            text not null,
  place          text not null,
  zone           text,
  device_id      uuid,
  made_by        uuid,
  late_minutes   integer not null check (late_minutes >= 0),
  is_late        boolean not null,
  -- One booking arrives once, whatever the program believes.
  primary key (hospital_id, appointment_id),
  foreign key (hospital_id, appointment_id) references appointment.appointment (hospital_id, id)
);
comment on table appointment.arrival is 'The patient is here (报到): once for each booking, with place and device.';

create table appointment.registration (
  hospital_id    uuid not null,
  appointment_id uuid not null,
  unit_id        uuid not null,
  day            date not null,
  -- The how-manieth of this department and day who registered on site.
  place_in_order integer not null check (place_in_order > 0),
  severity       smallint check (severity between 1 and 4),
  fee_level      text not null,
  at             timestamptz not null,
  primary key (hospital_id, appointment_id),
  unique (hospital_id, unit_id, day, place_in_order),
  foreign key (hospital_id, appointment_id) references appointment.appointment (hospital_id, id)
);
comment on table appointment.registration is 'Registered on site for the same day (现场挂号): the order, and the severity for the queue.';

create table appointment.registration_order (
  hospital_id uuid not null,
  unit_id     uuid not null,
  day         date not null,
  last        integer not null,
  primary key (hospital_id, unit_id, day)
);
comment on table appointment.registration_order is 'How many registered on site at a department today; its row lock gives the numbers one after the other.';

create table appointment.kiosk_visit (
  hospital_id   uuid not null,
  id            uuid not null,
  device_id     uuid not null,
  patient_id    uuid not null,
  way           text not null,
  began_at      timestamptz not null,
  ends_at       timestamptz not null,
  held_id       uuid,
  ended_at      timestamptz,
  ended_because text,
  primary key (hospital_id, id)
);
comment on table appointment.kiosk_visit is 'Somebody who said who they are at a kiosk, until they leave (自助机办理).';
-- One person at a time stands there.
create unique index kiosk_visit_now on appointment.kiosk_visit (hospital_id, device_id) where ended_at is null;
create index kiosk_visit_due on appointment.kiosk_visit (hospital_id, ends_at) where ended_at is null;
