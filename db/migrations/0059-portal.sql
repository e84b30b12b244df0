-- Patients' accounts (患者账户): one-time codes, accounts by telephone, whom an account may act for, sessions.
create schema portal;

create table portal.code (
  hospital_id uuid not null,
  phone_token bytea not null,
  code_token  bytea not null,
  sent_at     timestamptz not null,
  ends_at     timestamptz not null,
  tries       smallint not null,
  used_at     timestamptz,
  primary key (hospital_id, phone_token)
);
comment on table portal.code is 'The one-time code (验证码) that was sent last to a number: keyed digests of both, never the code.';
create index code_end on portal.code (hospital_id, ends_at);

create table portal.account (
  hospital_id uuid not null,
  id          uuid not null,
  phone_token bytea not null,
  phone       bytea not null,
  made_at     timestamptz not null,
  agreed_at   timestamptz not null,
  closed_at   timestamptz,
  primary key (hospital_id, id)
);
comment on table portal.account is 'A patient''s account (患者账户): a proved telephone, enciphered, and when its owner agreed to how data are used.';
create unique index account_phone on portal.account (hospital_id, phone_token) where closed_at is null;

create table portal.relation (
  hospital_id   uuid not null,
  id            uuid not null,
  account_id    uuid not null,
  patient_id    uuid not null,
  relation      text not null check (relation in ('self', 'spouse', 'parent', 'child', 'other')),
  is_guardian   boolean not null,
  proof         text not null check (proof in ('birth-date', 'id-last-four', 'id-number')),
  since         timestamptz not null,
  ended_at      timestamptz,
  ended_because text check (ended_because in ('left', 'withdrawn', 'closed')),
  primary key (hospital_id, id),
  foreign key (hospital_id, account_id) references portal.account (hospital_id, id)
);
comment on table portal.relation is 'Whom an account may act for (本人、家人), by which proof, and until when.';
create unique index relation_once on portal.relation (hospital_id, account_id, patient_id) where ended_at is null;
create index relation_patient on portal.relation (hospital_id, patient_id) where ended_at is null;

create table portal.proved_phone (
  hospital_id uuid not null,
  account_id  uuid not null,
  phone_token bytea not null,
  phone       bytea not null,
  ends_at     timestamptz not null,
  primary key (hospital_id, account_id, phone_token),
  foreign key (hospital_id, account_id) references portal.account (hospital_id, id)
);
comment on table portal.proved_phone is 'A relative''s number that an account proved by a code, for a short while, to add that relative.';

create table portal.session (
  hospital_id  uuid not null,
  id           uuid not null,
  token_digest bytea not null,
  account_id   uuid not null,
  created_at   timestamptz not null,
  seen_at      timestamptz not null,
  ended_at     timestamptz,
  primary key (hospital_id, id),
  foreign key (hospital_id, account_id) references portal.account (hospital_id, id)
);
comment on table portal.session is 'A patient''s sign-in (患者会话): only the digest of its token.';
create unique index session_token on portal.session (hospital_id, token_digest);
create index session_account on portal.session (hospital_id, account_id) where ended_at is null;
