-- Messages of one booking go to a receiver by their turn: their ids follow the clock, and a clock may be set back.
alter table interop.outgoing add column turn integer;
update interop.outgoing o set turn = n.turn
  from (select hospital_id, id, row_number() over (partition by hospital_id, receiver_id, appointment_id order by id) as turn from interop.outgoing) n
  where o.hospital_id = n.hospital_id and o.id = n.id;
alter table interop.outgoing alter column turn set not null;
comment on column interop.outgoing.turn is 'Which message of this booking to this receiver it is, in the order of the journal: an earlier one that is not over goes first.';
drop index interop.outgoing_booking;
create unique index outgoing_turn on interop.outgoing (hospital_id, receiver_id, appointment_id, turn);
