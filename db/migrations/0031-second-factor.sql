-- A second factor beside the password (动态口令), by the person's own choice.
alter table staff.account
  add column factor bytea,
  add column factor_on boolean not null default false,
  -- The last time step that was used: a code opens once.
  add column factor_step bigint;
comment on column staff.account.factor is 'The shared secret of the authenticator, enciphered.';
