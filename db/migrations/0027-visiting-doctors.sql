-- A doctor without an account of the house is not yet a visiting one.
alter table directory.doctor add column is_visiting boolean not null default false;
comment on column directory.doctor.is_visiting is 'Comes from another hospital (外聘).';
comment on table directory.doctor is 'A doctor who sees patients here (医生); person_id where the doctor is known among the staff.';
