import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { readPlace, writePlace } from '#kernel/page-place.ts'
import type { HalfDay } from '#modules/directory/index.ts'
import { newestMessages } from '#modules/notification/index.ts'
import { familyOf } from '#modules/patient/index.ts'
import { run } from '#platform/database.ts'
import { type House, tellRead, transact } from '#platform/house.ts'
import type { Status } from '../rules/appointment.ts'
import type { Channel } from '../rules/quota.ts'
import { dayMarks } from './day-marks.ts'
import { doctorsNamed } from './names.ts'

interface Row {
  readonly id: string
  readonly number: string
  readonly slotId: string
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
  readonly changes: number
  readonly holdUntil: string | null
  readonly version: number
}

const UTC = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
const COLUMNS = `id, number, slot_id as "slotId", unit_id as "unitId", doctor_id as "doctorId", day::text as day, half_day as "halfDay",
  ${UTC('starts_at')} as "startsAt", ${UTC('ends_at')} as "endsAt", channel, status, patient_id as "patientId",
  patient_masked as "patientMasked", changes, ${UTC('hold_until')} as "holdUntil", version`

const PAGE = 200

/** A department's bookings of one day in the order of their times, names masked (当日预约), a page by its last key. */
export const listDay =
  (house: House) =>
  async (
    caller: Caller,
    asked: { readonly unit: string; readonly day: string; readonly after?: string | undefined },
  ) => {
    if (!canIn(caller, 'appointment:read', asked.unit)) throw new Problem('not-found')
    const [afterAt = null, afterId = null] = readPlace(asked.after, 'instant', 'id')
    const rows = await house.database.statement<Row>(
      `select ${COLUMNS} from appointment.appointment where hospital_id = $1 and unit_id = $2 and day = $3::date
         and ($4::timestamptz is null or (starts_at, id) > ($4, $5::uuid))
       order by starts_at, id limit ${PAGE + 1}`,
      [caller.hospitalId, asked.unit, asked.day, afterAt, afterId],
    )
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
    const shown = rows.slice(0, PAGE)
    const ids = shown.map(row => row.id)
    const told = await house.database.transact(tx =>
      newestMessages(tx, caller.hospitalId, { kind: 'appointment', ids }),
    )
    const marksOf = await dayMarks(house, caller.hospitalId, ids)
    return {
      items: shown.map(row => ({ ...row, told: told.get(row.id) ?? null, ...marksOf(row.id) })),
      doctors: await doctorsNamed(
        house,
        rows.map(row => row.doctorId),
      ),
      next: last === undefined ? null : writePlace(last.startsAt, last.id),
    }
  }

/** A patient's bookings, the latest first, with how often the patient did not come; reading them is told to the journal. */
export const listOfPatient = (house: House) => async (caller: Caller, asked: { readonly patientId: string }) => {
  const family = await house.database.transact(tx => familyOf(tx, caller.hospitalId, asked.patientId))
  const rows = await house.database.statement<Row>(
    `select ${COLUMNS} from appointment.appointment where hospital_id = $1 and patient_id = any($2::uuid[])
     order by starts_at desc, id desc limit 50`,
    [caller.hospitalId, family],
  )
  await tellRead(house, caller, {
    action: 'appointment.opened',
    subject: { kind: 'patient', id: asked.patientId },
    patientId: asked.patientId,
    facts: { from: 'patient' },
  })
  return {
    items: rows,
    doctors: await doctorsNamed(
      house,
      rows.map(row => row.doctorId),
    ),
  }
}

/** One booking. */
export const openAppointment = (house: House) => (caller: Caller, asked: { readonly id: string }) =>
  transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
    const [row] = await run<Row>(
      tx,
      `select ${COLUMNS} from appointment.appointment where hospital_id = $1 and id = $2`,
      [caller.hospitalId, asked.id],
    )
    if (row === undefined || !canIn(caller, 'appointment:read', row.unitId)) throw new Problem('not-found')
    tell({
      action: 'appointment.opened',
      subject: { kind: 'appointment', id: row.id },
      kind: 'read',
      patientId: row.patientId,
      facts: { from: 'booking' },
    })
    return row
  })
