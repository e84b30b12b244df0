-- Who stands in for the director (主任授权), and how many people there must be (人员配备标准).
create table staff.delegation (
  hospital_id   uuid not null,
  id            uuid not null,
  unit_id       uuid not null,
  director_id   uuid not null,
  deputy_id     uuid not null,
  scope         text[] not null,
  reason        text not null,
  from_at       timestamptz not null,
  to_at         timestamptz not null,
  given_at      timestamptz not null,
  revoked_at    timestamptz,
  revoke_reason text,
  primary key (hospital_id, id),
  foreign key (hospital_id, unit_id) references staff.unit (hospital_id, id),
  foreign key (hospital_id, director_id) references staff.person (hospital_id, id),
  foreign key (hospital_id, deputy_id) references staff.person (hospital_id, id),
  check (to_at > from_at)
);
comment on table staff.delegation is 'The deputy acts for the director from a moment to a moment (主任授权), in named matters or in all.';
create index delegation_deputy on staff.delegation (hospital_id, deputy_id, to_at);
create index delegation_given on staff.delegation (hospital_id, given_at desc, id desc);

create table staff.standard (
  hospital_id uuid not null,
  id          uuid not null,
  unit_id     uuid not null,
  post        text not null,
  shift       text not null,
  from_minute integer not null check (from_minute between 0 and 1439),
  to_minute   integer not null check (to_minute between 1 and 2880),
  days        text not null check (days in ('workdays', 'rest-days', 'every-day')),
  least       integer not null check (least between 1 and 200),
  since_at    timestamptz not null,
  ended_at    timestamptz,
  author_id   uuid,
  primary key (hospital_id, id),
  foreign key (hospital_id, unit_id) references staff.unit (hospital_id, id),
  check (to_minute > from_minute)
);
comment on table staff.standard is 'The least number of people of a post in a unit during a shift (人员配备标准). One that was changed ends, and another begins.';
comment on column staff.standard.to_minute is 'Minutes from midnight; beyond 1440 the shift ends on the next day.';
create unique index standard_in_force on staff.standard (hospital_id, unit_id, post, shift, days) where ended_at is null;
create index standard_since on staff.standard (hospital_id, since_at);
