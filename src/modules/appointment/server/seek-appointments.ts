import type { HalfDay } from '#modules/directory/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { Status } from '../rules/appointment.ts'
import type { Channel } from '../rules/quota.ts'
import type { Place } from './seek-slots.ts'

/** What another system looks for among the bookings; a missing member asks for nothing. */
export interface AppointmentsSought {
  readonly ids?: readonly string[]
  readonly numbers?: readonly string[]
  /** All ids that a person is known under. */
  readonly patientIds?: readonly string[]
  readonly doctorId?: string
  readonly slotId?: string
  /** Where neither ids, numbers nor a person are asked for: the departments that are looked through, by their days. */
  readonly unitIds: readonly string[]
  /** Starting at or after. */
  readonly from?: string
  /** Starting before. */
  readonly before?: string
  readonly statuses?: readonly Status[]
  /** Only what this one made. */
  readonly madeBy?: string
  /** The last booking of the page before. */
  readonly after?: Place
  readonly atMost: number
}

export interface SoughtAppointment {
  readonly id: string
  readonly number: string
  readonly slotId: string
  readonly sessionId: string
  readonly unitId: string
  readonly doctorId: string
  readonly day: string
  readonly halfDay: HalfDay
  readonly startsAt: string
  readonly endsAt: string
  readonly channel: Channel
  readonly status: Status
  readonly patientId: string
  readonly patientMasked: string
  readonly referralId: string | null
  readonly madeBy: string | null
  readonly madeAt: string
  readonly version: number
}

const UTC = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
const COLUMNS = `a.id, a.number, a.slot_id as "slotId", a.session_id as "sessionId", a.unit_id as "unitId", a.doctor_id as "doctorId",
  a.day::text as day, a.half_day as "halfDay", ${UTC('a.starts_at')} as "startsAt", ${UTC('a.ends_at')} as "endsAt", a.channel, a.status,
  a.patient_id as "patientId", a.patient_masked as "patientMasked", a.referral_id as "referralId", a.made_by as "madeBy", ${UTC('a.made_at')} as "madeAt", a.version`

/**
 * Bookings in the order of their time, a page by its last place, for whoever is entitled to them (预约查询). Whoever asks writes to the
 * journal whose they are. By person or id it reads their index, else each department's days, which are merged.
 */
export function seekAppointments(tx: Tx, hospitalId: string, asked: AppointmentsSought): Promise<SoughtAppointment[]> {
  const values: unknown[] = [hospitalId]
  const put = (value: unknown): string => `$${values.push(value)}`
  const where = ['a.hospital_id = $1']
  if (asked.ids !== undefined) where.push(`a.id = any(${put(asked.ids)}::uuid[])`)
  if (asked.numbers !== undefined) where.push(`a.number = any(${put(asked.numbers)})`)
  if (asked.patientIds !== undefined) where.push(`a.patient_id = any(${put(asked.patientIds)}::uuid[])`)
  if (asked.doctorId !== undefined) where.push(`a.doctor_id = ${put(asked.doctorId)}`)
  if (asked.slotId !== undefined) where.push(`a.slot_id = ${put(asked.slotId)}`)
  if (asked.from !== undefined) where.push(`a.starts_at >= ${put(asked.from)}::timestamptz`)
  if (asked.before !== undefined) where.push(`a.starts_at < ${put(asked.before)}::timestamptz`)
  if (asked.statuses !== undefined) where.push(`a.status = any(${put(asked.statuses)})`)
  if (asked.madeBy !== undefined) where.push(`a.made_by = ${put(asked.madeBy)}`)
  if (asked.after !== undefined)
    where.push(`(a.starts_at, a.id) > (${put(asked.after.at)}::timestamptz, ${put(asked.after.id)}::uuid)`)
  const order = `order by a.starts_at, a.id limit ${asked.atMost}`
  if (asked.ids !== undefined || asked.numbers !== undefined || asked.patientIds !== undefined)
    return run(tx, `select ${COLUMNS} from appointment.appointment a where ${where.join(' and ')} ${order}`, values)
  // A moment lies within a day of the same date in any zone.
  if (asked.from !== undefined) where.push(`a.day >= (${put(asked.from)}::timestamptz at time zone 'UTC')::date - 1`)
  if (asked.before !== undefined)
    where.push(`a.day <= (${put(asked.before)}::timestamptz at time zone 'UTC')::date + 1`)
  return run(
    tx,
    `select ${COLUMNS} from unnest(${put(asked.unitIds)}::uuid[]) as u (id) cross join lateral (
       select a.* from appointment.appointment a where ${where.join(' and ')} and a.unit_id = u.id ${order}) a ${order}`,
    values,
  )
}
