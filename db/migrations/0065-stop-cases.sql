-- Stopped sessions on a screen (停诊处置): a patient may be answered without a new time, and what was said is kept.
alter table appointment.stop_contact drop constraint stop_contact_outcome_check;
alter table appointment.stop_contact add constraint stop_contact_outcome_check
  check (outcome in ('moved', 'cancelled', 'unreached', 'answered'));
alter table appointment.stop_contact add column note bytea;
alter table appointment.stop_contact add column slot_id uuid;
update appointment.stop_contact k set slot_id = a.slot_id
  from appointment.appointment a where a.hospital_id = k.hospital_id and a.id = k.appointment_id;
alter table appointment.stop_contact alter column slot_id set not null;
comment on column appointment.stop_contact.slot_id is 'The place that was lost.';
comment on column appointment.stop_contact.note is 'What the patient said (患者答复), enciphered.';
