import type { Instant } from '#kernel/time.ts'
import type { HalfDay } from '#modules/directory/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { Status } from '../rules/appointment.ts'

/** A booking as other modules need it: when, where, how it stands, and the referral that it was made for. */
export interface BookingFacts {
  readonly id: string
  readonly number: string
  readonly status: Status
  readonly unitId: string
  readonly doctorId: string
  readonly day: string
  readonly halfDay: HalfDay
  readonly startsAt: Instant
  readonly madeAt: Instant
  readonly referralId: string | null
}

/** One booking by its id (预约查询); null where there is none. */
export async function bookingOf(tx: Tx, hospitalId: string, id: string): Promise<BookingFacts | null> {
  const [row] = await run<BookingFacts>(
    tx,
    `select id, number, status, unit_id, doctor_id, day::text as day, half_day, starts_at, made_at, referral_id
     from appointment.appointment where hospital_id = $1 and id = $2`,
    [hospitalId, id],
  )
  return row ?? null
}
