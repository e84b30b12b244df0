-- A session with a substitute may be stopped, too; opened again, the substitute still sees its patients.
alter table directory.session drop constraint session_check1;
alter table directory.session add constraint session_substitute_check check (state in ('substituted', 'stopped') or seen_by = doctor_id);
