import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore, wallClock } from '#kernel/time.ts'
import { reachOfPatient } from '#modules/patient/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact, type Work } from '#platform/house.ts'
import { mayFollow, mustBeComplete } from '../rules/appointment.ts'
import { mustBeToday } from '../rules/registration.ts'
import { arrive, type ArrivalPlace } from './arrive.ts'
import { holdPlace } from './book-appointment.ts'
import { slotOf } from './slots.ts'
import { load, save, turnIntoBooked } from './store.ts'
import type { AppointmentTable } from './tables.ts'

export interface RegisterOnSite {
  readonly slotId: string
  readonly patientId: string
  readonly channel: 'desk' | 'kiosk' | 'assisted'
  readonly contactWay: string
  readonly severity: 1 | 2 | 3 | 4 | null
  readonly consent: boolean
  readonly doubledBecause: string | null
}

export interface Registered {
  readonly id: string
  readonly number: string
  readonly slotId: string
  readonly startsAt: string
  readonly status: 'checked_in' | 'booked'
  readonly order: number
  readonly checkInFrom: string | null
  readonly receipt: 'sms' | 'paper'
  readonly version: number
}

/**
 * Registers a walk-in for today (现场挂号, APT-09). The place is kept first, by the pool's own statement, so that a crash in between frees
 * it by the clock; then booking, order and arrival are one transaction. Asked again with the same key, it answers what was done.
 */
export const registerOnSite =
  (house: House) =>
  async (caller: Caller, asked: RegisterOnSite, there: ArrivalPlace): Promise<Registered> => {
    mustBeComplete({ ...asked, readBack: true, helperId: caller.personId })
    const dayOf = (at: Instant) => wallClock(at, house.hospital.zone).day.toString()
    const slot = await slotOf(house, asked.slotId)
    mustBeToday(dayOf(slot.startsAt), dayOf(house.clock.now()))
    const held = await holdPlace(house)(caller, { ...asked, readBack: true })
    return transact(house, { ...caller, once: null }, async work => {
      const booking = await load(work.tx, caller.hospitalId, held.id)
      const before = await answered(house, work.tx, booking)
      if (before !== null) return before
      return register(house, caller, work, booking, asked, there)
    })
  }

async function register(
  house: House,
  caller: Caller,
  work: Work,
  held: AppointmentTable,
  asked: RegisterOnSite,
  there: ArrivalPlace,
): Promise<Registered> {
  const { tx, tell } = work
  const at = house.clock.now()
  if (held.holdUntil === null || !isBefore(at, held.holdUntil)) throw new Problem('hold-lapsed')
  mayFollow(held.status, 'booked')
  await turnIntoBooked(tx, caller.hospitalId, held.slotId, held.quota)
  const version = await save(tx, held, { status: 'booked', holdUntil: null, consent: asked.consent })
  const { order, feeLevel } = await writeRegistration(tx, held, asked.severity, at.toString())
  tell({
    action: 'appointment.registered',
    subject: { kind: 'appointment', id: held.id },
    version,
    patientId: held.patientId,
    unitId: held.unitId,
    facts: {
      number: held.number,
      unit: held.unitId,
      doctor: held.doctorId,
      session: held.sessionId,
      slot: held.slotId,
      channel: held.channel,
      order,
      severity: asked.severity,
      feeLevel,
    },
  })
  const registered = { ...held, status: 'booked' as const, holdUntil: null, version }
  const arrived = await arriveIfOpen(house, caller, work, registered, there)
  return {
    ...(await shown(house, tx, registered, order)),
    status: arrived.from === null ? 'checked_in' : 'booked',
    checkInFrom: arrived.from,
    version: arrived.version,
  }
}

/** Who registers in the morning for the afternoon checks in later; everybody else is here. */
async function arriveIfOpen(
  house: House,
  caller: Caller,
  work: Work,
  booking: AppointmentTable,
  there: ArrivalPlace,
): Promise<{ readonly from: string | null; readonly version: number }> {
  try {
    // Whoever registered here is let in, whichever department's zone this is.
    const { version } = await arrive(house, caller, work, booking, { ...there, unitIds: [] })
    return { from: null, version }
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'check-in-early') throw error
    return { from: String(error.facts['from']), version: booking.version }
  }
}

/** The next in the order of this department and day, whatever process asks: its row is locked until the commit. */
async function writeRegistration(tx: Tx, booking: AppointmentTable, severity: number | null, at: string) {
  const [row] = await run<{ order: number; feeLevel: string }>(
    tx,
    `with next as (
       insert into appointment.registration_order as o (hospital_id, unit_id, day, last) values ($1, $2, $3::date, 1)
       on conflict (hospital_id, unit_id, day) do update set last = o.last + 1 returning last
     )
     insert into appointment.registration (hospital_id, appointment_id, unit_id, day, place_in_order, severity, fee_level, at)
     select $1, $4, $2, $3::date, next.last, $5, s.fee_level, $6 from next
     join appointment.slot s on s.hospital_id = $1 and s.id = $7
     returning place_in_order as "order", fee_level`,
    [booking.hospitalId, booking.unitId, booking.day, booking.id, severity, at, booking.slotId],
  )
  if (row === undefined) throw new Problem('slot-unknown')
  return row
}

/** What was answered for a booking that is registered already; null where it is not. */
async function answered(house: House, tx: Tx, booking: AppointmentTable): Promise<Registered | null> {
  const [row] = await run<{ order: number }>(
    tx,
    'select place_in_order as "order" from appointment.registration where hospital_id = $1 and appointment_id = $2',
    [booking.hospitalId, booking.id],
  )
  if (row === undefined) return null
  const status = booking.status === 'booked' || booking.status === 'notified' ? 'booked' : 'checked_in'
  return { ...(await shown(house, tx, booking, row.order)), status, checkInFrom: null, version: booking.version }
}

async function shown(house: House, tx: Tx, booking: AppointmentTable, order: number) {
  return {
    id: booking.id,
    number: booking.number,
    slotId: booking.slotId,
    startsAt: booking.startsAt.toString(),
    order,
    receipt: await receiptOf(house, tx, booking.patientId),
  }
}

/** How the patient hears of it: by SMS where a number is known, else what is printed is the receipt. */
export async function receiptOf(house: House, tx: Tx, patientId: string): Promise<'sms' | 'paper'> {
  const reach = await reachOfPatient(house, tx, patientId)
  return reach !== null && reach.numbers.length > 0 ? 'sms' : 'paper'
}
