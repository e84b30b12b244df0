import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { HalfDay } from '#modules/directory/index.ts'
import { type House, tellRead } from '#platform/house.ts'
import type { Channel } from '../rules/quota.ts'
import type { ReservationStatus } from '../rules/reservation.ts'
import { doctorsNamed } from './names.ts'

interface Row {
  readonly id: string
  readonly number: string
  readonly week: string
  readonly unitId: string
  readonly doctorId: string | null
  readonly halfDay: HalfDay | null
  readonly patientId: string
  readonly patientMasked: string
  readonly channel: Channel
  readonly contactWay: 'sms' | 'wechat' | 'phone' | 'paper'
  readonly urgency: 1 | 2 | 3
  readonly status: ReservationStatus
  readonly madeAt: string
  readonly callDueAt: string
  readonly callBecause: 'no-places' | 'week-full' | null
  readonly calledAt: string | null
  readonly attempts: number
  readonly appointmentNumber: string | null
  readonly appointmentStartsAt: string | null
  readonly version: number
}

const UTC = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
const COLUMNS = `r.id, r.number, r.week::text as week, r.unit_id as "unitId", r.doctor_id as "doctorId", r.half_day as "halfDay",
  r.patient_id as "patientId", r.patient_masked as "patientMasked", r.channel, r.contact_way as "contactWay", r.urgency, r.status,
  ${UTC('r.made_at')} as "madeAt", ${UTC('r.call_due_at')} as "callDueAt", r.call_because as "callBecause",
  ${UTC('r.called_at')} as "calledAt", r.attempts, a.number as "appointmentNumber", ${UTC('a.starts_at')} as "appointmentStartsAt", r.version`
const FROM = `appointment.reservation r
  left join appointment.appointment a on a.hospital_id = r.hospital_id and a.id = r.appointment_id`
const AT_MOST = 200

const VIEWS = {
  calls: `r.status = 'to_call' order by r.called_at, r.id`,
  waiting: `r.status = 'reserved' order by r.week, r.urgency, r.made_at, r.id`,
  over: `r.status in ('booked', 'cancelled', 'unreached') order by r.made_at desc, r.id desc`,
} as const

/** Reservations (中长期预约): whom to call first, those that wait for places by week and order, and the newest that are over. */
export const listReservations =
  (house: House) =>
  async (caller: Caller, asked: { readonly view: keyof typeof VIEWS; readonly unit?: string | undefined }) => {
    const [rows, counted] = await Promise.all([
      house.database.statement<Row>(
        `select ${COLUMNS} from ${FROM} where r.hospital_id = $1 and ($2::uuid is null or r.unit_id = $2) and ${VIEWS[asked.view]} limit ${AT_MOST}`,
        [caller.hospitalId, asked.unit ?? null],
      ),
      house.database.statement<{ status: ReservationStatus; count: number }>(
        `select status, count(*)::int as count from appointment.reservation where hospital_id = $1 and status in ('reserved', 'to_call')
           and ($2::uuid is null or unit_id = $2) group by status`,
        [caller.hospitalId, asked.unit ?? null],
      ),
    ])
    const items = rows.filter(row => canIn(caller, 'appointment:read', row.unitId))
    const count = (status: ReservationStatus) => counted.find(one => one.status === status)?.count ?? 0
    return {
      items,
      doctors: await doctorsNamed(
        house,
        items.flatMap(one => one.doctorId ?? []),
      ),
      counts: { calls: count('to_call'), waiting: count('reserved') },
    }
  }

/** One reservation with why the patient comes again; reading it stands in the journal. */
export const openReservation = (house: House) => async (caller: Caller, asked: { readonly id: string }) => {
  const [[row], reminders] = await Promise.all([
    house.database.statement<Row & { reasonWords: Buffer }>(
      `select ${COLUMNS}, r.reason as "reasonWords" from ${FROM} where r.hospital_id = $1 and r.id = $2`,
      [caller.hospitalId, asked.id],
    ),
    house.database.statement<{ daysBefore: number; dueAt: string; doneAt: string | null }>(
      `select days_before as "daysBefore", ${UTC('due_at')} as "dueAt", ${UTC('done_at')} as "doneAt"
       from appointment.reservation_reminder where hospital_id = $1 and reservation_id = $2 order by days_before desc`,
      [caller.hospitalId, asked.id],
    ),
  ])
  if (row === undefined || !canIn(caller, 'appointment:read', row.unitId)) throw new Problem('not-found')
  await tellRead(house, caller, {
    action: 'appointment.opened',
    subject: { kind: 'reservation', id: row.id },
    patientId: row.patientId,
    unitId: row.unitId,
    facts: { from: 'reservation' },
  })
  const { reasonWords, ...shown } = row
  return {
    ...shown,
    reason: house.cipher.decipher(reasonWords),
    reminders,
    doctors: await doctorsNamed(house, row.doctorId === null ? [] : [row.doctorId]),
  }
}
