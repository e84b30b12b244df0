-- Backups and what was tried with them.
create schema backup;

create table backup.plan (
  hospital_id  uuid not null primary key,
  next_at      timestamptz not null,
  remind_at    timestamptz not null
);
comment on table backup.plan is 'When the next daily backup is due, and when somebody is to be reminded of a restore test.';

create table backup.backup (
  hospital_id  uuid not null,
  id           uuid not null,
  kind         text not null check (kind in ('daily', 'by-hand', 'command')),
  state        text not null check (state in ('running', 'done', 'failed', 'removed')),
  file         text not null,
  started_at   timestamptz not null,
  seen_at      timestamptz not null,
  finished_at  timestamptz,
  bytes        bigint,
  rows         bigint,
  tables       integer,
  key          text,
  reason       text,
  author_id    uuid,
  primary key (hospital_id, id)
);
comment on table backup.backup is 'The log of backups (备份记录): which file, when, how much, under which key; never the key.';
create index backup_newest on backup.backup (hospital_id, started_at desc);
create unique index backup_running on backup.backup (hospital_id) where state = 'running';

create table backup.restore_test (
  hospital_id  uuid not null,
  id           uuid not null,
  at           timestamptz not null,
  file         text not null,
  backup_at    timestamptz not null,
  passed       boolean not null,
  tables       integer not null,
  rows         bigint not null,
  seconds      integer not null,
  differences  json not null,
  primary key (hospital_id, id)
);
comment on table backup.restore_test is 'A backup was restored on trial and compared (恢复测试记录).';
create index restore_test_newest on backup.restore_test (hospital_id, at desc);
