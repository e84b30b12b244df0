\set p random(1, 1000000)
\set s random(1, 10000)
with taken as (
  update place set remaining = remaining - 1, version = version + 1 where id = :s and remaining > 0 returning id
), made as (
  insert into booking (place_id, patient_id) select id, :p from taken returning id
)
insert into outbox (topic, payload) select 'booked', jsonb_build_object('booking', id) from made;
