-- What each new ticket paid for and nobody used.

-- A share comes with its ticket in one statement, or under the ticket's lock, and no ticket is ever removed: the check looked up and
-- marked the ticket's row for each share.
alter table ticket.part drop constraint part_hospital_id_ticket_id_fkey;

-- Answers come in the order of time: a range of blocks finds the old ones as well as a tree, and is not written to by each request.
drop index platform.answer_age;
create index answer_age on platform.answer using brin (hospital_id, at);
