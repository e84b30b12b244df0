-- What is counted of referrals is found by its time (转诊指标).
create index placing_at on referral.placing (hospital_id, at) where kind = 'booked' and competing > 0;
create index referral_accepted on referral.referral (hospital_id, accepted_at) where accepted_at is not null;
