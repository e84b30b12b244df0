-- The directory (科室介绍): what is told about a unit, beside what the organisation knows of it.
create schema if not exists directory;

create table directory.description (
  hospital_id    uuid not null,
  unit_id        uuid not null,
  version        integer not null,
  introduction   text,
  building       text,
  floor          text,
  room           text,
  map_x          real,
  map_y          real,
  phone          text,
  hours          text,
  services       text[] not null,
  visiting_notes text,
  aliases        text[] not null,
  is_public      boolean not null,
  changed_at     timestamptz not null,
  changed_by     uuid,
  primary key (hospital_id, unit_id),
  check ((map_x is null) = (map_y is null))
);
comment on table directory.description is 'The description of one unit (科室介绍): where it is, when it is open, what it does, what visitors should know.';
