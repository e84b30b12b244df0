-- Internal coordination (内部协调): issues between departments with agreed steps, and broadcasts to staff with read receipts.
create schema if not exists meeting;

create table meeting.issue (
  hospital_id uuid not null,
  id          uuid not null,
  number      text not null,
  title       text not null,
  description text not null,
  units       uuid[] not null,
  raised_by   uuid not null,
  raised_at   timestamptz not null,
  due_at      timestamptz not null,
  status      text not null check (status in ('open', 'done', 'dropped')),
  level       smallint not null check (level between 0 and 2),
  next_at     timestamptz,
  outcome     text,
  closed_by   uuid,
  closed_at   timestamptz,
  version     integer not null,
  primary key (hospital_id, id),
  unique (hospital_id, number)
);
comment on table meeting.issue is 'A cross-department issue (协调事项): raised by, departments, due, how far it has escalated and when it next does.';
create index issue_open on meeting.issue (hospital_id, due_at) where status = 'open';
create index issue_closed on meeting.issue (hospital_id, closed_at desc) where closed_at is not null;
create index issue_next on meeting.issue (hospital_id, next_at) where next_at is not null;

create table meeting.step (
  hospital_id uuid not null,
  issue_id    uuid not null,
  id          uuid not null,
  text        text not null,
  person_id   uuid not null,
  due_at      timestamptz not null,
  added_by    uuid not null,
  added_at    timestamptz not null,
  done_by     uuid,
  done_at     timestamptz,
  note        text,
  primary key (hospital_id, issue_id, id),
  foreign key (hospital_id, issue_id) references meeting.issue (hospital_id, id)
);
comment on table meeting.step is 'An agreed step of an issue: who does what by when (商定的措施).';

create table meeting.alert (
  hospital_id uuid not null,
  id          uuid not null,
  issue_id    uuid not null,
  about       uuid not null,
  kind        text not null check (kind in ('raised', 'step', 'head', 'director')),
  person_id   uuid not null,
  at          timestamptz not null,
  seen_at     timestamptz,
  primary key (hospital_id, id),
  foreign key (hospital_id, issue_id) references meeting.issue (hospital_id, id)
);
comment on table meeting.alert is 'What a person is told about an issue, once for each cause.';
create unique index alert_once on meeting.alert (hospital_id, about, kind, person_id);
create index alert_unseen on meeting.alert (hospital_id, person_id, at) where seen_at is null;

create table meeting.broadcast (
  hospital_id uuid not null,
  id          uuid not null,
  title       text not null,
  body        text not null,
  audience    text not null check (audience in ('all', 'unit', 'post')),
  unit_id     uuid,
  post        text,
  sent_by     uuid not null,
  sent_at     timestamptz not null,
  primary key (hospital_id, id)
);
comment on table meeting.broadcast is 'A message to staff (内部通知): to all, to a unit and what is below it, or to a post.';
create index broadcast_sent on meeting.broadcast (hospital_id, sent_at desc);

create table meeting.receipt (
  hospital_id  uuid not null,
  broadcast_id uuid not null,
  person_id    uuid not null,
  read_at      timestamptz,
  primary key (hospital_id, broadcast_id, person_id),
  foreign key (hospital_id, broadcast_id) references meeting.broadcast (hospital_id, id)
);
comment on table meeting.receipt is 'To whom a broadcast went when it was sent, and when each read it (阅读回执).';
create index receipt_person on meeting.receipt (hospital_id, person_id, broadcast_id);
