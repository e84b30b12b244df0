-- What the house tells other systems by HL7 (SIU): to whom, and what was answered.
create table interop.receiver (
  hospital_id uuid not null,
  id          uuid not null,
  name        text not null,
  host        text not null,
  port        integer not null check (port between 1 and 65535),
  application text not null,
  facility    text not null,
  charset     text not null check (charset in ('utf-8', 'gb18030')),
  active      boolean not null,
  made_by     uuid,
  made_at     timestamptz not null,
  version     integer not null,
  primary key (hospital_id, id),
  unique (hospital_id, name)
);
comment on table interop.receiver is 'Another system that is told of bookings over MLLP (接收方). application and facility are its MSH-3 and MSH-4: what it told itself it is not told back.';

create table interop.outgoing (
  hospital_id    uuid not null,
  id             uuid not null,
  receiver_id    uuid not null,
  journal_id     uuid not null,
  appointment_id uuid not null,
  patient_id     uuid,
  control_id     text not null,
  trigger        text not null,
  content        bytea not null,
  state          text not null check (state in ('waiting', 'sending', 'taken', 'refused', 'given-up')),
  attempts       integer not null,
  made_at        timestamptz not null,
  due_at         timestamptz,
  sent_at        timestamptz,
  answered_at    timestamptz,
  answer_code    text,
  answer         bytea,
  fault          text,
  resent_by      uuid,
  resent_at      timestamptz,
  primary key (hospital_id, id),
  unique (hospital_id, receiver_id, journal_id),
  unique (hospital_id, control_id),
  foreign key (hospital_id, receiver_id) references interop.receiver (hospital_id, id),
  check ((due_at is not null) = (state in ('waiting', 'sending')))
) with (fillfactor = 80);
comment on table interop.outgoing is 'A message to a receiver (发出的接口消息), its bytes enciphered: sent again with the same bytes and MSH-10 until it is answered.';
comment on column interop.outgoing.journal_id is 'What happened: each event is told to each receiver once.';
comment on column interop.outgoing.fault is 'Why the last try came to nothing: no-connection, no-answer, other-answer; null after an answer.';
create index outgoing_due on interop.outgoing (hospital_id, receiver_id, due_at, id) where due_at is not null;
create index outgoing_booking on interop.outgoing (hospital_id, receiver_id, appointment_id, id);
create index outgoing_day on interop.outgoing (hospital_id, made_at, id) include (state);
create index outgoing_state on interop.outgoing (hospital_id, state, made_at, id);
