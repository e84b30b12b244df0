-- The journal is found by transaction and id; what was set aside before says only the id, and is looked for from the beginning.
alter table platform.undelivered add column journal_tx xid8 not null default '0';
alter table platform.undelivered alter column journal_tx drop default;
