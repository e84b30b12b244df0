-- Keys and numbers are codes: compared byte by byte, not by the rules of a language, which cost a rush a tenth of its time.
alter table platform.answer alter column actor type text collate "C", alter column key type text collate "C";
alter table appointment.appointment alter column number type text collate "C";
alter table ticket.ticket alter column number type text collate "C";
