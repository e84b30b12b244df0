-- What a merged patient has here is found by the patient, and a reservation by the booking that came of it.
create index waiting_patient on appointment.waiting (hospital_id, patient_id);
create index reservation_patient on appointment.reservation (hospital_id, patient_id);
create index reservation_appointment on appointment.reservation (hospital_id, appointment_id) where appointment_id is not null;
create index extra_request_patient on appointment.extra_request (hospital_id, patient_id);
create index appeal_patient on appointment.appeal (hospital_id, patient_id);
