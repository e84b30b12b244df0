import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { Channel, Quota } from '../rules/quota.ts'

/** A booking on a place that its transaction has taken already. */
export interface AppointmentOnPlace {
  readonly id: string
  readonly number: string
  readonly slotId: string
  readonly quota: Quota
  readonly channel: Channel
  readonly patientId: string
  readonly patientMasked: string
  readonly contactWay: string
  readonly referralId?: string | null
  readonly madeBy: string | null
  readonly madeAt: Instant
}

/** Writes the booking of a place that was taken; false where the patient has a number of that half-day: the unique key says so. */
export async function insertAppointment(tx: Tx, hospitalId: string, one: AppointmentOnPlace): Promise<boolean> {
  const rows = await run(
    tx,
    `insert into appointment.appointment (hospital_id, id, number, slot_id, quota, session_id, unit_id, doctor_id, day, half_day, starts_at,
       ends_at, channel, status, patient_id, patient_masked, contact_way, read_back, consent, made_by, made_at, is_doubled, changes, referral_id,
       version)
     select s.hospital_id, $3, $4, s.id, $5, s.session_id, s.unit_id, s.doctor_id, s.day, s.half_day, s.starts_at, s.ends_at, $6, 'booked',
       $7, $8, $9, true, true, $10, $11, false, 0, $12, 1
     from appointment.slot s where s.hospital_id = $1 and s.id = $2
     on conflict do nothing returning id`,
    [
      hospitalId,
      one.slotId,
      one.id,
      one.number,
      one.quota,
      one.channel,
      one.patientId,
      one.patientMasked,
      one.contactWay,
      one.madeBy,
      one.madeAt.toString(),
      one.referralId ?? null,
    ],
  )
  return rows.length > 0
}

/** Has the patient a number of that department and half-day? */
export async function hasNumber(
  tx: Tx,
  hospitalId: string,
  one: { readonly patientId: string; readonly unitId: string; readonly day: string; readonly halfDay: string },
): Promise<boolean> {
  const rows = await run(
    tx,
    `select id from appointment.appointment where hospital_id = $1 and patient_id = $2 and unit_id = $3 and day = $4::date and half_day = $5
       and status in ('held', 'booked', 'notified', 'checked_in', 'in_consultation') limit 1`,
    [hospitalId, one.patientId, one.unitId, one.day, one.halfDay],
  )
  return rows.length > 0
}
