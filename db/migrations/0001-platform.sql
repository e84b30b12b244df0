-- The machine room: hospitals, the journal and its seals, settings, counters, answers, sweeps, listeners.
create schema if not exists platform;

do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'yiguanjia_app') then
    create role yiguanjia_app nologin;
  end if;
  execute format('grant yiguanjia_app to %I', current_user);
exception when insufficient_privilege then
  raise exception 'ask the administrator of the database for: create role yiguanjia_app nologin; grant yiguanjia_app to %;', current_user;
end $$;

create table platform.hospital (
  id          uuid primary key,
  name        text not null,
  zone        text not null,
  phone       text not null
);
comment on table platform.hospital is 'One hospital (医院). Its id leads every key of every other table.';

-- Behind the grants stands a refusal, for whoever is more than the application.
create function platform.refuse() returns trigger language plpgsql as $$
begin
  raise exception '%.% is written once', tg_table_schema, tg_table_name using errcode = '42501';
end $$;

create table platform.journal (
  hospital_id  uuid not null,
  id           uuid not null,
  tx           xid8 not null default pg_current_xact_id(),
  at           timestamptz not null,
  kind         text not null check (kind in ('change', 'read', 'refusal')),
  action       text not null,
  actor_kind   text not null,
  actor_id     uuid,
  session_id   uuid,
  subject_kind text not null,
  subject_id   uuid not null,
  version      integer,
  patient_id   uuid,
  unit_id      uuid,
  facts        json not null,
  detail       bytea,
  digest       bytea not null,
  -- In the order that readers go by; an id alone is looked up by its subject.
  primary key (hospital_id, tx, id)
);
comment on table platform.journal is 'What happened, row by row, never changed (操作留痕): audit log, time line, source of live streams and figures.';
create index journal_subject on platform.journal (hospital_id, subject_id, id);
create index journal_patient on platform.journal (hospital_id, patient_id, id) where patient_id is not null;
create trigger written_once before update or delete or truncate on platform.journal execute function platform.refuse();

create table platform.seal (
  hospital_id  uuid not null,
  number       integer not null,
  at           timestamptz not null,
  upto_tx      xid8 not null,
  upto_id      uuid not null,
  entries      bytea not null,
  previous     bytea not null,
  hmac         bytea not null,
  primary key (hospital_id, number)
);
comment on table platform.seal is 'A seal over the rows since the seal before it: id and digest of each, under a key that the database does not hold.';
create trigger written_once before update or delete or truncate on platform.seal execute function platform.refuse();

create table platform.setting (
  hospital_id    uuid not null,
  key            text not null,
  version        integer not null,
  effective_from timestamptz not null,
  value          json not null,
  author_id      uuid,
  signed_off_by  uuid,
  written_at     timestamptz not null,
  primary key (hospital_id, key, version)
);
comment on table platform.setting is 'A threshold, limit or rule, by version and effective time (参数配置).';

create table platform.counter (
  hospital_id uuid not null,
  kind        text not null,
  day         date not null,
  value       integer not null,
  primary key (hospital_id, kind, day)
);
comment on table platform.counter is 'The last number given out, by kind and day.';

create table platform.answer (
  hospital_id uuid not null,
  actor       text not null,
  key         text not null,
  endpoint    text not null,
  digest      text not null,
  at          timestamptz not null,
  answer      bytea,
  primary key (hospital_id, actor, key)
);
comment on table platform.answer is 'What a request with an idempotency key was answered, enciphered: asked again, it gets the same.';
create index answer_age on platform.answer (hospital_id, at);

create table platform.sweep (
  hospital_id uuid not null,
  name        text not null,
  due_at      timestamptz not null,
  primary key (hospital_id, name)
);
comment on table platform.sweep is 'When a sweep (巡检) is due again; whoever moves it on runs it.';

create table platform.listener (
  hospital_id uuid not null,
  name        text not null,
  tx          xid8 not null,
  id          uuid not null,
  failures    integer not null default 0,
  primary key (hospital_id, name)
);
comment on table platform.listener is 'How far in the journal a listener has come.';

create table platform.undelivered (
  hospital_id uuid not null,
  listener    text not null,
  journal_id  uuid not null,
  at          timestamptz not null,
  error       text not null,
  primary key (hospital_id, listener, journal_id)
);
comment on table platform.undelivered is 'An event that a listener could not take after several tries; a person looks at it.';

create table platform.attempt (
  hospital_id uuid not null,
  kind        text not null,
  subject     text not null,
  failures    integer not null,
  first_at    timestamptz not null,
  locked_until timestamptz,
  primary key (hospital_id, kind, subject)
);
comment on table platform.attempt is 'Failed tries at a secret (password, PIN, look-up code): counts and lock-out.';

create table platform.presence (
  hospital_id  uuid not null,
  subject_id   uuid not null,
  person_id    uuid not null,
  seen_at      timestamptz not null,
  primary key (hospital_id, subject_id, person_id)
);
comment on table platform.presence is 'Who has a matter open at the moment.';

create table platform.simulation (
  hospital_id uuid not null primary key,
  offset_ms   bigint not null
);
comment on table platform.simulation is 'How far the simulated clock is ahead of the machine; only with the embedded database.';
