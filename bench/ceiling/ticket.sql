\set d random(1, 40)
begin;
insert into ticket (type, dept, status, sla_due, title) values ('WHEELCHAIR', :d, 'NEW', now() + interval '30 min', 'x') returning id \gset
insert into ticket_event (ticket_id, kind, actor, data) values (:id, 'CREATED', 1, '{}');
commit;
