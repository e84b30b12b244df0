-- Lists and counts that cost the same however much is open (decision 0038).

-- When a matter begins to look as if it would be late: half of its limit without anybody at work, or four fifths of it. Null once that is past.
alter table ticket.ticket add column predicted_at timestamptz;
update ticket.ticket set predicted_at = opened_at + (limit_due_at - opened_at) * (case when status in ('registered', 'dispatched') then 0.5 else 0.8 end)
  where closed_at is null and resolved_at is null and limit_met_at is null;

-- A share knows whether its matter is closed: a department finds its own among what is open without looking at each matter.
alter table ticket.part add column matter_closed_at timestamptz;
update ticket.part p set matter_closed_at = t.closed_at from ticket.ticket t
  where t.hospital_id = p.hospital_id and t.id = p.ticket_id and t.closed_at is not null;

-- In the order of the lists: what nobody has begun, and the rest.
drop index ticket.ticket_live;
create index ticket_open on ticket.ticket (hospital_id, (case when status in ('registered', 'dispatched') then 0 else 1 end),
  (coalesce(next_at, 'infinity')), id) where closed_at is null;
create index ticket_owned on ticket.ticket (hospital_id, owner_id, (coalesce(next_at, 'infinity')), id) where closed_at is null;
create index ticket_offered on ticket.ticket (hospital_id, offered_to) where closed_at is null and offered_to is not null;
create index ticket_predicted on ticket.ticket (hospital_id, predicted_at) where predicted_at is not null;
drop index ticket.ticket_closed;
create index ticket_closed on ticket.ticket (hospital_id, closed_at, id) where closed_at is not null;
create index ticket_owned_closed on ticket.ticket (hospital_id, owner_id, closed_at, id) where closed_at is not null;

drop index ticket.part_live;
create index part_open on ticket.part (hospital_id, unit_id, assignee_id) where matter_closed_at is null;
create index part_closed on ticket.part (hospital_id, unit_id, matter_closed_at, ticket_id) where matter_closed_at is not null;
create index part_closed_assignee on ticket.part (hospital_id, assignee_id, matter_closed_at, ticket_id) where matter_closed_at is not null;

-- What was decided in a period: a limit is kept when it stops, or not when it runs out.
create index clock_decided on ticket.clock (hospital_id, kind, (case when breached then due_at else stopped_at end))
  where breached or stopped_at is not null;
create index promise_decided on ticket.promise (hospital_id, (coalesce(broken_at, kept_at))) where coalesce(broken_at, kept_at) is not null;
