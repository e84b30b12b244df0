-- What another system asks of a patient's referrals (FHIR ServiceRequest) is found by the patient.
create index referral_patient on referral.referral (hospital_id, patient_id) where patient_id is not null;
