-- A number that nobody used for long may be another person's now (二次放号): its relations lapse.
alter table portal.relation drop constraint relation_ended_because_check;
alter table portal.relation add constraint relation_ended_because_check check (ended_because in ('left', 'withdrawn', 'closed', 'lapsed'));
