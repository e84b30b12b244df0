-- Service requests (工单): the matter, its departments' shares, its clocks, promises, meetings, notices.
create schema if not exists ticket;

create table ticket.item (
  hospital_id    uuid not null,
  code           text not null,
  version        integer not null,
  name           text not null,
  owner_group    text not null check (owner_group in ('desk', 'pre', 'in', 'post')),
  class          text not null check (class in ('general', 'complex')),
  receiver       text not null,
  papers         json not null,
  steps          json not null,
  evidence       text not null,
  active         boolean not null,
  effective_from timestamptz not null,
  primary key (hospital_id, code, version)
);
comment on table ticket.item is 'One version of a service item (服务事项).';

create table ticket.ticket (
  hospital_id          uuid not null,
  id                   uuid not null,
  number               text not null,
  tracking             bytea not null,
  status               text not null,
  item_code            text not null,
  item_version         integer not null,
  scope                text not null,
  class                text not null,
  difficulty           text[] not null,
  urgency              text not null,
  channel              text not null,
  contact_way          text not null,
  consent              boolean not null,
  patient_id           uuid,
  patient_masked       text not null,
  personal             bytea not null,
  owner_id             uuid not null,
  offered_to           uuid,
  first_owner_id       uuid not null,
  position             text,
  opened_at            timestamptz not null,
  wanted_at            timestamptz,
  limit_due_at         timestamptz not null,
  next_at              timestamptz,
  told_at              timestamptz not null,
  waiting_since        timestamptz,
  waited_ms            bigint not null,
  resolved_at          timestamptz,
  closed_at            timestamptz,
  overdue              boolean not null,
  response_breach      boolean not null,
  escalation_level     smallint not null,
  round                smallint not null,
  reclassified         smallint not null,
  attempts             smallint not null,
  outcome              bytea,
  trips_made           smallint,
  trips_avoided        smallint,
  effort_minutes       integer,
  policy_version       integer not null,
  version              integer not null,
  primary key (hospital_id, id),
  unique (hospital_id, number)
) with (fillfactor = 80);
comment on table ticket.ticket is 'One service request, from the window to the patient''s signature (服务工单). Personal words are enciphered.';
create index ticket_tracking on ticket.ticket (hospital_id, tracking);
create index ticket_patient on ticket.ticket (hospital_id, patient_id, opened_at desc) where patient_id is not null;
create index ticket_live on ticket.ticket (hospital_id, next_at, id) where closed_at is null;
create index ticket_closed on ticket.ticket (hospital_id, closed_at desc, id) where closed_at is not null;

create table ticket.part (
  hospital_id     uuid not null,
  ticket_id       uuid not null,
  id              uuid not null,
  unit_id         uuid not null,
  status          text not null,
  assignee_id     uuid not null,
  assigned_as     text not null,
  dispatched_at   timestamptz not null,
  accepted_at     timestamptz,
  done_at         timestamptz,
  due_at          timestamptz,
  response_breach boolean not null,
  outcome         bytea,
  minutes         integer,
  round           smallint not null,
  primary key (hospital_id, ticket_id, id),
  foreign key (hospital_id, ticket_id) references ticket.ticket (hospital_id, id)
);
comment on table ticket.part is 'One department''s share of a matter (部门分工), with its receiver.';
create index part_live on ticket.part (hospital_id, unit_id) where status in ('dispatched', 'accepted', 'in_progress');

create table ticket.clock (
  hospital_id uuid not null,
  ticket_id   uuid not null,
  id          uuid not null,
  part_id     uuid,
  promise_id  uuid,
  kind        text not null,
  started_at  timestamptz not null,
  due_at      timestamptz not null,
  steps       json not null,
  steps_done  smallint not null,
  next_at     timestamptz,
  stopped_at  timestamptz,
  breached    boolean not null,
  -- No foreign key: it comes with its ticket in one statement, or under the ticket's lock, and a check would cost each ticket two more.
  primary key (hospital_id, ticket_id, id)
) with (fillfactor = 80);
comment on table ticket.clock is 'One running limit (时限): when it began and ends, what it does on the way, and when it does the next thing.';
create index clock_next on ticket.clock (hospital_id, next_at) where next_at is not null;

create table ticket.promise (
  hospital_id uuid not null,
  ticket_id   uuid not null,
  id          uuid not null,
  text        bytea not null,
  made_by     uuid not null,
  made_at     timestamptz not null,
  due_at      timestamptz not null,
  kept_at     timestamptz,
  broken_at   timestamptz,
  primary key (hospital_id, ticket_id, id),
  foreign key (hospital_id, ticket_id) references ticket.ticket (hospital_id, id)
);
comment on table ticket.promise is 'A word given to the patient, with a time of its own (对患者的承诺).';
create index promise_open on ticket.promise (hospital_id, due_at) where kept_at is null;

create table ticket.meeting (
  hospital_id         uuid not null,
  ticket_id           uuid not null,
  id                  uuid not null,
  way                 text not null,
  place               text not null,
  starts_at           timestamptz not null,
  called_by           uuid not null,
  called_at           timestamptz not null,
  invited             json not null,
  minutes             bytea,
  responsible_unit_id uuid,
  deadline            timestamptz,
  beyond_limit        boolean not null,
  decided_at          timestamptz,
  primary key (hospital_id, ticket_id, id),
  foreign key (hospital_id, ticket_id) references ticket.ticket (hospital_id, id)
);
comment on table ticket.meeting is 'A joint meeting of departments over one matter (跨科室联席会议).';

create table ticket.notice (
  hospital_id uuid not null,
  id          uuid not null,
  ticket_id   uuid not null,
  clock_id    uuid,
  step        text not null,
  level       smallint not null,
  unit_id     uuid,
  person_id   uuid not null,
  at          timestamptz not null,
  seen_at     timestamptz,
  primary key (hospital_id, id),
  foreign key (hospital_id, ticket_id) references ticket.ticket (hospital_id, id)
);
comment on table ticket.notice is 'A reminder or an escalation to one person (提醒、升级).';
create unique index notice_once on ticket.notice (hospital_id, clock_id, step, person_id) where clock_id is not null;
create index notice_person on ticket.notice (hospital_id, person_id, at desc);
create index notice_ticket on ticket.notice (hospital_id, ticket_id);

create table ticket.attachment (
  hospital_id uuid not null,
  ticket_id   uuid not null,
  id          uuid not null,
  name        bytea not null,
  type        text not null,
  content     bytea not null,
  at          timestamptz not null,
  by_person   uuid,
  primary key (hospital_id, ticket_id, id),
  foreign key (hospital_id, ticket_id) references ticket.ticket (hospital_id, id)
);
comment on table ticket.attachment is 'A photo or a PDF of a matter (附件), enciphered.';

create table ticket.finding (
  hospital_id uuid not null,
  id          uuid not null,
  kind        text not null,
  subject     text not null,
  found_at    timestamptz not null,
  cleared_at  timestamptz,
  primary key (hospital_id, id)
);
comment on table ticket.finding is 'A gap that the hourly and nightly check found (无死角巡检).';
create unique index finding_open on ticket.finding (hospital_id, kind, subject) where cleared_at is null;
