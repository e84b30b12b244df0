-- What a figure counts need not be a matter: bookings, referrals and shifts are counted by the same means.
alter table quality.report_row rename column ticket_id to record_id;
alter table quality.report_row alter column item drop not null, alter column channel drop not null,
  alter column owner_group drop not null, alter column class drop not null, alter column scope drop not null;
