-- What other systems tell the house: the log of HL7 messages, and what messages wait for.
create schema if not exists interop;

create table interop.message (
  hospital_id         uuid not null,
  id                  uuid not null,
  received_at         timestamptz not null,
  peer                text not null,
  raw                 bytea not null,
  digest              bytea not null,
  length              integer not null,
  charset             text not null,
  sender              text not null,
  control_id          text not null,
  type                text not null,
  trigger             text not null,
  processing_id       text not null,
  hl7_version         text not null,
  same_id_other_bytes boolean not null,
  state               text not null check (state in ('received', 'applied', 'refused', 'parked', 'repeated')),
  occurred_at         timestamptz,
  patient_id          uuid,
  problem             text,
  condition           smallint,
  location            text,
  answer              bytea,
  answered_at         timestamptz,
  applied_at          timestamptz,
  repeat_of           uuid,
  attempts            integer not null,
  due_at              timestamptz,
  replayed_by         uuid,
  replayed_at         timestamptz,
  primary key (hospital_id, id),
  foreign key (hospital_id, repeat_of) references interop.message (hospital_id, id)
) with (fillfactor = 80);
comment on table interop.message is 'A message of another system (接口消息), its bytes enciphered as they came, and what became of it.';
comment on column interop.message.digest is 'Keyed hash of the bytes: equal for equal bytes.';
comment on column interop.message.sender is 'MSH-3 and MSH-4, the system that sent it.';
comment on column interop.message.control_id is 'MSH-10 (消息控制号).';
comment on column interop.message.same_id_other_bytes is 'The sender had used this MSH-10 for another message: taken all the same, and marked.';
comment on column interop.message.answer is 'What it was answered, enciphered; the same message again is answered with the same bytes.';
comment on column interop.message.answered_at is 'Null when the house died before the answer: the sender asks again.';
comment on column interop.message.due_at is 'When a sweep (巡检) tries it again; null when it is settled.';

-- The same message is applied once, also when it comes on two connections at once.
create unique index message_once on interop.message (hospital_id, control_id, sender, digest) where state in ('applied', 'parked');
create index message_control_id on interop.message (hospital_id, control_id, sender);
create index message_day on interop.message (hospital_id, received_at, id) include (state);
create index message_state on interop.message (hospital_id, state, received_at, id);
create index message_due on interop.message (hospital_id, due_at) where due_at is not null;

create table interop.waiting (
  hospital_id uuid not null,
  token       bytea not null,
  message_id  uuid not null,
  primary key (hospital_id, token, message_id),
  foreign key (hospital_id, message_id) references interop.message (hospital_id, id)
);
comment on table interop.waiting is 'What a parked message (暂存消息) waits for: the keyed hash of a patient''s or a visit''s number.';
create index waiting_message on interop.waiting (hospital_id, message_id);
