-- When there were too few people of a post in a shift (缺编), so that a day's report can say it afterwards.
create table staff.shortfall (
  hospital_id uuid not null,
  id          uuid not null,
  standard_id uuid not null,
  unit_id     uuid not null,
  post        text not null,
  shift       text not null,
  least       integer not null,
  fewest      integer not null check (fewest >= 0 and fewest < least),
  begun_at    timestamptz not null,
  ended_at    timestamptz,
  primary key (hospital_id, id),
  foreign key (hospital_id, standard_id) references staff.standard (hospital_id, id),
  check (ended_at >= begun_at)
);
comment on table staff.shortfall is 'A time in which a shift had too few people (缺编时段), and the fewest there were.';
create unique index shortfall_runs on staff.shortfall (hospital_id, standard_id) where ended_at is null;
create index shortfall_begun on staff.shortfall (hospital_id, begun_at);
