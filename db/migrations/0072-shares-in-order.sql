-- A share knows when the next clock of its matter ends, so that a department's open matters come in the order of its list (decision 0038).
alter table ticket.part add column matter_next_at timestamptz;
update ticket.part p set matter_next_at = t.next_at from ticket.ticket t
  where t.hospital_id = p.hospital_id and t.id = p.ticket_id and p.matter_closed_at is null and t.next_at is not null;
drop index ticket.part_open;
create index part_open on ticket.part (hospital_id, unit_id, (coalesce(matter_next_at, 'infinity')), ticket_id) where matter_closed_at is null;
create index part_open_assignee on ticket.part (hospital_id, assignee_id, (coalesce(matter_next_at, 'infinity')), ticket_id)
  where matter_closed_at is null;
