-- Patients who were here already when their session was stopped (已报到患者的停诊处置, decision 0039): they are followed like the others, and
-- stand first. Where one was given another time, the booking of it is a new one; that one is named here.
alter table appointment.stop_contact add column was_here boolean not null default false;
alter table appointment.stop_contact add column moved_to uuid;
create unique index stop_contact_moved on appointment.stop_contact (hospital_id, moved_to) where moved_to is not null;
comment on column appointment.stop_contact.was_here is 'The patient had checked in (已报到) when the session was stopped.';
comment on column appointment.stop_contact.moved_to is 'The booking that was made instead; null where the booking itself was moved.';
