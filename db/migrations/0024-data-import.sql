-- Lists that a hospital brings (初始化导入): what was brought, how far it has come, and what was wrong with it.
create schema data_import;

create table data_import.import (
  hospital_id   uuid not null,
  id            uuid not null,
  kind          text not null,
  state         text not null check (state in ('running', 'done', 'stopped')),
  file          bytea not null,
  digest        bytea not null,
  lines         integer not null,
  taken         integer not null default 0,
  added         integer not null default 0,
  changed       integer not null default 0,
  same          integer not null default 0,
  wrong         integer not null default 0,
  notes         json not null,
  headings      json not null,
  author_id     uuid not null,
  started_at    timestamptz not null,
  finished_at   timestamptz,
  worker        uuid,
  worked_until  timestamptz,
  primary key (hospital_id, id)
);
comment on table data_import.import is 'One file that somebody brought: who, when, what kind, and what became of its rows. The name of the file is enciphered.';
create index import_newest on data_import.import (hospital_id, started_at desc, id desc);
create index import_running on data_import.import (hospital_id, started_at) where state = 'running';

create table data_import.batch (
  hospital_id   uuid not null,
  import_id     uuid not null,
  number        integer not null,
  cells         bytea,
  taken_at      timestamptz,
  primary key (hospital_id, import_id, number),
  foreign key (hospital_id, import_id) references data_import.import (hospital_id, id)
);
comment on table data_import.batch is 'Rows of a file, enciphered, taken together; emptied when the report is no longer kept.';

create table data_import.finding (
  hospital_id   uuid not null,
  import_id     uuid not null,
  line          integer not null,
  batch         integer not null,
  col           text,
  zh            text not null,
  en            text not null,
  primary key (hospital_id, import_id, line),
  foreign key (hospital_id, import_id) references data_import.import (hospital_id, id)
);
comment on table data_import.finding is 'What was wrong with a row: line, column, what to do; never what stood in the cell.';
