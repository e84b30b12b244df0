-- Who was told that the lists of a day are missing (号源未上传提醒): once a day.
create table appointment.list_alert (
  hospital_id uuid not null,
  day         date not null,
  id          uuid not null,
  told_at     timestamptz not null,
  primary key (hospital_id, day)
);
comment on table appointment.list_alert is 'A day of the horizon whose lists were missing at the cut-off, and that it was told (号源缺失提醒).';
