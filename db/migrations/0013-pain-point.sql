-- Pain points of departments (科室服务痛点), and when each department is asked for them; a notice may be about no matter.
create table ticket.pain_point (
  hospital_id uuid not null,
  id          uuid not null,
  unit_id     uuid not null,
  month       text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  issue       text not null,
  effect      text not null,
  frequency   text not null check (frequency in ('daily', 'weekly', 'monthly', 'now-and-then')),
  proposal    text,
  status      text not null check (status in ('filed', 'taken-up', 'solved', 'declined')),
  answer      text,
  filed_by    uuid not null,
  filed_at    timestamptz not null,
  moved_by    uuid,
  moved_at    timestamptz,
  version     integer not null,
  primary key (hospital_id, id)
);
comment on table ticket.pain_point is 'A recurring obstacle that a department reports, with its effect and a proposal (科室服务痛点).';
create index pain_point_month on ticket.pain_point (hospital_id, month, unit_id);
create index pain_point_unit on ticket.pain_point (hospital_id, unit_id, filed_at desc);

create table ticket.pain_point_reminder (
  hospital_id uuid not null,
  unit_id     uuid not null,
  due_at      timestamptz not null,
  primary key (hospital_id, unit_id)
);
comment on table ticket.pain_point_reminder is 'When a department is next asked for its pain points, unless it reports before.';
create index pain_point_reminder_due on ticket.pain_point_reminder (hospital_id, due_at);

alter table ticket.notice alter column ticket_id drop not null;
