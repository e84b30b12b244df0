import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, wallClock } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House, Work } from '#platform/house.ts'
import { mayFollow } from '../rules/appointment.ts'
import { type ArrivalPolicy, type ArrivalWay, mustArriveNow, mustBeOfZone } from '../rules/arrival.ts'
import { arrivalPolicy } from '../settings.ts'
import { save, sqlInstant } from './store.ts'
import type { AppointmentTable } from './tables.ts'

/** Where somebody says that they are here. */
export interface ArrivalPlace {
  readonly way: ArrivalWay
  readonly place: string
  readonly zone: string | null
  readonly deviceId: string | null
  /** The departments that check in there; none: all. */
  readonly unitIds: readonly string[]
}

export interface Arrived {
  readonly isLate: boolean
  readonly lateMinutes: number
  readonly version: number
  /** The order of who registered on site. */
  readonly order: number | null
}

/** A moment as people read it on the hospital's wall: `09:30`. */
export const clockOf =
  (house: House) =>
  (at: Instant): string =>
    at.toZonedDateTimeISO(house.hospital.zone).toPlainTime().toString({ smallestUnit: 'minute' })

export const arrivalRules = async (house: House, hospitalId: string): Promise<ArrivalPolicy> =>
  (await house.settings.at(hospitalId, arrivalPolicy, house.clock.now())).value

/** When the first slot of a booking's session begins; the booking's own where there are no slots. */
async function halfDayFrom(tx: Tx, booking: AppointmentTable): Promise<Instant> {
  const [row] = await run<{ from: Instant | null }>(
    tx,
    'select min(starts_at) as "from" from appointment.slot where hospital_id = $1 and session_id = $2',
    [booking.hospitalId, booking.sessionId],
  )
  return row?.from ?? booking.startsAt
}

/** The order and the severity of who registered on site; null for who had booked. */
async function registrationOf(tx: Tx, booking: AppointmentTable) {
  const [row] = await run<{ placeInOrder: number; severity: number | null }>(
    tx,
    `select place_in_order, severity from appointment.registration where hospital_id = $1 and appointment_id = $2`,
    [booking.hospitalId, booking.id],
  )
  return row ?? null
}

/**
 * The patient of a booking, whose row is locked, is here (报到, APT-08): by the rules of early and late, once, and in the zone of the
 * department. Says one `appointment.checked-in` with what the queue needs.
 */
export async function arrive(
  house: House,
  caller: Caller,
  { tx, tell }: Work,
  booking: AppointmentTable,
  there: ArrivalPlace,
): Promise<Arrived> {
  const at = house.clock.now()
  const policy = await arrivalRules(house, caller.hospitalId)
  const today = wallClock(at, house.hospital.zone).day.toString()
  const arriving = { ...booking, halfDayFrom: await halfDayFrom(tx, booking) }
  const { isLate, lateMinutes } = mustArriveNow(arriving, policy, today, at, clockOf(house))
  mustBeOfZone(there.unitIds, booking.unitId)
  mayFollow(booking.status, 'checked_in')
  const written = await run(
    tx,
    `insert into appointment.arrival (hospital_id, appointment_id, at, way, place, zone, device_id, made_by, late_minutes, is_late)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning appointment_id`,
    [
      caller.hospitalId,
      booking.id,
      at.toString(),
      there.way,
      there.place,
      there.zone,
      there.deviceId,
      caller.personId,
      lateMinutes,
      isLate,
    ],
  )
  if (written.length === 0) throw new Problem('checked-in-already')
  const version = await save(tx, booking, { status: 'checked_in', checkedInAt: sqlInstant(at) })
  const registered = await registrationOf(tx, booking)
  tell({
    action: 'appointment.checked-in',
    subject: { kind: 'appointment', id: booking.id },
    version,
    patientId: booking.patientId,
    unitId: booking.unitId,
    facts: {
      number: booking.number,
      unit: booking.unitId,
      doctor: booking.doctorId,
      session: booking.sessionId,
      slot: booking.slotId,
      startsAt: booking.startsAt.toString(),
      way: there.way,
      place: there.place,
      zone: there.zone,
      device: there.deviceId,
      late: isLate,
      lateMinutes,
      walkIn: registered?.placeInOrder ?? null,
      severity: registered?.severity ?? null,
    },
  })
  return { isLate, lateMinutes, version, order: registered?.placeInOrder ?? null }
}
