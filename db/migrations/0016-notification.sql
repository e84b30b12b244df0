-- Messages to patients and staff (消息通知): texts, messages, their deliveries, tasks for people, channels.
create schema if not exists notification;

create table notification.template (
  hospital_id    uuid not null,
  code           text not null,
  language       text not null check (language in ('zh', 'en')),
  channel        text not null check (channel in ('sms', 'wechat', 'robot')),
  version        integer not null,
  state          text not null check (state in ('draft', 'approved', 'withdrawn')),
  content        json not null,
  author_id      uuid not null,
  written_at     timestamptz not null,
  decided_by     uuid,
  decided_at     timestamptz,
  primary key (hospital_id, code, language, channel, version),
  check (decided_by <> author_id or state <> 'approved')
);
comment on table notification.template is 'One version of a text (消息模板), for an event, a language and a channel. Version 0 comes with the program.';
create unique index template_draft on notification.template (hospital_id, code, language, channel) where state = 'draft';

create table notification.message (
  hospital_id      uuid not null,
  id               uuid not null,
  version          integer not null,
  template         text not null,
  language         text not null check (language in ('zh', 'en')),
  about_kind       text not null,
  about_id         uuid not null,
  to_kind          text not null check (to_kind in ('patient', 'person', 'number')),
  patient_id       uuid,
  person_id        uuid,
  unit_id          uuid,
  recipient        bytea,
  recipient_masked text not null,
  content          bytea not null,
  urgent           boolean not null,
  state            text not null check (state in ('queued', 'held', 'sending', 'sent', 'delivered', 'failed', 'unknown')),
  route            bytea,
  step             smallint not null,
  lane             text,
  waits            smallint not null,
  made_at          timestamptz not null,
  due_at           timestamptz,
  answer_by        timestamptz,
  answered_at      timestamptz,
  settled_at       timestamptz,
  resend_of        uuid,
  primary key (hospital_id, id),
  foreign key (hospital_id, resend_of) references notification.message (hospital_id, id)
) with (fillfactor = 80);
comment on table notification.message is 'One message to one recipient (消息), whatever channels it takes. Recipient, values, link and route lie enciphered.';
comment on column notification.message.route is 'The channels in order, with their addresses (回退次序), enciphered; null until it is planned.';
comment on column notification.message.lane is 'The channel, and the account on it, that the next step goes by.';
comment on column notification.message.waits is 'How often the provider of this step said not now.';
comment on column notification.message.due_at is 'When a sweep (巡检) does the next thing; null when nothing is to be done.';
comment on column notification.message.answer_by is 'Where only an action counts as receipt (以处理为回执): until when it is waited for.';
create index message_due on notification.message (hospital_id, due_at) where due_at is not null;
create index message_lane on notification.message (hospital_id, lane, due_at) where due_at is not null;
create index message_made on notification.message (hospital_id, made_at, id);
create index message_state on notification.message (hospital_id, state, made_at, id);
create index message_about on notification.message (hospital_id, about_id);
create index message_resent on notification.message (hospital_id, resend_of) where resend_of is not null;

create table notification.delivery (
  hospital_id      uuid not null,
  id               uuid not null,
  message_id       uuid not null,
  step             smallint not null,
  channel          text not null check (channel in ('sms', 'wechat', 'robot', 'screen')),
  state            text not null check (state in ('sending', 'sent', 'delivered', 'failed', 'unknown', 'throttled')),
  address_masked   text not null,
  number_token     bytea,
  template_version integer not null,
  words            bytea not null,
  call_id          uuid not null,
  provider_id      text,
  code             text,
  claimed_at       timestamptz not null,
  sent_at          timestamptz,
  settled_at       timestamptz,
  asked            smallint not null,
  primary key (hospital_id, id),
  foreign key (hospital_id, message_id) references notification.message (hospital_id, id)
) with (fillfactor = 80);
comment on table notification.delivery is 'One try to deliver a message by one channel (投递). Written as sending, and committed, before the provider is called.';
comment on column notification.delivery.number_token is 'Keyed hash of the telephone number: counts what one number gets in a day, and finds its receipt.';
comment on column notification.delivery.call_id is 'Deliveries that went to the provider in one call share it.';
comment on column notification.delivery.code is 'What the provider answered, or what became of the call.';
create index delivery_message on notification.delivery (hospital_id, message_id, id);
create index delivery_provider on notification.delivery (hospital_id, provider_id) where provider_id is not null;
create index delivery_number on notification.delivery (hospital_id, number_token, claimed_at) where number_token is not null;
create index delivery_day on notification.delivery (hospital_id, claimed_at, id) include (channel, state);

create table notification.task (
  hospital_id uuid not null,
  id          uuid not null,
  version     integer not null,
  message_id  uuid not null,
  because     text not null check (because in ('no-address', 'undelivered', 'unknown')),
  made_at     timestamptz not null,
  attempts    smallint not null,
  done_at     timestamptz,
  done_by     uuid,
  outcome     text check (outcome in ('told', 'told-family', 'not-needed', 'given-up')),
  note        bytea,
  primary key (hospital_id, id),
  foreign key (hospital_id, message_id) references notification.message (hospital_id, id),
  check ((done_at is null) = (outcome is null))
);
comment on table notification.task is 'What no channel could deliver: a person tells it (电话告知).';
create unique index task_message on notification.task (hospital_id, message_id);
create index task_open on notification.task (hospital_id, made_at, id) where done_at is null;

create table notification.secret (
  hospital_id uuid not null,
  name        text not null,
  version     integer not null,
  value       bytea not null,
  set_at      timestamptz not null,
  set_by      uuid,
  primary key (hospital_id, name)
);
comment on table notification.secret is 'Keys of the providers (渠道密钥), enciphered; no endpoint gives one back.';

create table notification.access_token (
  hospital_id uuid not null,
  name        text not null,
  value       bytea not null,
  fetched_at  timestamptz not null,
  ends_at     timestamptz not null,
  primary key (hospital_id, name)
);
comment on table notification.access_token is 'A provider''s access token (访问令牌), enciphered, until it ends: fetched once for all processes.';

create table notification.allowance (
  hospital_id uuid not null,
  lane        text not null,
  left_over   double precision not null,
  at          timestamptz not null,
  primary key (hospital_id, lane)
);
comment on table notification.allowance is 'How many calls a lane has left (令牌桶), as of a moment.';

create table notification.link (
  hospital_id uuid not null,
  code        bytea not null,
  message_id  uuid not null,
  target      bytea not null,
  ends_at     timestamptz not null,
  primary key (hospital_id, code)
);
comment on table notification.link is 'A short address in a message (短链接): keyed hash of its code, and what it stands for, enciphered.';
create index link_ends on notification.link (hospital_id, ends_at);
