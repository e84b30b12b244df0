-- The staff register (人员档案), who sits at which position (服务工位), and what each post has to do (岗位职责).
create table staff.record (
  hospital_id      uuid not null,
  person_id        uuid not null,
  version          integer not null,
  employer         text not null check (employer in ('hospital', 'contractor')),
  contractor       text,
  identity         bytea,
  clinical_since   date,
  badge_number     text,
  agent_number     text,
  eligible         boolean,
  checked_on       date,
  checked_by       text,
  undertaking_on   date,
  induction_on     date,
  saved_at         timestamptz not null,
  primary key (hospital_id, person_id),
  foreign key (hospital_id, person_id) references staff.person (hospital_id, id),
  check ((eligible is null) = (checked_on is null))
);
comment on table staff.record is 'The register of a member of staff (人员档案). What identifies lies in identity, enciphered.';
comment on column staff.record.eligible is 'What the eligibility check (任职资格审查) found; null before there was one.';
comment on column staff.record.undertaking_on is 'When the confidentiality undertaking (保密承诺书) was signed.';
comment on column staff.record.induction_on is 'When the induction course (岗前培训) was passed.';
create unique index record_badge on staff.record (hospital_id, badge_number) where badge_number is not null;
create unique index record_agent on staff.record (hospital_id, agent_number) where agent_number is not null;

create table staff.qualification (
  hospital_id uuid not null,
  id          uuid not null,
  person_id   uuid not null,
  kind        text not null check (kind in ('licence', 'title', 'training', 'education', 'other')),
  name        text not null,
  number      bytea,
  obtained_on date,
  expires_on  date,
  remind_at   timestamptz,
  ended_at    timestamptz,
  written_at  timestamptz not null,
  primary key (hospital_id, id),
  foreign key (hospital_id, person_id) references staff.person (hospital_id, id)
);
comment on table staff.qualification is 'A licence, title or training of a member of staff (资质), and when it expires.';
comment on column staff.qualification.remind_at is 'When the next reminder of the expiry is due; null when there is none to come.';
create index qualification_person on staff.qualification (hospital_id, person_id) where ended_at is null;
create index qualification_remind on staff.qualification (hospital_id, remind_at) where remind_at is not null and ended_at is null;
create index qualification_expiry on staff.qualification (hospital_id, expires_on) where expires_on is not null and ended_at is null;

create table staff.record_file (
  hospital_id uuid not null,
  id          uuid not null,
  person_id   uuid not null,
  kind        text not null check (kind in ('undertaking', 'eligibility', 'certificate', 'other')),
  name        bytea not null,
  type        text not null,
  content     bytea not null,
  added_at    timestamptz not null,
  added_by    uuid,
  primary key (hospital_id, id),
  foreign key (hospital_id, person_id) references staff.person (hospital_id, id)
);
comment on table staff.record_file is 'A paper of the staff register (档案附件), enciphered.';
create index record_file_person on staff.record_file (hospital_id, person_id, added_at);

create table staff.seat (
  hospital_id  uuid not null,
  id           uuid not null,
  position     text not null,
  person_id    uuid not null,
  opened_at    timestamptz not null,
  closes_at    timestamptz not null,
  closed_at    timestamptz,
  open_count   integer not null,
  volume       integer,
  proposed     integer not null,
  reason       text,
  close_reason text,
  primary key (hospital_id, id),
  foreign key (hospital_id, person_id) references staff.person (hospital_id, id)
);
comment on table staff.seat is 'Who sat at which position of the general desk, from when to when (工位开放记录).';
comment on column staff.seat.closes_at is 'When a position that nobody closed is closed by the house.';
comment on column staff.seat.open_count is 'How many positions were open with this one; volume and proposed are of the same moment.';
create unique index seat_position on staff.seat (hospital_id, position) where closed_at is null;
create unique index seat_person on staff.seat (hospital_id, person_id) where closed_at is null;
create index seat_opened on staff.seat (hospital_id, opened_at desc, id desc);

create table staff.statement (
  hospital_id    uuid not null,
  post           text not null,
  version        integer not null check (version > 1),
  effective_from date not null,
  lines          json not null,
  author_id      uuid,
  written_at     timestamptz not null,
  primary key (hospital_id, post, version)
);
comment on table staff.statement is 'A version of what a post has to do (岗位职责), line by line. The first version of each post comes with the house.';
