-- Who wants to be called is called (电话告知): no text goes out, a person tells it at once.
alter table notification.message add column by_phone boolean not null default false;
comment on column notification.message.by_phone is 'The recipient is told by a person on the telephone (按患者意愿电话告知).';
