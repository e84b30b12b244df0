-- That this house was restored: what waited to be sent when the backup was made may have been sent by the house that it was made of.
create table platform.restoration (
  hospital_id      uuid not null,
  backed_up_at     timestamptz not null,
  messages_held_at timestamptz,
  primary key (hospital_id, backed_up_at)
);
comment on table platform.restoration is 'A restore of this house (恢复记录): the moment of the backup, and when the messages that waited then were put before a person.';
alter table notification.task drop constraint task_because_check;
alter table notification.task add constraint task_because_check
  check (because in ('no-address', 'undelivered', 'unknown', 'restored'));
