import type { Instant } from '#kernel/time.ts'
import { familyOf } from '#modules/patient/index.ts'
import type { House } from '#platform/house.ts'
import type { Counted, Missed } from '../rules/booking-limit.ts'

/** A booking that was not kept, with its appeal, as screens and limits read it. */
export interface MissedBooking {
  readonly id: string
  readonly number: string
  readonly unitId: string
  readonly doctorId: string
  readonly startsAt: Instant
  /** When it counts: the visit that was missed, or the moment of cancelling. */
  readonly at: Instant
  readonly kind: Counted
  readonly decision: 'excused' | 'kept' | null
  readonly isAppealed: boolean
}

const AT_MOST = 200
const LONGEST_DAYS = 1000

/**
 * What a patient did not keep, the newest first (爽约与取消记录). A booking that the hospital stopped or moved is not among them, whatever
 * came of it later, nor one that was only kept and never booked.
 */
export async function missedBy(house: House, patientId: string): Promise<readonly MissedBooking[]> {
  const at = house.clock.now()
  const family = await house.database.transact(tx => familyOf(tx, house.hospital.id, patientId))
  return house.database.statement<MissedBooking>(
    `select a.id, a.number, a.unit_id as "unitId", a.doctor_id as "doctorId", a.starts_at as "startsAt",
       case when a.status = 'no_show' then 'noShow'
         when (a.closed_at at time zone $4)::date >= a.day then 'sameDayCancel' else 'cancel' end as kind,
       case when a.status = 'no_show' then a.starts_at else a.closed_at end as at, p.decision, p.id is not null as "isAppealed"
     from appointment.appointment a
     left join appointment.appeal p on p.hospital_id = a.hospital_id and p.appointment_id = a.id
     where a.hospital_id = $1 and a.patient_id = any($2::uuid[]) and a.starts_at > $3 and a.status in ('no_show', 'cancelled_by_patient')
       and a.hold_until is null
       and not exists (select from appointment.stop_contact k where k.hospital_id = a.hospital_id and k.appointment_id = a.id)
     order by a.starts_at desc, a.id limit ${AT_MOST}`,
    [house.hospital.id, family, at.subtract({ hours: 24 * LONGEST_DAYS }).toString(), house.hospital.zone],
  )
}

/** What of it counts: all that was not excused. */
export const countedOf = (list: readonly MissedBooking[]): readonly Missed[] =>
  list.filter(one => one.decision !== 'excused').map(({ id, kind, at }) => ({ id, kind, at }))
