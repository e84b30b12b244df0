-- Service items as data (服务事项, TKT-12): limits, receivers by the hour, typed cases, fields, steps with their evidence; drafts and their approval.
alter table ticket.item
  add column due         json,
  add column off_hours   text,
  add column kinds       json not null default '[]',
  add column fields      json not null default '[]',
  add column proof       text not null default 'words' check (proof in ('words', 'number', 'attachment', 'signature')),
  add column state       text not null default 'approved' check (state in ('draft', 'approved', 'discarded')),
  add column revision    integer not null default 1,
  add column authors     uuid[] not null default '{}',
  add column reason      text not null default '',
  add column written_at  timestamptz,
  add column approver_id uuid,
  add column approved_at timestamptz;
create unique index item_draft on ticket.item (hospital_id, code) where state = 'draft';

-- Steps and papers of versions from before were names only: they stay to be read, and nothing asks for them.
update ticket.item i set
  steps = (
    select coalesce(json_agg(json_build_object('key', n::text, 'name', name, 'optional', true, 'evidence', 'none', 'tells', null,
      'observed', null, 'module', null, 'within', null, 'endsLimit', false) order by n), '[]'::json)
    from json_array_elements_text(i.steps) with ordinality as step (name, n)),
  papers = (
    select coalesce(json_agg(json_build_object('name', paper ->> 'name', 'case', paper ->> 'case', 'copies', 1) order by n), '[]'::json)
    from json_array_elements(i.papers) with ordinality as listed (paper, n));

create table ticket.step (
  hospital_id   uuid not null,
  ticket_id     uuid not null,
  id            uuid not null,
  item_code     text not null,
  item_version  integer not null,
  step          text not null,
  at            timestamptz not null,
  -- Since the step before it, or since the matter was taken.
  seconds       bigint not null,
  person_id     uuid,
  unit_id       uuid,
  is_observed   boolean not null,
  evidence      bytea,
  attachment_id uuid,
  undone_at     timestamptz,
  undone_by     uuid,
  undone_reason bytea,
  primary key (hospital_id, ticket_id, id),
  foreign key (hospital_id, ticket_id) references ticket.ticket (hospital_id, id)
);
comment on table ticket.step is 'A step of the SOP that was performed on a matter (步骤盖章). Undone, it stays, with who did so and why.';
create unique index step_done on ticket.step (hospital_id, ticket_id, step) where undone_at is null;
create index step_times on ticket.step (hospital_id, item_code, step, at) where undone_at is null;

alter table ticket.ticket add column limit_met_at timestamptz;
comment on column ticket.ticket.limit_met_at is 'When the step that ends the limit was done; the matter may go on after it without that clock.';
alter table ticket.clock add column sop_step text;
comment on column ticket.clock.sop_step is 'The step that this clock waits for, where it is a step''s own limit.';
