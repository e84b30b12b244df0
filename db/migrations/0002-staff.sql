-- Who is who (组织与人员): units, people, posts, duty, accounts, sessions, the hospital calendar.
create schema if not exists staff;

create table staff.revision (
  hospital_id uuid not null primary key,
  value       bigint not null
);
comment on table staff.revision is 'Counts changes of the organisation. Whoever changes it locks this row first; whoever remembers it compares.';

create table staff.unit (
  hospital_id uuid not null,
  id          uuid not null,
  code        text not null,
  name        text not null,
  kind        text not null check (kind in ('hospital', 'campus', 'service-department', 'centre', 'desk', 'group',
                                            'clinical', 'technical', 'administrative', 'office')),
  parent_id   uuid,
  place       text,
  phone       text,
  hours       text not null check (hours in ('calendar', 'always')),
  opened_at   timestamptz not null,
  closed_at   timestamptz,
  version     integer not null,
  primary key (hospital_id, id),
  foreign key (hospital_id, parent_id) references staff.unit (hospital_id, id)
);
comment on table staff.unit is 'A unit of the tree (组织单元): hospital, campus, department, desk, group, office. A closed one stays.';
create unique index unit_code on staff.unit (hospital_id, code) where closed_at is null;
create unique index unit_root on staff.unit (hospital_id) where parent_id is null;
create index unit_parent on staff.unit (hospital_id, parent_id);

create table staff.person (
  hospital_id  uuid not null,
  id           uuid not null,
  staff_number text not null,
  name         text not null,
  spelling     text not null collate "C",
  initials     text not null collate "C",
  phone        bytea,
  joined_at    timestamptz not null,
  left_at      timestamptz,
  version      integer not null,
  primary key (hospital_id, id)
);
comment on table staff.person is 'A member of staff (职工). The name is known to all; the private telephone is enciphered.';
create unique index person_number on staff.person (hospital_id, staff_number);
create index person_order on staff.person (hospital_id, spelling, id) where left_at is null;

create table staff.assignment (
  hospital_id uuid not null,
  id          uuid not null,
  person_id   uuid not null,
  unit_id     uuid not null,
  post        text not null check (post in ('administrator', 'director', 'deputy-director', 'centre-manager', 'desk-agent',
                                            'group-lead', 'group-member', 'liaison', 'deputy-liaison', 'head', 'duty-officer',
                                            'duty-manager', 'privacy-officer', 'member')),
  from_at     timestamptz not null,
  to_at       timestamptz,
  primary key (hospital_id, id),
  foreign key (hospital_id, person_id) references staff.person (hospital_id, id),
  foreign key (hospital_id, unit_id) references staff.unit (hospital_id, id),
  check (to_at is null or to_at >= from_at)
);
comment on table staff.assignment is 'One person in one post of one unit, from a moment to a moment (任职).';
-- The rule refuses a second holder with the name of the first; these stand behind it.
create unique index one_director on staff.assignment (hospital_id, unit_id) where post = 'director' and to_at is null;
create unique index one_deputy_director on staff.assignment (hospital_id, unit_id) where post = 'deputy-director' and to_at is null;
create unique index one_centre_manager on staff.assignment (hospital_id, unit_id) where post = 'centre-manager' and to_at is null;
create unique index one_head on staff.assignment (hospital_id, unit_id) where post = 'head' and to_at is null;
create unique index one_liaison on staff.assignment (hospital_id, unit_id) where post = 'liaison' and to_at is null;
create unique index one_deputy_liaison on staff.assignment (hospital_id, unit_id) where post = 'deputy-liaison' and to_at is null;
create unique index one_group_lead on staff.assignment (hospital_id, unit_id) where post = 'group-lead' and to_at is null;
create unique index held_once on staff.assignment (hospital_id, unit_id, post, person_id) where to_at is null;
create index assignment_person on staff.assignment (hospital_id, person_id);

create table staff.duty (
  hospital_id uuid not null,
  id          uuid not null,
  person_id   uuid not null,
  kind        text not null check (kind in ('on-duty', 'absent')),
  from_at     timestamptz not null,
  to_at       timestamptz not null,
  reason      text check (reason in ('leave', 'sick', 'training', 'meeting', 'away', 'other')),
  author_id   uuid,
  primary key (hospital_id, id),
  foreign key (hospital_id, person_id) references staff.person (hospital_id, id),
  check (to_at >= from_at)
);
comment on table staff.duty is 'On duty or absent from a moment to a moment (在岗与缺勤). The roster writes it later.';
create index duty_time on staff.duty (hospital_id, to_at);
create index duty_person on staff.duty (hospital_id, person_id, to_at);

create table staff.account (
  hospital_id     uuid not null,
  person_id       uuid not null,
  login           text not null,
  password_hash   text not null,
  must_change     boolean not null,
  code_ends_at    timestamptz,
  pin_hash        text,
  badge_token     bytea,
  changed_at      timestamptz not null,
  disabled_at     timestamptz,
  version         integer not null,
  primary key (hospital_id, person_id),
  foreign key (hospital_id, person_id) references staff.person (hospital_id, id)
);
comment on table staff.account is 'A personal account (账号): password and PIN as argon2id, the badge as a keyed digest.';
create unique index account_login on staff.account (hospital_id, login);
create unique index account_badge on staff.account (hospital_id, badge_token) where badge_token is not null;

create table staff.session (
  hospital_id  uuid not null,
  id           uuid not null,
  token_digest bytea not null,
  person_id    uuid not null,
  created_at   timestamptz not null,
  seen_at      timestamptz not null,
  ended_at     timestamptz,
  position     text,
  primary key (hospital_id, id),
  foreign key (hospital_id, person_id) references staff.person (hospital_id, id)
);
comment on table staff.session is 'A sign-in (会话): only the digest of its token.';
create unique index session_token on staff.session (hospital_id, token_digest);
create index session_live on staff.session (hospital_id, person_id) where ended_at is null;

create table staff.calendar (
  hospital_id    uuid not null,
  version        integer not null,
  effective_from date not null,
  weekdays       integer[] not null,
  holidays       text[] not null,
  make_up_days   text[] not null,
  sessions       json not null,
  author_id      uuid,
  written_at     timestamptz not null,
  primary key (hospital_id, version)
);
comment on table staff.calendar is 'One version of the hospital calendar (医院日历): weekdays, holidays, make-up days (调休), daily sessions.';
create trigger written_once before update or delete or truncate on staff.calendar execute function platform.refuse();
