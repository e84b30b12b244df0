-- Reports (日报、月报) with the rows behind their figures, service reviews (复盘会) and improvement actions (改进措施).
create schema if not exists quality;

create table quality.report (
  hospital_id uuid not null,
  id          uuid not null,
  kind        text not null check (kind in ('day', 'month')),
  day         date not null,
  version     integer not null,
  from_at     timestamptz not null,
  to_at       timestamptz not null,
  drafted_at  timestamptz not null,
  because     text not null check (because in ('day-end', 'rest-of-day', 'correction', 'month-end', 'review')),
  complete    boolean not null,
  reason      bytea,
  days        uuid[] not null,
  figures     json not null,
  remarks     bytea,
  signed_by   uuid,
  signed_at   timestamptz,
  approved_by uuid,
  approved_at timestamptz,
  flagged_at  timestamptz,
  primary key (hospital_id, id),
  unique (hospital_id, kind, day, version)
);
comment on table quality.report is 'One frozen version of a report (日报、月报): its figures, and who signed it.';

create table quality.report_row (
  hospital_id   uuid not null,
  report_id     uuid not null,
  set_name      text not null,
  key           uuid not null,
  ticket_id     uuid not null,
  at            timestamptz not null,
  item          text not null,
  channel       text not null,
  position      text,
  owner_group   text not null,
  class         text not null,
  scope         text not null,
  unit_id       uuid,
  hit           boolean,
  mark          boolean,
  reason        text,
  minutes       integer,
  waited        integer,
  trips_made    integer,
  trips_avoided integer,
  coordination  integer,
  primary key (hospital_id, report_id, set_name, key),
  foreign key (hospital_id, report_id) references quality.report (hospital_id, id)
);
comment on table quality.report_row is 'What a frozen figure counted, row by row, as it stood then. No word that a patient said, no name.';
create trigger written_once before update or delete or truncate on quality.report_row execute function platform.refuse();

create table quality.review (
  hospital_id uuid not null,
  id          uuid not null,
  month       date not null,
  starts_at   timestamptz not null,
  place       text not null,
  report_id   uuid not null,
  called_by   uuid not null,
  called_at   timestamptz not null,
  closed_at   timestamptz,
  minutes     bytea,
  version     integer not null,
  primary key (hospital_id, id),
  unique (hospital_id, month),
  foreign key (hospital_id, report_id) references quality.report (hospital_id, id)
);
comment on table quality.review is 'The monthly service review (月度服务复盘会): its pack is the monthly report that it names.';

create table quality.review_seat (
  hospital_id uuid not null,
  review_id   uuid not null,
  unit_id     uuid not null,
  person_id   uuid,
  state       text not null check (state in ('invited', 'present', 'absent')),
  proposal    bytea,
  primary key (hospital_id, review_id, unit_id),
  foreign key (hospital_id, review_id) references quality.review (hospital_id, id)
);
comment on table quality.review_seat is 'Who of which department was invited to a review, came, and proposed what (到会、提案).';

create table quality.action (
  hospital_id uuid not null,
  id          uuid not null,
  number      text not null,
  review_id   uuid not null,
  decision    bytea not null,
  unit_id     uuid,
  owner_id    uuid not null,
  due_on      date not null,
  decided_by  uuid not null,
  decided_at  timestamptz not null,
  done_at     timestamptz,
  result      bytea,
  primary key (hospital_id, id),
  unique (hospital_id, number),
  foreign key (hospital_id, review_id) references quality.review (hospital_id, id)
);
comment on table quality.action is 'A decision of a review as an improvement action (改进措施): who does it until when.';
create index action_review on quality.action (hospital_id, review_id);
create index action_open on quality.action (hospital_id, due_on) where done_at is null;
