-- What the hospital publishes in words (知识与内容管理): guides, the phone book, notices, introductions; each in versions that a second
-- person approves.
create schema if not exists knowledge;

create table knowledge.edition (
  hospital_id uuid not null primary key,
  value       bigint not null
);
comment on table knowledge.edition is 'Counts what was published or taken back. Whoever remembers what is published compares it first.';

create table knowledge.item (
  hospital_id    uuid not null,
  id             uuid not null,
  kind           text not null check (kind in ('guide', 'number', 'notice', 'doctor')),
  audience       text not null check (audience in ('patient', 'staff')),
  code           text not null,
  unit_id        uuid,
  subject_id     uuid,
  owner_id       uuid not null,
  live_id        uuid,
  next_review_on date,
  ends_on        date,
  version        integer not null,
  primary key (hospital_id, id)
);
comment on table knowledge.item is 'One published thing (内容条目) with its owner. live_id is the revision that everybody sees now.';
create unique index item_code on knowledge.item (hospital_id, kind, audience, code);
create unique index item_subject on knowledge.item (hospital_id, kind, subject_id) where subject_id is not null;
create index item_review on knowledge.item (hospital_id, next_review_on) where next_review_on is not null;
create index item_end on knowledge.item (hospital_id, ends_on) where ends_on is not null and live_id is not null;

create table knowledge.revision (
  hospital_id  uuid not null,
  id           uuid not null,
  item_id      uuid not null,
  number       integer not null,
  state        text not null check (state in ('draft', 'review', 'published', 'replaced', 'expired', 'withdrawn')),
  title        text not null,
  content      json not null,
  authors      uuid[] not null,
  reviewer_id  uuid,
  note         text,
  changed_at   timestamptz not null,
  published_at timestamptz,
  ended_at     timestamptz,
  primary key (hospital_id, id),
  foreign key (hospital_id, item_id) references knowledge.item (hospital_id, id),
  check ((published_at is null) = (state in ('draft', 'review'))),
  check (published_at is null or (reviewer_id is not null and not reviewer_id = any(authors)))
);
comment on table knowledge.revision is 'One version of an item (版本): who wrote it, who approved it (never one of the authors), what stood in it.';
create unique index revision_number on knowledge.revision (hospital_id, item_id, number);
create unique index revision_working on knowledge.revision (hospital_id, item_id) where state in ('draft', 'review');
create unique index revision_live on knowledge.revision (hospital_id, item_id) where state = 'published';
create index revision_review on knowledge.revision (hospital_id, state) where state in ('draft', 'review');

create table knowledge.review_task (
  hospital_id uuid not null,
  id          uuid not null,
  item_id     uuid not null,
  owner_id    uuid not null,
  due_on      date not null,
  made_at     timestamptz not null,
  done_at     timestamptz,
  primary key (hospital_id, id),
  foreign key (hospital_id, item_id) references knowledge.item (hospital_id, id)
);
comment on table knowledge.review_task is 'The owner is to look whether a published item still holds (复核任务).';
create unique index review_task_open on knowledge.review_task (hospital_id, item_id) where done_at is null;
create index review_task_owner on knowledge.review_task (hospital_id, owner_id) where done_at is null;
