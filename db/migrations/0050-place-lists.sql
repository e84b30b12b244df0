-- Lists of places that were brought by a file or written by hand (号源上传): what a session was given out with.
create table appointment.place_list (
  hospital_id uuid not null,
  session_id  uuid not null,
  day         date not null,
  way         text not null check (way in ('file', 'desk')),
  digest      bytea not null,
  listed_by   uuid,
  listed_at   timestamptz not null,
  primary key (hospital_id, session_id)
);
comment on table appointment.place_list is 'The list by which a session was given out (号源清单): the same list again changes nothing.';
