-- Records that only grow go when their time is over (保存期限): runs of the removal, and what finds the old ones.
create table platform.removal (
  hospital_id uuid not null,
  id          uuid not null,
  began_at    timestamptz not null,
  ended_at    timestamptz,
  removed     jsonb not null,
  failed      text[] not null,
  primary key (hospital_id, id)
);
comment on table platform.removal is 'One run of the removal of records past their time (到期清理). Counted in the transaction that removes, so that a run which died is told truly by the next.';
create unique index removal_open on platform.removal (hospital_id) where ended_at is null;
create index removal_newest on platform.removal (hospital_id, began_at desc);

-- A message goes after those that repeat it; without this each one that goes would look at all.
create index message_repeats on interop.message (hospital_id, repeat_of) where repeat_of is not null;
create index link_end on notification.link (hospital_id, ends_at);
