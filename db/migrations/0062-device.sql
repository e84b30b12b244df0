-- Self-service machines (自助设备): paired once by a code, then known by a token until revoked.
create table staff.device (
  hospital_id  uuid not null,
  id           uuid not null,
  name         text not null,
  place        text not null,
  zone         text not null,
  -- The departments whose patients check in here; none named: all.
  unit_ids     uuid[] not null,
  code_token   bytea,
  code_until   timestamptz,
  token_digest bytea,
  added_at     timestamptz not null,
  added_by     uuid,
  paired_at    timestamptz,
  seen_at      timestamptz,
  revoked_at   timestamptz,
  version      integer not null,
  primary key (hospital_id, id)
);
comment on table staff.device is 'A kiosk (自助机): where it stands, its one-time code until it is paired, the digest of its token after.';
create unique index device_code on staff.device (hospital_id, code_token) where code_token is not null;
create unique index device_token on staff.device (hospital_id, token_digest) where token_digest is not null;
create unique index device_name on staff.device (hospital_id, name) where revoked_at is null;
