-- The order of the journal, said by the database in one place. On another server transactions count from the start again: a restored
-- house goes on counting behind what it brought, by a distance that the restore writes into these two.
create function platform.this_tx() returns xid8 language sql stable as 'select pg_current_xact_id()';
comment on function platform.this_tx() is 'This transaction''s place in the order of the journal.';

create function platform.horizon() returns xid8 language sql stable as 'select pg_snapshot_xmin(pg_current_snapshot())';
comment on function platform.horizon() is 'Rows of the journal before this are whole: no earlier one can still appear.';

alter table platform.journal alter column tx set default platform.this_tx();
