-- Referrals of community hospitals (转诊): what they ask, what became of it, and what they are told.
create schema referral;

create table referral.referral (
  hospital_id    uuid not null,
  id             uuid not null,
  version        integer not null,
  institution_id uuid not null,
  channel        text not null check (channel in ('portal', 'phone', 'fax')),
  type           text not null check (type in ('visit', 'admission', 'exam')),
  status         text not null check (status in ('draft', 'submitted', 'returned', 'accepted', 'booked', 'missed', 'seen', 'examined',
                                                 'admitted', 'slip_returned', 'declined', 'withdrawn')),
  number         text,
  unit_id        uuid,
  urgency        smallint check (urgency between 1 and 3),
  consent        boolean,
  patient_id     uuid,
  patient_masked text not null,
  -- What equal documents share and nobody can undo: is this person referred already?
  person_token   bytea,
  content        bytea not null,
  lacks          text[] not null,
  doubts         text[] not null,
  round          smallint not null,
  note           bytea,
  made_by        uuid,
  made_at        timestamptz not null,
  submitted_by   uuid,
  submitted_at   timestamptz,
  accepted_at    timestamptz,
  -- While a place is taken for it: nobody else takes a second one.
  claimed_until  timestamptz,
  appointment_id uuid,
  waiting_id     uuid,
  planned_at     timestamptz,
  planned_place  bytea,
  stopped        boolean not null,
  arrived_at     timestamptz,
  seen_at        timestamptz,
  result         bytea,
  result_by      uuid,
  result_at      timestamptz,
  closed_at      timestamptz,
  primary key (hospital_id, id),
  check (status in ('draft', 'submitted', 'returned', 'declined', 'withdrawn') or number is not null)
) with (fillfactor = 80);
comment on table referral.referral is 'One referral of a community hospital (转诊, FHIR ServiceRequest); who it is about lies enciphered.';
create unique index referral_number on referral.referral (hospital_id, number);
create index referral_own on referral.referral (hospital_id, institution_id, made_at desc, id desc);
create index referral_list on referral.referral (hospital_id, status, urgency, accepted_at, id)
  where status in ('submitted', 'returned', 'accepted', 'booked', 'missed', 'seen', 'examined', 'admitted');
create index referral_done on referral.referral (hospital_id, closed_at desc, id desc) where closed_at is not null;
create index referral_appointment on referral.referral (hospital_id, appointment_id) where appointment_id is not null;
create index referral_person on referral.referral (hospital_id, person_token)
  where status in ('submitted', 'accepted', 'booked');

create table referral.round (
  hospital_id    uuid not null,
  referral_id    uuid not null,
  round          smallint not null,
  submitted_at   timestamptz not null,
  submitted_by   uuid,
  policy_version integer not null,
  content        bytea not null,
  lacks          text[] not null,
  doubts         text[] not null,
  outcome        text check (outcome in ('returned', 'accepted', 'declined', 'withdrawn')),
  decided_at     timestamptz,
  decided_by     uuid,
  note           bytea,
  primary key (hospital_id, referral_id, round),
  foreign key (hospital_id, referral_id) references referral.referral (hospital_id, id)
);
comment on table referral.round is 'What was submitted each time, by which rules it was checked, and what was answered (提交与退回记录).';

create table referral.attachment (
  hospital_id uuid not null,
  referral_id uuid not null,
  id          uuid not null,
  name        bytea not null,
  type        text not null check (type in ('application/pdf', 'image/jpeg', 'image/png')),
  bytes       integer not null,
  content     bytea not null,
  at          timestamptz not null,
  by_person   uuid,
  primary key (hospital_id, referral_id, id),
  foreign key (hospital_id, referral_id) references referral.referral (hospital_id, id)
);
comment on table referral.attachment is 'A page that came with a referral (附件), enciphered.';

create table referral.placing (
  hospital_id     uuid not null,
  id              uuid not null,
  referral_id     uuid not null,
  kind            text not null check (kind in ('waiting', 'offered', 'booked')),
  at              timestamptz not null,
  type            text not null,
  unit_id         uuid not null,
  urgency         smallint not null,
  appointment_id  uuid,
  -- Where it stood without the rule of referral, and where it stands by it (REF-02).
  position_before integer not null,
  position_after  integer not null,
  -- How many of the same urgency, not referred, wanted the same; and whether the referred one was placed before all of them (KPI-22).
  competing       integer not null,
  is_first        boolean not null,
  primary key (hospital_id, id),
  foreign key (hospital_id, referral_id) references referral.referral (hospital_id, id)
);
comment on table referral.placing is 'By which rule a referral was placed (优先次序留痕): before whom, and whether it was first.';
create index placing_referral on referral.placing (hospital_id, referral_id, at);
create unique index placing_once on referral.placing (hospital_id, referral_id, appointment_id) where kind = 'booked';
